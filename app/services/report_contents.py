"""What a report says, read once: as it goes on paper, and as the rows of its tables."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.calendar import spoken
from app.domain.periods import Kind, Period
from app.domain.periods import read as read_period
from app.domain.report_words import Words
from app.domain.roles import Right
from app.domain.wording import RULE
from app.services import centres, figures, report_figures, report_history, report_text, reports
from app.services.figures import Line, Value
from app.services.report_history import Trend
from app.services.session import requires
from app.store.reports import Report

if TYPE_CHECKING:
    from app.documents.quarterly import Quarterly, Section, Series

HEADS = ("指标", "单位", "本期", "上期", "环比", "去年同期", "同比")
"""What stands above `cells` in a table."""


@dataclass(frozen=True)
class Told:
    """All that a report says, read once for whatever is made of it."""

    row: Report
    period: Period
    issuer: str
    lines: Sequence[Line]
    trends: Sequence[Trend]
    adjusted: Sequence[Sequence[str]]
    differing: Sequence[Sequence[str]]
    words: Words

    @property
    def until(self) -> str:
        """The day (ISO) up to which a period is told that was not over then; "" where it was."""
        day = str(self.row.submitted) or dt.date.today().isoformat()
        return day if day < self.row.end else ""


@requires(Right.READ)
def told(report: int) -> Told:
    """Read all that a report says."""
    row, lines, centre = report_figures.record(report), report_figures.lines(report), centres.current()
    return Told(
        row,
        read_period(row.period),
        str(row.issuer) or centre.issuer or centre.name,
        lines,
        report_history.trends(report, lines),
        _adjusted(report),
        report_figures.differences(report, lines),
        reports.words(report, lines),
    )


@requires(Right.READ)
def paper(content: Told) -> "Quarterly":
    """A report in words, as it goes on paper."""
    from app.documents.quarterly import Quarterly

    row, period, issuer = content.row, content.period, content.issuer
    return Quarterly(
        mark=f"{issuer}文件",
        title=f"{issuer}\n{_titled(period)}工作情况报告",
        issuer=issuer,
        date=spoken(row.submitted or dt.date.today().isoformat()),
        key=_key(content),
        sections=_sections(content),
        number=row.number,
        addressee=content.words.addressee,
        copies=content.words.copies,
        opening=f"现将{issuer}{period.label}工作情况{_until(content)}报告如下。",
        adjusted=content.adjusted,
        differing=content.differing,
        notes=notes(content),
        fingerprint=row.hash,
        version=row.version,
        sample=centres.current().sample,
    )


@requires(Right.READ)
def cells(line: Line) -> tuple[str, ...]:
    """A figure as a row of a table: name, unit, now, before, change, a year ago, change."""
    unit = line.definition.unit
    now, before, year_ago = (each.words(unit) for each in (line.value, line.previous, line.last_year))
    return (line.definition.name, unit, now, before, line.against_previous, year_ago, line.against_last_year)


def _titled(period: Period) -> str:
    """The period as a title has it: a year once, and a longer span of days on a line of its own."""
    if period.kind != Kind.CUSTOM:
        return period.label
    year = f"{period.start.year}年"
    return period.label.replace(f"至{year}", "至") if period.start.year == period.end.year else f"{period.label}\n"


def _key(content: Told) -> list[tuple[str, ...]]:
    """The figures to be seen first, as rows of a table; of a report of former times those it has."""
    known = {line.definition.code: line for line in content.lines if says_something(line)}
    return [cells(known[code]) for code in report_text.key() if code in known]


def _until(content: Told) -> str:
    return f"（截至{spoken(content.until)}）" if content.until else ""


@requires(Right.READ)
def notes(content: Told) -> list[str]:
    """How to read what the report says."""
    start, end = (spoken(day.isoformat()) for day in (content.period.start, content.period.end))
    running = f"本期没有结束，数据截至{spoken(content.until)}，对比的是整期的数。" if content.until else ""
    return [
        f"本期为{start}至{end}；{running}环比与上一期相比，同比与去年同期相比，对比的数为零或没有时写“{figures.NO_BASE}”。",
        figures.RATES_COMPARED,
        "三栏都没有数的指标，只列在 Excel 表里。",
        f"文中约数的写法：{RULE}约数后面都写明原数。",
    ]


def _sections(content: Told) -> list["Section"]:
    """The text with the tables and bars that belong to it; a table whose text was taken out stands behind the rest."""
    from app.documents.quarterly import Section

    texts = content.words.sections
    names = list(dict.fromkeys(line.definition.section for line in content.lines))
    found = []
    for place in range(max(len(texts), len(names))):
        heading, words = texts[place] if place < len(texts) else (names[place], "")
        own = names[place] if place < len(names) else ""
        rows = [cells(line) for line in content.lines if line.definition.section == own and says_something(line)]
        series = [_series(each) for each in content.trends if each.definition.section == own]
        found.append(Section(heading, words, rows, series))
    return found


@requires(Right.READ)
def says_something(line: Line) -> bool:
    """Whether a figure was ever above nothing, or a share of something; the others stand in the workbook alone."""
    of_something = line.definition.unit == "%"
    return any(
        value.share or (of_something and value.whole > 0) for value in (line.value, line.previous, line.last_year)
    )


def _series(trend: Trend) -> "Series":
    from app.documents.quarterly import Series

    unit = trend.definition.unit
    points = [(span.label, float(value.share), value.words(unit)) for span, value in trend.points]
    return Series(f"{trend.definition.name}（{unit}）", points)


def _adjusted(report: int) -> list[Sequence[str]]:
    """The rows of 跨期调整 in words."""
    found: list[Sequence[str]] = []
    for each in report_figures.adjustments(report):
        was, now = (Value(number).words(each.unit) for number in (each.was, each.now))
        grown = each.now - each.was
        sign = "+" if grown > 0 else "−"
        changed = sign + Value(abs(grown)).words(each.unit)
        found.append((read_period(each.period).label, each.name, each.unit, was, now, changed))
    return found
