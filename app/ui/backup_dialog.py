"""备份与还原: the copies in both places, to be made, checked and gone back to."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QWidget

from app.domain.roles import Right
from app.paths import Folder
from app.services import backups, centres, restoring, session
from app.services.backups import Done, Shown
from app.services.restoring import Ready, Secret
from app.ui.copy_fields import FIELDS, moment
from app.ui.kit import messages, tasks, toast
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.empty import Empty
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable
from app.ui.restore_dialog import ClosedRestore, SecretOfThen

CONSEQUENCE = (
    "现在的数据会换成那时候的：{then}。那以后办的都不在里面了，这一步不能撤销。"
    "还原前会先把现在的数据另存一份，也列在这里。"
)
NONE = "退出程序时会自动备份。也可以现在就备份一次。"


class BackupDialog(Dialog):
    """Lists copies, newest first; rejected when closed, accepted once the store is another."""

    chapter = "backup"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "备份与还原", width=1000, height=600)
        self._desk = parent
        self._shown: list[Shown] = []
        self.rows = RowModel(FIELDS, lambda places: [self._shown[place] for place in places])
        self.table = RowTable(self.rows, "备份")
        self.empty = Empty("database", "还没有备份", NONE, "立即备份", self.make)
        self.outside, self.verdict = label("", "quiet", wrap=True), label("", "quiet", wrap=True)
        self.place = button("选 U 盘", self.choose_place, icon="folder-open", variant="link")
        self.check = button("检查", self.look_through, icon="circle-check")
        self.back = button("还原", self.restore, icon="history", variant="danger")
        self.stick = button("备份到 U 盘", self.make_outside, icon="upload")
        self.now = button("立即备份", self.make, icon="save", variant="primary")
        self.table.chosen_changed.connect(self._follow)
        self._lay_out()
        self.read()
        self.table.choose_place(0)
        self.table.setFocus()

    def read(self) -> None:
        """List the copies again."""
        self._shown = backups.shown()
        self.rows.show(list(range(len(self._shown))))
        self.table.setVisible(bool(self._shown))
        self.empty.setVisible(not self._shown)
        self.outside.setText(backups.outside_words())
        self.place.setText("换一个 U 盘" if backups.second_place() else "选 U 盘")
        self._follow()

    def make(self) -> None:
        """Copy the store now."""
        tasks.run_shown(self, "正在备份", backups.make, self._made)

    def make_outside(self) -> None:
        """The same, once there is a stick to write to."""
        place = backups.second_place()
        if (place and place.is_dir()) or self.choose_place():
            self.make()

    def choose_place(self) -> bool:
        """Let the clerk say which stick; whether one was chosen."""
        chosen = messages.ask_folder(self, "选 U 盘，或另一块磁盘上的文件夹")
        if chosen is None:
            return False
        with messages.problems_shown(self):
            backups.choose_second_place(chosen)
            self.read()
            return True
        return False

    def look_through(self) -> None:
        """Check the selected copy."""
        copy = self._chosen().copy
        tasks.run_shown(self, "正在检查", lambda report: backups.check(copy), self._judged)

    def restore(self) -> None:
        """Go back to the selected copy, after asking."""
        chosen = self._chosen()
        facts = chosen.copy.facts
        then = f"商户 {facts.merchants:,} 家，办理记录 {facts.entries:,} 条" if facts else "没有核对记录的一份备份"
        question = (f"还原到 {moment(chosen.copy.at)} 的备份？", CONSEQUENCE.format(then=then), "还原")
        if messages.agreed(self, *question, safe="先不还原"):
            self._prepare(chosen.copy.path, None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.outside, 1)
        top.addWidget(self.place)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.verdict)
        self.add_buttons(button("关闭", self.reject), self.back, self.check, self.stick, self.now)
        for each in (self.now, self.stick, self.place):
            each.setEnabled(session.may(Right.ENTER))

    def _prepare(self, path: Path, of_then: Secret | None) -> None:
        tasks.run(
            lambda report: restoring.prepare(path, of_then, report),
            self._exchange,
            lambda error: self._not_ready(path, error),
            tasks.Progress(self, "正在还原"),
        )

    def _not_ready(self, path: Path, error: Exception) -> None:
        """Ask for the password of then where that is all that is missing."""
        if not isinstance(error, restoring.NeedsSecret):
            tasks.show_failure(self, error)
            return
        asking = SecretOfThen(self)
        if asking.exec():
            self._prepare(path, asking.secret)

    def _exchange(self, ready: Ready) -> None:
        """In the main thread, whose connection the pages read by."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            with messages.problems_shown(self):
                restoring.carry_out(ready)
                self.accept()
                toast.show(self._desk, f"已还原到 {moment(ready.copy.at)} 的备份")
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._desk.revalidate()  # type: ignore[attr-defined]

    def _made(self, done: Done) -> None:
        self.read()
        self.table.choose_place(0)
        where = "本机和 U 盘" if done.outside else "本机"
        self.verdict.setText(f"已备份到{where}，并核对无误。{done.hint}")
        toast.show(self, f"已备份到{where}")

    def _judged(self, sentence: str) -> None:
        chosen = self.table.chosen()
        self.read()
        self.table.choose(chosen)
        self.verdict.setText(sentence)

    def _chosen(self) -> Shown:
        return self._shown[self.table.chosen()[0]]

    def _follow(self) -> None:
        chosen = len(self.table.chosen()) == 1
        self.check.setEnabled(chosen)
        self.back.setEnabled(chosen and session.may(Right.ADMINISTER))
        self.back.setToolTip("" if session.may(Right.ADMINISTER) else "由管理员来还原")
        self.verdict.setText(_words(self._chosen()) if chosen else "")


def _words(shown: Shown) -> str:
    return f"选中的是 {moment(shown.copy.at)} 的备份。还原前会先另存现在的数据。"


def offer(parent: QWidget | None, folder: Folder) -> Folder | None:
    """For a fault that only a copy mends, with the store open or not. At the log-in `parent` is accepted once a
    restored store is open; before there is any window, gives the folder to start on again."""
    if session.may(Right.READ):
        window = next((shown for shown in QApplication.topLevelWidgets() if hasattr(shown, "revalidate")), None)
        if window:
            BackupDialog(window).exec()
    elif ClosedRestore(parent, folder).exec():
        if isinstance(parent, QDialog):
            parent.accept()
        else:
            centres.close()
            return folder
    return None
