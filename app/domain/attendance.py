"""Attendance taken at a desk: who is meant by numbers, names or initials, and what is noted of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.meetings import DUE, Attendee, Presence
from app.domain.names import fold, initials

_PARTING = re.compile(r"[、，,;；\s]+")
_NUMBERS = re.compile(r"(\d{1,3})(?:[-—~～至到](\d{1,3}))?")


@dataclass(frozen=True)
class Meant:
    """The places of those who are meant, in the order of the list, and the words that nobody or several fit."""

    places: tuple[int, ...]
    unknown: tuple[str, ...]


def numbered(text: str) -> bool:
    """Whether a text is numbers of the list, such as 1-8、11."""
    words = _words(text)
    return bool(words) and all(map(_NUMBERS.fullmatch, words))


def several(text: str) -> bool:
    """Whether a text names more than one."""
    return len(_words(text)) > 1 or numbered(text)


def fitting(text: str, attendees: Sequence[Attendee]) -> list[int]:
    """The places of those whose name holds a text, or whose initials do; those that begin with it come first."""
    wanted = fold(text)
    forms = [_forms(each.name) for each in attendees]
    fit = [place for place, each in enumerate(forms) if any(wanted in form for form in each)]
    return sorted(fit, key=lambda place: not any(form.startswith(wanted) for form in forms[place]))


def meant(text: str, attendees: Sequence[Attendee]) -> Meant:
    """Whom a text names: numbers and stretches of the list (1-8、11), names or initials, parted by blanks or commas."""
    found: set[int] = set()
    unknown = []
    for word in _words(text):
        places = _stretch(word, len(attendees)) if _NUMBERS.fullmatch(word) else _one(word, attendees)
        found.update(places)
        if not places:
            unknown.append(word)
    return Meant(tuple(sorted(found)), tuple(unknown))


def marked(
    attendees: Sequence[Attendee], places: Iterable[int], presence: str, reason: str = ""
) -> tuple[Attendee, ...]:
    """The same list with those at these places noted; whoever sits in needs no note."""
    wanted = set(places)
    return tuple(
        replace(each, presence=presence, reason=reason) if place in wanted and each.role == DUE else each
        for place, each in enumerate(attendees)
    )


def completed(attendees: Sequence[Attendee], presence: str) -> tuple[Attendee, ...]:
    """The same list with all who were due, and of whom nothing is noted, noted so."""
    return marked(attendees, [place for place, each in enumerate(attendees) if not each.presence], presence)


def turned(presence: str) -> str:
    """What a press on one person makes of what is noted: here, or nothing."""
    return "" if presence == Presence.PRESENT else Presence.PRESENT.value


def _words(text: str) -> list[str]:
    return [word for word in _PARTING.split(text.strip()) if word]


def _stretch(word: str, count: int) -> list[int]:
    found = _NUMBERS.fullmatch(word)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    return [number - 1 for number in range(first, last + 1) if 0 < number <= count]


def _one(word: str, attendees: Sequence[Attendee]) -> list[int]:
    """The one of this name, else the only one whom the word fits."""
    exact = [place for place, each in enumerate(attendees) if fold(each.name) == fold(word)]
    fit = exact or fitting(word, attendees)
    return fit if len(fit) == 1 else []


def _forms(name: str) -> tuple[str, ...]:
    return (fold(name), *initials(name))
