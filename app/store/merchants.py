"""Merchants and what they have promised."""

from typing import Any

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

    @property
    def name(self) -> str:
        """The registered name, which is printed; the sign where there is none."""
        return self.registered_name or self.sign

    def search_texts(self) -> dict[str, list[str]]:
        """What a clerk may type to find this merchant."""
        return texts_of(self, self.number)


def texts_of(merchant: Any, number: str) -> dict[str, list[str]]:
    """The searchable texts of a merchant, record or draft; a sign that the registered name holds is left to that."""
    sign = "" if merchant.sign in merchant.registered_name else merchant.sign
    names = dict.fromkeys(filter(None, (merchant.registered_name, sign, merchant.owner)))
    own = [merchant.mnemonic] if merchant.mnemonic else []
    return {"names": list(names), "letters": own, "numbers": [number, merchant.code, merchant.phone]}


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
