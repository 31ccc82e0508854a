"""Scenes of cases for pictures.py: the list, a card, the form, what happens to a case, board, figures and kinds."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """The page in use, then every dialog it opens."""
    stage.window.show_page("cases")
    page = stage.window.page
    page.show_filter({})
    stage.snap("cases")
    page.search("东段路灯不亮")
    page.table.choose_place(0)
    stage.snap("cases_card")
    page.search("茶叶")
    page.table.choose_place(0)
    stage.snap("cases_card_open")
    page.edit_chosen()
    stage.snap("cases_form")
    page.pane.form.title.setFocus()
    page.pane.close_form()
    acts(stage, page)
    wider(stage, page)
    page.show_filter({})
    page.table.clearSelection()


def acts(stage: "Stage", page) -> None:
    """What is asked for when something happens to a case."""
    from app.ui.pages import case_acts

    page.search("茶叶")
    page.table.choose_place(0)
    for name in ("dispatch", "advance", "finish", "extend", "hand_over"):
        stage.dialog(f"dlg_case_{name}", lambda name=name: getattr(case_acts, name)(page))
    stage.dialog("dlg_case_finish_wrong", lambda: case_acts.finish(page), lambda dialog: dialog.form.submit())
    page.search("东段路灯不亮")
    page.table.choose_place(0)
    for name in ("rate", "satisfy", "reopen", "print_sheet"):
        stage.dialog(f"dlg_case_{name}", lambda name=name: getattr(case_acts, name)(page))


def wider(stage: "Stage", page) -> None:
    """Board, figures, kinds."""
    from app.ui.case_kinds_dialog import KindDialog, KindsDialog
    from app.ui.pages import case_acts

    page.show_filter({})
    stage.dialog("dlg_case_board", lambda: case_acts.show_board(page))
    stage.dialog("dlg_case_figures", lambda: case_acts.show_figures(page))

    def funnel(dialog) -> None:
        dialog.period.setCurrentIndex(dialog.period.count() - 1)
        dialog.read()
        dialog.bars.setCurrentRow(5)

    stage.dialog("dlg_case_funnel", lambda: case_acts.show_figures(page), funnel)
    stage.dialog("dlg_case_kinds", lambda: KindsDialog(page).exec())
    kinds = KindsDialog(page).kinds
    stage.dialog("dlg_case_kind", lambda: KindDialog(page, kinds[2]).exec())
