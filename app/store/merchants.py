"""Merchants and what they have promised."""

import peewee as pw

from app.store.database import Record


class Merchant(Record):
    number = pw.TextField(unique=True)
    sign = pw.TextField(default="")
    registered_name = pw.TextField(default="")
    sort_key = pw.TextField()
    mnemonic = pw.TextField(default="")
    code = pw.TextField(default="")
    no_code_reason = pw.TextField(default="")
    trade = pw.TextField(default="")
    address = pw.TextField(default="")
    stall = pw.TextField(default="")
    grid = pw.TextField(default="")
    organization = pw.TextField(default="")
    owner = pw.TextField(default="")
    phone = pw.TextField(default="")
    party_member = pw.BooleanField(default=False)
    since = pw.TextField(default="")
    state = pw.TextField()
    note = pw.TextField(default="")
    merged_into = pw.IntegerField(default=0)

    class Meta:
        indexes = ((("removed_at", "sort_key"), False),)

    def search_texts(self) -> dict[str, list[str]]:
        """What a clerk may type to find this merchant."""
        return texts_of(self.__data__)


def texts_of(row: dict[str, str]) -> dict[str, list[str]]:
    """The searchable texts of a merchant's row."""
    sign = "" if row["sign"] in row["registered_name"] else row["sign"]
    names = dict.fromkeys(filter(None, (row["registered_name"], sign, row["owner"])))
    numbers = [row["number"], row["code"], row["phone"]]
    return {"names": list(names), "letters": [row["mnemonic"]] if row["mnemonic"] else [], "numbers": numbers}


class MerchantEvent(Record):
    """Something that happened to a merchant on a day (ISO): renamed, handed over, given a new code, merged."""

    merchant = pw.ForeignKeyField(Merchant, backref="events", on_delete="RESTRICT")
    kind = pw.TextField()
    on = pw.TextField()
    was = pw.TextField(default="")
    now = pw.TextField(default="")
    note = pw.TextField(default="")


class Pledge(Record):
    """A promise a merchant gave; `signed` is ISO, month precision allowed, "" where the day is not known."""

    merchant = pw.ForeignKeyField(Merchant, backref="pledges", on_delete="CASCADE")
    kind = pw.TextField()
    signed = pw.TextField(default="")
    withdrawn = pw.TextField(default="")
