"""The first start, in three steps: the centre and its password, the recovery code, the look and what to begin with."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.roles import Right
from app.paths import APP_NAME, Folder
from app.services import centres, session
from app.ui.first_steps import Answers, AskStep, BeginStep, CodeStep, check
from app.ui.kit import messages
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog

TITLES = ("这是哪家单位的服务台？", "请抄下恢复码", "字看着合适吗？")


class Guide(Dialog):
    """The last step again, reached from 帮助: what the first two settled cannot be asked twice."""

    chapter = "first_start"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, TITLES[2], width=640, height=400)
        self.step = BeginStep(fresh=False)
        self.step.show_preset(centres.current().preset)
        self.step.preset.setEnabled(session.may(Right.ADMINISTER))
        self.step.preset.setToolTip("" if self.step.preset.isEnabled() else "由管理员来改")
        self.step.skip.setText("取消")
        self.step.go.setText("保存")
        self.step.skip.clicked.connect(self.reject)
        self.step.go.clicked.connect(self._save)
        self.body.addWidget(self.step, 1)
        self.step.begin()

    def _save(self) -> None:
        with messages.problems_shown(self):
            if self.step.preset.isEnabled():
                self.step.save_preset()
            self.accept()


class FirstStart(Dialog):
    """Accepted once the store is made and open; `sample`: the clerk wants to look at sample data first."""

    chapter = "first_start"

    def __init__(self, folder: Folder) -> None:
        super().__init__(None, APP_NAME, width=640, height=480)
        self._folder, self._answers = folder, Answers()
        self.sample = False
        self.step, self.stack = label("", "hint"), QStackedWidget()
        self.column.insertWidget(0, self.step)
        self.body.addWidget(self.stack, 1)
        self.asking, self.code, self.beginning = AskStep(), CodeStep(), BeginStep(fresh=True)
        for step in (self.asking, self.code, self.beginning):
            self.stack.addWidget(step)
        self.restore = button("已有备份？从备份还原", self._restore, icon="history", variant="link")
        self.body.addWidget(self.restore, alignment=Qt.AlignmentFlag.AlignLeft)
        self.asking.form.submitted.connect(self._asked)
        self.asking.form.cancelled.connect(self.reject)
        self.code.back.clicked.connect(lambda: self._turn(0))
        self.code.go.clicked.connect(self._create)
        self.beginning.skip.clicked.connect(self.accept)
        self.beginning.go.clicked.connect(self._begin)
        self._turn(0)

    def reject(self) -> None:
        """Esc leaves the program while nothing is made yet; in the last step it skips the rest."""
        if self.stack.currentWidget() is self.beginning:
            self.accept()
        else:
            super().reject()

    def _turn(self, step: int) -> None:
        self.step.setText(f"第 {step + 1} 步，共 3 步")
        self.heading.setText(TITLES[step])
        self.stack.setCurrentIndex(step)
        self.restore.setVisible(step == 0)
        (self.asking, self.code, self.beginning)[step].begin()

    def _restore(self) -> None:
        """Begin with what another computer had instead of nothing."""
        from app.ui.restore_dialog import ClosedRestore

        if ClosedRestore(self, self._folder).exec():
            self.accept()

    def _asked(self, values: dict[str, Any]) -> None:
        self._answers = check(values)
        self._turn(1)

    def _create(self) -> None:
        """Half a second of hashing on purpose: in the main thread, whose connection the window goes on with."""
        if not self.code.typed_back():
            return
        answers = self._answers
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            with messages.problems_shown(self, self._create):
                centres.create(self._folder, answers.centre, answers.admin, answers.password, self.code.secret)
                self._turn(2)
        finally:
            QGuiApplication.restoreOverrideCursor()

    def _begin(self) -> None:
        with messages.problems_shown(self):
            self.beginning.save_preset()
            self.sample = self.beginning.sample.isChecked()
            self.accept()
