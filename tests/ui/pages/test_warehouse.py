"""The pages of points, the warehouse, campaigns and funds, in the hands of a clerk."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.gifts import Draft as Gift
from app.domain.merchants import Draft as MerchantDraft
from app.domain.points import Rule
from app.domain.roles import Role
from app.services import (
    approvals,
    clerks,
    earning,
    gifts,
    good_list,
    holders,
    merchants,
    points,
    redeeming,
    redemption_list,
    stock,
)
from app.services.good_list import GoodDraft
from app.ui import papers
from app.ui.earning_rules_dialog import RuleDialog
from app.ui.entries_dialog import PointEntriesDialog
from app.ui.kit.manual_window import Manual
from app.ui.kit.visit import Visit
from app.ui.pages import point_acts, warehouse_acts
from app.ui.redemptions_dialog import RedemptionsDialog
from app.ui.settlement_dialog import SettlementDialog
from tests.ui.clerk import leaving, toast_of, words

TODAY = dt.date.today()


@pytest.fixture
def merchant(store):
    """瑞和茶庄 with 500 points."""
    made = merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="办理中"), None)
    give(made, "500")
    return made


@pytest.fixture
def rice(store):
    made = good_list.save(GoodDraft(name="大米", unit="袋", price=100), None)
    stock.enter(made, 5)
    return made


def give(row, amount, **told):
    told = {"giver": "瑞和茶庄", "noun": "merchant", "row": row, "on": TODAY.isoformat(), **told}
    return gifts.save(Gift(amount=amount, **told))


def shown(window, key):
    window.show_page(key)
    return window.page


def all_words(widget):
    """All words of a widget, on screen yet or not."""
    return [each.text() for each in widget.findChildren(QLabel)]


def agree():
    """Another clerk agrees to what waits."""
    clerks.add("李复核", Role.CHECKER, "口令 87654321")
    approvals.approve_here(approvals.waiting()[0].id, "李复核", "口令 87654321")


def test_holders_are_found_and_their_card_leads_to_the_slip(merchant, window):
    page = shown(window, "points")
    page.search("rhcz")
    assert [page.rows.record(0).name, page.rows.record(0).points] == ["瑞和茶庄", 500]
    card = page.pane.card
    assert "500 分" in words(card)
    number = f"JZ{TODAY.year}00001"
    slip = next(each for each in card.findChildren(type(card.redeem)) if each.text() == number)
    slip.click()
    assert window.page.key == "charity"


def test_what_is_owed_is_said_in_words(merchant, rice, window):
    redeeming.redeem("merchant", merchant, rice, 4)
    gifts.reverse(1, "录错")
    page = shown(window, "points")
    page.table.choose_place(0)
    said = words(page.pane.card)
    assert "欠 400 分" in said
    assert any("欠分 400 分" in each and "不能兑换" in each for each in said)


def test_an_adjustment_waits_for_a_second_person(merchant, window, dialogs):
    page = shown(window, "points")
    page.table.choose_place(0)

    def fill(dialog):
        assert QApplication.focusWidget() is dialog.form.row("points").editor or not dialog.isActiveWindow()
        dialog.form.row("points").editor.setText("-5O")
        dialog.form.submit()
        assert any("请填整数" in each for each in words(dialog))
        dialog.form.row("points").editor.setText("-50")
        dialog.form.row("reason").editor.setPlainText("重复登记")
        dialog.form.submit()

    dialogs(leaving(fill))
    point_acts.adjust(page)
    assert "等另一位复核同意后生效" in " ".join(words(toast_of(window)))
    holder = holders.known("merchant", merchant)
    assert points.balance(holder) == 500
    agree()
    assert points.balance(holder) == 450


def test_entries_lead_to_their_slip(merchant, window):
    dialog = PointEntriesDialog(window, None)
    assert dialog.sentence.text() == "共 1 笔。"
    dialog.box.setText("ytsd")
    assert dialog.sentence.text() == "共 0 笔。"
    dialog.box.setText("rhcz")
    dialog.lead_on.click()
    assert dialog.visit == Visit("charity", record=1)


def test_a_statement_is_shown_before_it_is_printed(merchant, window, dialogs, monkeypatch):
    page = shown(window, "points")
    page.table.choose_place(0)
    seen = []
    monkeypatch.setattr(papers, "preview", lambda parent, title, shown: seen.extend(shown))
    dialogs(leaving(lambda dialog: dialog.form.submit()))
    point_acts.print_statement(page)
    assert [paper.title for _, paper in seen] == ["瑞和茶庄的积分对账单"]


def test_a_new_rule_tells_its_effect_before_it_is_saved(merchant, window):
    dialog = RuleDialog(window, earning.in_force("捐款", TODAY))
    assert "原来得 500 分，按新规则得 500 分" in dialog.effect.text()
    dialog.form.row("points").editor.setText("3")
    assert "按新规则得 1,500 分，多 1,000 分" in dialog.effect.text()
    dialog.form.row("start").editor.setText(TODAY.isoformat())
    dialog.form.submit()
    assert any("已经按原来的规则记过积分" in each.complaint.sentence.text() for each in dialog.form.rows)
    tomorrow = (TODAY + dt.timedelta(days=1)).isoformat()
    dialog.form.row("start").editor.setText(tomorrow)
    dialog.form.submit()
    assert dialog.result()
    found = earning.in_force("捐款", TODAY + dt.timedelta(days=1))
    assert (found.points, found.unit, found.start) == (3, 100, tomorrow)
    assert earning.in_force("捐款", TODAY) == Rule("捐款", 1, 100)


def test_a_new_good_comes_in_and_goes_off_the_list(store, window, dialogs):
    page = shown(window, "warehouse")
    page.edit(None)
    form = page.pane.form
    form.row("name").editor.setText("食用油")
    form.submit()
    assert form.summary.text() == "还有 1 处要改"
    form.row("price").editor.setText("200")
    form.submit()
    (row,) = good_list.rows(good_list.ids())
    assert (row.name, row.price, row.state) == ("食用油", 200, "缺货")

    def take_in(dialog):
        dialog.form.row("quantity").editor.setText("20")
        dialog.form.submit()

    dialogs(leaving(take_in))
    page.table.choose_place(0)
    warehouse_acts.take_in(page)
    assert good_list.rows([row.id])[0].left == 20
    page.remove()
    assert good_list.rows([row.id])[0].state == "已下架"
    page.table.choose_place(0)
    warehouse_acts.offer_again(page)
    assert good_list.rows([row.id])[0].state == "可兑换"


def test_more_cannot_be_written_off_than_there_is(rice, window, dialogs, told):
    page = shown(window, "warehouse")
    page.table.choose_place(0)

    def write_off(dialog):
        dialog.form.row("quantity").editor.setText("6")
        dialog.form.row("note").editor.setText("受潮")
        dialog.form.submit()

    dialogs(leaving(write_off))
    warehouse_acts.write_off(page)
    assert any("只剩 5 件" in each for each in told)
    assert stock.left(rice) == 5


def test_redemptions_are_taken_back_with_a_reason_until_handed_in(merchant, rice, window, dialogs):
    first, second = (redeeming.redeem("merchant", merchant, rice, 1) for _ in range(2))
    redeeming.hand_in(first.id)
    dialog = RedemptionsDialog(window)
    assert [row.mark for row in redemption_list.rows(list(dialog.rows.ids))] == ["未领取", "已领取"]
    dialog.table.choose([first.id])
    assert not dialog.undo.isEnabled()
    dialog.table.choose([second.id])

    def why(asked):
        asked.form.row("reason").editor.setPlainText("拿错了")
        asked.form.submit()

    dialogs(leaving(why))
    dialog.undo.click()
    assert points.balance(holders.known("merchant", merchant)) == 400
    assert [row.mark for row in redemption_list.rows(list(dialog.rows.ids))] == ["冲销", "已冲销", "已领取"]


def test_a_merchant_is_settled_once(merchant, window, dialogs):
    cut = good_list.save(GoodDraft(name="理发", kind="服务", merchant="瑞和茶庄", price=50, value="15"), None)
    redeeming.redeem("merchant", merchant, cut, 2)
    dialog = SettlementDialog(window)
    assert "还欠 30.00 元" in dialog.sentence.text()
    dialogs(leaving(lambda asked: asked.form.submit()))
    dialog.pay.click()
    assert "还欠 0.00 元" in dialog.sentence.text()
    assert not dialog.pay.isEnabled()


@pytest.mark.parametrize("key", ["points", "warehouse", "campaigns", "funds"])
def test_an_empty_page_teaches_and_f1_opens_its_chapter(store, window, dialogs, key):
    page = shown(window, key)
    assert page.spec.teach in words(page)
    chapters = []

    def read(manual):
        chapters.append((isinstance(manual, Manual), manual.windowTitle()))
        manual.reject()

    dialogs(read)
    window.help()
    assert chapters[0][0]
