"""The figures that a report shows in bars: over the last eight periods, as far as earlier reports told them."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.periods import Period
from app.domain.periods import read as read_period
from app.domain.reports import State
from app.domain.roles import Right
from app.services import report_figures
from app.services.figures import Definition, Line, Value
from app.services.session import requires
from app.store.reports import Report, ReportFigure, ReportStep

MOST = 8


@dataclass(frozen=True)
class Trend:
    """A figure over some periods, the earliest first; the last point is the report's own."""

    definition: Definition
    points: tuple[tuple[Period, Value], ...]


@requires(Right.READ)
def trends(report: int, lines: Sequence[Line]) -> list[Trend]:
    """Of each figure with a trend what earlier reports of periods as long said, and what these lines of a report say of
    now, the period before and a year ago; figures without two points above nothing are left out."""
    period = read_period(report_figures.record(report).period)
    spans = _spans(period)
    told = _told(report, spans[:-1])
    found = []
    for line in lines:
        if line.definition.trend:
            own = {period.last_year: line.last_year, period.previous: line.previous, period: line.value}
            known = {**told.get(line.definition.code, {}), **own}
            points = tuple((span, known[span]) for span in spans if span in known)
            if sum(value.share > 0 for _, value in points) > 1:
                found.append(Trend(line.definition, points))
    return found


def _spans(period: Period) -> list[Period]:
    """The last periods, the earliest first."""
    found = [period]
    while len(found) < MOST:
        found.append(found[-1].previous)
    return found[::-1]


def _told(report: int, spans: list[Period]) -> dict[str, dict[Period, Value]]:
    """What reports submitted before this one said last of each period, by the code of the figure."""
    submitted = _submissions()
    mine = submitted.get(report, max(submitted.values(), default=0) + 1)
    found: dict[str, dict[Period, Value]] = {}
    query = Report.select().where(Report.period.in_([span.code for span in spans]), Report.hash != "")
    for row in sorted(query, key=lambda each: submitted.get(each.id, mine)):
        if submitted.get(row.id, mine) < mine:
            span = read_period(row.period)
            names = (ReportFigure.code, ReportFigure.value, ReportFigure.part, ReportFigure.whole)
            for code, *value in ReportFigure.select(*names).where(ReportFigure.report == row).tuples():
                found.setdefault(code, {})[span] = Value(*value)
    return found


def _submissions() -> dict[int, int]:
    """Each submitted report and the step by which it was."""
    steps = ReportStep.select(ReportStep.report, ReportStep.id)
    steps = steps.where(ReportStep.now == State.SUBMITTED.value, ReportStep.removed_at == "")
    return dict(steps.tuples())
