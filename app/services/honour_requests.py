"""An honour or a flag that a clerk without the right to check asks for: the second person gives it."""

import datetime as dt
from collections.abc import Sequence

from app.domain.roles import Right
from app.services import approvals, flags, honours
from app.services.approval_kinds import AWARD, FLAG
from app.services.session import requires
from app.store.writing import writing


@requires(Right.ENTER)
def ask(kind: str, merchants: Sequence[int], issued: dt.date, valid_until: dt.date | None, decision: str = "") -> int:
    """Put an honour for merchants before the second person and return the request's id; it is given when they agree.
    None holds without end. Raises Problem for what could not be given as things are."""
    what = honours.check(kind, merchants, issued, valid_until)
    content = {
        **{"kind": kind, "merchants": list(dict.fromkeys(merchants)), "issued": issued.isoformat()},
        **{"valid_until": valid_until.isoformat() if valid_until else "", "decision": decision},
    }
    with writing(f"送审{what}") as act:
        return approvals.ask(act, AWARD, what, content)


@requires(Right.ENTER)
def ask_flag(group: int, merchant: int, day: dt.date, reason: str = "") -> int:
    """Put handing a flag over before the second person and return the request's id. Raises Problem for what could not
    be done as things are."""
    what = flags.check_hand_over(group, merchant, day)
    content = {"group": group, "merchant": merchant, "day": day.isoformat(), "reason": reason}
    with writing(f"送审{what}") as act:
        return approvals.ask(act, FLAG, what, content)
