"""What a clerk can find among the cases (一事一档), and how she takes one in."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import peewee as pw

from app.domain import cases as rules
from app.domain.cases import Draft, Phase, State
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.meetings import State as Minutes
from app.domain.roles import Right
from app.services import case_kinds, session
from app.services import rules as rule_book
from app.services.session import requires
from app.store.cases import Case, CaseStep
from app.store.database import among, db
from app.store.meetings import Meeting
from app.store.merchants import Merchant
from app.store.organizations import Organization
from app.store.search import hits
from app.store.writing import Act, revision, writing

EVERYTHING = "全部"
STORED = [name for name in vars(Draft()) if name in Case._meta.fields]
ORDERS = ("number", "received", "due", "title", "kind", "stage", "unit", "handler", "done", "closed")


@dataclass(frozen=True)
class CaseRow(Draft):
    """A case as lists show it; days are ISO, `state` how it stands today, `merchant_name` and `organization_name` whom
    it is about."""

    id: int = 0
    number: str = ""
    stage: str = ""
    phase: str = ""
    unit: str = ""
    handler: str = ""
    dispatched: str = ""
    due: str = ""
    done: str = ""
    closed: str = ""
    result: str = ""
    outcome: str = ""
    satisfaction: str = ""
    recovered: int = 0
    reopened: int = 0
    state: str = ""
    merchant_name: str = ""
    organization_name: str = ""

    @property
    def name(self) -> str:
        """What people call it."""
        return self.title


_SHOWN = [name for name in vars(CaseRow()) if name in Case._meta.fields]


@requires(Right.READ)
def ids(
    search: str = "",
    filters: Mapping[str, str] | None = None,
    order: str = "number",
    descending: bool = True,
    today: dt.date | None = None,
) -> list[int]:
    """Ids of the cases found, by default the newest number first; `filters` by kind, state (on a day), stage, unit,
    category, year, phase, merchant, organization, origin, meeting or resolution (ids), or whether they are `closed` (0
    or 1)."""
    everything = _in_order((revision(), today or dt.date.today()), tuple((filters or {}).items()), order, descending)
    found = hits(Case, search)
    return list(everything) if found is None else [number for number in everything if number in found]


@lru_cache(maxsize=4)
def _in_order(
    known: tuple[int, dt.date], filters: tuple[tuple[str, str], ...], order: str, descending: bool
) -> tuple[int, ...]:
    """Ids of all that the filters let through; kept for the day while nothing is written."""
    query = Case.select(Case.id).where(*conditions(dict(filters), known[1])).order_by(*_ordering(order, descending))
    return tuple(number for (number,) in db.execute(query))


@requires(Right.READ)
def conditions(filters: Mapping[str, str], today: dt.date | None = None) -> Iterable[Any]:
    """What a case in use must meet to be listed on a day (today)."""
    yield Case.removed_at == ""
    for name, value in filters.items():
        if name == "state":
            yield _in_state(State(value), today)
        elif name == "closed":
            yield (Case.closed != "") == (value == "1")
        else:
            yield getattr(Case, name) == (int(value) if isinstance(getattr(Case, name), pw.IntegerField) else value)


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[CaseRow]:
    """The cases of these ids, in the order asked for."""
    columns = [Case.id, *(getattr(Case, name) for name in _SHOWN if name != "id")]
    found = {row["id"]: row for row in Case.select(*columns).where(among(Case.id, wanted)).dicts()}
    merchants = _names(Merchant, {row["merchant"] for row in found.values()})
    units = _names(Organization, {row["organization"] for row in found.values()})
    today = dt.date.today()
    near = _near(today)
    return [
        CaseRow(
            **row,
            state=rules.state(row["phase"], row["due"], row["done"], row["closed"], today, near).value,
            merchant_name=merchants.get(row["merchant"], ""),
            organization_name=units.get(row["organization"], ""),
        )
        for row in map(found.__getitem__, wanted)
    ]


@requires(Right.READ)
def get(case: int) -> CaseRow:
    """One case; raises Problem where it is gone."""
    if not Case.select().where(Case.id == case).exists():
        raise Problem("这件事项已经不在了。没有改动任何内容，请重新选择。")
    return rows([case])[0]


@requires(Right.READ)
def find(number: str) -> int:
    """The id of the case in use of this number, 0 for none."""
    row = Case.get_or_none(Case.number == number, Case.removed_at == "")
    return row.id if row else 0


@requires(Right.READ)
def counts(today: dt.date | None = None) -> dict[str, int]:
    """How many cases stand in each state on a day (today), and in any (“全部”)."""
    sums = [pw.fn.SUM(pw.Case(None, [(_in_state(state, today), 1)], 0)) for state in State]
    total, *found = db.execute(Case.select(pw.fn.COUNT(Case.id), *sums).where(Case.removed_at == "")).fetchone()
    return {EVERYTHING: total, **{state.value: count or 0 for state, count in zip(State, found, strict=True)}}


@requires(Right.READ)
def choices(column: str) -> list[str]:
    """The values of a column that cases in use have, the usual ones first; years the newest first."""
    asked = getattr(Case, column)
    query = Case.select(asked).where(Case.removed_at == "", asked != "").group_by(asked)
    first = asked.desc() if column == "year" else pw.fn.COUNT(Case.id).desc()
    return [str(value) for (value,) in db.execute(query.order_by(first, asked))]


@requires(Right.READ)
def check(values: Mapping[str, Any]) -> Draft:
    """The draft that a form's values make, checked as of today; raises Invalid."""
    return rules.check(Draft(**values), case_kinds.names(), dt.date.today())


