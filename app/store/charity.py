"""Campaigns and funds: what is collected for whom, and what was paid out."""

import peewee as pw

from app.store.database import Record


class Campaign(Record):
    """A 众筹项目. `kind` is 定向救助 or 合作募捐, then with the `holder` of a 公开募捐资格 and its `certificate`;
    `target` in fen; the beneficiary's name is never shown on anything public."""

    name = pw.TextField()
    purpose = pw.TextField()
    kind = pw.TextField()
    holder = pw.TextField(default="")
    certificate = pw.TextField(default="")
    beneficiary = pw.TextField(default="")
    target = pw.IntegerField(default=0)
    start = pw.TextField()
    end = pw.TextField(default="")
    note = pw.TextField(default="")


class Fund(Record):
    """A purpose-bound sub-ledger (冠名基金, 社区基金); `purposes` it may be spent on, parted by commas; `share` the
    percent of after-tax profit that flows in, 0 for none."""

    name = pw.TextField()
    kind = pw.TextField()
    purposes = pw.TextField()
    sponsor = pw.TextField(default="")
    opened = pw.TextField()
    share = pw.IntegerField(default=0)
    note = pw.TextField(default="")


class FundEntry(Record):
    """What flows into a fund or out of it besides gifts, in fen: 期初, 利润分成, 支出 (below zero) or 冲销. Never
    changed. Of a share of profit, `profit` is what it was reckoned from and `rule` the percent; `enterprise` the id of
    the organisation that earned it in `year`, on a `revenue` of so much, and `invested` so much, or 0."""

    fund = pw.IntegerField(default=0, index=True)
    campaign = pw.IntegerField(default=0, index=True)
    kind = pw.TextField()
    number = pw.TextField(default="")
    on = pw.TextField(index=True)
    booked = pw.TextField(index=True)
    amount = pw.IntegerField()
    purpose = pw.TextField(default="")
    beneficiary = pw.TextField(default="")
    households = pw.IntegerField(default=0)
    enterprise = pw.IntegerField(default=0)
    year = pw.IntegerField(default=0)
    revenue = pw.IntegerField(default=0)
    invested = pw.IntegerField(default=0)
    profit = pw.IntegerField(default=0)
    rule = pw.TextField(default="")
    asked_by = pw.TextField(default="")
    agreed_by = pw.TextField(default="")
    clerk = pw.TextField()
    reverses = pw.IntegerField(default=0, index=True)
    note = pw.TextField(default="")


class CashCount(Record):
    """The cash in hand as counted at the end of a day, beside what the ledgers say, in fen; the day's last holds."""

    on = pw.TextField(index=True)
    expected = pw.IntegerField()
    counted = pw.IntegerField()
    clerk = pw.TextField()
    note = pw.TextField(default="")
