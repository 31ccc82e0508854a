"""All that a report shows, read at once in a worker: figures over a large ledger take their time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.periods import read as read_period
from app.domain.report_words import Words
from app.services import report_figures, report_gaps, reports
from app.services.figures import Line, Value
from app.services.report_gaps import Gap
from app.services.reports import ReportRow, StepRow
from app.ui.kit import tasks

_PARTS = 4


@dataclass(frozen=True)
class Change:
    """A line of what changed: of an earlier period since it was submitted, or against the version before."""

    kind: str
    period: str
    name: str
    was: str
    now: str


@dataclass(frozen=True)
class Content:
    """A report as its dialog shows it."""

    row: ReportRow
    lines: Sequence[Line]
    words: Words
    stale: Sequence[str]
    gaps: Sequence[Gap]
    changes: Sequence[Change]
    steps: Sequence[StepRow]


def load(parent: QWidget, find: Callable[[], int], done: Callable[[Content], object]) -> None:
    """Read the report that `find` gives the id of, behind a progress dialog; `done` gets it."""
    tasks.run_shown(parent, "正在计算报告的数字", lambda progress: read(find(), progress), done, counts=True)


def read(report: int, progress: tasks.Report = lambda done, total: None) -> Content:
    """Everything about a report as it is now."""
    row = reports.get(report)
    progress(1, _PARTS)
    lines = report_figures.lines(report)
    progress(2, _PARTS)
    gaps = report_gaps.gaps(row.period)
    progress(3, _PARTS)
    changed = _changes(report, row.period.label, lines)
    written, stale = reports.words(report, lines), reports.stale(report, lines)
    return Content(row, lines, written, stale, gaps, changed, reports.steps(report))


def _changes(report: int, period: str, lines: Sequence[Line]) -> list[Change]:
    """跨期调整 first, then how a reissue differs from the version before."""
    found = [
        Change("跨期调整", read_period(each.period).label, each.name, *_both(each.unit, each.was, each.now))
        for each in report_figures.adjustments(report)
    ]
    for name, unit, was, now in report_figures.differences(report, lines):
        mark = "" if unit == "%" else f" {unit}"
        found.append(Change("与上一版不同", period, name, f"{was}{mark}" if was else "—", f"{now}{mark}"))
    return found


def _both(unit: str, *numbers: int) -> tuple[str, str]:
    was, now = (f"{Value(number).words(unit)} {unit}" for number in numbers)
    return was, now
