"""待复核: what waits for the second person, decided by another clerk at this desk or after switching."""

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.domain.errors import Invalid, Problem
from app.domain.roles import Right
from app.services import approvals, session
from app.services.approvals import Request
from app.ui.kit import messages, toast
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Choice, LongText, Shown
from app.ui.kit.form import RecordForm
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable
from app.ui.password import Password

EMPTY = "没有等待复核的申请。要第二个人同意的事，申请以后会列在这里。"
MINE = "这是您提出的申请，要请另一位来复核：点“另一人在此确认”，由他输入自己的口令；也可以收回。"
NOT_MINE = "请核对内容，再决定是否同意。同意以后马上办理，记入办理记录。"
NO_RIGHT = "您的身份不能复核。可以请有复核身份的人点“另一人在此确认”。"


class At(Shown):
    """When it was asked for."""

    def text(self, record: Request) -> str:
        """2026年11月20日 10:26."""
        return f"{spoken(record.asked_at.date().isoformat())} {record.asked_at:%H:%M}"


FIELDS = (
    At("asked_at", "申请时间", 196),
    Shown("asked_by", "申请人", 100),
    Shown("title", "种类", 130),
    Shown("what", "内容", 300, stretch=True),
)


class ApprovalsDialog(Dialog):
    """Whoever opens it reads its page again afterwards."""

    chapter = "records"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "待复核", width=960, height=540)
        self.waiting: list[Request] = []
        self.rows = RowModel(FIELDS, lambda places: [self.waiting[place] for place in places])
        self.table = RowTable(self.rows, "待复核")
        self.whole, self.sentence = label("", wrap=True), label("", "quiet", wrap=True)
        self.agree = button("同意", self._agree, icon="check", variant="primary")
        self.here = button("另一人在此确认", self._agree_here, icon="key-round")
        self.refuse = button("不同意", self._refuse)
        self.withdraw = button("收回申请", self._withdraw, icon="undo-2")
        self.table.chosen_changed.connect(self._follow)
        for part in (self.table, self.whole, self.sentence):
            self.body.addWidget(part, 1 if part is self.table else 0)
        self.add_buttons(button("关闭", self.reject), self.withdraw, self.refuse, self.here, self.agree)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List what waits now."""
        self.waiting = approvals.waiting()
        self.rows.show(list(range(len(self.waiting))))
        self.table.choose_place(0)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is asked for what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def chosen(self) -> Request | None:
        """The request that is selected."""
        chosen = self.table.chosen()
        return self.waiting[chosen[0]] if chosen else None

    def _agree(self) -> None:
        request = self._sure()
        if request:
            with messages.problems_shown(self):
                approvals.approve(request.id)
                self._done(f"已同意：{request.what}")

    def _agree_here(self) -> None:
        request = self._sure()
        if request and ConfirmHere(self, request).exec():
            self._done(f"已同意：{request.what}")

    def _refuse(self) -> None:
        request = self.chosen()
        if request and Refusal(self, request).exec():
            self._done(f"没有同意：{request.what}")

    def _withdraw(self) -> None:
        request = self.chosen()
        with messages.problems_shown(self):
            if request:
                approvals.withdraw(request.id)
                self._done(f"已收回申请：{request.what}")

    def _sure(self) -> Request | None:
        """The request, once the clerk said yes to what nothing takes back."""
        request = self.chosen()
        if not request or not request.warning:
            return request
        question = f"{request.what}？", f"{request.warning}不能撤销。"
        return request if messages.agreed(self, *question, request.title, safe="先不办理") else None

    def _done(self, sentence: str) -> None:
        toast.show(self, sentence)
        self.read()

    def _follow(self) -> None:
        request = self.chosen()
        mine, may = bool(request and request.mine), session.may(Right.CHECK)
        self.whole.setText(request.what if request else "")
        for each in (self.agree, self.refuse):
            each.setEnabled(bool(request) and may and not mine)
        self.withdraw.setEnabled(mine)
        self.here.setEnabled(bool(request and approvals.checkers(request.id)))
        guidance = MINE if mine else NOT_MINE if may else NO_RIGHT
        self.sentence.setText((approvals.alone(request.id) or guidance) if request else EMPTY)


class ConfirmHere(Dialog):
    """Accepted once the second person agreed with the own password; who is logged in does not change."""

    chapter = "records"

    def __init__(self, parent: QWidget, request: Request) -> None:
        super().__init__(parent, "另一人在此确认", width=520, height=380)
        self._request = request
        people = [(name, name) for name in approvals.checkers(request.id)]
        asked = (
            Choice("checker", "复核人", required=True, options=lambda: people),
            Password("password", "复核人的口令"),
        )
        self.form = RecordForm(asked, lambda values: None, save="同意")
        self.form.submitted.connect(self._confirm)
        self.form.cancelled.connect(self.reject)
        self.form.title.hide()
        told = f"{request.what}。请复核人本人核对后，输入自己的口令。"
        self.body.addWidget(label(told, "quiet", wrap=True))
        self.body.addWidget(self.form, 1)
        self.form.show_record(_Blank(people[0][0]))
        self.form.row("password").editor.setFocus()

    def _confirm(self, values: dict[str, Any]) -> None:
        try:
            approvals.approve_here(self._request.id, values["checker"], values["password"])
        except Problem as problem:
            self.form.complain({"password": str(problem)})
        else:
            self.accept()


class Refusal(Dialog):
    """Accepted once the request was turned down with a reason."""

    chapter = "records"

    def __init__(self, parent: QWidget, request: Request) -> None:
        super().__init__(parent, "不同意", width=520, height=360)
        self._request = request
        asked = (LongText("reason", "理由", required=True),)
        self.form = RecordForm(asked, lambda values: None, save="不同意")
        self.form.submitted.connect(self._refuse)
        self.form.cancelled.connect(self.reject)
        self.form.title.hide()
        self.body.addWidget(label(request.what, "quiet", wrap=True))
        self.body.addWidget(self.form, 1)
        self.form.show_record(_Blank())
        self.form.row("reason").editor.setFocus()

    def _refuse(self, values: dict[str, Any]) -> None:
        try:
            approvals.refuse(self._request.id, values["reason"])
        except Invalid as wrong:
            self.form.complain(wrong.complaints)
        except Problem as problem:
            self.form.complain({"reason": str(problem)})
        else:
            self.accept()


class _Blank:
    def __init__(self, checker: str = "") -> None:
        self.checker, self.password, self.reason = checker, "", ""
