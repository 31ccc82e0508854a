"""What becomes of honours once they are given, stock of blanks, revolving flags, and scans of signed pledges."""

import peewee as pw

from app.store.database import Record


class HonourEvent(Record):
    """Something that happened to an honour (an id) on an ISO day. `due` is the day a yearly review was for, `other`
    the honour that takes the place of one that is reissued."""

    honour = pw.IntegerField(index=True)
    kind = pw.TextField()
    on = pw.TextField()
    due = pw.TextField(default="")
    other = pw.IntegerField(default=0, index=True)
    note = pw.TextField(default="")


class BlankEntry(Record):
    """So many blanks of a kind came in, were used up, or were spoiled on an ISO day."""

    blank = pw.TextField(index=True)
    on = pw.TextField()
    move = pw.TextField()
    count = pw.IntegerField()
    note = pw.TextField(default="")


class FlagGroup(Record):
    """Those among whom one revolving flag goes round: a street or a grid (`grid` its id, 0 where it is none)."""

    title = pw.TextField()
    name = pw.TextField()
    grid = pw.IntegerField(default=0)


class FlagHolding(Record):
    """A merchant (an id) holds the flag of a group from an ISO day until the next holding begins; `honour` is its row
    in the register (an id), 0 where it was handed over before flags had numbers."""

    group = pw.ForeignKeyField(FlagGroup, backref="holdings", on_delete="RESTRICT")
    merchant = pw.IntegerField(index=True)
    honour = pw.IntegerField(default=0, index=True)
    start = pw.TextField()
    note = pw.TextField(default="")


class PledgeScan(Record):
    """A signed pledge form (an attachment's id) that proves a pledge (an id), and what it covers."""

    pledge = pw.IntegerField(index=True)
    attachment = pw.IntegerField()
    scope = pw.TextField(default="")
