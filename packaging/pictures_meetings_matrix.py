"""Scenes of owed meetings for pictures.py. Each takes the stage it plays on."""

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other."""
    for scene in SCENES:
        scene(stage)


def matrix(stage: "Stage") -> None:
    """One kind by month, all kinds, what is missing, and the report."""
    from app.ui.pages import matrix_acts

    stage.window.show_page("matrix")
    page = stage.window.page
    page.show_only({"kind": "主题党日", "year": str(dt.date.today().year)})
    page.table.setFocus()
    stage.snap("matrix_months")
    page.show_only({})
    stage.snap("matrix_kinds")
    stage.dialog("dlg_matrix_missing", lambda: matrix_acts.list_missing(page))
    stage.dialog("dlg_matrix_figures", lambda: matrix_acts.show_figures(page))
    stage.dialog("dlg_matrix_print", lambda: matrix_acts.print_report(page))
    page.show_only({"kind": "党小组会", "missing": "1"})
    stage.snap("matrix_nothing")
    page.show_only({})


SCENES = (matrix,)
