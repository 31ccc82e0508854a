"""Scenes of the page 会议 for pictures.py: list and card, the editor page by page, and its dialogs."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other."""
    stage.window.show_page("minutes")
    page = stage.window.page
    for scene in SCENES:
        scene(stage, page)
    page.table.clearSelection()


def listed(stage: "Stage", page) -> None:
    """The list, and the card of finalised minutes that were amended."""
    stage.snap("minutes_list")
    page.search("停车")
    stage.snap("minutes_found")
    page.show_filter({"kind": "支部党员大会"})
    page.table.choose_place(0)
    stage.snap("minutes_card")
    area = page.pane.card.area.verticalScrollBar()
    area.setValue(area.maximum())
    stage.snap("minutes_card_versions")
    page.show_filter({})


def written(stage: "Stage", page) -> None:
    """A new meeting, then finalised minutes on every page of the editor."""
    from app.services import meetings
    from app.ui.pages.minutes_frame import TITLES
    from app.ui.pages.minutes_new import NewMinutesDialog

    stage.dialog("dlg_minutes_new", lambda: NewMinutesDialog(page, "支部党员大会").exec())
    page.begin("支部党员大会", _host("支部党员大会"))
    editor = page.editor
    stage.snap("minutes_new")
    editor.people.box.setText("c")
    stage.snap("minutes_people")
    editor.people.box.setText("")
    editor.facts.row("begins").editor.setText("九点")
    editor.save()
    stage.snap("minutes_wrong")
    editor.give_up()
    page.edit(meetings.ids(filters={"kind": "联席会议"})[-1])
    editor.begin_amending()
    for place, name in enumerate(("facts", "present", "votes", "tasks", "papers")):
        editor.switch.turn(place)
        editor.agenda.turn(0)
        stage.snap(f"minutes_{name}")
    assert len(TITLES) == place + 1
    editor.agenda.writing.setPlainText("会议认为，应当划定临时卸货区。")
    stage.dialog("dlg_minutes_amend", editor.save)
    stage.dialog("dlg_minutes_excuse", lambda: _excuse(editor))
    editor.give_up()


def kinds(stage: "Stage", page) -> None:
    """The administrator's kinds, and the papers."""
    from app.services import meetings
    from app.ui.meeting_kinds_dialog import MeetingKindsDialog
    from app.ui.pages import minutes_acts

    stage.dialog("dlg_meeting_kinds", lambda: MeetingKindsDialog(page).exec())
    meeting = meetings.ids(filters={"kind": "支部党员大会"})[0]
    for paper in (minutes_acts.MINUTES, minutes_acts.SIGN_IN):
        stage.dialog(f"dlg_print_{paper}", lambda paper=paper: minutes_acts.preview(page, meeting, paper))


def _host(kind: str) -> int:
    from app.services import meeting_hosts

    return meeting_hosts.usual(kind) or 0


def _excuse(editor) -> None:
    editor.people.list.setCurrentRow(0)
    editor.people.note("请假")


SCENES = (listed, written, kinds)
