"""What a clerk can do with activities and services, and what they come to in a period."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import peewee as pw

from app.domain import activities as rules
from app.domain.activities import Draft, Period, span
from app.domain.errors import Problem
from app.domain.roles import Right
from app.domain.volunteering import hours
from app.services import activity_kinds, exporting
from app.services.columns import Column
from app.services.exporting import Progress
from app.services.session import requires
from app.store.activities import Activity, ActivityAttendance
from app.store.database import among, db
from app.store.organizations import Organization
from app.store.search import hits
from app.store.writing import writing

ALL = "全部"
FEN = 100
"""In a yuan."""
STORED = [name for name in vars(Draft()) if name in Activity._meta.fields]


def _some(name: str) -> Callable[[Any], Any]:
    """A cell that stays empty for 0."""
    return lambda row: getattr(row, name) or ""


def _yuan(name: str) -> Callable[[Any], Any]:
    return lambda row: getattr(row, name) / FEN if getattr(row, name) else ""


COLUMNS = (
    Column("on", "日期", (), 14, "date"),
    Column("kind", "类别", (), 12),
    Column("title", "名称", (), 34),
    Column("service", "服务", (), 14),
    Column("category", "课程分类", (), 12),
    Column("organization_name", "组织", (), 26),
    Column("place", "地点", (), 20),
    Column("department", "部门", (), 18),
    Column("host", "主讲或主持", (), 14),
    Column("participants", "参加人次", (), 10, "number", _some("participants")),
    Column("beneficiaries", "受益人次", (), 10, "number", _some("beneficiaries")),
    Column("hours", "总时长", (), 14),
    Column("quantity", "数量", (), 10, "number", _some("quantity")),
    Column("unit", "计量单位", (), 10),
    Column("disputed", "争议金额（元）", (), 16, "number", _yuan("disputed")),
    Column("recovered", "挽回或增收（元）", (), 16, "number", _yuan("recovered")),
    Column("outcome", "结果", (), 16),
    Column("note", "备注", (), 40),
)


@dataclass(frozen=True)
class ActivityRow(Draft):
    """An activity as lists show it; `shape` is its kind's, `attended` how many names are on its list."""

    id: int = 0
    number: str = ""
    month: str = ""
    shape: str = ""
    case: int = 0
    organization_name: str = ""
    attended: int = 0

    @property
    def hours(self) -> str:
        """2 小时 30 分, or nothing."""
        return hours(int(self.minutes)) if self.minutes else ""


@dataclass(frozen=True)
class Figure:
    """What the activities of one kind come to: `ids` are the rows behind every number, money in fen, `quantities` by
    unit."""

    kind: str
    ids: tuple[int, ...]
    participants: int
    beneficiaries: int
    minutes: int
    disputed: int
    recovered: int
    quantities: tuple[tuple[str, int], ...]

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self.ids)


@requires(Right.READ)
def ids(
    search: str = "", filters: Mapping[str, str] | None = None, order: str = "on", descending: bool = True
) -> list[int]:
    """Ids of the activities found; `filters` by kind, service, category, organization (id), period, or first and last
    day (start, end)."""
    column: Any = getattr(Activity, order)
    ends = (column.desc(), Activity.id.desc()) if descending else (column, Activity.id)
    query = Activity.select(Activity.id).where(*_conditions(filters or {})).order_by(*ends)
    found = hits(Activity, search)
    return [number for (number,) in db.execute(query) if found is None or number in found]


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[ActivityRow]:
    """The activities of these ids, in the order asked for."""
    columns = [getattr(Activity, name) for name in ("id", "month", "case", *STORED)]
    name = pw.fn.COALESCE(Organization.name, "").alias("organization_name")
    query = Activity.select(*columns, name).join(
        Organization, pw.JOIN.LEFT_OUTER, on=(Organization.id == Activity.organization)
    )
    found = {row["id"]: row for row in query.where(among(Activity.id, wanted)).dicts()}
    shapes = {kind.name: kind.shape for kind in activity_kinds.known()}
    mine = (among(ActivityAttendance.activity, wanted), ActivityAttendance.removed_at == "")
    came = ActivityAttendance.select(ActivityAttendance.activity, pw.fn.COUNT(ActivityAttendance.id)).where(*mine)
    attended = dict(came.group_by(ActivityAttendance.activity).tuples())
    return [
        ActivityRow(**found[number], shape=shapes.get(found[number]["kind"], ""), attended=attended.get(number, 0))
        for number in wanted
    ]


@requires(Right.READ)
def get(activity: int) -> ActivityRow:
    """One activity."""
    return rows([activity])[0]


