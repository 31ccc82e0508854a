"""People, what became of them as members, and what they did."""

from typing import Any

import peewee as pw

from app.store.database import Record


class Person(Record):
    """A person, member or not. Days are ISO, a month where only that is known; `joined` and `full_since` as members;
    `merchant` the id of the merchant one works at, or 0; `merged_into` the record that took this one over, or 0."""

    number = pw.TextField(default="")
    name = pw.TextField()
    sort_key = pw.TextField()
    mnemonic = pw.TextField(default="")
    former_name = pw.TextField(default="")
    sex = pw.TextField(default="")
    ethnic = pw.TextField(default="")
    birth = pw.TextField(default="")
    id_number = pw.TextField(default="")
    phone = pw.TextField(default="")
    education = pw.TextField(default="")
    degree = pw.TextField(default="")
    native_place = pw.TextField(default="")
    employer = pw.TextField(default="")
    merchant = pw.IntegerField(default=0)
    post = pw.TextField(default="")
    address = pw.TextField(default="")
    occupation = pw.TextField(default="")
    joined = pw.TextField(default="")
    full_since = pw.TextField(default="")
    party_worker = pw.BooleanField(default=False)
    volunteer = pw.BooleanField(default=False)
    delegate = pw.BooleanField(default=False)
    in_need = pw.BooleanField(default=False)
    note = pw.TextField(default="")
    merged_into = pw.IntegerField(default=0)

    class Meta:
        indexes = ((("removed_at", "sort_key"), False),)

    def search_texts(self) -> dict[str, list[str]]:
        """What a clerk may type to find this person."""
        return texts_of(self)


def texts_of(person: Any) -> dict[str, list[str]]:
    """The searchable texts of a person, record or draft."""
    names = dict.fromkeys(filter(None, (person.name, person.former_name)))
    own = [person.mnemonic] if person.mnemonic else []
    return {"names": list(names), "letters": own, "numbers": [person.number, person.id_number, person.phone]}


class PersonStage(Record):
    """The stage a person is in from `start` until the day before `end`; `end` "" is now."""

    person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
    stage = pw.TextField(index=True)
    start = pw.TextField()
    end = pw.TextField(default="")


class DevelopmentStep(Record):
    """A step of a chart of development that was done on a day; `rule` is the sentence of the rules that held then."""

    person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
    chart = pw.TextField()
    step = pw.TextField()
    on = pw.TextField()
    detail = pw.TextField(default="")
    rule = pw.TextField(default="")
    note = pw.TextField(default="")


class Transfer(Record):
    """组织关系转接: between organisations of ours (ids) or places outside (names); `due` the day the letter lapses."""

    person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
    letter = pw.TextField(default="")
    origin = pw.IntegerField(default=0)
    origin_name = pw.TextField(default="")
    target = pw.IntegerField(default=0)
    target_name = pw.TextField(default="")
    sent = pw.TextField()
    due = pw.TextField(default="")
    arrived = pw.TextField(default="")
    note = pw.TextField(default="")


class CheckIn(Record):
    """流动党员报到 or 双报到, as `kind` says, at an organisation of ours; no transfer is implied."""

    person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
    kind = pw.TextField()
    organization = pw.IntegerField(default=0)
    place = pw.TextField(default="")
    start = pw.TextField()
    end = pw.TextField(default="")
    partner = pw.TextField(default="")
    help = pw.TextField(default="")
    note = pw.TextField(default="")


class Deed(Record):
    """Something done by whoever checked in, counted in `people` served."""

    check_in = pw.ForeignKeyField(CheckIn, on_delete="RESTRICT")
    on = pw.TextField()
    what = pw.TextField()
    people = pw.IntegerField(default=0)


class PersonPost(Record):
    """党员示范岗, 责任区, 亮身份 and the like, held for a time."""

    person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
    kind = pw.TextField()
    title = pw.TextField()
    place = pw.TextField(default="")
    start = pw.TextField()
    end = pw.TextField(default="")
    note = pw.TextField(default="")


class PersonAward(Record):
    """An honour or a penalty (`kind` 奖励 or 处分) with the level that gave it."""

    person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
    kind = pw.TextField()
    title = pw.TextField()
    level = pw.TextField(default="")
    issuer = pw.TextField(default="")
    on = pw.TextField()
    ends = pw.TextField(default="")
    note = pw.TextField(default="")


class VolunteerService(Record):
    """Hours one person gave: from `begins` to `ends` (HH:MM) on a day, `minutes` counted and certified by someone."""

    person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
    event = pw.TextField()
    on = pw.TextField()
    begins = pw.TextField()
    ends = pw.TextField()
    minutes = pw.IntegerField()
    certified_by = pw.TextField(default="")
    note = pw.TextField(default="")


class DuesBase(Record):
    """From a month (2026-11) on, the monthly income in fen dues are reckoned on, and the category it falls under."""

    person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
    since = pw.TextField()
    category = pw.TextField()
    income = pw.IntegerField()


class DuesPayment(Record):
    """Dues paid for a month (2026-11), in fen."""

    person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
    month = pw.TextField(index=True)
    amount = pw.IntegerField()
    paid_on = pw.TextField()
    note = pw.TextField(default="")


class Appraisal(Record):
    """民主评议 of one year."""

    person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
    year = pw.IntegerField()
    result = pw.TextField()
    note = pw.TextField(default="")


class StaffGrade(Record):
    """The post (岗) and grade (级) somebody who works full-time for the Party is paid by from `start` until `end`;
    `pay` in fen a month, 0 where it is not known."""

    person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
    post = pw.TextField()
    grade = pw.IntegerField()
    pay = pw.IntegerField(default=0)
    start = pw.TextField()
    end = pw.TextField(default="")
    note = pw.TextField(default="")


class Pairing(Record):
    """结对: a member and whom he or she looks after."""

    person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
    kind = pw.TextField()
    partner = pw.TextField()
    start = pw.TextField()
    end = pw.TextField(default="")
    note = pw.TextField(default="")
