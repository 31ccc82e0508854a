"""From a PDF to paper: handed to CUPS as it is, or where there is none drawn at the printer's own resolution."""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.errors import Problem
from app.paths import APP_NAME
from app.ui.kit.tasks import Report

if TYPE_CHECKING:
    from app.documents.paper import Paper

_MOST_PIXELS = 36_000_000
"""Pixels of one page in memory: A4 at 600 dpi; larger sheets are drawn a little coarser."""
_SAME_MM = 2.0
TRAYS = {
    "自动": ("", QPrinter.PaperSource.Auto),
    "纸盒 1": ("tray-1", QPrinter.PaperSource.Upper),
    "纸盒 2": ("tray-2", QPrinter.PaperSource.Lower),
    "手送纸盒": ("manual", QPrinter.PaperSource.Manual),
}
"""The trays of a printer, with what CUPS and Qt call them."""


@dataclass(frozen=True)
class Order:
    """What to print: `pages` from 0, in order, of a PDF; `copies` of each. What is `exact` is neither made smaller nor
    moved, as paper that was printed elsewhere needs it."""

    pdf: bytes
    printer: str
    pages: Sequence[int]
    copies: int
    exact: bool = False
    tray: str = "自动"


def printers() -> list[str]:
    """The installed printers, the usual one first."""
    names = QPrinterInfo.availablePrinterNames()
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: name != usual)


def pages_of(text: str, count: int) -> list[int]:
    """The pages (from 0) that words such as "1-3，5" ask for, all when empty; raises Problem."""
    asked: list[int] = []
    for part in filter(None, re.split(r"[,，、\s]+", text)):
        ends = re.fullmatch(r"(\d{1,6})(?:[-—～~](\d{1,6}))?", part)
        first, last = (int(ends[1]), int(ends[2] or ends[1])) if ends else (0, 0)
        if not 1 <= first <= last <= count:
            raise Problem(f"看不懂页码“{part}”，没有打印。一共 {count} 页，请写成 1-3，5 这样。")
        asked.extend(range(first - 1, last))
    return sorted(set(asked)) or list(range(count))


def send(order: Order, report: Report) -> None:
    """Print; raises Problem where the printer refuses, Cancelled through `report`."""
    if sys.platform == "linux" and shutil.which("lp"):
        _hand_over(order)
    else:
        draw(order, QPrinter(QPrinterInfo.printerInfo(order.printer), QPrinter.PrinterMode.HighResolution), report)


def draw(order: Order, printer: QPrinter, report: Report) -> None:
    """Draw the pages onto a printer, each copy on its own."""
    from app.documents.paper import Paper

    paper = Paper(order.pdf)
    printer.setFullPage(True)
    printer.setPaperSource(TRAYS[order.tray][1])
    _load(printer, paper.size_mm(order.pages[0]))
    painter = QPainter()
    if not painter.begin(printer):
        raise Problem("打印机没有接受这份文件，没有打印。请检查打印机是否开机、有没有纸，再试一次。")
    sheets = [page for page in order.pages for _ in range(order.copies)]
    try:
        for done, page in enumerate(sheets):
            report(done, len(sheets))
            if done:
                printer.newPage()
            _draw_page(painter, printer, paper, page, order.exact)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _load(printer: QPrinter, size: tuple[float, float]) -> None:
    """Ask for paper of this size in millimetres, turned as the page is, without margins."""
    upright = QSizeF(min(size), max(size))
    turned = QPageLayout.Orientation.Landscape if size[0] > size[1] else QPageLayout.Orientation.Portrait
    margins = QMarginsF(0, 0, 0, 0)
    printer.setPageLayout(QPageLayout(QPageSize(upright, QPageSize.Unit.Millimeter), turned, margins))


def _draw_page(painter: QPainter, printer: QPrinter, paper: "Paper", page: int, exact: bool) -> None:
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    room = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter).size()
    target = _target(sheet.size(), (room.width(), room.height()), paper.size_mm(page), exact)
    width = min(target.width(), int((_MOST_PIXELS * target.width() / max(target.height(), 1)) ** 0.5))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, as_image(*paper.image(page, width)))


def _target(sheet: QSize, room: tuple[float, float], size: tuple[float, float], exact: bool = False) -> QRect:
    """Where the page goes, in the printer's pixels: the middle; at its true size where it fits, else made smaller. What
    is exact keeps its size and its upper left corner."""
    fits = exact or (size[0] <= room[0] + _SAME_MM and size[1] <= room[1] + _SAME_MM)
    scale = 1.0 if fits else min(room[0] / size[0], room[1] / size[1])
    width, height = (
        round(sheet.width() * size[0] * scale / room[0]),
        round(sheet.height() * size[1] * scale / room[1]),
    )
    if exact:
        return QRect(0, 0, width, height)
    return QRect((sheet.width() - width) // 2, (sheet.height() - height) // 2, width, height)


def as_image(width: int, height: int, pixels: bytes) -> QImage:
    """The picture that `Paper.image` gives, as Qt's."""
    return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def _hand_over(order: Order) -> None:
    """Give the very PDF to CUPS, which keeps it as vectors; larger pages are fitted to the sheet that is loaded."""
    pages = ",".join(str(page + 1) for page in order.pages)
    scaling = "none" if order.exact else "auto"
    options = ["-d", order.printer, "-n", str(order.copies), "-P", pages, "-o", f"print-scaling={scaling}"]
    options += ["-t", APP_NAME]
    if tray := TRAYS[order.tray][0]:
        options += ["-o", f"media-source={tray}"]
    done = subprocess.run(["lp", *options], input=order.pdf, capture_output=True, check=False)
    if done.returncode:
        raise Problem("打印机没有接受这份文件，没有打印。请检查打印机是否开机、有没有纸，再试一次。")
