"""The small forms about one clerk: who is let in, with which role and password."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import Invalid
from app.domain.roles import Role
from app.services import clerks, session
from app.services.clerks import ClerkRow
from app.ui.kit import messages
from app.ui.kit.buttons import label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Choice, Field, Text
from app.ui.kit.form import RecordForm
from app.ui.password import Password

TWICE = "两次输入的口令不一样，请再输一遍。"
DUTIES = {
    Role.COUNTER: "窗口：登记、修改、打印",
    Role.CHECKER: "复核：办理，并复核别人办的事",
    Role.ADMINISTRATOR: "管理员：全部，包括人员、备份",
    Role.READER: "只读：只能查看",
}
ROLE = Choice("role", "身份", required=True, options=lambda: [(role.value, words) for role, words in DUTIES.items()])
AGAIN = Password("again", "再输一遍", required=True)
NEW = (Password("password", "新口令", required=True, hint="至少 8 位"), AGAIN)
ADVICE = "把口令当面告诉本人，请他登录后马上用“修改我的口令”换掉。"


class ClerkForm(Dialog):
    """Accepted once `act(values)` went through; what it complains of is said under the field."""

    chapter = "people"

    def __init__(
        self,
        parent: QWidget,
        title: str,
        words: str,
        fields: tuple[Field, ...],
        act: Callable[[dict[str, Any]], object],
        whose: str = "",
        **filled: str,
    ) -> None:
        super().__init__(parent, title, width=560, height=200 + 56 * len(fields))
        self._act, self._whose = act, whose
        self.form = RecordForm(fields, self._check)
        self.form.title.hide()
        self.form.submitted.connect(self._save)
        self.form.cancelled.connect(self.reject)
        self.body.addWidget(label(words, "quiet", wrap=True))
        self.body.addWidget(self.form, 1)
        blank = dict.fromkeys((field.name for field in fields), "")
        self.form.fill(SimpleNamespace(**{**blank, **filled}), "")

    def _check(self, values: dict[str, Any]) -> None:
        """Name and new password, as far as they can be judged before they are given."""
        complaints = {} if values.get("name", self._whose) else {"name": "请填写姓名。"}
        if wrong := clerks.password_complaint(values.get("name", self._whose), values.get("password", "")):
            complaints["password"] = wrong
        if values.get("password") != values.get("again"):
            complaints["again"] = TWICE
        if "password" in values and complaints:
            raise Invalid(complaints)

    def _save(self, values: dict[str, Any]) -> None:
        with messages.problems_shown(self):
            try:
                self._act(values)
            except Invalid as wrong:
                self.form.complain(wrong.complaints)
            else:
                self.accept()


def add(parent: QWidget) -> ClerkForm:
    """Ask who is let in."""
    fields = (Text("name", "姓名", required=True), ROLE, Password("password", "口令", required=True), AGAIN)
    act = lambda values: clerks.add(values["name"], values["role"], values["password"])  # noqa: E731
    return ClerkForm(parent, "添加人员", ADVICE, fields, act, role=Role.COUNTER.value)


def change_role(parent: QWidget, clerk: ClerkRow) -> ClerkForm:
    """Ask for somebody's other role."""
    words = f"{clerk.name}现在的身份是“{clerk.role}”。新的身份从下次登录起有效。"
    act = lambda values: clerks.change_role(clerk.name, values["role"])  # noqa: E731
    return ClerkForm(parent, f"改身份：{clerk.name}", words, (ROLE,), act, role=clerk.role)


def set_password(parent: QWidget, clerk: ClerkRow) -> ClerkForm:
    """Ask for a new password for somebody who forgot his."""
    act = lambda values: clerks.set_password(clerk.name, values["password"])  # noqa: E731
    return ClerkForm(parent, f"设新口令：{clerk.name}", f"原来的口令马上作废。{ADVICE}", NEW, act, clerk.name)


def change_own_password(parent: QWidget) -> ClerkForm:
    """Ask for the old password and a new one."""
    own = session.clerk().name
    fields = (Password("old", "原来的口令", required=True), *NEW)
    return ClerkForm(parent, "修改我的口令", f"{own}，改好后下次登录用新口令。", fields, _change_own, own)


def _change_own(values: dict[str, Any]) -> None:
    try:
        clerks.change_own_password(values["old"], values["password"])
    except Invalid as wrong:
        fields = {"new": "password"}
        raise Invalid({fields.get(name, name): words for name, words in wrong.complaints.items()}) from None
