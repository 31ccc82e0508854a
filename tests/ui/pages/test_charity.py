"""The counter of gifts as a clerk uses it: what she types, what she sees beside it, what stays if she is cut off."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.gifts import Draft
from app.domain.merchants import Draft as MerchantDraft
from app.services import drafts, gift_list, gifts, holders, journal, merchants, points, stock
from app.store.gifts import Gift
from app.store.warehouse import Good
from app.store.writing import writing
from app.ui.kit import scanning
from app.ui.kit.flash import Flash
from app.ui.kit.undoing import take_back
from tests.ui.clerk import toast_of, type_text, words
from tests.ui.scanner import scan

TODAY = dt.date.today().isoformat()
CODE = "92230602MAM9LGNYP4"
FRAME = 8
"""Pixels that the frame of the sample store takes from either direction."""


@pytest.fixture
def street(store):
    """Merchants of a street."""
    known = {"瑞和茶庄": {"code": CODE}, "永泰书店": {"no_code_reason": "无"}, "曾家面馆": {"no_code_reason": "无"}}
    return {name: merchants.save(MerchantDraft(sign=name, **more), None) for name, more in known.items()}


@pytest.fixture
def page(street, window, keys):
    keys(window, "F6")
    return window.page


def form_of(page):
    return page.counter.form


def focused():
    return QApplication.focusWidget()


def typing(*parts):
    """Words are typed and keys pressed where the focus is."""
    for part in parts:
        if part[:4] in ("Retu", "Ctrl", "Down", "Esc", "F2", "Del"):
            QTest.keySequence(focused(), part)
        else:
            QTest.keyClicks(focused(), part)


def newest(page):
    return gift_list.rows(page.rows.ids[:1])[0]


def test_initials_and_an_amount_are_enough(page, street):
    form = form_of(page)
    assert focused() is form.giver
    typing("rhcz")
    assert form.giver.listing()
    typing("Return")
    assert focused() is form.row("amount").editor
    assert any("SH-00001" in said and "当前积分 0 分" in said for said in words(form))
    typing("200*3")
    assert {"→ 积分 +600", "陆佰元整"} <= set(words(form))
    typing("Return")
    assert focused() is form.save
    typing("Return")
    assert focused() is form.giver
    row = newest(page)
    assert (row.giver, row.amount, row.points, row.handler) == ("瑞和茶庄", 60_000, 600, "王管理")
    assert points.balance(holders.known("merchant", street["瑞和茶庄"])) == 600
    assert "瑞和茶庄 捐款 600.00 元，积分 +600" in " ".join(words(toast_of(page)))
    assert form.values()["giver"] == form.values()["amount"] == ""
    assert gifts.last_own() == row.id


def test_the_list_is_found_while_composing_and_goes_with_esc(page, qtbot):
    giver = form_of(page).giver
    type_text(giver, "永")
    assert giver.listing()
    typing("Esc")
    assert not giver.listing()
    assert giver.text() == "永"
    giver.clear()
    typing("m", "Return")
    assert giver.value() == ["merchant", 3, "曾家面馆"]
    form_of(page).begin()
    typing("m", "Down", "Return")
    assert giver.value() == "m"


def test_the_new_row_lights_up_and_undoing_it_reverses(page, qtbot):
    typing("rhcz", "Return", "500", "Ctrl+S")
    qtbot.waitUntil(lambda: bool(page.table.findChildren(Flash)))
    take_back(page, journal.last().id, page.revalidate)
    assert [row.mark for row in gift_list.rows(page.rows.ids)] == ["冲销", "已冲销"]
    assert page.totals.text().startswith("有效 0 笔　捐款 0.00 元")


def test_what_is_wrong_is_said_under_its_field(page):
    form = form_of(page)
    typing("rhcz", "Return", "-5", "Ctrl+S")
    assert focused() is form.row("amount").editor
    assert "金额不能是负数" in form.row("amount").complaint.sentence.text()
    assert Gift.select().count() == 0


def test_a_name_that_is_nobodys_waits_and_is_matched_with_all_of_its_kind(page, street, dialogs, keys):
    for amount in ("50", "70"):
        form_of(page).begin()
        type_text(focused(), "瑞和大茶庄")
        typing("Esc") if form_of(page).giver.listing() else None
        typing("Return", amount, "Ctrl+S")
    assert gift_list.waiting() == 2
    page.table.choose_place(0)
    seen = []

    def match(dialog):
        seen.extend(words(dialog))
        dialog.form.submit()

    dialogs(match)
    page.pane.card.match.click()
    assert any("2 笔待匹配" in said for said in seen)
    assert gift_list.waiting() == 0
    assert points.balance(holders.known("merchant", street["瑞和茶庄"])) == 120
    assert {row.giver for row in gift_list.rows(page.rows.ids)} == {"瑞和茶庄"}
    assert toast_of(page).accessibleName() == "已匹配捐赠人 瑞和大茶庄，2 笔"
    keys(page.table, "Ctrl+Z")
    assert gift_list.waiting() == 2
    assert points.balance(holders.known("merchant", street["瑞和茶庄"])) == 0


def test_goods_go_into_the_warehouse(page, street):
    with writing("新增物品") as act:
        rice = Good(name="大米", kind="物品", price=60, unit="袋")
        act.add(rice)
    form = form_of(page)
    typing("ytsd", "Return")
    form.row("kind").editor.fill("捐物")
    form.giver.setFocus()
    typing("Return")
    assert focused() is form.row("item").editor
    type_text(focused(), "大米")
    typing("Return", "20", "Return")
    type_text(focused(), "袋")
    typing("Return", "560")
    form.row("good").editor.fill(rice.id)
    typing("Ctrl+S")
    row = newest(page)
    assert (row.kind, row.value, row.points, row.what) == ("捐物", 56_000, 560, "大米 20袋")
    assert stock.left(rice.id) == 20


@pytest.fixture
def scans(monkeypatch, window):
    """Scan, at a scanner's pace on however slow a machine."""

    def act(text):
        with monkeypatch.context() as patient:
            patient.setattr(scanning, "GAP", 2_000)
            patient.setattr(scanning, "PATIENCE", 4_000)
            scan(window, text)

    return act


