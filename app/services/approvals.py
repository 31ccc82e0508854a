"""The second person: what one clerk asks for, another agrees to or refuses; nobody decides on their own request."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Invalid, Problem
from app.domain.names import clean
from app.domain.roles import Right, holds
from app.services import clerks, session
from app.services.approval_kinds import KINDS
from app.services.session import Clerk, requires
from app.store.approvals import Approval
from app.store.centres import Clerk as ClerkRow
from app.store.database import Record
from app.store.journal import Kind as EntryKind
from app.store.nouns import NOUNS
from app.store.writing import Act, writing

AGREED, REFUSED = "同意", "不同意"
_SAME = "申请人和复核人不能是同一个人，这一步没有做。请换一位有复核身份的人来复核。"
_ALONE = "现在只有您一个人能复核，请管理员先在“人员与口令”里添加一位复核人。"


@dataclass(frozen=True)
class Request:
    """One request that waits. `warning` is what cannot be taken back once it is agreed to, "" where all can."""

    id: int
    kind: str
    title: str
    what: str
    asked_by: str
    asked_at: dt.datetime
    warning: str

    @property
    def mine(self) -> bool:
        """Whether whoever is at the desk asked for it, and so may not decide."""
        return self.asked_by == session.clerk().name


@requires(Right.ENTER)
def ask(act: Act, kind: str, what: str, content: dict[str, Any], rows: Sequence[Record] = ()) -> int:
    """Put a request before the second person and return its id. `kind` is one of `KINDS`, whose function gets
    `content`; where one of `rows` is written by somebody before the decision, the request lapses."""
    _ = KINDS[kind]
    about = [[row._meta.table_name, row.id, row.act] for row in rows]
    packed = json.dumps({"content": content, "rows": about}, ensure_ascii=False)
    now = dt.datetime.now().isoformat(timespec="seconds")
    request = Approval(kind=kind, what=what, content=packed, asked_by=session.clerk().name, asked_at=now)
    act.add(request)
    return request.id


@requires(Right.READ)
def waiting() -> list[Request]:
    """What waits for the second person, the oldest first."""
    return [_request(row) for row in _waiting().order_by(Approval.id)]


@requires(Right.READ)
def count() -> int:
    """How many requests wait that the clerk at the desk may decide."""
    may = session.may(Right.CHECK)
    return _waiting().where(Approval.asked_by != session.clerk().name).count() if may else 0


@requires(Right.READ)
def checkers(request: int) -> list[str]:
    """Who may decide on a request: everybody with the right to check but the one who asked."""
    asked_by = Approval.get_by_id(request).asked_by
    people = ClerkRow.select().where(ClerkRow.removed_at == "", ClerkRow.name != asked_by).order_by(ClerkRow.id)
    return [row.name for row in people if holds(row.role, Right.CHECK)]


@requires(Right.READ)
def alone(request: int) -> str:
    """What to do where nobody else may decide on a request; "" where somebody may."""
    return "" if checkers(request) else _ALONE


@requires(Right.CHECK)
def approve(request: int) -> None:
    """Agree to a request of somebody else: it is carried out in the same transaction. Raises Problem."""
    row = _open(request, session.clerk())
    with writing(f"{AGREED}：{row.what}", kind=EntryKind.CHECK) as act:
        row = _open(request, session.clerk())
        packed = json.loads(row.content)
        _refuse_changed(packed["rows"])
        act.settle(row, _decided(AGREED))
        KINDS[row.kind].carry_out(act, packed["content"])


@requires(Right.CHECK)
def refuse(request: int, reason: str) -> None:
    """Turn down a request of somebody else; raises Invalid (field reason) without a reason, Problem."""
    reason = clean(reason)
    if not reason:
        raise Invalid({"reason": "请写明不同意的理由，申请人要看。"})
    row = _open(request, session.clerk())
    with writing(f"{REFUSED}：{row.what}", kind=EntryKind.CHECK) as act:
        act.settle(_open(request, session.clerk()), {**_decided(REFUSED), "reason": reason})


@requires(Right.READ)
def approve_here(request: int, checker: str, password: str) -> None:
    """Let a second person agree at this desk with the own password; whoever is logged in stays so. Raises Problem."""
    _open(request, Clerk(checker, ""))
    role = clerks.confirm(checker, password)
    with _in_the_name_of(Clerk(checker, role)):
        approve(request)


@requires(Right.ENTER)
def withdraw(request: int) -> None:
    """Take back a request of one's own that nobody has decided yet. Raises Problem."""
    row = _still_waiting(request)
    if row.asked_by != session.clerk().name:
        raise Problem("这不是您提出的申请，不能收回。没有改动任何内容，请由申请人收回，或由复核人决定。")
    with writing(f"收回申请：{row.what}") as act:
        act.change(row, row.when_undone())


def _waiting() -> Any:
    return Approval.select().where(Approval.decision == "", Approval.removed_at == "")


def _still_waiting(request: int) -> Approval:
    row = _waiting().where(Approval.id == request).first()
    if row is None:
        raise Problem("这件申请已经有人决定或收回了，这一步没有做。数据没有改动，请看“待复核”里现在的内容。")
    return row


def _open(request: int, checker: Clerk) -> Approval:
    """The request if it waits and this person may decide on it; raises Problem."""
    row = _still_waiting(request)
    if row.asked_by == checker.name:
        raise Problem(_SAME if checkers(request) else f"申请人和复核人不能是同一个人，这一步没有做。{_ALONE}")
    return row


def _refuse_changed(rows: list[list[Any]]) -> None:
    for noun, number, act in rows:
        now = NOUNS[noun].get_or_none(id=number)
        if now is None or now.act != act:
            raise Problem("申请提出以后，有关的内容又改过，不能照原来的申请办理。数据没有改动，请核对后重新申请。")


def _decided(decision: str) -> dict[str, str]:
    now = dt.datetime.now().isoformat(timespec="seconds")
    return {"decision": decision, "decided_by": session.clerk().name, "decided_at": now}


def _request(row: Approval) -> Request:
    kind = KINDS[row.kind]
    at = dt.datetime.fromisoformat(row.asked_at)
    return Request(row.id, row.kind, kind.title, row.what, row.asked_by, at, kind.warning)


@contextmanager
def _in_the_name_of(checker: Clerk) -> Iterator[None]:
    maker, start, recovered = session.clerk(), session.session_start(), session.recovered()
    session.begin(session.folder(), checker, start)
    try:
        yield
    finally:
        session.begin(session.folder(), maker, start, recovered=recovered)
