"""From a PDF to paper."""

import pypdfium2
import pytest
from PIL import ImageChops
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.domain.errors import Cancelled, Problem
from app.ui.kit import printing
from app.ui.kit.printing import Order, pages_of

A4 = (297, 210)


@pytest.fixture
def pdf(tmp_path):
    """A PDF of pages with a black square in one corner and the page's number as a row of squares."""

    def write(pages=3, size=A4):
        path = tmp_path / f"{size[0]}x{size[1]}.pdf"
        canvas = Canvas(str(path), pagesize=(size[0] * mm, size[1] * mm))
        for page in range(pages):
            canvas.rect(20 * mm, 30 * mm, 40 * mm, 10 * mm, fill=1)
            for square in range(page + 1):
                canvas.rect((100 + square * 20) * mm, 100 * mm, 10 * mm, 10 * mm, fill=1)
            canvas.showPage()
        canvas.save()
        return path

    return write


def on_paper(path, tmp_path, pages, copies=1, report=lambda done, total: None):
    """What a printer without CUPS would put on A4: printed into a PDF."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setResolution(150)
    printing.draw(Order(path.read_bytes(), "", pages, copies), printer, report)
    return pypdfium2.PdfDocument(tmp_path / "paper.pdf")


def picture(document, page):
    return document[page].render(scale=2).to_pil().convert("L")


def ink(image):
    """White where there is ink."""
    return image.point(lambda value: 255 * (value < 128))


@pytest.mark.parametrize(
    ("words", "pages"),
    [("", [0, 1, 2, 3, 4]), ("2", [1]), ("1-3，5", [0, 1, 2, 4]), ("5、1", [0, 4]), ("3 3", [2])],
)
def test_pages_are_asked_for_as_people_write_them(words, pages):
    assert pages_of(words, 5) == pages


@pytest.mark.parametrize("words", ["0", "6", "3-1", "一", "-"])
def test_pages_that_are_not_there_are_named(words):
    with pytest.raises(Problem, match=f"“{words}”.*一共 5 页"):
        pages_of(words, 5)


def test_paper_shows_what_the_pdf_shows_within_a_millimetre(qapp, pdf, tmp_path):
    path = pdf()
    printed = on_paper(path, tmp_path, [0, 2])
    assert len(printed) == 2
    assert printed[0].get_size() == pytest.approx((297 * mm, 210 * mm), abs=1)
    for place, page in enumerate((0, 2)):
        wanted, got = ink(picture(pypdfium2.PdfDocument(path), page)), ink(picture(printed, place))
        assert wanted.getbbox() == pytest.approx(got.getbbox(), abs=2 * mm)
        assert (
            ImageChops.difference(wanted, got.resize(wanted.size)).histogram()[255]
            < 0.002 * wanted.width * wanted.height
        )


def test_each_page_comes_as_often_as_asked(qapp, pdf, tmp_path):
    assert len(on_paper(pdf(), tmp_path, [0, 1], copies=3)) == 6


def test_a_sheet_too_large_is_made_smaller_and_stands_in_the_middle():
    from PySide6.QtCore import QSize

    target = printing._target(QSize(2970, 2100), (297.0, 210.0), (600.0, 400.0))
    assert (target.width(), target.height()) == (2970, 1980)
    assert target.top() == 60


def test_a_page_that_fits_keeps_its_true_size():
    from PySide6.QtCore import QSize

    target = printing._target(QSize(4200, 2970), (420.0, 297.0), (297.0, 210.0))
    assert (target.width(), target.height()) == (2970, 2100)


def test_printing_can_be_stopped(qapp, pdf, tmp_path):
    def stop(done, total):
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        on_paper(pdf(), tmp_path, [0, 1, 2], report=stop)


def test_cups_gets_the_very_pdf(pdf, monkeypatch):
    called = []

    def run(command, **options):
        called.append((command, options["input"]))
        return type("Done", (), {"returncode": 0})

    monkeypatch.setattr(printing.sys, "platform", "linux")
    monkeypatch.setattr(printing.shutil, "which", lambda name: "/usr/bin/lp")
    monkeypatch.setattr(printing.subprocess, "run", run)
    path = pdf()
    printing.send(Order(path.read_bytes(), "窗口 1", [0, 2], 2), lambda done, total: None)
    ((command, given),) = called
    assert command[:9] == ["lp", "-d", "窗口 1", "-n", "2", "-P", "1,3", "-o", "print-scaling=auto"]
    assert given == path.read_bytes()
    assert str(path) not in command


def test_a_printer_that_refuses_is_explained(pdf, monkeypatch):
    monkeypatch.setattr(printing.sys, "platform", "linux")
    monkeypatch.setattr(printing.shutil, "which", lambda name: "/usr/bin/lp")
    monkeypatch.setattr(printing.subprocess, "run", lambda *_, **__: type("Done", (), {"returncode": 1}))
    with pytest.raises(Problem, match="没有打印"):
        printing.send(Order(pdf().read_bytes(), "窗口 1", [0], 1), lambda done, total: None)


def test_the_usual_printer_stands_first(qapp, monkeypatch):
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["甲", "乙", "丙"]))
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", staticmethod(lambda: "丙"))
    assert printing.printers() == ["丙", "甲", "乙"]
