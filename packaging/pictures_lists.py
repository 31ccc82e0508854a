"""Scenes of the pages 三张清单 and 活动服务 for pictures.py: lists, cards, forms and dialogs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other."""
    _lists(stage)
    _activities(stage)
    _dialogs(stage)


def _lists(stage: "Stage") -> None:
    from app.services import lists
    from app.ui.pages import list_acts

    stage.window.show_page("lists")
    page = stage.window.page
    page.revalidate()
    stage.snap("lists")
    page.show_row(lists.ids("合同")[0])
    stage.snap("lists_card")
    page.show_row(lists.ids("东段夜间")[0])
    stage.snap("lists_sent")
    stage.dialog("dlg_dispatch", lambda: list_acts.dispatch(page))
    stage.dialog("dlg_link", lambda: list_acts.connect(page))
    stage.dialog("dlg_list_kinds", lambda: list_acts.change_kinds(page))
    page.edit(None)
    stage.snap("lists_form")
    page.pane.form.submit()
    stage.snap("lists_form_wrong")
    page.pane.close_form()
    page.table.clearSelection()


def _activities(stage: "Stage") -> None:
    from app.services import activities
    from app.ui.pages import activity_acts

    stage.window.show_page("activities")
    page = stage.window.page
    page.revalidate()
    stage.snap("activities")
    page.show_row(activities.ids("第 4 课")[0])
    stage.snap("activities_course")
    stage.dialog("dlg_names", lambda: activity_acts.take_down(page))
    page.show_row(activities.ids("货款")[0])
    stage.snap("activities_mediation")
    stage.dialog("dlg_hand_over", lambda: activity_acts.hand_over(page))
    page.edit(None)
    page.pane.form.more.click()
    stage.snap("activities_form")
    page.pane.close_form()
    page.table.clearSelection()


def _dialogs(stage: "Stage") -> None:
    from app.ui.pages import activity_acts

    page = stage.window.page
    for name, act in (
        ("dlg_tally", activity_acts.tally),
        ("dlg_visitors", activity_acts.show_visitors),
        ("dlg_activity_figures", activity_acts.show_figures),
        ("dlg_roster", activity_acts.show_roster),
        ("dlg_regulations", activity_acts.show_regulations),
        ("dlg_activity_kinds", activity_acts.change_kinds),
    ):
        stage.dialog(name, lambda act=act: act(page))
    _within(stage, "dlg_roster_plan", activity_acts.show_roster, lambda dialog: dialog.plan())
    _within(stage, "dlg_visitors_correct", activity_acts.show_visitors, lambda dialog: dialog.correct())
    _within(stage, "dlg_regulation", activity_acts.show_regulations, lambda dialog: dialog.add())


def _within(stage: "Stage", name: str, act, further) -> None:
    """Photograph the dialog that another one opens."""
    page = stage.window.page

    def look() -> None:
        outer = QApplication.activeModalWidget()
        if outer is None:
            QTimer.singleShot(20, look)
            return
        stage.dialog(name, lambda: further(outer))
        outer.reject()

    QTimer.singleShot(0, look)
    act(page)
