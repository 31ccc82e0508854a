"""Points adjusted or opened by hand: only ever with a second person."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.domain.drafts import checked_day
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean
from app.domain.points import Kind
from app.domain.roles import Right
from app.services import holders, points, session
from app.services.session import requires
from app.store.points import PointEntry
from app.store.writing import Act


@dataclass(frozen=True)
class Adjustment:
    """Points to give or, below zero, to take; `opening` says that they are what the holder had before the program."""

    noun: str
    row: int
    points: int
    reason: str
    on: str = ""
    opening: bool = False


@requires(Right.READ)
def checked(wanted: Adjustment) -> dict[str, Any]:
    """What an adjustment says, normalised; raises Invalid."""
    complaints: dict[str, str] = {}
    if not wanted.points:
        complaints["points"] = Complaint("zero", "调整的积分不能是 0。")
    if not clean(wanted.reason):
        complaints["reason"] = Complaint("missing", "请写明调整的理由或凭据。")
    on = checked_day(wanted.on or dt.date.today().isoformat(), "on", complaints)
    if on > dt.date.today().isoformat():
        complaints["on"] = Complaint("future", "日期在今天以后，请核对。")
    holder = holders.known(wanted.noun, wanted.row)
    opened = (PointEntry.kind == Kind.OPENING, PointEntry.reverses == 0)
    if (
        wanted.opening
        and holder
        and PointEntry.select().where(PointEntry.holder.in_(holders.same(holder)), *opened).exists()
    ):
        complaints["points"] = Complaint("twice", "期初积分已经登记过，要改请用调整。")
    if wanted.opening and wanted.points < 0:
        complaints["points"] = Complaint("negative", "期初积分不能是负数。")
    if complaints:
        raise Invalid(complaints)
    return {**vars(wanted), "reason": clean(wanted.reason), "on": on}


@requires(Right.CHECK)
def carry_out(act: Act, content: dict[str, Any]) -> None:
    """Give or take the points that a second person agreed to."""
    asked_by = content["asked_by"]
    told = checked(Adjustment(**{name: value for name, value in content.items() if name != "asked_by"}))
    holder = holders.of(act, told["noun"], told["row"])
    kind = Kind.OPENING if told["opening"] else Kind.ADJUSTED
    on = dt.date.fromisoformat(told["on"])
    more = {"note": told["reason"], "clerk": asked_by, "agreed_by": session.clerk().name}
    if told["points"] > 0:
        points.gain(act, holder, told["points"], on, kind, **more)
    else:
        points.lose(act, holder, -told["points"], on, kind, **more)
