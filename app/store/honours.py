"""Honours given to merchants, and every time one was printed."""

from typing import Any

import peewee as pw

from app.domain.honours import State
from app.store.database import Record
from app.store.merchants import Merchant


class HonourKind(Record):
    """A kind of honour is data: `number` stands in the plaque code, `symbol` in 诚信〔2026〕001号."""

    code = pw.TextField(unique=True)
    title = pw.TextField(unique=True)
    symbol = pw.TextField()
    number = pw.IntegerField(unique=True)
    stars = pw.IntegerField(default=0)
    wording = pw.TextField()


class Honour(Record):
    """`issued` and `valid_until` are ISO days ("" for without end); `code` the 185 digits of the plaque; `round_id` the
    Round that gave it, 0 for none."""

    kind = pw.ForeignKeyField(HonourKind, backref="honours", on_delete="RESTRICT")
    merchant = pw.ForeignKeyField(Merchant, backref="honours", on_delete="RESTRICT")
    year = pw.IntegerField()
    serial = pw.IntegerField()
    number = pw.TextField()
    issued = pw.TextField()
    valid_until = pw.TextField(default="")
    decision = pw.TextField(default="")
    state = pw.TextField(default=State.GRANTED.value)
    code = pw.TextField(default="")
    rule = pw.TextField(default="")
    round_id = pw.IntegerField(default=0)

    class Meta:
        indexes = ((("kind", "year", "serial"), True),)

    def when_undone(self) -> dict[str, Any]:
        """An honour is never taken out of sight: its number stays used."""
        return {"state": State.VOID.value}


class Printing(Record):
    """`name` is the merchant's name as printed; a renamed merchant's plaque waits to be printed again."""

    honour = pw.ForeignKeyField(Honour, backref="printings", on_delete="RESTRICT")
    style = pw.TextField()
    at = pw.TextField()
    name = pw.TextField(default="")
