"""The quarterly reports of two years in the sample store, submitted; the quarter just ended is still to be made."""

import datetime as dt
from collections.abc import Callable

from app.domain.periods import Period
from app.domain.roles import Right, Role
from app.services import reports, session
from app.services.sample_past import RUNNING, Past
from app.services.session import requires
from app.store.reports import Report, ReportStep
from app.store.writing import writing

_CHECKER = session.Clerk("李复核（示例）", Role.CHECKER)
_FIRST = 4
_STEPS_AFTER = (3, 6, 8, 9)
"""Days after a quarter on which its report was begun, handed in, issued and submitted."""


@requires(Right.ENTER)
def fill(past: Past, step: Callable[[], object]) -> None:
    """Submit the reports from a year ago to the one before the last that has ended; the newest first, as none of
    them has anything to say of those before it."""
    for number in reversed(range(_FIRST, RUNNING - 1)):
        step()
        _submit(past.quarter(number))


def _submit(period: Period) -> None:
    report = reports.begin(period)
    days = [period.end + dt.timedelta(days=each) for each in _STEPS_AFTER]
    with writing(f"{period.label}报告编号（示例）") as act:
        number = f"会战商圈党〔{days[-1].year}〕{(days[-1].month + 2) // 3 * 4 - 1}号"
        act.change(Report.get_by_id(report), {"number": number})
    reports.hand_in(report)
    _as_checker(report)
    reports.submit(report, days[-1])
    with writing(f"{period.label}报告补记办理日期（示例）") as act:
        steps = ReportStep.select().where(ReportStep.report == report).order_by(ReportStep.id)
        for step, day in zip(list(steps), days, strict=True):
            act.change(step, {"at": f"{day.isoformat()}T10:20:00"})


def _as_checker(report: int) -> None:
    """Issue it in the name of a second person, whom the sample store does not have."""
    maker, start = session.clerk(), session.session_start()
    session.begin(session.folder(), _CHECKER, start)
    try:
        reports.issue(report)
    finally:
        session.begin(session.folder(), maker, start)
