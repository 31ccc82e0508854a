"""Goods and services on offer in the 公益仓, as forms and commands choose among them."""

import datetime as dt

from app.domain.errors import Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.services import stock
from app.services.session import requires
from app.store.warehouse import Good


@requires(Right.READ)
def offered(kind: str = "", today: dt.date | None = None) -> list[Good]:
    """What is on offer on a day (today) of one kind (物品, 服务) or of both, by name."""
    day = (today or dt.date.today()).isoformat()
    mine = [Good.kind == kind] if kind else []
    in_use = (Good.removed_at == "", Good.ended == "", (Good.expires == "") | (Good.expires >= day))
    return list(Good.select().where(*mine, *in_use).order_by(Good.name, Good.id))


@requires(Right.READ)
def choices(kind: str = "") -> list[tuple[int, str]]:
    """Offers as a form shows them: id, and “大米（还有 5 袋）”."""
    left = stock.all_left()
    return [
        (row.id, f"{row.name}（还有 {left.get(row.id, 0):,} {row.unit or '份'}）" if row.kind == "物品" else row.name)
        for row in offered(kind)
    ]


@requires(Right.READ)
def named(name: str) -> int:
    """The offer of this very name; raises Problem."""
    found = [row.id for row in offered() if row.name == clean(name)]
    if len(found) != 1:
        raise Problem(f"公益仓里没有叫“{name}”的物品或服务，没有兑换。请核对名称。")
    return int(found[0])
