"""What leaves the program about owed meetings: the matrix as a workbook, and as a report on paper."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.roles import Right
from app.paths import Out
from app.services import centres, handed_out, meeting_matrix, watermark
from app.services.meeting_matrix import LATE, MISSING, Line
from app.services.session import requires
from app.store.journal import Kind
from app.store.writing import note

_LONGEST_LABEL = 6
_MONTHS = range(1, 13)


@requires(Right.ENTER)
def export(path: Path, year: int, lines: Sequence[Line], progress: Callable[[int, int], None] | None = None) -> int:
    """Write these lines of a year's matrix to an xlsx file and return how many; each meeting stands in the month its
    period ends with. Raises Problem."""
    from app.exchange import workbook

    headings = [("组织", 30, "text"), ("会议类型", 14, "text"), *((f"{month}月", 7, "text") for month in _MONTHS)]
    headings += [("已开/应开", 11, "text"), ("缺", 6, "number"), ("补录", 7, "number")]
    report = progress or (lambda done, total: None)
    workbook.write_list(path, f"{year}年应开会议", headings, map(_row, lines), report, mark=watermark.mark())
    note(f"导出{year}年应开会议 {len(lines)} 行", Kind.EXPORT)
    return len(lines)


@requires(Right.ENTER)
def write_report(out: Out, year: int, lines: Sequence[Line], today: dt.date | None = None) -> int:
    """Write these lines as a report: of one kind a column a period, of several a column a kind. Returns its pages;
    raises Problem."""
    from app.documents import report

    if not lines:
        raise Problem("没有应开的会议可打印，没有生成报表。请换一个年份、类型或组织。")
    kinds = list(meeting_matrix.rates(lines))
    table = _by_period(lines) if len(kinds) == 1 else _by_kind(lines, kinds)
    centre = centres.current()
    title = f"{centre.name}{year}年{f'“{kinds[0]}”' if len(kinds) == 1 else '会议'}应开情况"
    columns = [report.Column(label, share) for label, share in table[0]]
    lead = [
        f"截至{spoken((today or dt.date.today()).isoformat())}，{meeting_matrix.words(lines)}。",
        *_explained(lines),
    ]
    pages = report.write(report.Report(title, lead, columns, table[1], watermark.mark(), sample=centre.sample), out)
    handed_out.put(f"{year}年应开会议", out)
    return pages


def _explained(lines: Sequence[Line]) -> Iterator[str]:
    rates = meeting_matrix.rates(lines)
    if len(rates) > 1:
        yield "　".join(f"{kind} {share.words}" for kind, share in rates.items())
    if any(line.count(LATE) for line in lines):
        yield "“补录”是按时没有录入、后来补记的会议，计入已开，单独标明。"


def _by_period(lines: Sequence[Line]) -> tuple[list[tuple[str, float]], list[tuple[str, ...]]]:
    labels = [(cell.label, 1.0) for cell in lines[0].cells]
    rows = [(line.name, *(cell.state for cell in line.cells), line.words) for line in lines]
    return [("组织", 4.0), *labels, ("已开/应开", 1.4)], rows


def _by_kind(lines: Sequence[Line], kinds: Sequence[str]) -> tuple[list[tuple[str, float]], list[tuple[str, ...]]]:
    by_node: dict[int, dict[str, Line]] = {}
    for line in lines:
        by_node.setdefault(line.organization, {})[line.kind] = line
    rows = []
    for found in by_node.values():
        name = next(iter(found.values())).name
        told = (found[kind].summary if kind in found else meeting_matrix.NONE for kind in kinds)
        rows.append((name, *(words.replace(" ", "\n", 1) for words in told)))
    labels = [(kind if len(kind) <= _LONGEST_LABEL else f"{kind[: _LONGEST_LABEL - 1]}…", 1.6) for kind in kinds]
    return [("组织", 3.6), *labels], rows


def _row(line: Line) -> list[object]:
    by_month = {cell.period.end.month: cell.state for cell in line.cells}
    months = [by_month.get(month, "") for month in _MONTHS]
    return [line.name, line.kind, *months, line.words, line.count(MISSING), line.count(LATE)]
