"""Scenes of the tab 党员 for pictures.py: the card page by page, what is written down, and the lists."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other."""
    stage.window.header.tabs.setCurrentIndex(2)
    page = stage.window.page
    for scene in SCENES:
        scene(stage, page)
    page.table.clearSelection()


def card(stage: "Stage", page) -> None:
    """One member on every page of the card, and an activist on the way."""
    from app.services import members

    page.show_row(members.ids("DY-001")[0])
    names = {"基本信息": "basic", "组织关系": "ties", "职务奖惩": "merits", "党费": "dues", "志愿服务": "hours"}
    for title, name in names.items():
        page.pane.card.turn_to(title)
        stage.snap(f"members_{name}")
    page.show_row(members.ids(filters={"stage": "入党积极分子"})[0])
    page.pane.card.turn_to("发展历程")
    stage.snap("members_path")


def written(stage: "Stage", page) -> None:
    """The dialogs in which a step, a transfer and several months of dues are written down."""
    from app.services import members
    from app.ui import member_dues_dialog
    from app.ui.pages import member_acts

    path = page.pane.card.turn_to("发展历程")
    line = next(line for line in path.lines() if line.state in ("待办", "超期"))
    stage.dialog("dlg_step", lambda: path.record(line))
    stage.dialog(
        "dlg_transfer",
        lambda: member_acts.transfer(page),
        lambda dialog: dialog.form.row("target").editor.setText("快递"),
    )
    payer = members.get(members.ids("DY-001")[0])
    stage.dialog("dlg_dues", lambda: member_dues_dialog.DuesDialog(page, payer).exec())
    page.table.selectAll()
    stage.snap("members_several")
    page.edit(None)
    stage.snap("members_form")
    page.pane.close_form()


def judged(stage: "Stage", page) -> None:
    """How the three sides rate what a member handled, the yearly appraisal, post and grade."""
    import datetime as dt

    from app.services import answered, members
    from app.ui.answers_dialog import AnswersDialog

    person = members.ids("DY-001")[0]
    page.show_row(person)
    merits = page.pane.card.turn_to("职务奖惩")
    told = answered.of_person(person, dt.date.today().year)
    stage.dialog("dlg_answers", lambda: AnswersDialog(stage.window, "单海", told).exec())
    stage.dialog("dlg_appraisal", merits.lists[2].add, lambda dialog: dialog.take.click())
    stage.dialog("dlg_grade", merits.grades.add)


def lists(stage: "Stage", page) -> None:
    """What waits, how many came into each stage, birthdays, and two records of one person."""
    from app.ui.pages import member_acts

    for name, act in (
        ("dlg_member_steps", member_acts.show_steps),
        ("dlg_member_letters", member_acts.show_letters),
        ("dlg_member_arrears", member_acts.show_arrears),
        ("dlg_funnel", member_acts.show_funnel),
        ("dlg_birthdays", member_acts.show_birthdays),
        ("dlg_member_duplicates", member_acts.find_duplicates),
    ):
        stage.dialog(name, lambda act=act: act(page))


SCENES = (card, written, judged, lists)
