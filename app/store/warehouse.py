"""公益仓: what points can be changed for, how much of it there is, and who changed them."""

import peewee as pw

from app.store.database import Record


class Good(Record):
    """Goods or a service on offer; `merchant` who gives the service (0 the centre), `price` in points, `value` in fen
    what the merchant is settled for one, `quota` how many a holder may have in a quarter (0 for any)."""

    name = pw.TextField()
    kind = pw.TextField()
    merchant = pw.IntegerField(default=0, index=True)
    unit = pw.TextField(default="")
    price = pw.IntegerField()
    value = pw.IntegerField(default=0)
    quota = pw.IntegerField(default=0)
    expires = pw.TextField(default="")
    ended = pw.TextField(default="")
    note = pw.TextField(default="")


class StockMove(Record):
    """Pieces of a good that came in or, below zero, went out: 入库, 兑换, 报损, 过期, 冲正 or 期初. Never changed."""

    good = pw.IntegerField(index=True)
    kind = pw.TextField()
    quantity = pw.IntegerField()
    on = pw.TextField()
    booked = pw.TextField(index=True)
    noun = pw.TextField(default="")
    source = pw.IntegerField(default=0)
    clerk = pw.TextField()
    note = pw.TextField(default="")


class Redemption(Record):
    """Points of a holder changed for a good, or the reversal of that (`reverses`). Never changed. `value` in fen,
    `item` what the good was called then."""

    year = pw.IntegerField()
    serial = pw.IntegerField()
    number = pw.TextField(index=True)
    on = pw.TextField(index=True)
    month = pw.TextField(index=True)
    booked = pw.TextField(index=True)
    holder = pw.IntegerField(index=True)
    name = pw.TextField()
    good = pw.IntegerField(index=True)
    item = pw.TextField()
    merchant = pw.IntegerField(default=0, index=True)
    quantity = pw.IntegerField()
    points = pw.IntegerField()
    value = pw.IntegerField(default=0)
    clerk = pw.TextField()
    reverses = pw.IntegerField(default=0, index=True)
    note = pw.TextField(default="")

    def search_texts(self) -> dict[str, list[str]]:
        """What a clerk may type to find this redemption."""
        return {"names": [self.name], "letters": [], "numbers": [self.number]}


class SlipUse(Record):
    """When the slip of a redemption was handed in for its good, and who took it."""

    redemption = pw.IntegerField(unique=True)
    at = pw.TextField()
    who = pw.TextField()


class Settlement(Record):
    """What a merchant was paid for the slips of a quarter (2026Q3), in fen."""

    merchant = pw.IntegerField(index=True)
    quarter = pw.TextField()
    amount = pw.IntegerField()
    paid_on = pw.TextField()
    clerk = pw.TextField()
    note = pw.TextField(default="")
