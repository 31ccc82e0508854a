"""The preview shows the real pages and is left with paper or a PDF in hand."""

import builtins
import datetime as dt
import tempfile
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from app.documents.paper import Paper
from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.services import honours, merchants
from app.ui.kit import messages, printing, tasks
from app.ui.kit.preview import Preview, Template
from app.ui.kit.toast import Toast
from tests.timing import timed

NAMES = ("瑞和茶庄", "曾家面馆", "永泰书店")
pytestmark = pytest.mark.usefixtures("told")


class Printer:
    """Stands in for the printers of the machine, and keeps what was sent to them."""

    def __init__(self):
        self.names, self.orders = ["窗口 1", "窗口 2"], []

    def send(self, order, report):
        self.orders.append((order.printer, list(order.pages), order.copies, order.pdf[:4]))


def write(shade, out, report):
    canvas = Canvas(out, pagesize=(600 * mm, 400 * mm))
    for place in range(len(NAMES)):
        canvas.setFillGray(shade)
        canvas.rect(0, 0, (place + 1) * 150 * mm, 400 * mm, fill=1, stroke=0)
        canvas.showPage()
    canvas.save()
    return len(NAMES)


@pytest.fixture
def printer(monkeypatch):
    stand_in = Printer()
    monkeypatch.setattr(printing, "printers", lambda: stand_in.names)
    monkeypatch.setattr(printing, "send", stand_in.send)
    return stand_in


@pytest.fixture
def noted():
    """The pages each template was told that they were handed out."""
    return []


@pytest.fixture
def desk(store, qtbot):
    made = QWidget()
    made.resize(1366, 688)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def open_preview(desk, noted, qtbot):
    """Open the preview on two templates and wait for the first picture."""
    kept = []

    def open_it():
        templates = [
            Template(
                f"诚信商户 · {style}牌匾",
                "块",
                f"诚信商户牌匾_{style}.pdf",
                NAMES,
                partial(write, shade),
                lambda pages, style=style: noted.append((style, list(pages))),
            )
            for style, shade in (("金色", 0.2), ("铜色", 0.6))
        ]
        made = Preview(desk, "打印牌匾证书", templates)
        kept.append(made)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
        qtbot.waitUntil(made.save.isEnabled)
        return made

    return open_it


