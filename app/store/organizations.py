"""Organisations, grids, and the dated tree that holds them, their merchants and their people."""

import peewee as pw

from app.store.database import Record


class Organization(Record):
    """`kind` is the name of an OrganizationKind, `level` of a Level; `merged_into` the one it became part of, or 0."""

    name = pw.TextField()
    short_name = pw.TextField(default="")
    sort_key = pw.TextField()
    kind = pw.TextField(default="")
    level = pw.TextField(default="")
    formation = pw.TextField(default="")
    founded = pw.TextField(default="")
    address = pw.TextField(default="")
    phone = pw.TextField(default="")
    venue = pw.TextField(default="")
    venue_area = pw.TextField(default="")
    venue_hours = pw.TextField(default="")
    chain = pw.TextField(default="")
    state = pw.TextField()
    merged_into = pw.IntegerField(default=0)
    note = pw.TextField(default="")

    def search_texts(self) -> dict[str, list[str]]:
        """What a clerk may type to find this organisation."""
        names = dict.fromkeys(filter(None, (self.name, self.short_name)))
        return {"names": list(names), "letters": [], "numbers": [self.phone]}


class Grid(Record):
    """A piece of the second tree: 街区, 片区, 网格, 楼栋 or 单元, as `level` says."""

    name = pw.TextField()
    sort_key = pw.TextField()
    level = pw.TextField(default="")
    state = pw.TextField()
    merged_into = pw.IntegerField(default=0)
    note = pw.TextField(default="")


class Level(Record):
    """The name of one level of a tree ("organization" or "grid"), counted from the top."""

    tree = pw.TextField()
    position = pw.IntegerField()
    name = pw.TextField()


class OrganizationKind(Record):
    """`party` tells Party organisations from mass ones and units; `term` and `subsidy` are codes of rules or ""."""

    position = pw.IntegerField()
    name = pw.TextField(unique=True)
    party = pw.BooleanField()
    term = pw.TextField(default="")
    subsidy = pw.TextField(default="")


class Placement(Record):
    """Under which node of a tree a row of a noun (a table) stood from `start` until the day before `end`; `parent` 0
    is the top, `end` "" is now. `how` says what brought it there."""

    tree = pw.TextField()
    noun = pw.TextField()
    row = pw.IntegerField()
    parent = pw.IntegerField()
    start = pw.TextField()
    end = pw.TextField(default="")
    how = pw.TextField(default="")


class CoverageUnit(Record):
    """What the Party's organisations are to cover: a 城中村, a housing estate, a building, as `kind` says. A Placement
    tells since when it is kept count of and where: at the organisation that covers it, at 0 while none does."""

    name = pw.TextField()
    sort_key = pw.TextField()
    kind = pw.TextField(default="")
    note = pw.TextField(default="")


class OrganizationEvent(Record):
    """What happened to a node of a tree on a day; `was` and `now` are names."""

    tree = pw.TextField()
    node = pw.IntegerField(index=True)
    kind = pw.TextField()
    on = pw.TextField()
    was = pw.TextField(default="")
    now = pw.TextField(default="")
    note = pw.TextField(default="")


class Seat(Record):
    """Who holds a post of an organisation or a grid; `person` 0 where only a name is known; `source` of a secretary,
    `category` the unit a committee member comes from, `manages` whether also in the management (一肩挑)."""

    tree = pw.TextField()
    node = pw.IntegerField(index=True)
    post = pw.TextField()
    duty = pw.TextField(default="")
    person = pw.IntegerField(default=0, index=True)
    name = pw.TextField()
    start = pw.TextField()
    end = pw.TextField(default="")
    source = pw.TextField(default="")
    category = pw.TextField(default="")
    manages = pw.BooleanField(default=False)
    note = pw.TextField(default="")


class Term(Record):
    """A committee's term of office: the day it was elected, months early (-) or late (+) with approval."""

    organization = pw.IntegerField(index=True)
    elected = pw.TextField()
    shift = pw.IntegerField(default=0)
    approval = pw.TextField(default="")
    note = pw.TextField(default="")


class Agreement(Record):
    organization = pw.IntegerField(index=True)
    title = pw.TextField()
    parties = pw.TextField()
    duties = pw.TextField(default="")
    signed = pw.TextField()
    expires = pw.TextField(default="")
    ended = pw.TextField(default="")
    note = pw.TextField(default="")


class SubsidyPayment(Record):
    """`amount` in fen; `kind` is the code of the rule the entitlement comes from."""

    organization = pw.IntegerField(index=True)
    year = pw.IntegerField()
    kind = pw.TextField()
    amount = pw.IntegerField()
    paid_on = pw.TextField()
    note = pw.TextField(default="")


class Liaison(Record):
    """A committee member who looks after a merchant."""

    organization = pw.IntegerField(index=True)
    person = pw.IntegerField(default=0)
    name = pw.TextField()
    merchant = pw.IntegerField()
    start = pw.TextField()
    end = pw.TextField(default="")


class LiaisonVisit(Record):
    liaison = pw.ForeignKeyField(Liaison, on_delete="RESTRICT")
    on = pw.TextField()
    note = pw.TextField(default="")
