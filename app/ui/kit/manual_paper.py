"""The manual on paper: one chapter, or all of them as a book with a table of contents and page numbers."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument, QTextLength, QTextTable

from app.paths import Out
from app.ui.kit import manual, theme
from app.ui.kit.tasks import Report
from app.ui.kit.template import Template

SHEET = QSizeF(794, 1123)
"""A4 at 96 dots an inch, the unit in which a document is laid out."""
EDGE = 64
FOOT_SIZE = 13
DENSITY = 3.0
"""Pixels of a printed picture to each dot of the sheet."""
BOOK = "使用手册"
_FOOT = QRectF(0, SHEET.height() - EDGE, SHEET.width(), EDGE)


def chapter(key: str) -> Template:
    """A chapter as something to print."""
    title = manual.chapter(key).title
    return _template(f"帮助_{title}", f"帮助：{title}", *paged([sheets(manual.chapter(key).text)]))


def book(report: Report) -> Template:
    """All chapters as one thing to print; raises Cancelled. For the main thread: a worker that holds Python while Qt
    connects a document may wait for ever for the main thread, which waits for Python while Qt disconnects."""
    parts = [_laid_out(each.text, report) for each in manual.chapters()]
    first = 1 + _contents([0] * len(parts)).pageCount()
    starts = [first + sum(part.pageCount() for part in parts[:place]) for place in range(len(parts))]
    return _template(BOOK, BOOK, *paged([_contents(starts), *parts], report))


def sheets(text: str, points: float = 11) -> QTextDocument:
    """Markdown of the manual laid out on sheets of A4, in letters of so many points."""
    made = _Sheets()
    made.setDefaultFont(theme.font(points))
    made.setDocumentMargin(EDGE)
    write(made, text)
    made.setPageSize(SHEET)
    return made


def paged(parts: Sequence[QTextDocument], report: Report | None = None) -> tuple[int, bytes]:
    """How many pages the parts take one after the other, and the PDF, its pages numbered at the foot."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    size, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(size, upright, QMarginsF(0, 0, 0, 0)))
    painter = QPainter(writer)
    small = theme.font(9)
    small.setPixelSize(FOOT_SIZE)
    painter.setFont(small)
    painter.scale(writer.width() / SHEET.width(), writer.height() / SHEET.height())
    pages = [(part, page) for part in parts for page in range(part.pageCount())]
    try:
        for number, (part, page) in enumerate(pages, start=1):
            if report:
                report(number, len(pages))
            if number > 1:
                writer.newPage()
            _draw(painter, part, page)
            painter.drawText(_FOOT, Qt.AlignmentFlag.AlignCenter, f"— {number} —")
    finally:
        painter.end()
    return len(pages), bytes(buffer.data().data())


def write(document: QTextDocument, text: str) -> None:
    """Fill a document with Markdown of the manual, in which no other mark-up counts."""
    features = QTextDocument.MarkdownFeature
    document.setMarkdown(text, features.MarkdownDialectGitHub | features.MarkdownNoHTML)


def picture(name: str, width: int, density: float) -> QImage | None:
    """A picture of at most this width, drawn with so many pixels for each of them."""
    path = manual.picture(name)
    if path is None:
        return None
    image = QImage(str(path))
    width = min(width, image.width())
    image = image.scaledToWidth(round(width * density), Qt.TransformationMode.SmoothTransformation)
    image.setDevicePixelRatio(density)
    return image


class _Sheets(QTextDocument):
    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture as wide as the sheet has room."""
        return picture(QUrl(name).path(), round(SHEET.width()) - 2 * EDGE, DENSITY)


def _laid_out(text: str, report: Report) -> QTextDocument:
    made = sheets(text)
    report(0, made.pageCount())
    return made


def _draw(painter: QPainter, part: QTextDocument, page: int) -> None:
    top = page * SHEET.height()
    painter.save()
    painter.translate(0, -top)
    part.drawContents(painter, QRectF(0, top, SHEET.width(), SHEET.height()))
    painter.restore()


def _contents(starts: Sequence[int]) -> QTextDocument:
    """The table of contents; each chapter with the page it begins on."""
    lines = [f"| {each.title} | {start} |" for each, start in zip(manual.chapters(), starts, strict=True)]
    made = sheets("\n".join([f"# {BOOK}", "", "| | |", "|:--|--:|", *lines]), 10)
    for table in made.rootFrame().childFrames():
        if isinstance(table, QTextTable):
            shape = table.format()
            shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            shape.setBorder(0)
            table.setFormat(shape)
    return made


def _template(file_name: str, page_name: str, pages: int, pdf: bytes) -> Template:
    def write_pdf(out: Out, report: Report) -> int:
        from app.documents.pages import replacing

        with replacing(out) as file:
            return file.write(pdf)

    return Template("帮助", "页", f"{file_name}.pdf", [page_name] * pages, write_pdf)
