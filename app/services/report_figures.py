"""What stands in a report: its figures, frozen once it is submitted, the rows behind them, and what changed since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.domain import reports as rules
from app.domain.errors import Problem
from app.domain.periods import read as read_period
from app.domain.reports import Runs, State
from app.domain.roles import Right
from app.services import figures
from app.services.exporting import Progress
from app.services.figures import Definition, Line, Value
from app.services.session import requires
from app.store.reports import Report, ReportAdjustment, ReportFigure
from app.store.writing import Act

_FROZEN = (State.SUBMITTED, State.RETURNED)


@dataclass(frozen=True)
class Adjustment:
    """跨期调整: what an earlier report said of a figure, and what its period comes to now."""

    of: int
    period: str
    code: str
    name: str
    unit: str
    was: int
    now: int


@requires(Right.READ)
def record(report: int) -> Report:
    """The record of a report in use; raises Problem."""
    row = Report.get_or_none(Report.id == report, Report.removed_at == "")
    if row is None:
        raise Problem("这份报告已经不在了，没有改动。请重新选择。")
    return row


@requires(Right.ENTER)
def freeze(act: Act, report: int, now: Sequence[Line], progress: Progress) -> str:
    """Freeze the figures of a report as they are now with the rows behind them, as part of an act; returns their
    fingerprint. Raises whatever `progress` raises."""
    row = record(report)
    period, changed = read_period(row.period), adjustments(report)
    for done, line in enumerate(now):
        progress(done, len(now))
        rows = figures.stream(line.definition.part or line.definition.code, period)
        act.add(_frozen(row, line, rules.pack(rows)))
    for each in changed:
        act.add(ReportAdjustment(report=row, **{name: value for name, value in vars(each).items() if name != "period"}))
    return _fingerprint(row)


@requires(Right.READ)
def lines(report: int) -> list[Line]:
    """The figures of a report: frozen ones once it is submitted, else as they are now."""
    row = record(report)
    if row.state in _FROZEN:
        return [_line(each) for each in _figures(row)]
    return figures.table(read_period(row.period))


@requires(Right.READ)
def rows_behind(report: int, code: str) -> list[tuple[int, int]]:
    """The ids behind a figure of a report with what each counts for: as frozen, or as they are now."""
    row = record(report)
    if row.state in _FROZEN:
        found = ReportFigure.get(ReportFigure.report == row, ReportFigure.code == code)
        return rules.unpack(found.rows)
    return figures.rows(code, read_period(row.period))


@requires(Right.READ)
def runs(report: int, line: Line, most: int) -> Runs:
    """The rows behind a figure that is no share, as frozen or as they are now, in at most so many runs."""
    row = record(report)
    if row.state not in _FROZEN:
        period = read_period(row.period)
        code = line.definition.code
        return rules.runs_of(figures.stream(code, period), most, lambda: figures.count(code, period), line.value.number)
    packed = ReportFigure.get(ReportFigure.report == row, ReportFigure.code == line.definition.code).rows
    return rules.runs_within(packed, most, line.value.number)


@requires(Right.READ)
def adjustments(report: int) -> list[Adjustment]:
    """What changed in the periods of earlier reports since they were submitted, or since a later report said so; of a
    submitted report what it said. Reports of months tell of months and those of quarters of quarters."""
    row = record(report)
    if row.state in _FROZEN:
        query = ReportAdjustment.select().where(ReportAdjustment.report == row).order_by(ReportAdjustment.id)
        periods = {each.id: each.period for each in Report.select()}
        return [Adjustment(e.of, periods[e.of], e.code, e.name, e.unit, e.was, e.now) for e in query]
    earlier = Report.select().where(Report.state == State.SUBMITTED, Report.end < row.start, Report.removed_at == "")
    kind = read_period(row.period).kind
    alike = [other for other in earlier if read_period(other.period).kind == kind]
    newest = {other.period: other for other in sorted(alike, key=lambda other: (other.start, other.version))}
    return [each for other in newest.values() for each in _adjusted(other, row.period)]


@requires(Right.READ)
def differences(report: int, now: Sequence[Line] | None = None) -> list[tuple[str, str, str, str]]:
    """What a reissue changed: (name, unit, before, now) of each figure that differs from the version submitted before;
    `now` are its figures where they were counted already."""
    row = record(report)
    earlier = (Report.period == row.period, Report.version < row.version, Report.hash != "")
    before = Report.select().where(*earlier).order_by(Report.version.desc()).first()
    if before is None:
        return []
    was = {line.definition.code: line for line in lines(before.id)}
    found = []
    for line in lines(report) if now is None else now:
        told, former = line.definition, was.get(line.definition.code)
        if former is None or former.value != line.value:
            before_words = former.value.words(told.unit) if former else ""
            found.append((told.name, told.unit, before_words, line.value.words(told.unit)))
    return found


@requires(Right.READ)
def sound(report: int) -> bool:
    """Whether what was frozen still has its fingerprint."""
    row = record(report)
    return _fingerprint(row) == row.hash


def _adjusted(other: Report, mine: str) -> list[Adjustment]:
    """What changed in an earlier report's period; what a report of my own period said of it is said anew."""
    period = read_period(other.period)
    said = {each.code: each.value for each in _figures(other) if each.noun}
    stands = (ReportAdjustment.of == other.id, Report.state == State.SUBMITTED, Report.period != mine)
    for each in ReportAdjustment.select().join(Report).where(*stands).order_by(ReportAdjustment.id):
        said[each.code] = each.now
    now = figures.values(period)
    return [
        Adjustment(other.id, other.period, told.code, told.name, told.unit, said[told.code], now[told.code].number)
        for told in figures.definitions()
        if told.code in said and not told.undated and now[told.code].number != said[told.code]
    ]


def _frozen(report: Report, line: Line, packed: str) -> ReportFigure:
    told = line.definition
    names = ("code", "name", "section", "unit", "definition", "noun")
    return ReportFigure(
        report=report,
        **{name: getattr(told, name) for name in names},
        value=line.value.number,
        part=line.value.part,
        whole=line.value.whole,
        previous=_kept(line.previous),
        last_year=_kept(line.last_year),
        rows=packed,
    )


def _line(row: ReportFigure) -> Line:
    known = {each.code: each for each in figures.definitions()}
    now = known.get(row.code, Definition(row.code, "", "", "", ""))
    names = ("section", "name", "unit", "definition", "noun")
    told = replace(now, **{name: getattr(row, name) for name in names})
    return Line(told, Value(row.value, row.part, row.whole), _given(row.previous), _given(row.last_year))


def _kept(value: Value) -> str:
    return f"{value.number} {value.part} {value.whole}"


def _given(kept: str) -> Value:
    return Value(*map(int, kept.split()))


def _figures(row: Report) -> list[ReportFigure]:
    return list(ReportFigure.select().where(ReportFigure.report == row).order_by(ReportFigure.id))


def _fingerprint(row: Report) -> str:
    names = ("code", "value", "part", "whole", "previous", "last_year", "rows")
    told = [{name: getattr(each, name) for name in names} for each in _figures(row)]
    changed = ReportAdjustment.select().where(ReportAdjustment.report == row).order_by(ReportAdjustment.id)
    told += [{name: getattr(each, name) for name in ("of", "code", "was", "now")} for each in changed]
    return rules.fingerprint(row.period, row.version, row.text, told)
