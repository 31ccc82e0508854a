"""What the reports ask of the clerk today: one to make and submit, others to issue."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.calendar import spoken
from app.domain.periods import Period, due
from app.domain.reports import State
from app.domain.roles import Right
from app.services import report_checking, reports, session
from app.services.reports import ReportRow
from app.services.session import requires
from app.store.activities import Activity
from app.store.cases import Case
from app.store.gifts import Gift
from app.store.journal import JournalEntry
from app.store.meetings import Meeting

_STANDS = {
    "": "还没有生成",
    State.DRAFT: "草稿已经生成，还没有送复核",
    State.CHECKING: "正在等另一位签发",
    State.ISSUED: "已经签发，等着报送",
    State.RETURNED: "上级已退回，要出新的一版",
}


@dataclass(frozen=True)
class ReportWaiting:
    """A line of the start page; `check` where the clerk is to issue what somebody else handed in."""

    sentence: str
    hint: str
    button: str
    check: bool = False


@requires(Right.READ)
def waiting(today: dt.date) -> list[ReportWaiting]:
    """Reports to issue, then the one of the quarter just ended as long as it is not submitted."""
    rows = reports.every()
    mine = {row.id for row in rows if row.state == State.CHECKING and _may_issue(row.id)}
    return [*_to_issue(row for row in rows if row.id in mine), *_due(due(today), rows, mine)]


def _to_issue(rows: Iterator[ReportRow]) -> Iterator[ReportWaiting]:
    for row in rows:
        by = report_checking.handed_in_by(row.id)
        yield ReportWaiting(f"{row.period.label}报告等您签发", f"{by}送的复核", "去签发", check=True)


def _due(period: Period, rows: list[ReportRow], told: set[int]) -> Iterator[ReportWaiting]:
    """Nothing is due of a time before the centre had anything to report, as where the program is new."""
    last = next((row for row in rows if row.period == period), None)
    state = last.state if last else ""
    if state == State.SUBMITTED or (last and last.id in told) or not (last or _at_work(period)):
        return
    if not session.may(Right.ENTER):
        return
    hint = f"{spoken(period.end.isoformat())}结束　{_STANDS[state]}"
    yield ReportWaiting(f"{period.label}报告还没有报送", hint, "继续办理" if last else "去生成")


def _may_issue(report: int) -> bool:
    return session.may(Right.CHECK) and report_checking.handed_in_by(report) != session.clerk().name


def _at_work(period: Period) -> bool:
    """Whether there was anything to report by its end: a gift, a meeting, a case or an activity in it or before, or
    the program itself, where nothing at all was done."""
    month, following = period.end.strftime("%Y-%m"), period.end + dt.timedelta(days=1)
    if any(model.select().where(model.month <= month).exists() for model in (Gift, Meeting, Case, Activity)):
        return True
    return bool(JournalEntry.select().where(JournalEntry.at < following.isoformat()).exists())