def test_the_last_gift_once_more(page, street):
    typing("rhcz", "Return", "500", "Ctrl+S", "Ctrl+D")
    assert form_of(page).values()["giver"] == ["merchant", street["瑞和茶庄"], "瑞和茶庄"]
    typing("Ctrl+S")
    assert [row.amount for row in gift_list.rows(page.rows.ids)] == [50_000, 50_000]


def test_a_scan_where_the_giver_of_an_empty_form_is_typed_says_who_gives(page, window, street, scans):
    form = form_of(page)
    scans(CODE)
    assert form.giver.chosen() == ("merchant", street["瑞和茶庄"])
    assert focused() is form.row("amount").editor
    assert window.page is page


@pytest.mark.parametrize(("begun", "field"), [("rhcz", "amount"), ("rhcz", "giver"), ("", "amount")])
def test_a_scan_anywhere_else_opens_the_merchant_and_keeps_what_was_begun(page, window, street, scans, begun, field):
    typing(*([begun, "Return", "500"] if begun else []))
    form_of(page).row(field).editor.setFocus()
    before = form_of(page).values()
    scans("SH-00003")
    assert window.page.key == "merchants"
    assert window.page.chosen() == [street["曾家面馆"]]
    window.show_page("charity")
    assert form_of(page).values() == before
    assert bool(drafts.kept("charity")) == bool(begun)


def test_what_was_half_filled_in_is_given_back(page, window, street):
    typing("rhcz", "Return", "500")
    window.header.tabs.setCurrentIndex(0)
    assert drafts.kept("charity").values["amount"] == 50_000
    assert any("一笔捐赠的资料填了一半" in said and "瑞和茶庄" not in said for said in words(window.page))
    made = type(page)(page.spec)
    made.counter.give_back()
    assert made.counter.form.values()["giver"] == ["merchant", street["瑞和茶庄"], "瑞和茶庄"]
    assert "已找回" in made.counter.found_again.sentence.text()
    made.counter.clear()
    assert drafts.kept("charity") is None
    made.deleteLater()


def test_a_ledger_is_neither_edited_nor_deleted_only_reversed(page, street, dialogs):
    gifts.save(Draft(giver="瑞和茶庄", noun="merchant", row=street["瑞和茶庄"], amount="80", on=TODAY))
    page.revalidate()
    page.table.choose_place(0)
    page.table.setFocus()

    def say_why(dialog):
        type_text(dialog.form.row("reason").editor, "重复登记")
        dialog.form.submit()

    dialogs(say_why)
    typing("Del")
    marks = [(row.mark, row.note) for row in gift_list.rows(page.rows.ids)]
    assert marks == [("冲销", "重复登记"), ("已冲销", "")]
    page.table.choose_place(0)
    said = " ".join(words(page.pane.card))
    assert "−" in page.table.model().index(0, 4).data()
    assert "冲正" in said
    page.table.setFocus()
    typing("F2")
    assert form_of(page).title.text() == "登记一笔"


def test_the_form_steps_aside_for_the_pane_where_it_is_narrow(page, window, street, keys):
    gifts.save(Draft(giver="瑞和茶庄", amount="80", on=TODAY))
    window.resize(1093, 546)
    page.revalidate()
    assert page.counter.isVisible()
    page.table.choose_place(0)
    assert not page.counter.isVisible()
    assert page.pane.card.isVisible()
    assert page.tools[0].isVisible()
    keys(window, "F6")
    assert page.counter.isVisible()
    assert focused() is form_of(page).giver
    assert page.minimumSizeHint().width() <= 1093
    assert page.minimumSizeHint().height() <= 546 - window.header.height() - window.status.height()


def test_a_long_ledger_with_its_pane_fits_where_letters_are_largest(page, window, street, sized):
    gifts.save(Draft(giver="瑞和茶庄", amount="80", on=TODAY))
    sized(15)
    page.revalidate()
    page.table.choose_place(0)
    page.total.setText("100,000 笔")
    assert window.minimumSizeHint().width() + FRAME <= 1366


def test_concessions_say_the_rule_and_money_hides_what_goods_have(page):
    form = form_of(page)
    shown = {row.field.name for row in form.rows if not row.cell.isHidden()}
    assert "item" not in shown
    form.row("kind").editor.fill("让利")
    assert "70 岁以上低 30%" in form.rule.text()
    assert "people" in {row.field.name for row in form.rows if not row.cell.isHidden()}
    assert form.rule.focusPolicy() == Qt.FocusPolicy.NoFocus
