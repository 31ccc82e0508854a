"""Scenes of trust for pictures.py: people, journal, backup, what goes wrong. Each takes the stage it plays on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other."""
    for scene in SCENES:
        scene(stage)


def messages(stage: "Stage") -> None:
    """A question, a complaint, a bug, and work under way."""
    from app.ui.kit import messages, tasks

    question = (
        "作废牌匾编号 诚信〔2026〕001号？",
        "编号不能再用，已打印的牌匾需要收回。这一步不能撤销。",
        "作废编号",
    )
    stage.dialog("dlg_irreversible_confirm", lambda: messages.agreed(stage.window, *question, safe="先不作废"))
    busy = "没能保存：文件正被占用。数据没有丢，请先关闭《商户台账.xlsx》，再点“重试”。"
    stage.dialog("dlg_complaint", lambda: messages.complain(stage.window, busy))
    stage.dialog("dlg_crash", lambda: messages.crash(stage.window, ValueError()))
    progress = tasks.Progress(stage.window, "正在导入")
    progress.show()
    progress.cancel.show()
    progress._advance(1250, 3080)
    stage.snap("dlg_progress", progress)
    progress.accept()


def journal(stage: "Stage") -> None:
    """办理记录 as it opens, and with an entry that changed something."""
    from app.services import audit
    from app.ui.journal_dialog import JournalDialog

    def search(dialog: JournalDialog) -> None:
        dialog.finder.narrow_to("修改商户", {})
        dialog.table.choose_place(0)
        dialog.verdict.setText(audit.verify().sentence)

    stage.dialog("dlg_journal", lambda: JournalDialog(stage.window).exec())
    stage.dialog("dlg_journal_found", lambda: JournalDialog(stage.window).exec(), search)


def people(stage: "Stage") -> None:
    """人员与口令 and the forms that it opens; the settings, which carry the menu."""
    from app.domain.roles import Role
    from app.services import clerks
    from app.ui import desk_menu, person_forms
    from app.ui.people_dialog import PeopleDialog
    from app.ui.recovery import NewCode, Renewal

    window = stage.window
    for name, role in (("李窗口", Role.COUNTER), ("张复核", Role.CHECKER), ("赵只读", Role.READER)):
        clerks.add(name, role, f"{name}的口令 7788")
    stage.dialog("dlg_people", lambda: PeopleDialog(window).exec(), lambda dialog: dialog.table.choose_place(1))
    someone = clerks.listing()[1]
    stage.dialog("dlg_person_add", lambda: person_forms.add(window).exec(), lambda dialog: dialog.form.submit())
    stage.dialog("dlg_person_role", lambda: person_forms.change_role(window, someone).exec())
    stage.dialog("dlg_own_password", lambda: person_forms.change_own_password(window).exec())
    stage.dialog("dlg_recovery_code", lambda: NewCode(window).exec())
    renewal = Renewal()
    renewal.show()
    stage.snap_alone("dlg_renewal", renewal)
    renewal.close()
    menu = window.header.desk_menu
    desk_menu.fill(menu, window)
    menu.popup(window.mapToGlobal(window.rect().topRight()))
    stage.snap_alone("menu_desk", menu)
    menu.close()


SCENES = (messages, people, journal)
