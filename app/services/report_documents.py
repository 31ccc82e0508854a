"""A report put out: as an official document to sign, and as a workbook whose totals are formulas."""

import datetime as dt
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain import reports as rules
from app.domain.calendar import spoken_moment
from app.domain.periods import read as read_period
from app.domain.reports import State
from app.domain.roles import Right
from app.paths import Out
from app.services import handed_out, report_contents, report_figures, watermark
from app.services.exporting import Progress
from app.services.figures import Line, Value
from app.services.handed_out import Viewed
from app.services.report_contents import Told
from app.services.session import requires
from app.store.journal import Kind
from app.store.reports import Report, ReportStep
from app.store.writing import note

if TYPE_CHECKING:
    from app.exchange.report_book import Book, Figure

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


@requires(Right.READ)
def write_pdf(report: int, out: Out) -> int:
    """Write the report and journal it; returns its pages. Raises Problem."""
    from app.documents.pages import replacing

    drawn = BytesIO()
    pages = preview(report, drawn)
    with replacing(out) as file:
        file.write(drawn.getvalue())
    handed_out.note_printed(_file(report_figures.record(report), drawn.getvalue()))
    return pages


@requires(Right.READ)
def preview(report: int, out: Out, progress: Progress = _silent) -> int:
    """Write the report only to be looked at; returns its pages. Raises Problem, and whatever `progress` raises."""
    from app.documents import quarterly

    content = report_contents.told(report)
    pages = quarterly.write(report_contents.paper(content), out, progress)
    if isinstance(out, Viewed):
        handed_out.put(_file(content.row, out.getvalue()), out)
    return pages


def _file(row: Report, content: bytes) -> str:
    """What the journal calls a file of a report; one of a submitted report with its own fingerprint, by which it is
    known again whatever later programs draw."""
    return _called(row) + (f"，{file_mark(content)}" if row.hash else "")


@requires(Right.READ)
def file_mark(content: bytes) -> str:
    """The fingerprint of a file as the journal has it: half of its SHA-256, in groups that can be read and wrapped."""
    digits = sha256(content).hexdigest()
    return "文件指纹 " + " ".join(digits[place : place + 8] for place in range(0, 32, 8))


@requires(Right.READ)
def write_book(report: int, path: Path) -> None:
    """Write the workbook of a report and journal it; an existing file is replaced. Raises Problem."""
    from app.exchange import report_book
    from app.exchange.target import replacing

    content = report_book.made(book(report_contents.told(report)))
    with replacing(path) as part:
        part.write_bytes(content)
    note(f"导出{_file(report_figures.record(report), content)}", Kind.EXPORT)


@requires(Right.READ)
def write_both(report: int, out: Path, workbook: Path, progress: Progress = _silent) -> int:
    """Write the report and its workbook from figures counted once, and journal both; returns the pages. Raises
    Problem, and whatever `progress` raises: both files are made before the first is put in its place."""
    from app.documents import quarterly
    from app.documents.pages import replacing
    from app.exchange import report_book, target

    progress(0, _WHOLE)
    content, drawn = report_contents.told(report), BytesIO()
    pages = quarterly.write(report_contents.paper(content), drawn, _part(progress, 0, _DRAWN))
    made = report_book.made(book(content), _part(progress, _DRAWN, _WHOLE))
    with replacing(out) as file, target.replacing(workbook) as part:
        file.write(drawn.getvalue())
        part.write_bytes(made)
    handed_out.note_printed(_file(content.row, drawn.getvalue()))
    note(f"导出{_file(content.row, made)}", Kind.EXPORT)
    return pages


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
        notes=report_contents.notes(content),
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