@requires(Right.READ)
def check(values: Mapping[str, Any]) -> Draft:
    """The draft that a form's values make; raises Invalid."""
    return rules.check(Draft(**values), activity_kinds.known())


@requires(Right.ENTER)
def save(draft: Draft, activity: int | None) -> int:
    """Add or change an activity and return its id; raises Invalid, or Problem for one in the recycle bin."""
    draft = rules.check(draft, activity_kinds.known())
    row = Activity.get_by_id(activity) if activity else None
    if row and row.removed_at:
        raise Problem(f"{row.title}已经移到回收站，这次没有保存。填写的内容还在，请先从回收站恢复，再保存。")
    values = {name: getattr(draft, name) for name in STORED} | {"month": draft.on[:7]}
    with writing(f"{'修改' if activity else '登记'}{draft.kind} {draft.title}") as act:
        if row:
            act.change(row, values)
            return row.id
        made = Activity(**values)
        act.add(made)
        return made.id


@requires(Right.READ)
def similar(draft: Draft, activity: int | None) -> list[ActivityRow]:
    """Activities of the same kind, day and title."""
    same = (Activity.kind == draft.kind, Activity.on == draft.on, Activity.title == draft.title, Activity.title != "")
    query = Activity.select(Activity.id).where(Activity.removed_at == "", Activity.id != (activity or 0), *same)
    return rows([number for (number,) in query.limit(5).tuples()])


@requires(Right.ENTER)
def remove(wanted: Sequence[int]) -> None:
    """Move activities to the recycle bin."""
    found = list(Activity.select().where(Activity.id.in_(list(wanted)), Activity.removed_at == ""))
    what = f"移出{found[0].kind} {found[0].title}" if len(found) == 1 else f"移出活动 {len(found)} 次"
    with writing(what) as act:
        for row in found:
            act.change(row, row.when_undone())


@requires(Right.READ)
def counts() -> dict[str, int]:
    """How many activities there were in each period up to today, and ever."""
    found = {period.value: _count({"period": period.value}) for period in Period}
    return {ALL: _count({}), **found}


@requires(Right.READ)
def in_use(column: str) -> list[str]:
    """The values in use of a column such as kind or place, most frequent first."""
    field = getattr(Activity, column)
    query = Activity.select(field).where(Activity.removed_at == "", field != "").group_by(field)
    return [value for (value,) in query.order_by(pw.fn.COUNT(Activity.id).desc(), field).tuples()]


@requires(Right.READ)
def figures(start: dt.date, end: dt.date) -> list[Figure]:
    """What the activities of each kind came to from one day to another, both included, in the order of the kinds."""
    columns = ("id", "kind", "unit", *rules.COUNTED, *rules.MONEY)
    period = {"start": start.isoformat(), "end": end.isoformat()}
    query = Activity.select(*(getattr(Activity, name) for name in columns)).where(*_conditions(period))
    found: dict[str, list[dict[str, Any]]] = {}
    for row in query.order_by(Activity.on, Activity.id).dicts():
        found.setdefault(row["kind"], []).append(row)
    order = [kind.name for kind in activity_kinds.known()]
    return [_figure(kind, found[kind]) for kind in sorted(found, key=order.index)]


@requires(Right.ENTER)
def export(path: Path, wanted: Sequence[int] | None = None, progress: Progress | None = None) -> int:
    """Write the activities (all, or these ids) to an xlsx file and return how many; raises Problem."""
    chosen = ids() if wanted is None else wanted
    return exporting.write_rows(path, ("活动与服务", "次"), COLUMNS, rows, chosen, progress)


def _figure(kind: str, found: Sequence[Mapping[str, Any]]) -> Figure:
    units = dict.fromkeys(row["unit"] for row in found if row["quantity"])
    return Figure(
        kind,
        tuple(row["id"] for row in found),
        **{
            name: sum(row[name] for row in found) for name in ("participants", "beneficiaries", "minutes", *rules.MONEY)
        },
        quantities=tuple((unit, sum(row["quantity"] for row in found if row["unit"] == unit)) for unit in units),
    )


def _conditions(filters: Mapping[str, str]) -> Iterable[Any]:
    yield Activity.removed_at == ""
    for name, value in filters.items():
        if name == "period":
            start, end = span(value, dt.date.today())
            yield Activity.on.between(start.isoformat(), end.isoformat())
        elif name in ("start", "end"):
            yield Activity.on >= value if name == "start" else Activity.on <= value
        elif name == "organization":
            yield Activity.organization == int(value)
        else:
            yield getattr(Activity, name) == value


def _count(filters: Mapping[str, str]) -> int:
    return Activity.select().where(*_conditions(filters)).count()
