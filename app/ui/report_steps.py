"""The steps of a report: to the second person, issued, submitted, back with a reason."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import Complaint, Invalid, Problem
from app.domain.reports import State
from app.domain.roles import Right
from app.services import report_checking, reports, session
from app.ui.kit import tasks
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, LongText
from app.ui.password import Password

HAND_IN, ISSUE, ISSUE_HERE, SUBMIT = "送复核", "签发", "另一人在此签发", "报送"
SEND_BACK, TAKE_BACK = "退回修改", "退回草稿"
SAYS = {
    State.DRAFT: "草稿：数字随台账变动，文字可以改。改好以后送另一位复核；不等复核也能先存出草稿。",
    State.CHECKING: "正在复核：由送复核以外、有复核身份的人签发。",
    State.ISSUED: "已签发：点“报送”，数字连同名单从此固定。",
    State.SUBMITTED: "已报送：数字连同名单已经固定。上级退回时，点“退回修改”出新的一版。",
    State.RETURNED: "上级已退回：这一版只供查对，请办理新的一版。",
}
BACK_FROM_ABOVE = "上级为什么退回？原来的一版留着，马上出新的一版。"
BACK_HERE = "为什么退回？写清楚，改的人要看。"
Done = Callable[[int], object]
"""Called with the id of the report to show after a step."""


Step = Callable[[int, tasks.Report], object]
_PLAIN: dict[str, Step] = {
    HAND_IN: lambda report, _: reports.hand_in(report),
    ISSUE: lambda report, _: reports.issue(report),
    SUBMIT: lambda report, progress: reports.submit(report, progress=progress),
}


def next_step(report: int, state: State) -> str:
    """What the button of the next step says; "" where this clerk has none."""
    mine = report_checking.handed_in_by(report) == session.clerk().name
    if state == State.CHECKING:
        if session.may(Right.CHECK) and not mine:
            return ISSUE
        return ISSUE_HERE if report_checking.checkers(report) else ""
    if not session.may(Right.ENTER):
        return ""
    return {State.DRAFT: HAND_IN, State.ISSUED: SUBMIT, State.SUBMITTED: SEND_BACK}.get(state, "")


def take(parent: QWidget, report: int, step: str, done: Done) -> None:
    """Take a step, asking for what it needs; raises Problem."""
    if step == ISSUE_HERE:
        _issue_here(parent, report, done)
    elif step == SEND_BACK:
        _with_reason(parent, (step, BACK_FROM_ABOVE), report, reports.send_back, done)
    elif step == TAKE_BACK:
        _with_reason(parent, (step, BACK_HERE), report, reports.take_back, done)
    else:
        carry_out(parent, _PLAIN[step], report, done)


def carry_out(parent: QWidget, act: Step, report: int, done: Done) -> None:
    """Do something with a report behind a progress dialog: what counts or freezes its figures may take a while."""
    tasks.run_shown(parent, "正在办理", lambda progress: act(report, progress), lambda _: done(report), counts=True)


def alone(report: int, state: State) -> str:
    """What to do where nobody may issue; "" where somebody may."""
    if state != State.CHECKING or report_checking.checkers(report):
        return ""
    return "现在没有别人能签发，请管理员先在“人员与口令”里添加一位有复核身份的人。"


def _with_reason(
    parent: QWidget, said: tuple[str, str], report: int, act: Callable[[int, str], int | None], done: Done
) -> None:
    title, words = said
    given: list[str] = []
    asked = (LongText("reason", "理由", required=True),)
    dialog = _Asked(parent, title, asked, _refuse_silence, lambda values: given.append(values["reason"]), title)
    dialog.fill({"reason": ""}, words)
    if dialog.exec():
        work = lambda progress: act(report, given[0]) or report  # noqa: E731
        tasks.run_shown(parent, "正在办理", work, done, counts=True)


def _refuse_silence(values: dict[str, Any]) -> None:
    if not values["reason"].strip():
        raise Invalid({"reason": Complaint("missing", "请写明理由。")})


def _issue_here(parent: QWidget, report: int, done: Done) -> None:
    people = [(name, name) for name in report_checking.checkers(report)]
    asked = (
        Choice("checker", "签发人", required=True, options=lambda: people),
        Password("password", "签发人的口令"),
    )
    dialog = _Asked(parent, "另一人在此签发", asked, lambda values: None, partial(_prove, report), "签发")
    dialog.fill({"checker": people[0][0], "password": ""}, "请签发人本人核对后，输入自己的口令。登录的人不变。")
    dialog.form.row("password").editor.setFocus()
    if dialog.exec():
        done(report)


def _prove(report: int, values: dict[str, Any]) -> None:
    try:
        reports.issue_here(report, values["checker"], values["password"])
    except Problem as problem:
        raise Invalid({"password": str(problem)}) from problem


class _Asked(EntryDialog):
    """A few boxes before a step."""

    chapter = "reports"
