"""Logging in: who, and the password; also after a lock, and when clerks change places."""

import math
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem

from app.domain.errors import Problem
from app.paths import APP_NAME, Folder
from app.services import centres
from app.ui.ending import Ending
from app.ui.kit import messages, tasks, theme
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.form import RecordForm
from app.ui.password import Password, PasswordEditor

FORGOTTEN = (
    "请管理员登录，在“设置”里的“人员与口令”给您设一个新口令。数据不受影响。\n\n"
    "管理员自己忘了：请找出首次设置时抄下的恢复码（每 5 个字一组的那一串），选好姓名，把它当作口令输入，"
    "进去后马上换新口令。\n\n"
    "恢复码也找不到时，数据无法打开：口令不在程序里，谁也查不到。"
)
WAIT = "口令错了好几次，请等 {left} 再试。数据没有受影响。"
CAPITALS = "大写锁定开着。"
SHIFT = Qt.KeyboardModifier.ShiftModifier
MOST_NAMES = 5
"""Names shown without scrolling."""


@contextmanager
def _waiting() -> Iterator[None]:
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


class Names(QListWidget):
    """Who may log in; the keys of the password box move in it."""

    def __init__(self, names: list[str], first: str) -> None:
        super().__init__()
        self.setAccessibleName("姓名，用上下键选")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.addItems(names)
        self.setCurrentRow(names.index(first) if first in names else 0)
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Take the sizes in force."""
        for place in range(self.count()):
            self.item(place).setSizeHint(QSize(0, theme.px(36)))
        self.setFixedHeight(theme.px(36) * min(max(self.count(), 1), MOST_NAMES) + theme.px(6))

    def name(self) -> str:
        """Who is chosen; "" where nobody is listed."""
        chosen: QListWidgetItem | None = self.currentItem()
        return chosen.text() if chosen else ""

    def step(self, rows: int) -> None:
        """Choose another name below or above, as far as there is one."""
        self.setCurrentRow(max(0, min(self.currentRow() + rows, self.count() - 1)))


@dataclass(frozen=True)
class _Blank:
    password: str = ""


class LogIn(Dialog):
    """Accepted once the store is open; `after` says what came before, `who` is pointed at first."""

    chapter = "first_start"

    def __init__(self, folder: Folder, after: Ending = Ending.CLOSED, who: str = "") -> None:
        people = centres.people(folder)
        rows = min(len(people), MOST_NAMES)
        super().__init__(None, f"登录{APP_NAME}", width=460, height=326 + 36 * rows + (28 if after.value else 0))
        self._folder, self._left = folder, 0
        self._wait = QTimer(self, interval=1000)
        self._wait.timeout.connect(self._count_down)
        self.names = Names(people, who)
        self.form = self._make_form()
        self.capitals = label("", "warn")
        self.forgotten = button(
            "忘记口令？", lambda: messages.tell(self, "忘记口令", FORGOTTEN), variant="link", icon="key-round"
        )
        self.restore = button("从备份还原", self._restore, variant="link", icon="history")
        self._lay_out(after.value)
        self.names.currentRowChanged.connect(self._box().setFocus)
        self._box().setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the password box Enter logs in, and the arrows choose a name."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.names.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & SHIFT:
                self.form.submit()
                return True
        return super().eventFilter(watched, event)

    def _box(self) -> PasswordEditor:
        box = self.form.row("password").editor
        assert isinstance(box, PasswordEditor)
        return box

    def _make_form(self) -> RecordForm:
        form = RecordForm((Password("password", "口令"),), lambda values: None, save="登录")
        form.title.hide()
        form.cancel.setText("退出")
        form.submitted.connect(self._unlock)
        form.cancelled.connect(self.reject)
        form.fill(_Blank(), "")
        return form

    def _lay_out(self, sentence: str) -> None:
        if sentence:
            self.body.addWidget(label(sentence, "quiet", wrap=True))
        self.body.addWidget(self.names)
        self.body.addWidget(self.form, 1)
        links = QHBoxLayout()
        links.addWidget(self.forgotten)
        links.addStretch(1)
        links.addWidget(self.restore)
        self.body.addLayout(links)
        under = self.form.row("password").cell.layout()
        assert under
        under.addWidget(self.capitals)
        self.capitals.hide()
        self._box().capitals.connect(self._say_capitals)
        self._box().installEventFilter(self)

    def _restore(self) -> None:
        """Go back to a copy, which asks for an administrator's password of its own."""
        from app.ui.restore_dialog import ClosedRestore

        if ClosedRestore(self, self._folder).exec():
            self.accept()
        self._box().setFocus()

    def _say_capitals(self, locked: bool) -> None:
        self.capitals.setText(CAPITALS)
        self.capitals.setVisible(locked)

    def _unlock(self, values: dict[str, Any]) -> None:
        if self._left:
            return
        try:
            with _waiting():
                centres.unlock(self._folder, self.names.name(), values["password"], self._upgrading)
        except centres.TooSoon as wait:
            self._hold(wait.seconds)
        except Problem as problem:
            self._refuse(problem)
        else:
            self.accept()

    def _upgrading(self) -> AbstractContextManager[tasks.Report]:
        return tasks.shown_here(self, "正在升级数据，请不要关机")

    def _refuse(self, problem: Problem) -> None:
        """Under the box where the password is at fault, else with what can be done about it."""
        if problem.remedy:
            messages.show_problem(self, problem, self.form.submit, "打不开数据")
        else:
            self.form.row("password").say(str(problem))
        self._box().setFocus()
        self._box().selectAll()

    def _hold(self, seconds: float) -> None:
        """Count the seconds down in words; what was typed stays."""
        self._left = math.ceil(seconds)
        self._wait.start()
        self._say_left()

    def _count_down(self) -> None:
        self._left -= 1
        self._say_left()
        if not self._left:
            self._wait.stop()
            self._box().setFocus()
            self._box().selectAll()

    def _say_left(self) -> None:
        minutes, seconds = divmod(self._left, 60)
        left = f"{minutes} 分 {seconds} 秒" if minutes else f"{seconds} 秒"
        self.form.row("password").say(WAIT.format(left=left) if self._left else "")
        self.form.save.setEnabled(not self._left)
