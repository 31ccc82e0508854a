"""What a clerk can do with the items of the three lists."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import peewee as pw

from app.domain import lists as rules
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.lists import ASKING, Draft, State
from app.domain.privacy import mask_phone
from app.domain.roles import Right
from app.services import exporting, list_kinds
from app.services.columns import Column
from app.services.exporting import Progress
from app.services.merchant_writing import only_called
from app.services.rules import in_force
from app.services.session import requires
from app.store.cases import Case
from app.store.database import among, db
from app.store.lists import ListItem, ListLink
from app.store.organizations import Organization
from app.store.search import hits
from app.store.writing import writing

ALL, UNMATCHED = "全部", "久未对接"
STATES = tuple(state.value for state in State)
_STORED = [name for name in vars(Draft()) if name in ListItem._meta.fields]
COLUMNS = (
    Column("kind", "清单", (), 14),
    Column("title", "名称", (), 34),
    Column("state", "状态", (), 10),
    Column("unit", "单位或商户", (), 26),
    Column("contact", "联系人", (), 12),
    Column("phone", "联系电话", (), 16),
    Column("quantity", "数量", (), 12),
    Column("category", "分类", (), 12),
    Column("organization_name", "所属组织", (), 26),
    Column("registered", "登记日期", (), 14, "date"),
    Column("expires", "有效期至", (), 14, "date"),
    Column("handler", "责任人", (), 14),
    Column("due", "办理期限", (), 14, "date"),
    Column("linked", "已关联", (), 10, "number"),
    Column("detail", "说明", (), 40),
)


@dataclass(frozen=True)
class ListRow(Draft):
    """An item as lists show it: `handler` and `due` are those of its case, `linked` how many items it is linked to."""

    id: int = 0
    number: str = ""
    role: str = ""
    case: int = 0
    merchant: int = 0
    organization_name: str = ""
    handler: str = ""
    due: str = ""
    linked: int = 0

    @property
    def masked_phone(self) -> str:
        """138****6620."""
        return mask_phone(self.phone)


@requires(Right.READ)
def ids(
    search: str = "", filters: Mapping[str, str] | None = None, order: str = "registered", descending: bool = True
) -> list[int]:
    """Ids of the items found; `filters` by kind, state, category, organization (id) or `waiting` (久未对接)."""
    column: Any = _ordering(order)
    ends = (column.desc(), ListItem.id.desc()) if descending else (column, ListItem.id)
    query = _joined(ListItem.id).where(*_conditions(filters or {})).order_by(*ends)
    found = hits(ListItem, search)
    return [number for (number,) in db.execute(query) if found is None or number in found]


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[ListRow]:
    """The items of these ids, in the order asked for."""
    stored = [getattr(ListItem, name) for name in _STORED if name != "state"]
    more = (_state().alias("state"), pw.fn.COALESCE(Organization.name, "").alias("organization_name"))
    of_case = (pw.fn.COALESCE(Case.handler, "").alias("handler"), pw.fn.COALESCE(Case.due, "").alias("due"))
    query = _joined(ListItem.id, ListItem.merchant, ListItem.case, *stored, *more, *of_case)
    query = query.join(Organization, pw.JOIN.LEFT_OUTER, on=(Organization.id == ListItem.organization))
    roles, linked = list_kinds.roles(), _linked(wanted)
    found = {row["id"]: row for row in query.where(among(ListItem.id, wanted)).dicts()}
    return [
        ListRow(**found[number], role=roles.get(found[number]["kind"], ""), linked=linked.get(number, 0))
        for number in wanted
    ]


@requires(Right.READ)
def get(item: int) -> ListRow:
    """One item."""
    return rows([item])[0]


@requires(Right.READ)
def check(values: Mapping[str, Any]) -> Draft:
    """The draft that a form's values make; raises Invalid."""
    return rules.check(Draft(**values), _allowed(values.get("kind", "")))


@requires(Right.ENTER)
def save(draft: Draft, item: int | None) -> int:
    """Add or change an item and return its id; raises Invalid, or Problem for one in the recycle bin."""
    draft = rules.check(draft, _allowed(draft.kind))
    row = ListItem.get_by_id(item) if item else None
    if row and row.removed_at:
        raise Problem(f"{row.title}已经移到回收站，这次没有保存。填写的内容还在，请先从回收站恢复，再保存。")
    values = {name: getattr(draft, name) for name in _STORED} | {"merchant": only_called(draft.unit)}
    values["state"] = _kept_state(draft.state, row)
    with writing(f"{'修改' if item else '登记'}{draft.kind} {draft.title}") as act:
        if row:
            act.change(row, values)
            return row.id
        made = ListItem(**values)
        act.add(made)
        return made.id


@requires(Right.ENTER)
def withdraw(items: Sequence[int]) -> None:
    """Take items off the lists; they stay on record."""
    found = list(ListItem.select().where(ListItem.id.in_(list(items)), ListItem.removed_at == ""))
    with writing(f"撤下 {_called(found)}") as act:
        for row in found:
            act.change(row, {"state": State.WITHDRAWN.value})


@requires(Right.READ)
def similar(draft: Draft, item: int | None) -> list[ListRow]:
    """Items of the same list and title that still wait."""
    same = (ListItem.kind == draft.kind, ListItem.title == draft.title, ListItem.title != "")
    query = ListItem.select(ListItem.id).where(ListItem.removed_at == "", ListItem.id != (item or 0), *same)
    return rows([number for (number,) in query.where(ListItem.state == State.OPEN).limit(5).tuples()])


