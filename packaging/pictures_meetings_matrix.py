"""Scenes of owed meetings for pictures.py. Each takes the stage it plays on."""

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other."""
    for scene in SCENES:
        scene(stage)


def hold_meetings() -> None:
    """Meetings of this year at every organisation, some missing, some entered late."""
    from app.domain.meetings import State, heading
    from app.domain.organizations import Tree
    from app.services import meeting_kinds, trees
    from app.store.meetings import Meeting
    from app.store.writing import writing

    today, rows = dt.date.today(), []
    for node in trees.nodes(Tree.ORGANIZATIONS):
        for place, kind in enumerate(each for each in meeting_kinds.kinds() if node.kind in each.owed_by):
            for month in range(1, today.month + 1):
                day = dt.date(today.year, month, 1 + (month * 7 + node.id + place) % 27)
                if day <= today and (month * 3 + node.id * 5 + place) % 7:
                    entered = today if (month + node.id) % 6 == 0 else day
                    named = (kind.name, node.id, heading(kind.name, node.name, today.year, month))
                    dated = (day.isoformat(), day.isoformat()[:7], today.year, month, entered.isoformat())
                    rows.append((*named, *dated, State.FINAL.value))
    with writing("登记会议") as act:
        columns = ("kind", "organization", "title", "held", "month", "year", "session", "entered", "state")
        act.add_many(Meeting, columns, rows)


def matrix(stage: "Stage") -> None:
    """One kind by month, all kinds, what is missing, and the report."""
    from app.ui.pages import matrix_acts

    hold_meetings()
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