def shade_at(made, across):
    image = made.browser.view.sheet.image
    return image.pixelColor(int(image.width() * across), image.height() // 2).lightness()


def test_it_shows_the_real_page(printer, open_preview):
    made = open_preview()
    assert made.now.text() == "第 1 / 3 块　瑞和茶庄"
    sheet = made.browser.view.sheet
    assert sheet.width() / sheet.height() == pytest.approx(1.5, abs=0.01)
    assert shade_at(made, 0.1) < 80
    assert shade_at(made, 0.9) == 255


def test_pages_are_turned_by_keys(printer, open_preview, keys, qtbot):
    made = open_preview()
    made.browser.forward.click()
    made.browser.forward.click()
    made.browser.forward.click()
    assert made.browser.place.text() == "3 / 3"
    assert "永泰书店" in made.now.text()
    assert shade_at(made, 0.7) < 80
    keys(made, "PgUp")
    qtbot.waitUntil(lambda: made.browser.place.text() == "2 / 3")


def test_a_page_is_drawn_finely_once_the_turning_stops(printer, open_preview, qtbot):
    made = open_preview()
    made.browser.forward.click()
    assert made.browser.view.sheet.image.width() < made.browser.view.sheet.width()
    qtbot.waitUntil(lambda: made.browser.view.sheet.image.width() >= made.browser.view.sheet.width() - 1)


def test_it_can_be_looked_at_closely(printer, open_preview):
    made = open_preview()
    whole = made.browser.view.sheet.width()
    made.browser.larger.click()
    assert made.browser.view.sheet.width() == pytest.approx(whole * 1.5, abs=2)
    assert made.browser.scale.text() == "150%"
    made.browser.whole.click()
    assert made.browser.view.sheet.width() == whole
    assert made.browser.scale.text() == "适合整页"


def test_another_template_is_made_anew(printer, open_preview, qtbot):
    made = open_preview()
    made.style_box.setFocus()
    qtbot.keyClick(made.style_box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: made.save.isEnabled() and shade_at(made, 0.1) > 100)
    assert made.template is made.templates[1]


def test_it_prints_what_was_asked_for(printer, open_preview, noted, qtbot, desk):
    made = open_preview()
    assert made.print.text() == "打印这 3 块"
    made.printer.setCurrentIndex(1)
    made.copies.setValue(2)
    made.range.setText("2-3")
    assert made.print.text() == "打印这 2 块"
    qtbot.keyClick(made, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not made.isVisible())
    assert printer.orders == [("窗口 2", [1, 2], 2, b"%PDF")]
    assert noted == [("金色", [1, 2])]
    assert desk.findChild(Toast).accessibleName() == "已送到打印机“窗口 2”，共 4 页。"


def test_what_went_to_the_printer_is_noted_though_the_window_was_closed_meanwhile(
    printer, open_preview, noted, qtbot, desk
):
    made = open_preview()
    made.print.click()
    made.reject()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert printer.orders == [("窗口 1", [0, 1, 2], 1, b"%PDF")]
    assert noted == [("金色", [0, 1, 2])]
    assert desk.findChild(Toast).accessibleName() == "已送到打印机“窗口 1”，共 3 页。"


def test_pages_that_are_not_there_are_not_printed(printer, open_preview, told):
    made = open_preview()
    made.range.setText("9")
    made.print.click()
    assert "“9”" in told[0]
    assert printer.orders == []


def test_without_a_printer_it_says_so_and_offers_a_pdf(printer, open_preview):
    printer.names = []
    made = open_preview()
    assert made.printer.placeholderText() == "没有安装打印机"
    assert "另存为 PDF" in made.paper_words.text()
    assert not made.print.isEnabled()
    assert made.save.property("variant") == "primary"


def test_the_very_pdf_is_saved_where_the_clerk_wants_it(printer, open_preview, noted, monkeypatch, tmp_path):
    made = open_preview()
    offered = []
    monkeypatch.setattr(
        messages, "ask_place", lambda parent, title, name, kind: offered.append(name) or tmp_path / name
    )
    made.save.click()
    assert offered == ["诚信商户牌匾_金色.pdf"]
    assert Paper(tmp_path / offered[0]).count == 3
    assert made.saved.sentence.text() == "已保存《诚信商户牌匾_金色.pdf》。"
    assert noted == [("金色", [0, 1, 2])]


def test_a_place_that_cannot_be_written_to_is_explained(printer, open_preview, noted, monkeypatch, tmp_path, dialogs):
    made = open_preview()
    places = [tmp_path / "没有这个文件夹" / "a.pdf", tmp_path / "a.pdf"]
    monkeypatch.setattr(messages, "ask_place", lambda *_: places.pop(0))
    said = []

    def elsewhere(dialog):
        said.extend((words(dialog), noted == []))
        next(each for each in dialog.findChildren(QPushButton) if each.text() == "换一个位置……").click()

    dialogs(elsewhere)
    made.save.click()
    assert "数据没有丢" in said[0]
    assert said[1]
    assert (places, Paper(tmp_path / "a.pdf").count) == ([], 3)


def words(dialog):
    return "".join(each.text() for each in dialog.findChildren(QLabel))


def test_a_template_that_cannot_be_made_leaves_the_others(printer, open_preview, told, qtbot, monkeypatch):
    def refuse(path, report):
        raise Problem("“㊣”没有字体能印，没有生成。")

    made = open_preview()
    made.templates[1].__dict__["write"] = refuse
    made.style_box.setCurrentIndex(1)
    made._choose()
    qtbot.waitUntil(lambda: bool(told))
    assert not made.print.isEnabled()
    made.style_box.setCurrentIndex(0)
    made._choose()
    qtbot.waitUntil(made.save.isEnabled)


def test_what_is_looked_at_and_printed_is_never_in_a_file(printer, open_preview, monkeypatch, tmp_path, qtbot):
    temporary = tmp_path / "temp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    opened = []
    monkeypatch.setattr(builtins, "open", watched(opened, builtins.open))
    made = open_preview()
    made.style_box.setFocus()
    qtbot.keyClick(made.style_box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: made.save.isEnabled() and shade_at(made, 0.1) > 100)
    made.print.click()
    qtbot.waitUntil(lambda: not made.isVisible())
    assert printer.orders[0][-1] == b"%PDF"
    assert opened == []
    assert list(temporary.iterdir()) == []


def watched(opened, really):
    """Notes which files are opened to be written."""

    def open_it(file, mode="r", *args, **options):
        if set(mode) & set("wax+"):
            opened.append(file)
        return really(file, mode, *args, **options)

    return open_it


def test_a_plaque_is_seen_as_soon_as_the_preview_stands(window, qtbot, printer):
    from app.ui.pages import honour_printing

    number = merchants.save(Draft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    honours.award("integrity", [number], dt.date.today(), None)
    templates = honour_printing.templates(honours.kinds()[0], [number])
    with timed("first sight of a plaque", 1):
        made = Preview(window, "打印牌匾证书", templates)
        qtbot.addWidget(made)
        made.show()
        qtbot.waitUntil(made.save.isEnabled, timeout=20_000)
    assert not made.browser.view.sheet.image.isNull()
    QApplication.processEvents()
    assert not tasks.busy()
