"""Which items of the lists were brought together: need, resource, project; opened from either side."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.drafts import checked_day
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.lists import State, may_link
from app.domain.roles import Right
from app.services import list_kinds, lists
from app.services.lists import ListRow
from app.services.session import requires
from app.store.lists import ListItem, ListLink
from app.store.writing import writing


@dataclass(frozen=True)
class Link:
    """A link as one of its items shows it: the other item, and from when until when; `end` "" where it holds."""

    id: int
    other: ListRow
    start: str
    end: str
    note: str


@requires(Right.READ)
def of(item: int) -> list[Link]:
    """The links of an item, those that hold first, the newest first."""
    mine = (ListLink.first == item) | (ListLink.second == item)
    found = list(ListLink.select().where(mine, ListLink.removed_at == "").order_by(ListLink.start.desc()))
    found = sorted(found, key=lambda link: link.end != "")
    others = [link.second_id if link.first_id == item else link.first_id for link in found]
    rows = {row.id: row for row in lists.rows(others)}
    return [
        Link(link.id, rows[other], link.start, link.end, link.note)
        for link, other in zip(found, others, strict=True)
        if not ListItem.get_by_id(other).removed_at
    ]


@requires(Right.READ)
def candidates(item: int) -> list[ListRow]:
    """What an item may be linked to: items of other roles that are neither done nor withdrawn, nor linked to it."""
    row, roles = lists.get(item), list_kinds.roles()
    linked = {link.other.id for link in of(item) if not link.end}
    kinds = [kind for kind, role in roles.items() if may_link(role, row.role)]
    query = ListItem.select(ListItem.id).where(ListItem.removed_at == "", ListItem.kind.in_(kinds))
    wanted = [number for (number,) in query.order_by(ListItem.registered.desc()).tuples() if number not in linked]
    return [each for each in lists.rows(wanted) if each.state in (State.OPEN, State.SENT)]


@requires(Right.READ)
def check(first: int, second: int, values: Mapping[str, str]) -> str:
    """The ISO day from which a link would hold; raises Invalid (start or second)."""
    complaints: dict[str, str] = {}
    start = checked_day(values.get("start", ""), "start", complaints)
    if "start" not in complaints and len(start) < len("2026-01-01"):
        complaints["start"] = Complaint("no_day", "请填写对接日期，要写到日，如 2026.3.5。")
    if not second:
        complaints["second"] = Complaint("missing", "请选择要对接的那一项。")
    elif not may_link(*(row.role for row in lists.rows([first, second]))):
        complaints["second"] = Complaint("same_role", "同一种清单里的两项不用对接，请选另一种清单里的。")
    if complaints:
        raise Invalid(complaints)
    return start


@requires(Right.ENTER)
def link(first: int, second: int, values: Mapping[str, str]) -> int:
    """Bring two items together from a day (`values` start, note) and return the link's id; raises Invalid, Problem."""
    start = check(first, second, values)
    if any(each.other.id == second and not each.end for each in of(first)):
        raise Problem("这两项已经对接过了，没有再登记。数据没有改动。")
    one, other = lists.rows([first, second])
    with writing(f"对接 {one.title} 和 {other.title}") as act:
        made = ListLink(first=first, second=second, start=start, note=values.get("note", ""))
        act.add(made)
        return made.id


@requires(Right.READ)
def check_end(link: int, values: Mapping[str, str]) -> dt.date:
    """The day on which a link would end; raises Invalid (end)."""
    complaints: dict[str, str] = {}
    day = checked_day(values.get("end", ""), "end", complaints)
    if "end" not in complaints and len(day) < len("2026-01-01"):
        complaints["end"] = Complaint("no_day", "请填写结束日期，要写到日，如 2026.3.5。")
    elif day < ListLink.get_by_id(link).start:
        complaints["end"] = Complaint("bad_date", "结束日期早于对接日期，请核对。")
    if complaints:
        raise Invalid(complaints)
    return dt.date.fromisoformat(day)


@requires(Right.ENTER)
def end(links: Sequence[int], on: dt.date) -> None:
    """Let links end on a day; raises Invalid (end) where one began later."""
    found = list(ListLink.select().where(ListLink.id.in_(list(links)), ListLink.removed_at == ""))
    late = [row for row in found if row.start > on.isoformat()]
    if late:
        raise Invalid({"end": Complaint("bad_date", "结束日期早于对接日期，请核对。")})
    with writing(f"结束对接 {len(found)} 项") as act:
        for row in found:
            act.change(row, {"end": on.isoformat()})


@requires(Right.ENTER)
def remove(links: Sequence[int]) -> None:
    """Take links that were a mistake off the record; undoing brings them back."""
    with writing(f"取消对接 {len(links)} 项") as act:
        for row in ListLink.select().where(ListLink.id.in_(list(links)), ListLink.removed_at == ""):
            act.change(row, row.when_undone())
