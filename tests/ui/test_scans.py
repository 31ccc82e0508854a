"""What a scanner opens in the window, whatever page and field it is used in."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain import slips
from app.domain.merchants import Draft
from app.domain.slips import Slip
from app.services import honours, merchant_codes, merchants, pledge_forms
from app.store.honours import Honour, State
from app.ui import scans
from app.ui.kit import scanning
from app.ui.kit.visit import Visit
from app.ui.pages import PLACES
from tests.ui.clerk import toast_of
from tests.ui.scanner import compose, scan

CODE = "91130104MA0ABCDE19"


@pytest.fixture(autouse=True)
def patient(monkeypatch, window):
    """A scanner's pace on however slow a machine."""
    monkeypatch.setattr(scanning, "GAP", 2_000)
    monkeypatch.setattr(scanning, "PATIENCE", 4_000)


@pytest.fixture
def known(store):
    """Two merchants, one with a code; the other with an honour."""
    from stdnum.cn import uscc

    code = CODE[:-1] + uscc.calc_check_digit(CODE[:-1])
    ids = [
        merchants.save(Draft(sign="瑞和茶庄", code=code, trade="零售"), None),
        merchants.save(Draft(sign="曾家面馆", no_code_reason="办理中", trade="餐饮"), None),
    ]
    today = dt.date.today()
    honours.award("integrity", ids[1:], today, today + dt.timedelta(300), "")
    return ids


@pytest.fixture
def code(known):
    return merchants.get(known[0]).code


def said(window):
    return toast_of(window).accessibleName()


@pytest.mark.parametrize("page", PLACES)
def test_a_code_opens_its_merchant_from_every_page(window, known, code, page):
    window.show_page(page)
    scan(window, code)
    assert window.page.key == "merchants"
    assert window.page.chosen() == known[:1]
    assert window.page.pane.card.isVisible()
    assert not window.page.finder.search()


def test_a_number_opens_its_merchant_from_a_search(window, known, keys):
    keys(window, "Ctrl+4", "Ctrl+F")
    assert window.page.finder.box.hasFocus()
    scan(window, "SH-00002")
    assert window.page.chosen() == known[1:]
    assert not window.page.finder.search()


def test_the_box_in_the_header_does_not_open_for_it(window, known):
    window.header.search.setFocus()
    scan(window, "000002")
    assert QApplication.activeModalWidget() is None
    assert window.page.chosen() == known[1:]


def test_a_table_does_not_move_to_another_row_first(window, known, code, keys):
    keys(window, "Ctrl+4")
    window.page.table.choose(known[1:])
    window.page.table.setFocus()
    scan(window, code.lower())
    assert window.page.chosen() == known[:1]


@pytest.mark.parametrize(
    ("state", "word"), [(State.GRANTED, "有效"), (State.RECLAIMED, "收回"), (State.REPLACED, "补发作废")]
)
def test_a_plaque_opens_its_merchant_and_tells_how_it_stands(window, known, state, word):
    Honour.update(state=state).execute()
    scan(window, Honour.get().code)
    assert window.page.chosen() == known[1:]
    assert said(window).startswith("验真：曾家面馆的“诚信商户”诚信〔")
    assert said(window).endswith(f"现在是“{word}”。")


def test_a_plaque_read_as_a_citizen_reads_it_opens_as_well(window, known):
    window.header.search.setFocus()
    scan(window, f"诚信商户，曾家面馆，长期有效，会战商圈颁发，验真码{Honour.get().code}")
    assert window.page.chosen() == known[1:]
    assert said(window).startswith("验真：曾家面馆")


def test_a_false_plaque_is_called_so_and_opens_nothing(window, known):
    code = Honour.get().code
    scan(window, code[:-1] + str((int(code[-1]) + 1) % 10))
    assert said(window).startswith("校验不符：")
    assert window.page.key == "home"


@pytest.mark.parametrize(
    ("slip", "visit"),
    [
        (Slip.MEETING, Visit("minutes", record=7)),
        (Slip.ATTENDANCE, Visit("minutes", act="present", record=7)),
        (Slip.CASE, Visit("cases", record=7)),
    ],
)
def test_a_slip_leads_to_its_record(window, monkeypatch, slip, visit):
    seen = []
    monkeypatch.setattr(window, "visit", seen.append)
    scan(window, slips.code(slip, 7))
    assert seen == [visit]


