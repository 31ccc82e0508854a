"""Countable work: activities with attendance, the service catalogue, visitors, the duty roster, regulations."""

import peewee as pw

from app.store.database import Record


class ActivityKind(Record):
    """The centre's own kinds; `shape` says what is asked besides what all have (培训, 调解, 坐诊 or ""), `unit` what is
    counted."""

    position = pw.IntegerField()
    name = pw.TextField(unique=True)
    shape = pw.TextField(default="")
    unit = pw.TextField(default="")


class ServiceKind(Record):
    """The centre's own catalogue of services (12+N): `fixed` is one of the 12, `digit` its key in the tally of
    visitors, 0 for none."""

    position = pw.IntegerField()
    name = pw.TextField(unique=True)
    fixed = pw.BooleanField(default=False)
    digit = pw.IntegerField(default=0)


class Activity(Record):
    """`kind` and `service` are names; `minutes` those of all who took part together; money in fen, `recovered` also
    what was earned where nothing was `disputed`; `quantity` whole `unit`s; `organization`, `case` ids or 0."""

    kind = pw.TextField()
    title = pw.TextField()
    service = pw.TextField(default="")
    category = pw.TextField(default="")
    on = pw.TextField(index=True)
    month = pw.TextField(index=True)
    begins = pw.TextField(default="")
    ends = pw.TextField(default="")
    organization = pw.IntegerField(default=0, index=True)
    place = pw.TextField(default="")
    department = pw.TextField(default="")
    host = pw.TextField(default="")
    participants = pw.IntegerField(default=0)
    beneficiaries = pw.IntegerField(default=0)
    minutes = pw.IntegerField(default=0)
    quantity = pw.IntegerField(default=0)
    unit = pw.TextField(default="")
    disputed = pw.IntegerField(default=0)
    recovered = pw.IntegerField(default=0)
    outcome = pw.TextField(default="")
    note = pw.TextField(default="")
    case = pw.IntegerField(default=0, index=True)

    def search_texts(self) -> dict[str, list[str]]:
        """What a clerk may type to find this activity."""
        names = [self.title, self.host, self.department, self.place]
        texts = [self.kind, self.service, self.category, self.note]
        return {
            "names": list(filter(None, names)),
            "letters": [],
            "numbers": [],
            "texts": list(filter(None, texts)),
        }


class ActivityAttendance(Record):
    """Who came to an activity: a person on record (`person`, else 0) or a mere name; `report` the title of the 破题报告
    handed in on a day, `promised` that the list of promises was signed."""

    activity = pw.ForeignKeyField(Activity, on_delete="RESTRICT")
    person = pw.IntegerField(default=0, index=True)
    name = pw.TextField()
    role = pw.TextField()
    minutes = pw.IntegerField(default=0)
    report = pw.TextField(default="")
    handed_in = pw.TextField(default="")
    promised = pw.BooleanField(default=False)
    note = pw.TextField(default="")


class DutyShift(Record):
    """坐诊: who of a department sits in on a day; `activity` is what came of it and `case` what was handed over."""

    department = pw.TextField()
    name = pw.TextField(default="")
    on = pw.TextField(index=True)
    begins = pw.TextField(default="")
    ends = pw.TextField(default="")
    place = pw.TextField(default="")
    activity = pw.IntegerField(default=0, index=True)
    case = pw.IntegerField(default=0, index=True)
    note = pw.TextField(default="")


class VisitorTally(Record):
    """Visitors who came for a service on a day; a correction is another row, below zero where too many were counted,
    with a note."""

    on = pw.TextField(index=True)
    month = pw.TextField(index=True)
    service = pw.TextField()
    count = pw.IntegerField()
    note = pw.TextField(default="")


class Regulation(Record):
    """A system document (制度): `review` is when it is to be looked at again, `ended` since when it no longer holds."""

    title = pw.TextField()
    category = pw.TextField(default="")
    adopted = pw.TextField()
    review = pw.TextField(default="")
    ended = pw.TextField(default="")
    note = pw.TextField(default="")
