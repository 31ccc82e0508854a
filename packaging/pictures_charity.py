"""Scenes of the tab 众筹积分 for pictures.py: the counter with its ledger, a card, a correction, dialogs."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other."""
    from app.ui.pages import charity_acts

    stage.window.show_page("charity")
    page = stage.window.page
    page.revalidate()
    stage.snap("charity_ledger")
    _fill(stage)
    page.show_filter({"kind": "捐款"})
    page.table.choose_place(0)
    stage.snap("charity_card")
    for name, act in (("dlg_reverse", charity_acts.reverse), ("dlg_receipt", charity_acts.print_receipts)):
        stage.dialog(name, lambda act=act: act(page))
    charity_acts.redo(page)
    stage.snap("charity_redo")
    page.counter.clear()
    page.show_filter({"mark": "待匹配"})
    page.table.choose_place(0)
    stage.snap("charity_waiting")
    stage.dialog("dlg_match", lambda: charity_acts.match(page))
    stage.dialog("dlg_span", page.finder.choose_span)
    page.finder.narrow_to("", {"start": "2026-01-01", "end": "2026-03-31"})
    stage.snap("charity_span")
    page.table.clearSelection()
    page.finder.narrow_to("", {})


def _fill(stage: "Stage") -> None:
    """The form, from the giver's first letters to its complaints and to what was saved."""
    page = stage.window.page
    form = page.counter.form
    page.begin()
    form.giver.setText("瑞和火")
    form.giver.seek()
    stage.snap("charity_finding")
    form.giver.take()
    form.row("amount").editor.setText("12.345")
    form.submit()
    stage.snap("charity_form_wrong")
    form.row("amount").editor.setText("500")
    form.submit()
    page.begin()
    form.giver.setText("rh")
    form.giver.seek()
    form.giver.take()
    form.row("amount").editor.setText("1.2万")
    stage.snap("charity_form")
    for kind in ("捐物", "让利"):
        form.row("kind").editor.fill(kind)
        if kind == "让利":
            form.row("full_price").editor.setText("433.35")
            stage.snap("charity_form_worked_out")
            form.row("value").editor.setText("150")
        stage.snap(f"charity_form_{'goods' if kind == '捐物' else 'concession'}")
    form.row("kind").editor.fill("捐款")
    form.submit()
    QApplication.processEvents()
    stage.snap("charity_saved")
