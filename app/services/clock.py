"""Whether the computer's date can be right, judged by what was done before this log-in."""

import datetime as dt

import peewee as pw

from app.domain.calendar import read_moment, spoken
from app.domain.roles import Right
from app.services import session
from app.services.session import requires
from app.store.journal import JournalEntry, Kind
from app.store.writing import note

_CHECKED = "核对了电脑日期"
_LONG = dt.timedelta(days=400)
_ADVICE = (
    "多半是电脑的日期不对。数据没有受影响，但照这个日期办理，牌匾有效期和台账日期都会错。"
    "请先在电脑右下角改好日期；日期确实没错的，就按下面的按钮。"
)


@requires(Right.READ)
def doubt(now: dt.datetime) -> str:
    """A sentence where the date lies before what was done last, or more than a year after; "" for a likely one."""
    last = _last_done()
    if last is None:
        return ""
    today, before = spoken(now.date().isoformat()), spoken(last.date().isoformat())
    if now.date() < last.date():
        return f"电脑的日期是{today}，比上一次办理的{before}还早，" + _ADVICE
    if now - last > _LONG:
        return f"电脑的日期是{today}，离上一次办理的{before}已经一年多，" + _ADVICE
    return ""


@requires(Right.READ)
def confirm() -> None:
    """Journal that the clerk has compared the date with a calendar; from now on this date is believed."""
    note(f"{_CHECKED}：{spoken(dt.date.today().isoformat())}", Kind.LOG_IN)


def _last_done() -> dt.datetime | None:
    """The latest time in the journal since a date was confirmed, this log-in and failures on the way to it aside."""
    before = JournalEntry.id < session.session_start(), JournalEntry.kind != Kind.FAILED.value
    confirmed = (
        JournalEntry.select(pw.fn.MAX(JournalEntry.id))
        .where(*before, JournalEntry.kind == Kind.LOG_IN.value, JournalEntry.what.startswith(_CHECKED))
        .scalar()
    )
    at = JournalEntry.select(pw.fn.MAX(JournalEntry.at)).where(*before, JournalEntry.id >= (confirmed or 0)).scalar()
    return read_moment(at or "")
