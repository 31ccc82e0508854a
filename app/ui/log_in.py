"""Logging in: who, and the password."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from app.domain.errors import Problem
from app.paths import APP_NAME, Folder
from app.services import centres
from app.ui.kit import messages
from app.ui.kit.buttons import button
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Choice
from app.ui.kit.form import RecordForm
from app.ui.password import Password

FORGOTTEN = (
    "请找出首次设置时抄下的恢复码（每 5 个字一组的那一串），当作口令输入，就能登录。\n"
    "恢复码也找不到时，数据无法打开：口令不在程序里，谁也查不到。请联系管理员。"
)


@dataclass(frozen=True)
class _Blank:
    user: str
    password: str = ""


class LogIn(Dialog):
    """Accepted once the store is open."""

    chapter = "first_start"

    def __init__(self, folder: Folder) -> None:
        super().__init__(None, f"登录{APP_NAME}", width=460, height=300)
        self._folder = folder
        people = [(name, name) for name in centres.people(folder)]
        fields = (Choice("user", "姓名", options=lambda: people), Password("password", "口令"))
        self.form = RecordForm(fields, lambda values: None, save="登录")
        self.form.submitted.connect(self._unlock)
        self.form.cancelled.connect(self.reject)
        self.form.cancel.setText("退出")
        self.form.title.hide()
        self.body.addWidget(self.form, 1)
        self.forgotten = button(
            "忘记口令？", lambda: messages.tell(self, "忘记口令", FORGOTTEN), variant="link", icon="key-round"
        )
        self.body.addWidget(self.forgotten, alignment=Qt.AlignmentFlag.AlignLeft)
        self.form.fill(_Blank(people[0][0] if people else ""), "")
        self.form.row("password").editor.setFocus()

    def _unlock(self, values: dict[str, Any]) -> None:
        try:
            centres.unlock(self._folder, values["user"], values["password"])
        except Problem as problem:
            self.form.complain({"password": str(problem)})
        else:
            self.accept()
