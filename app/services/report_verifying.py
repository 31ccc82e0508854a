"""A file of a report held against what was frozen: whether it is one of ours, and whether it still says the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from app.domain.calendar import spoken, spoken_moment
from app.domain.errors import Problem
from app.domain.periods import read as read_period
from app.domain.reports import State
from app.domain.roles import Right
from app.services import report_contents, report_documents, report_figures, report_readings
from app.services.report_readings import Reading
from app.services.session import requires
from app.store.journal import JournalEntry
from app.store.reports import Report

_MARK = re.compile(r"报送指纹([0-9a-f]{64})（第(\d+)版）")
_DRAFT = "草稿，尚未报送，内容可能更改"
_NUMBER = re.compile(r"—\d+—")
_AROUND = re.compile(r"另有文字.*|第 \d+ 页的图|汇总　第 (?![12] )\d+ 行第 1 列")
"""What differs where no figure does: words around it, bars, notes below a table; a later program has others."""
_SAME = "完全一致：它和程序现在生成的文件逐字节相同。"
_ALIKE = "完全一致：每一页的文字和图都和程序现在画出来的相同。"
_WIDE = 800
"""Pixels across a page that is looked at."""


@dataclass(frozen=True)
class Finding:
    """What a file turned out to be: `fine` says that it is a submitted report unchanged, `differing` names what is not
    as it was frozen."""

    fine: bool
    sentence: str
    period: str = ""
    version: int = 0
    fingerprint: str = ""
    differing: Sequence[str] = ()


@requires(Right.READ)
def check(path: Path) -> Finding:
    """Hold a PDF or xlsx file of a report against what was frozen; raises Problem for a file that cannot be read."""
    ending = path.suffix.lower()
    if not path.is_file() or ending not in (".pdf", ".xlsx"):
        raise Problem(f"《{path.name}》不是报告的 PDF 或 Excel 文件，没有核对。请选择程序生成的文件。")
    return _pdf(path) if ending == ".pdf" else _book(path)


def _pdf(path: Path) -> Finding:
    pages = _pages(path)
    marks = {found.group(1) for page in pages for found in _MARK.finditer(page)}
    if not marks:
        return _unmarked(any(_DRAFT in page for page in pages))
    row = _submitted(marks)
    if isinstance(row, Finding):
        return row
    if put_out := _put_out(path):
        return _judged(row, [], put_out)
    content, expected = report_contents.told(row.id), BytesIO()
    report_documents.preview(row.id, expected)
    if path.read_bytes() == expected.getvalue():
        return _judged(row, [], _SAME)
    said, frozen = map(_running, (pages, _pages(expected.getvalue())))
    if said == frozen:
        return _judged(row, _drawn_otherwise(path, expected.getvalue()), _ALIKE)
    found = report_readings.read(said, content)
    return _judged(row, found.lacking or found.strange, _compared(found))


def _put_out(path: Path) -> str:
    """When the program put out this very file, in words; "" where the journal knows of no such file."""
    mark = report_documents.file_mark(path.read_bytes())
    told = JournalEntry.select(JournalEntry.at).where(JournalEntry.what.endswith(mark)).order_by(JournalEntry.id)
    entry = told.first()
    return f"完全一致：它和{spoken_moment(entry.at)}由程序存出的文件逐字节相同。" if entry else ""


def _compared(found: Reading) -> str:
    checked = f"表格里的 {found.rows:,} 行数据、{found.paragraphs:,} 段标题和正文、 {found.heads:,} 项抬头落款"
    layout = "版面和现在的程序排的不同，可能是升级以前的程序存出的；图只核对了数，没有核对长短。"
    return f"内容一致：核对了{checked}，没有缺的，也没有多出来的话。{layout}"


def _drawn_otherwise(path: Path, expected: bytes) -> list[str]:
    """The pages that look otherwise, as where a bar is longer than its figure."""
    from app.documents.paper import Paper

    found, wanted = Paper(path), Paper(expected)
    return [
        f"第 {page + 1} 页的图" for page in range(wanted.count) if found.image(page, _WIDE) != wanted.image(page, _WIDE)
    ]


def _pages(source: Path | bytes) -> list[str]:
    from app.documents.paper import Paper

    paper = Paper(source)
    return [paper.text(page) for page in range(paper.count)]


def _running(pages: Sequence[str]) -> str:
    """The words of all pages without the number and the small print at the foot of each."""
    return "".join(_NUMBER.sub("", _MARK.sub("", page)) for page in pages)


def _book(path: Path) -> Finding:
    from app.exchange import report_book, report_comparing, report_reading

    said = report_reading.read(path)
    if len(said.fingerprint) != 64:
        return _unmarked(bool(said.period))
    row = _submitted({said.fingerprint})
    if isinstance(row, Finding):
        return row
    if put_out := _put_out(path):
        return _judged(row, [], put_out)
    expected = report_book.made(report_documents.book(report_contents.told(row.id)))
    if path.read_bytes() == expected:
        return _judged(row, [], _SAME)
    wanted = report_reading.read(expected, path.name)
    count = sum(map(len, wanted.sheets.values()))
    compared = (
        f"内容一致：核对了 {len(wanted.sheets):,} 张工作表的 {count:,} 个格子；图跟着格子里的数变，没有另外核对。"
    )
    return _judged(row, list(dict.fromkeys(report_comparing.differing(wanted, said))), compared)


def _submitted(marks: set[str]) -> Report | Finding:
    """The report with the one fingerprint of a file, or what is wrong with it."""
    if len(marks) > 1:
        return Finding(False, "各页的报送指纹不一样，这份文件是拼起来的，不能采用。")
    [mark] = marks
    row = Report.get_or_none(Report.hash == mark)
    if row is None:
        return Finding(False, "这份文件的报送指纹在本机的数据里查不到，不能采用。", fingerprint=mark)
    if not report_figures.sound(row.id):
        sentence = "数据库里这份报告的数据和报送时的指纹对不上，不能核对。请在设置里检查数据。"
        return Finding(False, sentence, row.period, row.version, mark)
    return row


def _unmarked(draft: bool) -> Finding:
    words = "这是没有报送的草稿，没有可以核对的数据。" if draft else "这份文件里没有报送指纹，不是程序生成的报告。"
    return Finding(False, words)


def _judged(row: Report, differing: Sequence[str], compared: str) -> Finding:
    """What to say of a file of a report; `compared` says what was held against what."""
    title = f"{read_period(row.period).label}报告（第{row.version}版，{spoken(row.submitted)}报送）"
    if differing:
        listed = "；".join(differing[:5]) + (f"等 {len(differing):,} 处" if len(differing) > 5 else "")
        sentence = f"文件与报送的{title}不一致：{listed}。请以程序里的数据为准，不要采用这份文件。"
        if all(_AROUND.fullmatch(each) for each in differing):
            sentence = (
                f"文件表格里的数字与报送的{title}一致，文字或版面不同：{listed}。"
                "文件可能被改过，也可能是程序升级以前生成的。请重新生成一份，以新的为准。"
            )
    else:
        sentence = f"文件与报送的{title}{compared}{_superseded(row)}"
    return Finding(not differing, sentence, row.period, row.version, row.hash, list(differing))


def _superseded(row: Report) -> str:
    """That a report was sent back, or which version took its place; "" where it stands."""
    later = (Report.period == row.period, Report.version > row.version, Report.state == State.SUBMITTED)
    newest = Report.select().where(*later).order_by(Report.version.desc()).first()
    if newest:
        return f"注意：它已由第{newest.version}版代替。"
    return "注意：它已被上级退回。" if row.state == State.RETURNED else ""
