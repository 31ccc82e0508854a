"""Scenes of trust for pictures.py: people, journal, backup, what goes wrong. Each takes the stage it plays on."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other."""
    for scene in SCENES:
        scene(stage)


def messages(stage: "Stage") -> None:
    """A question, a complaint, a bug, and work under way."""
    from app.domain.errors import Problem, Remedy
    from app.ui.kit import messages, tasks

    question = (
        "作废牌匾编号 诚信〔2026〕001号？",
        "编号不能再用，已打印的牌匾需要收回。这一步不能撤销。",
        "作废编号",
    )
    stage.dialog("dlg_irreversible_confirm", lambda: messages.agreed(stage.window, *question, safe="先不作废"))
    busy = "没能保存：文件正被占用。数据没有丢，请先关闭《商户台账.xlsx》，再点“重试”。"
    stage.dialog("dlg_complaint", lambda: messages.complain(stage.window, busy))
    full = Problem(
        "没能保存：磁盘已满。之前的数据没有丢，这一次没有写入。请删掉一些不用的文件，再试一次。", Remedy.RETRY
    )
    stage.dialog("dlg_fault", lambda: messages.show_problem(stage.window, full, lambda: None))
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


def personal(stage: "Stage") -> None:
    """个人信息, 待复核, the reason for a look at a number, and the start page with what waits."""
    from app.services import approvals, clerks, merchants, session
    from app.services import personal as service
    from app.ui.approvals_dialog import ApprovalsDialog, ConfirmHere, Refusal
    from app.ui.masked import ReasonDialog
    from app.ui.personal_dialog import PersonalDialog

    window, me = stage.window, session.clerk()
    clerks.add("孙复核", "复核", "孙复核的口令 7788")
    first = next(row for row in merchants.rows(merchants.ids(filters={"honour": "未授牌"})) if row.owner)

    def search(dialog: PersonalDialog) -> None:
        dialog.name.setText(first.owner)
        dialog.read()
        dialog.table.choose_place(len(dialog.report.lines) - 1)

    stage.dialog("dlg_personal", lambda: PersonalDialog(window).exec())
    stage.dialog("dlg_personal_found", lambda: PersonalDialog(window).exec(), search)
    stage.dialog("dlg_reason", lambda: ReasonDialog(window, "联系电话").exec())
    service.ask_deletion(service.deletion(first.owner, first.phone))
    stage.dialog("dlg_approvals", lambda: ApprovalsDialog(window).exec())
    request = approvals.waiting()[0]
    stage.dialog("dlg_confirm_here", lambda: ConfirmHere(window, request).exec())
    stage.dialog("dlg_refusal", lambda: Refusal(window, request).exec())
    session.begin(session.folder(), session.Clerk("孙复核", "复核"), session.session_start())
    window.header.tabs.setCurrentIndex(0)
    window.revalidate()
    stage.snap("home_to_check")
    session.begin(session.folder(), me, session.session_start())


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


def backups(stage: "Stage") -> None:
    """备份与还原: empty, with copies in both places, before going back, and where a password of then is asked for."""
    from tempfile import TemporaryDirectory

    from app.services import backups, session
    from app.ui.backup_dialog import BackupDialog
    from app.ui.restore_dialog import ClosedRestore, SecretOfThen

    window = stage.window
    stage.dialog("dlg_backup_none", lambda: BackupDialog(window).exec())
    with TemporaryDirectory() as stick:
        backups.make()
        backups.choose_second_place(Path(stick))
        backups.make()
        spoilt = backups.make().copy.path
        spoilt.write_bytes(spoilt.read_bytes()[:-4096])
        stage.dialog("dlg_backup", lambda: BackupDialog(window).exec(), lambda dialog: dialog.table.choose_place(2))
        dialog = BackupDialog(window)
        dialog.table.choose_place(2)
        stage.dialog("dlg_restore_confirm", dialog.restore)
        stage.dialog("dlg_restore_then", lambda: SecretOfThen(window).exec())
        alone = ClosedRestore(None, session.folder())
        alone.show()
        stage.snap_alone("dlg_restore_closed", alone)
        alone.close()


