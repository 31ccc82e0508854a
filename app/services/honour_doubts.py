"""Honours in force whose merchant was rated again since, below what the honour asks for: to be reclaimed, or kept."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Any

import peewee as pw

from app.domain.calendar import spoken
from app.domain.honours import Happening, State
from app.domain.roles import Right
from app.domain.schemes import Scheme
from app.domain.scoring import Outcome, last_band
from app.services import schemes
from app.services.session import requires
from app.store.database import db
from app.store.honour_life import HonourEvent
from app.store.honours import Honour, HonourKind
from app.store.ratings import MerchantGrade, Round


@requires(Right.READ)
def doubtful(today: dt.date) -> dict[int, str]:
    """By honour in force the sentence that says why it is in doubt, the latest rating first. A yearly review passed
    since settles the doubt: the centre has decided to leave it."""
    scheme_of = cache(lambda number: schemes.get(number).scheme)
    found = {}
    for honour, kind, scheme, outcome, grade, band, issued in db.execute(_rated_since(today.isoformat())):
        rules = scheme_of(scheme)
        if rules.award.honour == kind and (outcome == Outcome.REFUSED or band > last_band(rules)):
            found[honour] = _said(rules, outcome, grade, issued)
    return found


def _rated_since(today: str) -> Any:
    """Honours in force with the newest grade of their merchant, where that came later and from another round."""
    newest = MerchantGrade.select(pw.fn.MAX(MerchantGrade.id)).where(MerchantGrade.removed_at == "")
    alive = (Honour.valid_until == "") | (Honour.valid_until >= today)
    later = (MerchantGrade.round != Honour.round_id, MerchantGrade.issued >= Honour.issued)
    kept = HonourEvent.select().where(
        HonourEvent.honour == Honour.id,
        HonourEvent.kind == Happening.PASSED,
        HonourEvent.removed_at == "",
        HonourEvent.on >= MerchantGrade.issued,
    )
    grade: Iterable[Any] = (MerchantGrade.outcome, MerchantGrade.grade, MerchantGrade.band, MerchantGrade.issued)
    query = MerchantGrade.select(Honour.id, HonourKind.title, Round.scheme, *grade).join(Round)
    query = query.join(Honour, on=Honour.merchant == MerchantGrade.merchant).join(HonourKind)
    query = query.where(MerchantGrade.id.in_(newest.group_by(MerchantGrade.merchant)), Honour.state == State.GRANTED)
    query = query.where(alive, *later, ~pw.fn.EXISTS(kept))
    return query.order_by(MerchantGrade.issued.desc(), Honour.id)


def _said(scheme: Scheme, outcome: str, grade: str, issued: str) -> str:
    result = "不予评定" if outcome == Outcome.REFUSED else f"{grade} 级，授牌要求 {scheme.award.grade} 级以上"
    return f"{spoken(issued)}重新评定为{result}，请决定收回，或年审合格后保留。"
