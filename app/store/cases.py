"""Cases (一事一档): demands, complaints, actions of meetings, and every step each of them took."""

import peewee as pw

from app.store.database import Record


class CaseKind(Record):
    """The centre's own kinds; `stages` are lines of a name and its phase, `days` what a handler is given."""

    position = pw.IntegerField()
    name = pw.TextField(unique=True)
    days = pw.IntegerField()
    stages = pw.TextField()


class Case(Record):
    """`kind` is the name of a CaseKind, `stage` of one of its stages and `phase` what that means; `number` is given
    once. Money in fen. `origin` is the case it came from, `meeting`, `item`, `resolution` what set it to work."""

    kind = pw.TextField(index=True)
    year = pw.IntegerField()
    serial = pw.IntegerField()
    number = pw.TextField()
    title = pw.TextField()
    detail = pw.TextField(default="")
    source = pw.TextField(default="")
    category = pw.TextField(default="")
    received = pw.TextField(index=True)
    month = pw.TextField(index=True)
    reporter = pw.TextField(default="")
    phone = pw.TextField(default="")
    merchant = pw.IntegerField(default=0, index=True)
    organization = pw.IntegerField(default=0, index=True)
    stage = pw.TextField()
    phase = pw.TextField(index=True)
    unit = pw.TextField(default="")
    unit_row = pw.IntegerField(default=0)
    handler = pw.TextField(default="")
    handler_row = pw.IntegerField(default=0)
    dispatched = pw.TextField(default="")
    due = pw.TextField(default="", index=True)
    done = pw.TextField(default="")
    closed = pw.TextField(default="")
    result = pw.TextField(default="")
    outcome = pw.TextField(default="")
    satisfaction = pw.TextField(default="")
    disputed = pw.IntegerField(default=0)
    recovered = pw.IntegerField(default=0)
    origin = pw.IntegerField(default=0, index=True)
    meeting = pw.IntegerField(default=0, index=True)
    item = pw.IntegerField(default=0, index=True)
    resolution = pw.IntegerField(default=0, index=True)
    reopened = pw.IntegerField(default=0)
    private = pw.BooleanField(default=False)
    note = pw.TextField(default="")

    class Meta:
        table_name = "case_file"

    @property
    def name(self) -> str:
        """What the journal calls it."""
        return f"{self.number} {self.title}"

    def search_texts(self) -> dict[str, list[str]]:
        """What a clerk may type to find this case."""
        names = [self.title, self.unit, self.handler, self.reporter]
        texts = [self.detail, self.result]
        return {
            "names": list(filter(None, names)),
            "letters": [],
            "numbers": [self.number, self.phone],
            "texts": list(filter(None, texts)),
        }


class CaseStep(Record):
    """What was done about a case on a day; `stage` is where it stood afterwards, `was` the deadline it changed."""

    case = pw.ForeignKeyField(Case, on_delete="RESTRICT")
    on = pw.TextField()
    what = pw.TextField()
    stage = pw.TextField()
    who = pw.TextField(default="")
    was = pw.TextField(default="")
    note = pw.TextField(default="")


class CaseRating(Record):
    """What one of the three sides thinks of how a case was handled, out of 100."""

    case = pw.ForeignKeyField(Case, on_delete="RESTRICT")
    side = pw.TextField()
    score = pw.IntegerField()
    rater = pw.TextField(default="")
    on = pw.TextField()
    note = pw.TextField(default="")