def test_a_pledge_leads_to_its_merchant_while_there_is_one(window, known):
    scan(window, pledge_forms.code(known[1], "诚信商家承诺书"))
    assert window.page.chosen() == known[1:]
    scan(window, slips.code(Slip.PLEDGE, 4_711))
    assert "已经不在名单里" in said(window)


def test_the_code_sheet_of_a_merchant_opens_it_whatever_the_scanner_passes_on(window, known):
    for scanned in (slips.code(Slip.MERCHANT, known[1]), merchant_codes.text(known[1])):
        window.visit(Visit("home"))
        scan(window, scanned)
        assert (window.page.key, window.page.chosen()) == ("merchants", known[1:])


def test_a_slip_that_was_never_given_hands_nothing_out(window):
    scan(window, slips.code(Slip.REDEMPTION, 7))
    assert "登记册里没有这张兑换单" in said(window)


def test_every_kind_of_slip_leads_somewhere():
    assert set(scans.READERS) == set(Slip)


def test_a_wrong_digit_is_told(window):
    made = slips.code(Slip.MEETING, 7)
    scan(window, made[:5] + "9" + made[6:])
    assert said(window).startswith("校验不符：")
    assert window.page.key == "home"


@pytest.mark.parametrize("text", ["6901234567892", "https://example.invalid/" + "a" * 200, "0000007"])
def test_what_is_not_known_is_told_in_its_own_words(window, known, text):
    scan(window, text)
    assert said(window).startswith(f"没有找到“{text[:24]}")
    assert window.page.key == "home"


def test_what_several_merchants_share_opens_none(window, known):
    for sign in ("甲店", "乙店"):
        merchants.save(Draft(sign=sign, no_code_reason="办理中", phone="13900007788"), None)
    scan(window, "13900007788")
    assert "找到 2 家商户" in said(window)


def test_the_field_for_a_code_takes_the_code(window, known, code, keys):
    keys(window, "Ctrl+4", "Ctrl+N")
    form = window.page.pane.form
    form.row("code").editor.setFocus()
    scan(window, f"http://example.invalid/?c={code}")
    assert form.values()["code"] == code
    assert form.row("no_code_reason").editor.hasFocus()
    assert window.page.pane.editing()


def test_a_form_half_filled_in_keeps_its_words_and_gets_no_digit(window, known, keys):
    keys(window, "Ctrl+4", "Ctrl+N")
    form = window.page.pane.form
    form.row("sign").editor.insert("新店")
    form.row("owner").editor.setFocus()
    before = form.values()
    scan(window, "SH-00002")
    assert form.values() == before
    assert form.values()["sign"] == "新店"


def test_a_composing_input_method_does_not_matter(window, known, keys):
    keys(window, "Ctrl+4", "Ctrl+F")
    box = window.page.finder.box
    compose(box, "S")
    compose(box, "SH")
    compose(box, "", "SH-")
    scan(window, "00002")
    assert window.page.chosen() == known[1:]
    assert not window.page.finder.search()


def test_the_palette_leads_there_too(window, known, code, keys, dialogs, quick_search):
    opened = []

    def look(dialog):
        opened.append(dialog)
        scan(window, Honour.get().code)

    dialogs(look)
    keys(window, "Ctrl+K")
    assert window.page.chosen() == known[1:]
    assert said(window).startswith("验真：")


def test_the_palette_stays_with_what_leads_nowhere(window, known, dialogs, keys, quick_search):
    shown = []

    def look(dialog):
        scan(window, "6901234567892")
        shown.append((dialog.box.text(), dialog.nothing.text()))
        keys(dialog, "Esc")

    dialogs(look)
    keys(window, "Ctrl+K")
    assert shown == [("6901234567892", "没有找到“6901234567892”")]


def test_a_slip_typed_into_the_palette_is_known(window, monkeypatch, dialogs, keys, quick_search):
    seen, shown = [], []
    monkeypatch.setattr(scanning, "GAP", 0)

    def type_in(dialog):
        QTest.keyClicks(dialog.box, slips.code(Slip.MEETING, 7))
        shown.extend(find.words for find in dialog.finds.finds())
        monkeypatch.setattr(window, "visit", seen.append)
        QTest.keyClick(dialog.box, Qt.Key.Key_Return)

    dialogs(type_in)
    keys(window, "Ctrl+K")
    assert shown == ["会议单据"]
    assert seen == [Visit("minutes", record=7)]