def attachments(stage: "Stage") -> None:
    """A merchant's card without attachments and with some, one of them looked at, one given another name."""
    import io

    from PIL import Image, ImageDraw
    from reportlab.pdfgen.canvas import Canvas

    from app.services import attachments
    from app.services.attachments import Source
    from app.ui.kit import tasks

    stage.window.header.tabs.setCurrentIndex(3)
    page = stage.window.page
    page.search("rh")
    strip = page.pane.card.attachments

    def snap(name):
        page.pane.card.area.ensureWidgetVisible(strip)
        while tasks.busy():
            stage.app.processEvents()
        stage.snap(name)

    snap("merchant_attachments_none")
    paper, photo = io.BytesIO(), io.BytesIO()
    canvas = Canvas(paper)
    for line in range(30):
        canvas.line(80, 700 - 20 * line, 500 - 40 * (line % 3), 700 - 20 * line)
    canvas.showPage()
    canvas.save()
    licence = Image.new("RGB", (1600, 1100), "#F3E9C8")
    ImageDraw.Draw(licence).rectangle((60, 60, 1540, 1040), outline="#B3261E", width=24)
    licence.save(photo, "JPEG")
    sources = [
        Source("诚信承诺书（2026年签字盖章）.pdf", paper.getvalue()),
        Source("营业执照正本.jpg", photo.getvalue()),
        Source("门头照片（东门，改造以后，街道检查时拍的）.png", _png(licence.resize((500, 900)))),
    ]
    attachments.add_many("merchant", page.chosen()[0], sources)
    page.revalidate()
    strip.list.setFocus()
    strip.list.setCurrentRow(1)
    snap("merchant_attachments")
    stage.dialog("dlg_attachment", strip.view)
    stage.dialog("dlg_attachment_name", strip.rename)
    page.table.clearSelection()


def _png(image) -> bytes:
    import io

    whole = io.BytesIO()
    image.save(whole, "PNG")
    return whole.getvalue()


def reader(stage: "Stage") -> None:
    """What a clerk sees who may only look, and the log-in that a lock leads to."""
    from app.domain.roles import Role
    from app.services import session
    from app.ui.ending import Ending
    from app.ui.log_in import LogIn
    from app.ui.main_window import MainWindow
    from app.ui.settings import SettingsDialog

    administrator = session.clerk()
    session.begin(session.folder(), session.Clerk("赵只读", Role.READER), session.session_start())
    window = MainWindow()
    window.resize(stage.window.size())
    window.show()
    window.header.tabs.setCurrentIndex(0)
    stage.snap_alone("home_reader", window)
    window.header.tabs.setCurrentIndex(3)
    window.page.table.choose_place(0)
    stage.snap_alone("merchants_reader", window)
    settings = SettingsDialog(stage.window)
    settings.show()
    stage.snap("dlg_settings_reader", settings)
    settings.close()
    stage.leave(window)
    log_in = LogIn(session.folder(), Ending.IDLE, "李窗口")
    log_in._hold(45)
    log_in.show()
    stage.snap_alone("dlg_log_in_locked", log_in)
    log_in.close()
    session.begin(session.folder(), administrator, session.session_start())


def scans(stage: "Stage") -> None:
    """A plaque that is genuine, one that is not, and a slip typed into the search."""
    from app.domain import slips
    from app.store.honours import Honour

    code = Honour.select().order_by(Honour.id).first().code
    stage.window.open_scan(code)
    stage.snap("scan_plaque")
    stage.window.open_scan(code[:-1] + str((int(code[-1]) + 1) % 10))
    stage.snap("scan_false_plaque")
    stage.dialog("dlg_search_slip", lambda: stage.window.search(slips.code(slips.Slip.MEETING, 12)))


def support(stage: "Stage") -> None:
    """关于 at its first page and at a licence, and the report with one of its parts."""
    from app.services import session, support
    from app.ui.about_dialog import AboutDialog
    from app.ui.support_dialog import SupportDialog, _screen

    window = stage.window
    stage.dialog("dlg_about", lambda: AboutDialog(window).exec())
    stage.dialog("dlg_about_systems", lambda: AboutDialog(window).exec(), lambda dialog: dialog.list.setCurrentRow(1))
    stage.dialog("dlg_about_licence", lambda: AboutDialog(window).exec(), lambda dialog: dialog.list.setCurrentRow(2))
    parts = support.gather(session.folder(), [_screen()])

    def saved(dialog: SupportDialog) -> None:
        dialog.list.setCurrentRow(4)
        dialog.saved.say("已保存《问题报告_20261121》，4 KB。", Path("问题报告_20261121.zip"))

    stage.dialog(
        "dlg_support", lambda: SupportDialog(window, parts).exec(), lambda dialog: dialog.list.setCurrentRow(5)
    )
    stage.dialog("dlg_support_saved", lambda: SupportDialog(window, parts).exec(), saved)


SCENES = (support, scans, messages, people, reader, journal, personal, backups, attachments)