@requires(Right.ENTER)
def save(draft: Draft, case: int | None) -> int:
    """Take a case in, or change one, and return the id; raises Invalid, also where the day received would change."""
    draft = rules.check(draft, [*case_kinds.names(), *_kind_of(case)], dt.date.today())
    what = f"修改事项 {Case.get_by_id(case).number}" if case else f"登记{draft.kind} {draft.title}"
    with writing(what) as act:
        if case is None:
            return add(act, draft)
        row = Case.get_by_id(case)
        if draft.received != row.received:
            sentence = "收到的日期登记以后不能改，免得影响时限。登记错了，请移出这一件，重新登记。"
            raise Invalid({"received": Complaint("fixed", sentence)})
        values = {name: getattr(draft, name) for name in STORED}
        if draft.kind != row.kind:
            stage = case_kinds.kind(draft.kind).first(Phase(row.phase))
            values |= {"stage": stage.name, "phase": stage.phase.value}
        act.change(row, values)
        return row.id


@requires(Right.ENTER)
def add(act: Act, draft: Draft, number: str = "") -> int:
    """Take in a checked case as part of an act, under the next number of its year or an old one it had."""
    kind = case_kinds.kind(draft.kind)
    stage = kind.stages[0]
    year = int(draft.received[:4])
    serial = next_serial(year)
    row = Case(
        **{name: getattr(draft, name) for name in STORED},
        year=year,
        serial=serial if not number else 0,
        number=number or rules.number(year, serial),
        month=draft.received[:7],
        stage=stage.name,
        phase=stage.phase.value,
    )
    act.add(row)
    step(act, row, draft.received, "登记")
    return row.id


@requires(Right.ENTER)
def step(act: Act, row: Case, on: str, what: str, note: str = "", was: str = "") -> None:
    """Write down what was done about a case on an ISO day, as part of an act."""
    act.add(CaseStep(case=row, on=on, what=what, stage=row.stage, who=session.clerk().name, note=note, was=was))


@requires(Right.READ)
def next_serial(year: int) -> int:
    """The serial that the next case of a year gets; numbers of cases removed stay used, old ones like ours too."""
    ours = Case.select(pw.fn.MAX(Case.serial)).where(Case.year == year).scalar() or 0
    while Case.select().where(Case.year == year, Case.number == rules.number(year, ours + 1)).exists():
        ours += 1
    return ours + 1


