"""The grades merchants hold, as lists and cards show them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import peewee as pw

from app.domain.roles import Right
from app.domain.schemes import BADGES, REFUSED_BADGE, UNGRADED_BADGE
from app.services.session import requires
from app.store.database import among, db
from app.store.merchants import Merchant
from app.store.ratings import MerchantGrade, Round

BADGE_FILTERS = (*BADGES, UNGRADED_BADGE, REFUSED_BADGE)


@dataclass(frozen=True)
class GradeRow:
    """The grade a merchant holds: as its scheme calls it, its badge, the round that gave it, and the days (ISO) it was
    given and holds until; not `valid` any more after that."""

    merchant: int
    grade: str
    badge: str
    outcome: str
    round: int
    round_title: str
    issued: str
    valid_until: str
    valid: bool


@requires(Right.READ)
def current(merchants: Sequence[int], day: dt.date | None = None) -> dict[int, GradeRow]:
    """The grade given last to each of these merchants; who never got one is left out."""
    newest = _newest().where(among(MerchantGrade.merchant, merchants))
    rows = _rows(MerchantGrade.id.in_(newest), day)
    return {row.merchant: row for row in rows}


@requires(Right.READ)
def history(merchant: int, day: dt.date | None = None) -> list[GradeRow]:
    """Every grade a merchant got, the newest first."""
    return _rows((MerchantGrade.merchant == merchant) & (MerchantGrade.removed_at == ""), day)[::-1]


@requires(Right.READ)
def holders(badge: str, day: dt.date | None = None) -> set[int]:
    """The merchants in use that show this badge on a day: by the grade given last while it holds, else 未评."""
    on = (day or dt.date.today()).isoformat()
    holding = MerchantGrade.select(MerchantGrade.merchant).where(
        MerchantGrade.id.in_(_newest()), MerchantGrade.valid_until >= on
    )
    if badge != UNGRADED_BADGE:
        return {merchant for (merchant,) in db.execute(holding.where(MerchantGrade.badge == badge))}
    query = Merchant.select(Merchant.id).where(Merchant.removed_at == "", Merchant.id.not_in(holding))
    return {merchant for (merchant,) in db.execute(query)}


@requires(Right.READ)
def counts(day: dt.date | None = None) -> dict[str, int]:
    """How many merchants show each badge."""
    return {badge: len(holders(badge, day)) for badge in BADGE_FILTERS}


def _newest() -> Any:
    """The id of each merchant's grade given last; rounds are awarded in the order they were entered."""
    query = MerchantGrade.select(pw.fn.MAX(MerchantGrade.id)).where(MerchantGrade.removed_at == "")
    return query.group_by(MerchantGrade.merchant)


def _rows(condition: Any, day: dt.date | None) -> list[GradeRow]:
    on = (day or dt.date.today()).isoformat()
    of = MerchantGrade
    told = (of.merchant, of.grade, of.badge, of.outcome, of.round, Round.title, of.issued, of.valid_until)
    query = of.select(*told).join(Round).where(condition).order_by(of.id).tuples()
    return [GradeRow(*(*row, row[-1] >= on)) for row in query]
