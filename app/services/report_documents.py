"""A report put out: as an official document to sign, and as a workbook whose totals are formulas."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain import reports as rules
from app.domain.calendar import spoken, spoken_moment
from app.domain.periods import Period
from app.domain.periods import read as read_period
from app.domain.report_words import Words
from app.domain.reports import State
from app.domain.roles import Right
from app.domain.wording import RULE
from app.paths import Out
from app.services import centres, figures, report_figures, report_history, reports, watermark
from app.services.exporting import Progress
from app.services.figures import Line, Value
from app.services.report_history import Trend
from app.services.session import requires
from app.store.journal import Kind
from app.store.reports import Report, ReportStep
from app.store.writing import note

if TYPE_CHECKING:
    from app.documents.quarterly import Quarterly, Section, Series
    from app.exchange.report_book import Book, Figure

HEADS = ("指标", "单位", "本期", "上期", "环比", "去年同期", "同比")
"""What stands above `cells` in a table."""
_WHOLE, _DRAWN = 100, 20
"""The work of putting a report out in hundredths, and how many of them go into drawing it."""
MOST_RUNS = 400
"""Lines of detail for one figure in a workbook; what is beyond stands on one more line."""


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


@requires(Right.READ)
def file_name(report: int, ending: str) -> str:
    """工作报告_2026Q3.pdf; a reissue says 第2版."""
    row = report_figures.record(report)
    version = f"_第{row.version}版" if row.version > 1 else ""
    return f"工作报告_{row.period}{version}.{ending}"


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
def write_pdf(report: int, out: Out) -> int:
    """Write the report and journal it; returns its pages. Raises Problem."""
    pages = preview(report, out)
    note_printed(report)
    return pages


@requires(Right.READ)
def preview(report: int, out: Out, progress: Progress = _silent) -> int:
    """Write the report only to be looked at; returns its pages. Raises Problem, and whatever `progress` raises."""
    from app.documents import quarterly

    return quarterly.write(paper(told(report)), out, progress)


@requires(Right.READ)
def note_printed(report: int) -> None:
    """Journal that a report was printed or saved."""
    note(f"打印{_called(report_figures.record(report))}", Kind.PRINT)


@requires(Right.READ)
def write_book(report: int, path: Path) -> None:
    """Write the workbook of a report and journal it; an existing file is replaced. Raises Problem."""
    from app.exchange import report_book
    from app.exchange.target import replacing

    content = report_book.made(book(told(report)))
    with replacing(path) as part:
        part.write_bytes(content)
    note(f"导出{_called(report_figures.record(report))}", Kind.EXPORT)


@requires(Right.READ)
def write_both(report: int, out: Path, workbook: Path, progress: Progress = _silent) -> int:
    """Write the report and its workbook from figures counted once, and journal both; returns the pages. Raises
    Problem, and whatever `progress` raises: both files are made before the first is put in its place."""
    from app.documents import quarterly
    from app.documents.pages import replacing
    from app.exchange import report_book, target

    progress(0, _WHOLE)
    content, drawn = told(report), BytesIO()
    pages = quarterly.write(paper(content), drawn, _part(progress, 0, _DRAWN))
    made = report_book.made(book(content), _part(progress, _DRAWN, _WHOLE))
    with replacing(out) as file, target.replacing(workbook) as part:
        file.write(drawn.getvalue())
        part.write_bytes(made)
    note_printed(report)
    note(f"导出{_called(content.row)}", Kind.EXPORT)
    return pages


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
        title=f"{issuer}\n{period.label}工作情况报告",
        issuer=issuer,
        date=spoken(row.submitted or dt.date.today().isoformat()),
        sections=_sections(content),
        number=row.number,
        addressee=content.words.addressee,
        copies=content.words.copies,
        opening=f"现将{issuer}{period.label}工作情况{_until(content)}报告如下。",
        adjusted=content.adjusted,
        differing=content.differing,
        notes=_notes(content),
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


@requires(Right.READ)
def book(content: Told) -> "Book":
    """A report as figures with the rows behind them."""
    from app.exchange.report_book import Book, Series

    row = content.row
    codes = {line.definition.code for line in content.lines}
    series = [
        Series(
            each.definition.code,
            [(span.label, rules.scaled(value.number, each.definition.unit)) for span, value in each.points],
        )
        for each in content.trends
    ]
    return Book(
        title=f"{content.issuer}{content.period.label}工作情况报告",
        subtitle=f"第{row.version}版　{f'报送指纹 {row.hash}' if row.hash else '草稿，尚未报送'}",
        period=row.period,
        version=row.version,
        fingerprint=row.hash,
        mark=_mark(row),
        at=_submission(row)[1],
        figures=[_figure(row.id, line, codes) for line in content.lines],
        series=series,
        adjusted=content.adjusted,
        differing=content.differing,
        notes=_notes(content),
    )


def _mark(row: Report) -> str:
    """Who made the workbook: of a frozen report whoever submitted it, so that it comes out the same ever after."""
    if not row.hash:
        return watermark.mark()
    who, at = _submission(row)
    return f"制表人：{who}　制表时间：{spoken_moment(at.isoformat())}"


def _submission(row: Report) -> tuple[str, dt.datetime]:
    """Who submitted a report and when; of a draft nobody, now."""
    mine = (ReportStep.report == row, ReportStep.now == State.SUBMITTED.value)
    step = ReportStep.select().where(*mine).order_by(ReportStep.id.desc()).first()
    at = dt.datetime.fromisoformat(step.at) if step else dt.datetime.now().replace(microsecond=0)
    return (step.who if step else ""), at


def _part(progress: Progress, first: int, last: int) -> Progress:
    """Tell how far one part of the work is as hundredths of the whole."""
    return lambda done, total: progress(first + (last - first) * done // max(total, 1), _WHOLE)


def _called(row: Report) -> str:
    version = f"（第 {row.version} 版）" if row.version > 1 else ""
    return f"{read_period(row.period).label}报告{version}"


def _until(content: Told) -> str:
    return f"（截至{spoken(content.until)}）" if content.until else ""


def _notes(content: Told) -> list[str]:
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


def _figure(report: int, line: Line, codes: set[str]) -> "Figure":
    from app.exchange.report_book import Figure

    told_of = line.definition
    names = ("code", "section", "name", "unit", "definition")
    return Figure(
        **{name: getattr(told_of, name) for name in names},
        value=_plain(line.value),
        previous=_plain(line.previous),
        last_year=_plain(line.last_year),
        part=told_of.part if told_of.part in codes else "",
        whole=told_of.whole if told_of.whole in codes else "",
        runs=rules.Runs(()) if rules.is_ratio(told_of.unit) else report_figures.runs(report, line, MOST_RUNS),
    )


def _plain(value: Value) -> tuple[int, int, int]:
    return value.number, value.part, value.whole
