"""Scenes of points, the 公益仓, campaigns and funds for pictures.py, with what was given and redeemed made up here."""

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other."""
    from app.ui import desk_menu

    _prepare()
    for scene in (_points, _warehouse, _campaigns, _funds):
        scene(stage)
    for name, prepare in (("dlg_day_sheet", _count), ("dlg_day_sheet_of_a_tab", _turn_over)):
        stage.dialog(name, lambda: desk_menu.find("窗口日结").open(stage.window), prepare)


def _points(stage: "Stage") -> None:
    from app.ui.pages import point_acts

    stage.window.show_page("points")
    page = stage.window.page
    stage.snap("points")
    page.table.choose_place(0)
    stage.snap("points_card")
    for name, act in (
        ("dlg_statement", point_acts.print_statement),
        ("dlg_entries", point_acts.show_entries),
        ("dlg_adjust", point_acts.adjust),
        ("dlg_earning_rules", point_acts.show_rules),
    ):
        stage.dialog(name, lambda act=act: act(page))
    page.show_filter({"state": "欠分"})
    page.table.choose_place(0)
    stage.snap("points_owing")
    page.show_filter({})
    page.table.clearSelection()
    from app.ui.earning_rules_dialog import RuleDialog

    stage.dialog("dlg_earning_rule", lambda: RuleDialog(page, _rule()).exec())


def _warehouse(stage: "Stage") -> None:
    from app.ui.pages import warehouse_acts

    stage.window.show_page("warehouse")
    page = stage.window.page
    stage.snap("warehouse")
    page.table.choose_place(0)
    stage.snap("warehouse_card")
    stage.dialog("dlg_redeem", lambda: warehouse_acts.redeem(page), _short)
    stage.dialog("dlg_take_in", lambda: warehouse_acts.take_in(page))
    stage.dialog("dlg_redemptions", lambda: warehouse_acts.show_redemptions(page))
    stage.dialog("dlg_settlement", lambda: warehouse_acts.settle(page))
    page.edit(None)
    page.pane.form.submit()
    stage.snap("warehouse_form")
    page.pane.close_form()
    page.table.clearSelection()


def _campaigns(stage: "Stage") -> None:
    from app.ui.pages import fund_acts

    stage.window.show_page("campaigns")
    page = stage.window.page
    stage.snap("campaigns")
    page.table.choose_place(0)
    stage.snap("campaigns_card")
    stage.dialog("dlg_payment", lambda: fund_acts.pay(page))
    stage.dialog("dlg_cash", lambda: fund_acts.show_cash(page))
    stage.dialog("dlg_posting", lambda: fund_acts.print_posting(page))
    page.edit(None)
    stage.snap("campaigns_form")
    page.pane.close_form()
    page.table.clearSelection()


def _funds(stage: "Stage") -> None:
    from app.services import funds
    from app.ui.pages import fund_acts
    from app.ui.proof_dialog import ProofDialog

    stage.window.show_page("funds")
    page = stage.window.page
    stage.snap("funds")
    page.table.choose_place(0)
    stage.snap("funds_card")
    stage.dialog("dlg_profit", lambda: fund_acts.share_profit(page))
    entry = funds.entries(page.chosen()[0])[0]
    stage.dialog("dlg_proof", lambda: ProofDialog(page, entry.id, "支出　−200.00 元").exec())
    page.table.clearSelection()


def _prepare() -> None:
    """What the sample does not hold: goods that expire or ran out, a share of profit, and somebody who owes."""
    from app.domain.gifts import Draft
    from app.services import gifts, good_list, merchants, redeeming, stock
    from app.services.good_list import GoodDraft

    soon = (dt.date.today() + dt.timedelta(days=12)).isoformat()
    milk = good_list.save(GoodDraft(name="纯牛奶 1 箱", unit="箱", price=300, expires=soon, quota=2), None)
    stock.enter(milk, 6, stock.OPENING, "盘点单")
    good_list.save(GoodDraft(name="东北大米 5 公斤", unit="袋", price=200), None)
    merchant = merchants.rows(merchants.ids())[-1]
    told = {"giver": merchant.name, "noun": "merchant", "row": merchant.id, "amount": "400"}
    given = gifts.save(Draft(**told, on=dt.date.today().isoformat()))
    redeeming.redeem("merchant", merchant.id, milk, 1)
    gifts.reverse(given.id, "金额录错")


def _rule():
    from app.services import earning

    return earning.in_force("捐款", dt.date.today())


def _short(dialog) -> None:
    """Somebody who has less than it takes."""
    from app.services import holders

    who = holders.find("瑞和")[0]
    dialog.form.row("holder").editor.fill((who.noun, who.row, who.name))
    dialog.form.row("quantity").editor.setText("99")
    dialog.form.submit()


def _count(dialog) -> None:
    dialog.counted.setText("300")


def _turn_over(dialog) -> None:
    """The sheet of one tab."""
    from app.services.day_kinds import INTEGRITY

    dialog.turn(INTEGRITY)
