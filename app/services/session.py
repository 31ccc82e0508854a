"""Who is at the desk, on which data, and what that allows: every service asks here first."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

import peewee as pw

from app.domain.errors import Problem
from app.domain.roles import Right, holders, holds
from app.paths import Folder
from app.store.journal import Kind
from app.store.writing import note, sign_in

P = ParamSpec("P")
R = TypeVar("R")
OPEN = "open"
"""What a service that anybody may call, logged in or not, carries in place of a right."""
SUBJECTS = {
    **{"merchants": "商户", "merchant_events": "商户变更", "honours": "荣誉", "imports": "导入", "history": "历史"},
    **{"journal": "撤销", "audit": "办理记录", "centres": "单位资料", "clerks": "人员", "backups": "备份"},
    **{"attachments": "附件", "approvals": "复核", "personal": "个人信息", "retention": "保存期限", "views": "视图"},
    **{
        "members": "党员和群众",
        "organizations": "组织",
        "organization_shape": "层级和类别",
        "coverage": "覆盖单位",
        **dict.fromkeys(
            (
                "cases",
                "case_handling",
                "case_kinds",
                "case_figures",
                "case_documents",
                "case_forms",
                "case_lines",
                "case_merging",
            ),
            "事项",
        ),
        **dict.fromkeys(("meetings", "meeting_kinds", "minutes", "meeting_matrix", "meeting_documents"), "会议"),
        **dict.fromkeys(("meeting_matrix_documents", "meeting_writing", "meeting_export"), "会议"),
        **dict.fromkeys(("lists", "list_kinds", "list_links", "list_dispatch"), "清单"),
        **dict.fromkeys(("activities", "activity_kinds", "activity_roster", "activity_attendance"), "活动"),
        **{"tallies": "来访", "regulations": "制度"},
        **dict.fromkeys(("honour_life", "honour_old", "honour_prints", "honour_list", "honour_overprint"), "荣誉"),
        **{"honour_sheets": "商户情况表", "honour_writing": "荣誉", "plaque_stock": "空白件", "flags": "流动红旗"},
        "honour_kinds": "荣誉种类",
        **dict.fromkeys(("schemes", "rounds", "round_marks", "round_award", "round_import", "objections"), "评选"),
        **dict.fromkeys(("round_sheets", "round_board", "round_todo", "round_documents", "round_evidence"), "评选"),
        **{"credit_figures": "诚信情况", "credit_complaints": "投诉举报"},
        **{"credit_events": "奖惩记录", "inspections": "责任岗", "indicators": "指标"},
        **{
            "calibration": "套打校准",
            "pledge_forms": "承诺书",
            "merchant_codes": "诚信二维码",
            "honour_requests": "荣誉",
        },
        **dict.fromkeys(("figures", "reports", "report_figures", "report_text", "report_gaps", "report_forms"), "报告"),
        **dict.fromkeys(
            (
                "report_contents",
                "report_readings",
                "report_history",
                "report_documents",
                "report_checking",
                "report_verifying",
                "figure_facts",
            ),
            "报告",
        ),
        **dict.fromkeys(("gifts", "gift_list", "gift_matching", "charity_documents", "charity_sheets"), "捐赠"),
        **dict.fromkeys(("points", "point_list", "point_accounts", "earning", "adjusting"), "积分"),
        **dict.fromkeys(("redeeming", "redemption_list", "good_list", "goods", "stock"), "公益仓"),
        **dict.fromkeys(("funds", "fund_list", "campaign_list", "charity_requests"), "项目和基金"),
        **{"cash": "现金", "day_sheet": "窗口日结"},
        **dict.fromkeys(("import_cases", "sample", "entries", "drafts", "reversing", "holders"), "办理"),
        **dict.fromkeys(("restoring", "personal_erasure", "personal_rows"), "资料的还原和删除"),
        **dict.fromkeys(("development", "dues", "transfers"), "党员和群众"),
        **dict.fromkeys(("member_documents", "member_duplicates", "member_writing"), "党员和群众"),
        **dict.fromkeys(("organization_documents", "trees"), "组织"),
        **dict.fromkeys(("round_merging", "round_review", "round_windows"), "评选"),
        **{"merchant_writing": "商户", "signatures": "荣誉", "attachment_intake": "附件", "activity_sample": "活动"},
        **{"fund_entries": "项目和基金", "gift_batches": "捐赠", "concessions": "捐赠"},
        "rules": "规定",
        "integrity": "检查数据",
    },
}
"""What a module of services is about, as a refusal is journalled."""


@dataclass(frozen=True)
class Clerk:
    name: str
    role: str


@dataclass
class _Session:
    folder: Folder | None = None
    clerk: Clerk | None = None
    start: int = 0
    recovered: bool = False


class Denied(Problem):
    """Whoever is logged in lacks the right, or nobody is logged in."""


_session = _Session()
_leaving: list[Callable[[], object]] = []


def begin(folder: Folder, clerk: Clerk, start: int, *, recovered: bool = False) -> None:
    """This clerk is at the desk from now on; `start` is the number of the last journal entry before, the log-in's
    own included, `recovered` says that the recovery code stood in for the password."""
    _session.folder, _session.clerk, _session.start, _session.recovered = folder, clerk, start, recovered
    sign_in(clerk.name, writes=holds(clerk.role, Right.ENTER))


def end() -> None:
    """Nobody is at the desk."""
    for forget in _leaving:
        forget()
    _session.folder = _session.clerk = None
    _session.recovered = False
    sign_in("", writes=False)


def when_left(forget: Callable[[], object]) -> None:
    """Have this called whenever somebody leaves the desk, to drop what must not outlast a log-in."""
    _leaving.append(forget)


def folder() -> Folder:
    """The folder that is open."""
    if _session.folder is None:
        raise RuntimeError("no store is open")
    return _session.folder


def clerk() -> Clerk:
    """Who is logged in."""
    if _session.clerk is None:
        raise RuntimeError("nobody is logged in")
    return _session.clerk


def session_start() -> int:
    """The number of the last journal entry before this log-in."""
    return _session.start


def recovered() -> bool:
    """Whether this log-in was by the recovery code, and no new code has been kept since."""
    return _session.recovered


def may(right: Right) -> bool:
    """Whether the clerk at the desk has a right."""
    return _session.clerk is not None and holds(_session.clerk.role, right)


def demand(right: Right, subject: str = "") -> None:
    """Raise Denied where the clerk at the desk lacks a right, and journal that it was tried."""
    if _session.clerk is None:
        raise Denied("还没有登录，这一步没有做。数据没有改动，请先登录。")
    if not may(right):
        with suppress(Problem, pw.PeeweeException):  # a refusal stands, journalled or not
            note(f"未获准：{subject}（需要{right.value}权限）", Kind.FAILED)
        roles = "、".join(holders(right))
        raise Denied(
            f"您的身份是“{_session.clerk.role}”，不能做{right.value}的事，这一步没有做。数据没有改动，请由{roles}来做。"
        )


def requires(right: Right) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a service run only for clerks with a right. Every public function of a service is marked so, or `anyone`."""

    def guard(service: Callable[P, R]) -> Callable[P, R]:
        @wraps(service)
        def guarded(*args: P.args, **named: P.kwargs) -> R:
            demand(right, SUBJECTS.get(service.__module__.rpartition(".")[2], ""))
            return service(*args, **named)

        guarded.right = right  # type: ignore[attr-defined]
        return guarded

    return guard


def anyone(service: Callable[P, R]) -> Callable[P, R]:
    """Mark a service that works without a log-in, or that only computes."""
    service.right = OPEN  # type: ignore[attr-defined]
    return service
