"""Printing on paper that is counted or was printed elsewhere: trays, labels, what is left, and sheets that jam."""

import datetime as dt

import pypdfium2
import pytest
from PySide6.QtWidgets import QWidget

from app.domain.calibration import Readings
from app.domain.merchants import Draft
from app.services import calibration, honours, journal, merchants, plaque_stock
from app.store.honours import Printing
from app.ui.kit import memory, messages, printing
from app.ui.kit.preview import Preview
from app.ui.kit.toast import Toast
from app.ui.pages import honour_printing

TODAY = dt.date.today()
PRINTER = "窗口 1"
pytestmark = pytest.mark.usefixtures("told")


@pytest.fixture
def orders(monkeypatch):
    """Stands in for two printers; keeps what was sent to them."""
    sent = []
    monkeypatch.setattr(printing, "printers", lambda: [PRINTER, "窗口 2"])
    monkeypatch.setattr(printing, "send", lambda order, report: sent.append(order))
    return sent


@pytest.fixture
def known(store):
    made = [merchants.save(Draft(sign=f"店{n}", no_code_reason="无"), None) for n in range(1, 9)]
    honours.award("诚信商户", made, TODAY, None)
    plaque_stock.enter("证书纸", "入库", 20, TODAY)
    return made


@pytest.fixture
def preview(known, orders, qtbot):
    """The preview of eight certificates, a template chosen by a word of its name."""
    desk = QWidget()
    desk.resize(1366, 688)
    qtbot.addWidget(desk)
    desk.show()
    kept = [desk]

    def open_it(word):
        made = Preview(desk, "打印牌匾证书", honour_printing.templates(honours.kinds()[0], known))
        kept.append(made)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
        qtbot.waitUntil(made.save.isEnabled)
        made.style_box.setCurrentIndex(next(n for n, each in enumerate(made.templates) if word in each.label))
        made._choose()
        qtbot.waitUntil(made.save.isEnabled)
        return made

    return open_it


def go(made, qtbot, orders):
    """Press the button and wait until the printer has it and it is noted."""
    before, entry = len(orders), journal.last().id
    made.print.click()
    qtbot.waitUntil(lambda: len(orders) > before and journal.last().id > entry)
    return orders[-1]


def balance():
    found = plaque_stock.of("证书纸")
    return found.issued, found.spoiled, found.left


def test_a_jam_at_sheet_five_prints_sheet_five_again_and_counts_it(preview, orders, qtbot):
    made = preview("荣誉证书")
    assert made.paper.words.text() == "证书纸还有 20 张。"
    order = go(made, qtbot, orders)
    assert (order.pages, order.exact) == (list(range(8)), False)
    assert balance() == (8, 0, 12)
    assert made.isVisible()
    assert (made.leave.text(), made.leave.isDefault()) == ("都打好了", True)
    assert made.save.isHidden()
    made.range.setText("5")
    assert made.print.text() == "重打这 1 张"
    assert go(made, qtbot, orders).pages == [4]
    assert balance() == (8, 1, 11)
    assert journal.last().what == "重打荣誉证书“诚信商户” 店5（补打第 1 次），打坏 1 张"
    assert [row.honour.merchant.sign for row in Printing.select()].count("店5") == 2
    qtbot.waitUntil(lambda: made.paper.words.text() == "证书纸还有 11 张。")
    made.leave.click()
    assert not made.isVisible()


def test_which_sheet_must_be_said(preview, orders, qtbot, told):
    made = preview("荣誉证书")
    go(made, qtbot, orders)
    qtbot.waitUntil(lambda: made.handed is not None)
    made.print.click()
    assert "打坏了第几张" in told[0]
    assert len(orders) == 1


def test_a_plaque_needs_no_question_afterwards(preview, orders, qtbot):
    made = preview("金色牌匾")
    assert made.paper.isHidden()
    go(made, qtbot, orders)
    qtbot.waitUntil(lambda: not made.isVisible())
    assert made.desk.findChild(Toast)
    assert balance() == (0, 0, 20)


def name_at(order, page=0):
    """Where the left edge of a page's largest text stands, in mm."""
    words = pypdfium2.PdfDocument(order.pdf)[page].get_textpage()
    return words.get_charbox(0)[0] * 25.4 / 72


def test_what_is_sent_is_set_right_for_the_printer_and_tray(preview, orders, qtbot):
    place = (PRINTER, "手送纸盒", "证书纸")
    calibration.keep(*place, Readings(22, 279, 20, 190), (297.0, 210.0))
    made = preview("套打证书")
    assert made.paper.words.text() == "证书纸还有 20 张。这台打印机还没有校准。"
    plain = go(made, qtbot, orders)
    assert (plain.exact, plain.tray) == (True, "自动")
    made.reject()
    made = preview("套打证书")
    made.paper.tray.setCurrentIndex(3)
    made.paper.tray.activated.emit(3)
    assert made.paper.words.text().endswith("这台打印机已校准。")
    shown = name_at(type("Shown", (), {"pdf": made.pdf}))
    right = go(made, qtbot, orders)
    assert right.tray == "手送纸盒"
    assert name_at(right) == pytest.approx(shown - 2, abs=0.05)
    assert name_at(plain) == pytest.approx(shown, abs=0.01)
    assert journal.last().what == "打印套打证书“诚信商户” 8 家（补打第 1 次）"


def test_labels_begin_on_the_one_that_is_left(preview, orders, qtbot):
    made = preview("验真码标签")
    assert made._count == 1
    made.paper.start.setValue(10)
    qtbot.waitUntil(lambda: made._count == 2 and made.save.isEnabled())
    made.range.setText("2")
    order = go(made, qtbot, orders)
    assert order.pages == [1]
    texts = pypdfium2.PdfDocument(order.pdf)[1].get_textpage().get_text_range()
    assert "店6" in texts
    assert journal.last().what == "打印验真码标签“诚信商户” 3 家"


def test_the_last_printer_and_tray_of_a_template_are_remembered(preview, orders, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(memory._memory, "file", None)
    memory.use(tmp_path / "记忆.ini")
    made = preview("套打名称")
    made.printer.setCurrentIndex(1)
    made.paper.tray.setCurrentIndex(1)
    go(made, qtbot, orders)
    made.reject()
    made = preview("套打名称")
    assert (made.printer.value(), made.paper.tray.value()) == ("窗口 2", "纸盒 1")
    made.style_box.setCurrentIndex(0)
    made._choose()
    qtbot.waitUntil(made.save.isEnabled)
    assert made.printer.value() == PRINTER


def test_a_file_takes_no_paper(preview, monkeypatch, tmp_path):
    made = preview("套打证书")
    monkeypatch.setattr(messages, "ask_place", lambda parent, title, name, kind: tmp_path / name)
    made.save.click()
    assert journal.last().what == "打印套打证书“诚信商户” 8 家"
    assert balance() == (0, 0, 20)
