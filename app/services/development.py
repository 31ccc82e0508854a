"""发展党员 of one person: the chart followed, the steps done, what is due and why."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain import development as rules
from app.domain.calendar import spoken
from app.domain.development import Chart, Clock, Finding, Step, chart_of, chart_on
from app.domain.errors import Complaint, Invalid
from app.domain.members import Stage
from app.domain.names import clean
from app.domain.roles import Right
from app.services import member_writing
from app.services import rules as rule_book
from app.services.session import requires
from app.store.members import DevelopmentStep, Person, PersonStage
from app.store.writing import Act, writing

EXTENDED = "extended"
EXTENSION = "延长预备期"


@dataclass(frozen=True)
class Line:
    """A step as the page 发展历程 shows it: `on` ISO or "", `state` 已办, 待办, 超期 or 未到; `rule` answers 为什么."""

    code: str
    name: str
    stage: str
    on: str
    state: str
    due: str
    rule: str
    note: str
    entry: int = 0


@requires(Right.READ)
def lines(person: int, today: dt.date | None = None) -> list[Line]:
    """Every step of the chart a person follows, with its day or what is still due."""
    today = today or dt.date.today()
    chart, rows = _followed(person, today), _rows(person)
    done = _days(rows)
    running = {clock.step.code: clock for clock in rules.clocks(chart, done, rule_book.book(), today)}
    upcoming = rules.following(chart, done)
    found = [
        _line(step, rows.get(step.code), running.get(step.code), upcoming, _opening(chart, done, step))
        for step in chart.steps
    ]
    if extension := rows.get(EXTENDED):
        text = f"{json.loads(extension.detail)[EXTENDED]} 个月"
        found.append(Line(EXTENDED, EXTENSION, "", extension.on, "已办", "", extension.rule, text, extension.id))
    return found


@requires(Right.READ)
def chart(person: int, today: dt.date | None = None) -> Chart:
    """The chart a person follows: that of the day of the application, today's where there is none yet."""
    return _followed(person, today or dt.date.today())


@requires(Right.READ)
def due(today: dt.date | None = None) -> list[tuple[int, Clock]]:
    """The clocks that run for everybody in use, the earliest first."""
    today = today or dt.date.today()
    book = rule_book.book()
    found = [
        (person, clock)
        for person, rows in _everybody().items()
        for clock in rules.clocks(chart_of(_first(rows).chart), _days(rows), book, today)
    ]
    return sorted(found, key=lambda each: each[1].due)


@requires(Right.ENTER)
def record(person: int, code: str, on: dt.date, detail: Mapping[str, int] | None = None, note: str = "") -> Finding:
    """Write a step down, which may change the person's stage; raises Invalid where a gate is shut or out of turn."""
    chart, rows, book = _followed(person, on), _rows(person), rule_book.book()
    told = dict(detail or {})
    if on > dt.date.today():
        raise Invalid({"on": Complaint("bad_date", "日期还没有到，请核对。")})
    extension = rows.get(EXTENDED)
    extended = json.loads(extension.detail)[EXTENDED] if extension else 0
    if code == "apply":
        chart = chart_on(on)
    finding = rules.check(chart, _days(rows), code, on, told | {EXTENDED: extended}, book)
    step = chart.step(code)
    name = Person.get_by_id(person).name
    with writing(f"登记{name}：{step.name}") as act:
        kept = "".join((*finding.warnings, *finding.rules))
        act.add(_step(person, chart, code, on, told, kept, note))
        if step.stage:
            known = member_writing.has_reached(person, step.stage)
            (member_writing.look_back if known else member_writing.reach)(act, person, step.stage, on)
            _remember_days(act, person, step.stage, on)
    return finding


@requires(Right.ENTER)
def extend(person: int, months: int, on: dt.date, note: str = "") -> None:
    """Extend a probation by some months, once; raises Invalid."""
    if member_writing.current_stage(person) != Stage.PROBATIONARY:
        raise Invalid({"months": Complaint("bad_extension", "只有预备党员可以延长预备期。")})
    if EXTENDED in _rows(person):
        raise Invalid({"months": Complaint("bad_extension", "预备期已经延长过一次，不能再延长。")})
    rule = rules.check_extension(months, on, rule_book.book())
    chart = _followed(person, on)
    with writing(f"{EXTENSION}：{Person.get_by_id(person).name}，{months} 个月") as act:
        act.add(_step(person, chart, EXTENDED, on, {EXTENDED: months}, rule, note))


