"""Who hands a list out and when: on every list that leaves the program, never on official documents."""

import datetime as dt

from app.domain.calendar import spoken
from app.domain.roles import Right
from app.services import session
from app.services.session import requires


@requires(Right.READ)
def mark(*before: str) -> str:
    """制表人：王管理　制表时间：2026年11月21日 11:50, behind the words that are to stand `before` it."""
    now = dt.datetime.now()
    made = f"制表人：{session.clerk().name}"
    return "　".join((*before, made, f"制表时间：{spoken(now.date().isoformat())} {now:%H:%M}"))
