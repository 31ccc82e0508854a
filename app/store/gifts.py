"""Who gives, what was given, and who holds the cash. Nothing of a gift is changed: it is reversed by another row."""

import peewee as pw

from app.store.database import Record


class Holder(Record):
    """Who gives and holds points: the row of a merchant, person or organization; `merged_into` the holder it now is."""

    noun = pw.TextField()
    row = pw.IntegerField()
    merged_into = pw.IntegerField(default=0)

    class Meta:
        indexes = ((("noun", "row"), True),)


class Gift(Record):
    """A gift, or the reversal of one (below zero, `reverses` its id). `amount` is money in fen, `value` that of goods,
    concessions and services in fen, a concession's worked out from `full_price` or else, as `differs` says; `quantity`
    in thousandths of `unit`; `giver` the name as given, `holder` 0 while it is not matched; `on` the day of the gift,
    `booked` the day it was entered."""

    year = pw.IntegerField()
    serial = pw.IntegerField()
    number = pw.TextField(index=True)
    kind = pw.TextField()
    on = pw.TextField(index=True)
    month = pw.TextField(index=True)
    booked = pw.TextField(index=True)
    holder = pw.IntegerField(default=0, index=True)
    giver = pw.TextField()
    sort_key = pw.TextField(default="")
    shared_with = pw.TextField(default="")
    amount = pw.IntegerField(default=0)
    method = pw.TextField(default="")
    item = pw.TextField(default="")
    quantity = pw.IntegerField(default=0)
    unit = pw.TextField(default="")
    value = pw.IntegerField(default=0)
    valued_by = pw.TextField(default="")
    full_price = pw.IntegerField(default=0)
    differs = pw.TextField(default="")
    people = pw.IntegerField(default=0)
    purpose = pw.TextField(default="")
    campaign = pw.IntegerField(default=0, index=True)
    fund = pw.IntegerField(default=0, index=True)
    good = pw.IntegerField(default=0, index=True)
    points = pw.IntegerField(default=0)
    handler = pw.TextField()
    reverses = pw.IntegerField(default=0, index=True)
    replaces = pw.IntegerField(default=0)
    opening = pw.BooleanField(default=False)
    note = pw.TextField(default="")

    def search_texts(self) -> dict[str, list[str]]:
        """What a clerk may type to find this gift."""
        names = [self.giver, *filter(None, self.shared_with.split("、")), self.item, self.handler]
        return {"names": list(filter(None, names)), "letters": [], "numbers": [self.number]}


class CashMove(Record):
    """Cash in fen that one person handed on to another, or to the bank or the finance office (`to_outside`)."""

    on = pw.TextField()
    booked = pw.TextField(index=True)
    giver = pw.TextField()
    taker = pw.TextField()
    to_outside = pw.BooleanField(default=False)
    amount = pw.IntegerField()
    reverses = pw.IntegerField(default=0, index=True)
    note = pw.TextField(default="")