@requires(Right.READ)
def funnel(first: dt.date, last: dt.date, node: int = 0) -> dict[str, tuple[int, ...]]:
    """Who came into each stage between two days, by stage in order; of people at or under a node, if one is given."""
    from app.services import trees

    within = trees.placed("organization", "person", node, last) if node else None
    in_use = (PersonStage.removed_at == "", Person.removed_at == "", _lasting())
    found: dict[str, tuple[int, ...]] = {}
    for stage in Stage:
        came = (
            PersonStage.stage == stage,
            PersonStage.start >= first.isoformat(),
            PersonStage.start <= last.isoformat(),
        )
        query = PersonStage.select(PersonStage.person).join(Person).where(*came, *in_use).distinct()
        people = sorted(person for (person,) in query.tuples() if within is None or person in within)
        found[stage.value] = tuple(people)
    return found


def _lasting() -> Any:
    """The condition that a stage lasted a day at least: one that was corrected away did not."""
    return (PersonStage.end == "") | (PersonStage.end > PersonStage.start)


def _rows(person: int) -> dict[str, DevelopmentStep]:
    """The last row of each step a person has done."""
    mine = (DevelopmentStep.person == person, DevelopmentStep.removed_at == "")
    return {
        row.step: row for row in DevelopmentStep.select().where(*mine).order_by(DevelopmentStep.on, DevelopmentStep.id)
    }


def _everybody() -> dict[int, dict[str, DevelopmentStep]]:
    """The last row of each step done by everybody in use who is in a stage."""
    going = PersonStage.select(PersonStage.person).where(PersonStage.end == "", PersonStage.removed_at == "")
    people = Person.select(Person.id).where(Person.removed_at == "", Person.id.in_(going))
    theirs = (DevelopmentStep.removed_at == "", DevelopmentStep.person.in_(people))
    found: dict[int, dict[str, DevelopmentStep]] = {}
    for row in DevelopmentStep.select().where(*theirs).order_by(DevelopmentStep.on, DevelopmentStep.id):
        found.setdefault(row.person_id, {})[row.step] = row
    return found


def _first(rows: Mapping[str, DevelopmentStep]) -> DevelopmentStep:
    return min(rows.values(), key=lambda row: row.id)


def _days(rows: Mapping[str, DevelopmentStep]) -> dict[str, dt.date]:
    return {code: dt.date.fromisoformat(row.on) for code, row in rows.items() if code != EXTENDED}


def _followed(person: int, today: dt.date) -> Chart:
    first = DevelopmentStep.get_or_none(DevelopmentStep.person == person, DevelopmentStep.removed_at == "")
    return chart_of(first.chart) if first else chart_on(today)


def _step(
    person: int, chart: Chart, code: str, on: dt.date, detail: Mapping[str, int], rule: str, note: str
) -> DevelopmentStep:
    packed = json.dumps(dict(detail)) if detail else ""
    return DevelopmentStep(
        person=person, chart=chart.key, step=code, on=on.isoformat(), detail=packed, rule=rule, note=clean(note)
    )


def _opening(chart: Chart, done: Mapping[str, dt.date], step: Step) -> str:
    opening = rules.opens(chart, done, step.code, rule_book.book())
    if opening is None:
        return ""
    day, certain = opening
    return f"最早 {spoken(day.isoformat())}{'' if certain else '（暂算）'}"


def _line(step: Step, row: DevelopmentStep | None, clock: Clock | None, upcoming: Step | None, opening: str) -> Line:
    if row is not None and clock is None:
        return Line(step.code, step.name, step.stage, row.on, "已办", "", row.rule, row.note, row.id)
    on, note = (row.on, row.note) if row is not None else ("", "")
    if clock is not None:
        until = f"{spoken(clock.due.isoformat())} 前{'' if clock.certain else '（暂算）'}"
        state = "超期" if clock.late else "待办"
        return Line(step.code, step.name, step.stage, on, state, until, clock.rule, note, row.id if row else 0)
    state = "待办" if step == upcoming else "未到"
    return Line(step.code, step.name, step.stage, "", state, opening if step == upcoming else "", "", "")


def _remember_days(act: Act, person: int, stage: str, on: dt.date) -> None:
    column = {Stage.PROBATIONARY: "joined", Stage.FULL: "full_since"}.get(Stage(stage))
    if column:
        act.change(Person.get_by_id(person), {column: on.isoformat()})
