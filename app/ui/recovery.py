"""The recovery code: given anew by an administrator, and used by one who forgot his password."""

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.errors import Invalid
from app.paths import APP_NAME
from app.services import clerks, session
from app.ui.first_steps import CodeStep
from app.ui.kit import messages
from app.ui.kit.buttons import label
from app.ui.kit.dialog import Dialog
from app.ui.kit.form import RecordForm
from app.ui.person_forms import NEW, TWICE

RENEW = "您用恢复码登录了。恢复码只用一次：现在设一个新口令，再抄一个新的恢复码。"


class NewCode(Dialog):
    """Accepted once the code was typed back and is the one that counts."""

    chapter = "people"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "更换恢复码", width=640, height=430)
        self.step = CodeStep()
        self.step.back.setText("取消")
        self.step.go.setText("更换恢复码")
        self.step.back.clicked.connect(self.reject)
        self.step.go.clicked.connect(self._keep)
        self.body.addWidget(label("照着新的抄好以后，原来的恢复码就作废，请撕掉。", "quiet", wrap=True))
        self.body.addWidget(self.step, 1)
        self.step.begin()

    def _keep(self) -> None:
        if self.step.typed_back():
            with messages.problems_shown(self):
                clerks.keep_recovery(self.step.secret)
                self.accept()


class Renewal(Dialog):
    """After a log-in by the recovery code; accepted once password and code are new. There is no way past it."""

    chapter = "people"

    def __init__(self) -> None:
        super().__init__(None, APP_NAME, width=640, height=480)
        self._password = ""
        self.step, self.stack = label("", "hint"), QStackedWidget()
        self.column.insertWidget(0, self.step)
        self.body.addWidget(label(RENEW, "quiet", wrap=True))
        self.body.addWidget(self.stack, 1)
        self.form, self.code = RecordForm(NEW, _check, save="下一步"), CodeStep()
        for part in (self.form, self.code):
            self.stack.addWidget(part)
        self.form.title.hide()
        self.form.cancel.setText("退出")
        self.form.cancelled.connect(self.reject)
        self.form.submitted.connect(self._chosen)
        self.code.back.clicked.connect(lambda: self._turn(0))
        self.code.go.setText("完成")
        self.code.go.clicked.connect(self._renew)
        self._turn(0)

    def _turn(self, step: int) -> None:
        self.step.setText(f"第 {step + 1} 步，共 2 步")
        self.heading.setText(("请设一个新口令", "请抄下新的恢复码")[step])
        self.stack.setCurrentIndex(step)
        if step:
            self.code.begin()
        else:
            self.form.rows[0].editor.setFocus()

    def _chosen(self, values: dict[str, Any]) -> None:
        self._password = values["password"]
        self._turn(1)

    def _renew(self) -> None:
        if self.code.typed_back():
            with messages.problems_shown(self):
                clerks.set_password(session.clerk().name, self._password)
                clerks.keep_recovery(self.code.secret)
                self.accept()


def _check(values: dict[str, Any]) -> None:
    complaints = {}
    if wrong := clerks.password_complaint(session.clerk().name, values["password"]):
        complaints["password"] = wrong
    if values["password"] != values["again"]:
        complaints["again"] = TWICE
    if complaints:
        raise Invalid(complaints)
