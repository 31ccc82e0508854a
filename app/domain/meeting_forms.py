"""A meeting that is being written: kept as plain values, given back, and joined with what was written meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from app.domain.meetings import Attendee, Draft, Item, Motion, Task
from app.domain.votes import Ballot

_PARTS: Mapping[str, type] = {"items": Item, "attendees": Attendee, "motions": Motion, "tasks": Task}


def packed(draft: Draft) -> dict[str, Any]:
    """A draft as values that can be kept as text."""
    return asdict(draft)


def unpacked(values: Mapping[str, Any]) -> Draft:
    """The draft that was kept, as far as this version of the program knows what it held."""
    known = {name: value for name, value in _known(Draft, values).items() if name not in _PARTS}
    parts: dict[str, Any] = {
        name: tuple(_part(kind, each) for each in values.get(name, ())) for name, kind in _PARTS.items()
    }
    return Draft(**known, **parts)


def merged(base: Draft, mine: Draft, theirs: Draft) -> Draft:
    """`theirs` with everything that I changed since `base`; a part that they took out stays out unless I changed it."""
    if mine == base:
        return theirs
    plain = {
        each.name: getattr(mine, each.name)
        for each in fields(Draft)
        if each.name not in _PARTS and getattr(mine, each.name) != getattr(base, each.name)
    }
    sides = [_pointing_by_key(draft) for draft in (base, mine, theirs)]
    parts: dict[str, Any] = {name: _merged_parts(*(getattr(draft, name) for draft in sides)) for name in _PARTS}
    return _pointing_by_place(replace(theirs, **plain, **parts), mine)


def as_new(draft: Draft) -> Draft:
    """The same words as those of a meeting that is on record no more."""
    return replace(
        draft,
        items=tuple(replace(each, id=0) for each in draft.items),
        attendees=tuple(replace(each, id=0) for each in draft.attendees),
        motions=tuple(replace(each, id=0) for each in draft.motions),
        tasks=tuple(replace(each, case=0) for each in draft.tasks),
    )


def without_item(draft: Draft, place: int) -> Draft:
    """The draft without an item of its agenda; its motions stay, on no item."""
    items = draft.items[:place] + draft.items[place + 1 :]
    motions = tuple(replace(each, item=_moved(each.item, place)) for each in draft.motions)
    return replace(draft, items=items, motions=motions)


def without_motion(draft: Draft, place: int) -> Draft:
    """The draft without a resolution; its tasks stay, of no resolution."""
    motions = draft.motions[:place] + draft.motions[place + 1 :]
    tasks = tuple(replace(each, motion=_moved(each.motion, place)) for each in draft.tasks)
    return replace(draft, motions=motions, tasks=tasks)


def exchanged(draft: Draft, place: int, other: int) -> Draft:
    """The draft with two items of its agenda in each other's place; motions follow their items."""
    items = list(draft.items)
    items[place], items[other] = items[other], items[place]
    swap = {place: other, other: place}
    motions = tuple(replace(each, item=swap.get(each.item, each.item)) for each in draft.motions)
    return replace(draft, items=tuple(items), motions=motions)


def started_again(mine: Draft, was: Draft, fresh: Draft) -> Draft:
    """What a new meeting of another kind or organisation starts with, and all that was typed into the former one."""
    plain = {
        each.name: getattr(mine, each.name)
        for each in fields(Draft)
        if each.name not in (*_PARTS, "kind", "organization") and getattr(mine, each.name) != getattr(was, each.name)
    }
    typed = tuple(each for each in mine.items if each not in was.items)
    people = fresh.attendees if mine.attendees == was.attendees else mine.attendees
    started = replace(fresh, **plain, items=(*fresh.items, *typed), attendees=people, tasks=mine.tasks)
    places: dict[Item | None, int] = {item: place for place, item in enumerate(started.items)}
    motions = [replace(each, item=places.get(_item_of(mine, each), -1)) for each in mine.motions]
    return replace(started, motions=tuple(motions))


def _item_of(draft: Draft, motion: Motion) -> Item | None:
    return draft.items[motion.item] if 0 <= motion.item < len(draft.items) else None


def _moved(place: int, gone: int) -> int:
    return -1 if place == gone else place - (place > gone)


def _known(kind: type, values: Mapping[str, Any]) -> dict[str, Any]:
    names = {each.name for each in fields(kind)}
    return {name: value for name, value in values.items() if name in names}


def _part(kind: type, values: Mapping[str, Any]) -> Any:
    known = _known(kind, values)
    if ballot := known.get("ballot"):
        known["ballot"] = Ballot(**_known(Ballot, ballot))
    return kind(**known)


def _key(part: Any) -> int:
    """By which a part is known again; 0 for one that is not on record yet."""
    return int(part.case if isinstance(part, Task) else part.id)


def _pointing_by_key(draft: Draft) -> Draft:
    """Motions name their item and tasks their motion by its key; one that is not on record yet by a number below -1."""
    items, motions = ([_key(each) or -2 - place for place, each in enumerate(parts)] for parts in _pointed(draft))
    return _pointing(draft, dict(enumerate(items)), dict(enumerate(motions)))


def _pointing_by_place(draft: Draft, mine: Draft) -> Draft:
    """The same by place again; what was new is mine."""
    items, motions = (
        {_key(each) or -2 - _new_place(each, former): place for place, each in enumerate(parts)}
        for parts, former in zip(_pointed(draft), _pointed(mine), strict=True)
    )
    return _pointing(draft, items, motions)


def _pointed(draft: Draft) -> tuple[Sequence[Any], Sequence[Any]]:
    return draft.items, draft.motions


def _new_place(part: Any, former: Sequence[Any]) -> int:
    """Where a part that is not on record stood among mine; what it points at may be named otherwise there."""
    same = [place for place, each in enumerate(former) if not _key(each) and _words(each) == _words(part)]
    return same[0] if same else -1


def _words(part: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(part).items() if name not in ("item", "motion")}


def _pointing(draft: Draft, items: Mapping[int, int], motions: Mapping[int, int]) -> Draft:
    return replace(
        draft,
        motions=tuple(replace(each, item=items.get(each.item, -1)) for each in draft.motions),
        tasks=tuple(replace(each, motion=motions.get(each.motion, -1)) for each in draft.tasks),
    )


def _merged_parts(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
    """My parts in my order, each as they have it where I did not change it; then what they added."""
    if mine == base:
        return tuple(theirs)
    before, now = ({_key(each): each for each in side if _key(each)} for side in (base, theirs))
    kept = []
    for each in mine:
        key = _key(each)
        if not key or key not in before or each != before[key]:
            kept.append(_both(before.get(key), each, now.get(key)))
        elif key in now:
            kept.append(now[key])
    mine_too = {_key(each) for each in mine} | before.keys()
    return (*kept, *(each for each in theirs if _key(each) not in mine_too))


def _both(was: Any, mine: Any, theirs: Any) -> Any:
    """One part that I changed, with what only they changed of it."""
    if was is None or theirs is None:
        return mine
    changed = {name: value for name, value in vars(mine).items() if value != getattr(was, name)}
    return replace(theirs, **changed)