@requires(Right.ENTER)
def remove(wanted: Sequence[int]) -> None:
    """Move cases to the recycle bin; their numbers stay used. What finalised minutes handed out and still runs is
    refused by its number."""
    found = list(Case.select().where(among(Case.id, wanted), Case.removed_at == ""))
    meetings = [row.meeting for row in found if not row.done]
    final = (among(Meeting.id, meetings), Meeting.state == Minutes.FINAL, Meeting.removed_at == "")
    frozen = {number for (number,) in Meeting.select(Meeting.id).where(*final).tuples()}
    if asked := next((row for row in found if not row.done and row.meeting in frozen), None):
        raise Problem(f"事项 {asked.number} 是定稿的会议交办的，还没有办结，不能移出。没有改动，请先办结它。")
    what = f"移出事项 {found[0].number}" if len(found) == 1 else f"移出事项 {len(found)} 件"
    with writing(what) as act:
        for row in found:
            act.change(row, row.when_undone())


@requires(Right.READ)
def similar(draft: Draft, case: int | None) -> list[CaseRow]:
    """Open cases of the same title or the same telephone, which this one may already be."""
    same = (Case.title == draft.title) & (Case.title != "")
    if draft.phone:
        same |= Case.phone == draft.phone
    still = (Case.removed_at == "", Case.closed == "", Case.id != (case or 0))
    query = Case.select(Case.id).where(*still, same).order_by(Case.id.desc()).limit(5)
    return rows([number for (number,) in query.tuples()])


def _ordering(order: str, descending: bool) -> list[Any]:
    """By `state`: what is open by its deadline, then what is done, the latest first. Blanks stand last."""
    if order == "state":
        clock = pw.Case(None, [(Case.done != "", "")], Case.due)
        by = [Case.done != "", clock == "", clock, Case.id * -1]
        return [each.desc() if descending else each.asc() for each in by]
    column = Case.year if order == "number" else getattr(Case, order if order in ORDERS else "received")
    way = (lambda each: each.desc()) if descending else (lambda each: each.asc())
    return [way(column), way(Case.number)] if order == "number" else [(column == "").asc(), way(column), way(Case.id)]


def _kind_of(case: int | None) -> list[str]:
    return [Case.get_by_id(case).kind] if case else []


def _near(today: dt.date) -> int:
    return rule_book.in_force("case.remind_before", today).amount


def _in_state(state: State, today: dt.date | None) -> Any:
    today = today or dt.date.today()
    now, soon = today.isoformat(), (today + dt.timedelta(days=_near(today))).isoformat()
    is_open = (Case.done == "") & (Case.closed == "")
    overdue = (Case.due != "") & (Case.due < now)
    near = (Case.due >= now) & (Case.due <= soon)
    waiting = Case.phase.in_([Phase.RECEIVED, Phase.DISCUSSED])
    return {
        State.WAITING: is_open & ~overdue & ~near & waiting,
        State.RUNNING: is_open & ~overdue & ~near & ~waiting,
        State.NEAR: is_open & near,
        State.OVERDUE: is_open & overdue,
        State.DONE: (Case.done != "") & (Case.closed == ""),
        State.CLOSED: Case.closed != "",
    }[state]


def _names(model: Any, wanted: set[int]) -> dict[int, str]:
    if model is Organization:
        return dict(model.select(model.id, model.name).where(among(model.id, wanted - {0})).tuples())
    query = model.select(model.id, model.registered_name, model.sign).where(among(model.id, wanted - {0}))
    return {number: name or sign for number, name, sign in query.tuples()}


@requires(Right.READ)
def deadline(kind: str, on: dt.date) -> dt.date:
    """The last day a handler of this kind is given when set to work on a day."""
    return on + dt.timedelta(days=case_kinds.kind(kind).days)
