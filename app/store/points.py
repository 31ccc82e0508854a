"""Points: dated rules by which they are earned, and entries that the database itself keeps from being changed."""

import peewee as pw

from app.store.database import Record


class EarningRule(Record):
    """For every `unit` of a `source` (fen of money or value, minutes of service, or one act) `points` are earned;
    `monthly_cap` points a holder and month at most (0 for none); a lot expires after `expires_months` (0 for never)."""

    source = pw.TextField()
    points = pw.IntegerField()
    unit = pw.IntegerField()
    monthly_cap = pw.IntegerField(default=0)
    expires_months = pw.IntegerField(default=0)
    start = pw.TextField()
    note = pw.TextField(default="")


class PointEntry(Record):
    """Points that a holder gained or, below zero, lost: 得分, 兑换, 过期, 冲正, 调整 or 期初. `noun` and `source` are
    the row they come from, `expires` the last day a lot holds or "". Never changed."""

    holder = pw.IntegerField()
    kind = pw.TextField()
    points = pw.IntegerField()
    on = pw.TextField()
    booked = pw.TextField(index=True)
    expires = pw.TextField(default="")
    rule = pw.IntegerField(default=0)
    noun = pw.TextField(default="")
    source = pw.IntegerField(default=0)
    reverses = pw.IntegerField(default=0, index=True)
    clerk = pw.TextField()
    agreed_by = pw.TextField(default="")
    note = pw.TextField(default="")


class PointSpend(Record):
    """Of which lot (an entry above zero) an entry below zero took how many points; below zero: it gave some back."""

    entry = pw.IntegerField(index=True)
    lot = pw.IntegerField(index=True)
    points = pw.IntegerField()
