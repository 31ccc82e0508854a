"""Campaigns, funds and cash, in the hands of a clerk."""

import datetime as dt

from app.domain.organizations import Draft as Node
from app.services import campaign_list, cash, enterprises, fund_balances, fund_list, funds, organizations
from app.services.funds import CampaignDraft, FundDraft
from app.ui.cash_dialog import CashDialog
from app.ui.pages import fund_acts
from tests.ui.clerk import leaving, words
from tests.ui.pages.test_warehouse import agree, all_words, give, merchant, shown  # noqa: F401


def test_the_poster_of_a_targeted_campaign_is_refused_in_words(store, window, told):
    values = {"purpose": "大病救助", "beneficiary": "李秀英", "start": "2026-01-01", "target": "1万"}
    funds.save_campaign(CampaignDraft(name="救助李秀英", **values), None)
    page = shown(window, "campaigns")
    page.table.choose_place(0)
    assert any("没有公开募捐资格" in each for each in words(page.pane.card))
    assert "李某某" in words(page.pane.card)
    page.acting(fund_acts.print_poster)()
    assert any("不能向社会公开募捐" in each for each in told)


def test_a_payment_waits_for_a_second_person_and_stays_on_purpose(merchant, window, dialogs):  # noqa: F811
    fund = funds.save_fund(FundDraft(name="助学基金", kind="冠名基金", purposes="助学", opened="2026-01-01"), None)
    give(merchant, "1000", fund=fund)
    page = shown(window, "funds")
    page.table.choose_place(0)

    def pay(dialog):
        form = dialog.form
        form.row("amount").editor.setText("400")
        form.row("purpose").editor.setEditText("修路")
        form.row("beneficiary").editor.setText("李秀英")
        form.submit()
        assert any("只能用于助学" in each for each in all_words(dialog)), all_words(dialog)
        form.row("purpose").editor.setEditText("助学")
        form.submit()

    dialogs(leaving(pay))
    fund_acts.pay(page)
    assert fund_balances.of_fund(fund) == 100_000
    agree()
    page.revalidate()
    assert "600.00 元" in words(page.pane.card)
    assert any("李某某" in each and "王管理、李复核" in each for each in words(page.pane.card))


def test_profit_flows_in_by_the_share_of_the_fund(store, window, dialogs):
    firm = organizations.save(Node(name="服务公司", kind="社区社会企业"), None, dt.date(2026, 1, 1))
    funds.save_fund(FundDraft(name="社区基金", kind="社区基金", purposes="助学", opened="2026-01-01", share=40), None)
    page = shown(window, "funds")
    page.table.choose_place(0)

    def share(dialog):
        dialog.form.row("profit").editor.setText("5.75万")
        assert "按本基金约定 40%转入 23,000.00 元" in dialog.words.text()
        dialog.form.submit()
        assert "请填写这家社会企业的营收" in dialog.form.row("revenue").complaint.sentence.text()
        dialog.form.row("revenue").editor.setText("6万")
        dialog.form.row("invested").editor.setText("4.8万")
        dialog.form.submit()

    dialogs(leaving(share))
    fund_acts.share_profit(page)
    assert fund_list.rows(fund_list.ids())[0].balance == 2_300_000
    assert any("营收 60,000.00 元　投入 48,000.00 元　税后利润 57,500.00 元" in each for each in words(page.pane.card))
    assert [(each.year, each.amount) for each in enterprises.shares(firm)] == [(dt.date.today().year, 2_300_000)]


def test_campaigns_and_funds_are_set_up_in_the_form(store, window):
    page = shown(window, "campaigns")
    page.edit(None)
    form = page.pane.form
    form.row("name").editor.setText("助学圆梦")
    form.row("kind").editor.fill("合作募捐")
    form.submit()
    assert any("公开募捐资格证号" in each.complaint.sentence.text() for each in form.rows)
    form.row("holder").editor.setText("市慈善总会")
    form.row("certificate").editor.setText("53100000MJ0001")
    form.submit()
    assert campaign_list.rows(campaign_list.ids())[0].licensed
    page = shown(window, "funds")
    page.edit(None)
    form = page.pane.form
    form.row("name").editor.setText("社区基金")
    form.row("purposes").editor.setText("助学，社区建设")
    form.row("share").editor.setText("40%")
    form.submit()
    (row,) = fund_list.rows(fund_list.ids())
    assert (row.purposes, row.share) == ("助学、社区建设", 40)


def test_cash_is_handed_on(merchant, window, dialogs):  # noqa: F811
    dialog = CashDialog(window)
    assert "合计 500.00 元" in dialog.sentence.text()

    def hand(asked):
        asked.form.row("taker").editor.setEditText("银行")
        asked.form.row("to_outside").editor.setChecked(True)
        asked.form.row("amount").editor.setText("300")
        asked.form.submit()

    dialogs(leaving(hand))
    dialog.hand_on.click()
    assert cash.held() == {"王管理": 20_000}
    assert "王管理交给银行 300.00 元" in dialog.sentence.text()
