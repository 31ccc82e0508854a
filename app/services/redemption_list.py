"""Redemptions as lists show them: who had what, whether the slip was handed in, and what was taken back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.calendar import spoken_moment
from app.domain.roles import Right
from app.services import gift_list
from app.services.session import requires
from app.store.database import among, db
from app.store.search import hits
from app.store.warehouse import Good, Redemption, SlipUse

REVERSAL, REVERSED, TAKEN, WAITING = "冲销", "已冲销", "已领取", "未领取"


@dataclass(frozen=True)
class RedemptionRow:
    """A redemption; `mark` says whether it is taken back, taken along or still to be."""

    id: int
    number: str
    on: str
    holder: int
    name: str
    good: str
    quantity: int
    unit: str
    points: int
    clerk: str
    mark: str
    used: str
    note: str


@requires(Right.READ)
def ids(search: str = "", filters: Mapping[str, str] | None = None) -> list[int]:
    """Ids of the redemptions found, the newest first; `filters` by period, good or holder."""
    filters = filters or {}
    found = hits(Redemption, search)
    conditions = [Redemption.id > 0] if found is None else [among(Redemption.id, found)]
    if period := filters.get("period"):
        conditions.append(Redemption.on.between(*gift_list.span(period, dt.date.today())))
    conditions += [getattr(Redemption, name) == int(filters[name]) for name in ("good", "holder") if name in filters]
    query = Redemption.select(Redemption.id).where(*conditions).order_by(Redemption.id.desc())
    return [number for (number,) in db.execute(query)]


@requires(Right.READ)
def rows(wanted: Sequence[int]) -> list[RedemptionRow]:
    """The redemptions of these ids, in the order asked for."""
    found = {row.id: row for row in Redemption.select().where(among(Redemption.id, wanted))}
    undone = {row.reverses for row in Redemption.select().where(among(Redemption.reverses, wanted))}
    uses = {row.redemption: row for row in SlipUse.select().where(among(SlipUse.redemption, wanted))}
    goods = {row.id: row for row in Good.select().where(among(Good.id, {row.good for row in found.values()}))}
    shown = ("id", "number", "on", "holder", "name", "quantity", "points", "clerk", "note")
    result = []
    for row in map(found.__getitem__, wanted):
        use, good = uses.get(row.id), goods[row.good]
        mark = REVERSAL if row.reverses else REVERSED if row.id in undone else TAKEN if use else WAITING
        told = {name: getattr(row, name) for name in shown}
        used = f"{spoken_moment(use.at)}　{use.who}" if use else ""
        result.append(RedemptionRow(**told, good=row.item, unit=good.unit or "份", mark=mark, used=used))
    return result