@requires(Right.ENTER)
def remove(items: Sequence[int]) -> None:
    """Move items to the recycle bin."""
    found = list(ListItem.select().where(ListItem.id.in_(list(items)), ListItem.removed_at == ""))
    with writing(f"移出 {_called(found)}") as act:
        for row in found:
            act.change(row, row.when_undone())


@requires(Right.READ)
def counts() -> dict[str, int]:
    """How many items stand in each state, wait too long, and all."""
    state = _state()
    query = _joined(state, pw.fn.COUNT(ListItem.id)).where(ListItem.removed_at == "").group_by(state)
    found = dict(query.tuples())
    waiting = _joined(ListItem.id).where(*_conditions({"waiting": UNMATCHED})).count()
    return {ALL: sum(found.values()), **{name: found.get(name, 0) for name in STATES}, UNMATCHED: waiting}


@requires(Right.READ)
def categories() -> list[str]:
    """The categories in use, most frequent first."""
    query = ListItem.select(ListItem.category).where(ListItem.removed_at == "", ListItem.category != "")
    query = query.group_by(ListItem.category).order_by(pw.fn.COUNT(ListItem.id).desc(), ListItem.category)
    return [value for (value,) in query.tuples()]


@requires(Right.READ)
def unmatched(today: dt.date) -> list[ListRow]:
    """Needs and problems that nobody answers, registered longer ago than the rule allows, the oldest first."""
    query = _joined(ListItem.id).where(*_conditions({}), *_waiting(today))
    return rows([number for (number,) in query.order_by(ListItem.registered, ListItem.id).tuples()])


@requires(Right.ENTER)
def export(path: Path, wanted: Sequence[int] | None = None, progress: Progress | None = None) -> int:
    """Write the items (all, or these ids) to an xlsx file and return how many; raises Problem."""
    chosen = ids() if wanted is None else wanted
    return exporting.write_rows(path, ("清单", "项"), COLUMNS, rows, chosen, progress)


def _allowed(kind: str) -> list[str]:
    """The lists in use, and one in use no more in which an item may stay."""
    return [*list_kinds.names(), *([kind] if kind in list_kinds.roles() else [])]


def _kept_state(wanted: str, row: Any) -> str:
    """What is kept of a state: while a case runs, it tells how far things are."""
    runs = row and Case.select().where(Case.id == row.case, Case.removed_at == "").exists()
    if wanted == State.SENT and not runs:
        raise Invalid({"state": Complaint("not_sent", "还没有派单。请先保存成“待对接”，再用“派单”写明责任人和期限。")})
    return State.OPEN.value if runs and wanted != State.WITHDRAWN else wanted


def _joined(*columns: Any) -> Any:
    """Items with their case, where that is in use."""
    alive = (Case.id == ListItem.case) & (Case.removed_at == "")
    return ListItem.select(*columns).join(Case, pw.JOIN.LEFT_OUTER, on=alive).switch(ListItem)


def _state() -> Any:
    cases = [(ListItem.state == State.WITHDRAWN, State.WITHDRAWN.value)]
    cases += [(Case.done != "", State.DONE.value), (Case.id.is_null(False), State.SENT.value)]
    return pw.Case(None, cases, ListItem.state)


def _conditions(filters: Mapping[str, str]) -> Iterable[Any]:
    yield ListItem.removed_at == ""
    for name, value in filters.items():
        if name == "state" and value != UNMATCHED:
            yield _state() == value
        elif name in ("state", "waiting"):
            yield from _waiting(dt.date.today())
        elif name == "organization":
            yield ListItem.organization == int(value)
        else:
            yield getattr(ListItem, name) == value


def _waiting(today: dt.date) -> Iterable[Any]:
    """Asked for longer ago than the rule's days, not expired, neither linked nor dispatched."""
    since = today - dt.timedelta(days=in_force("list.unmatched_days", today).amount)
    yield ListItem.kind.in_([kind for kind, role in list_kinds.roles().items() if role in ASKING])
    yield _state() == State.OPEN
    yield ListItem.registered <= since.isoformat()
    yield (ListItem.expires == "") | (ListItem.expires >= today.isoformat())
    for side in (ListLink.first, ListLink.second):
        yield ListItem.id.not_in(ListLink.select(side).where(*_holding(today)))


def _holding(today: dt.date) -> Iterable[Any]:
    """Links that hold on a day, between items that are both in use."""
    other = ListItem.alias()
    in_use = other.select(other.id).where(other.removed_at == "")
    yield ListLink.removed_at == ""
    yield (ListLink.end == "") | (ListLink.end > today.isoformat())
    yield from (ListLink.first.in_(in_use), ListLink.second.in_(in_use))


def _linked(wanted: Sequence[int]) -> dict[int, int]:
    """How many items each of these is linked to now."""
    found: dict[int, int] = {}
    holding = tuple(_holding(dt.date.today()))
    for side in (ListLink.first, ListLink.second):
        query = ListLink.select(side, pw.fn.COUNT(ListLink.id)).where(among(side, wanted), *holding).group_by(side)
        for number, count in query.tuples():
            found[number] = found.get(number, 0) + count
    return found


def _ordering(name: str) -> Any:
    return {"state": _state(), "due": pw.fn.COALESCE(Case.due, "")}.get(name) or getattr(ListItem, name)


def _called(found: Sequence[ListItem]) -> str:
    return f"{found[0].kind} {found[0].title}" if len(found) == 1 else f"清单 {len(found)} 项"
