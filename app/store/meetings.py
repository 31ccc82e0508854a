"""Meetings: what was on the agenda, who came, what was resolved, and the minutes as they were finalised."""

import peewee as pw

from app.store.database import Record


class MeetingKind(Record):
    """The centre's own kinds; `who` is who is due to come, `owed_by` the kinds of organisation that owe it, parted by
    commas, `quorum` and `majority` the codes of rules, `agenda` a line an item, `text` what the minutes begin with."""

    position = pw.IntegerField()
    name = pw.TextField(unique=True)
    cadence = pw.TextField(default="")
    owed_by = pw.TextField(default="")
    who = pw.TextField(default="")
    quorum = pw.TextField(default="")
    majority = pw.TextField(default="")
    agenda = pw.TextField(default="")
    text = pw.TextField(default="")


class Meeting(Record):
    """`kind` is the name of a MeetingKind, `organization` 0 the centre itself, `series` the id of the first of its
    series, `session` the how manieth of its year; `month` is that of `held`, `entered` the day it was entered on."""

    kind = pw.TextField()
    organization = pw.IntegerField(default=0)
    series = pw.IntegerField(default=0, index=True)
    year = pw.IntegerField()
    session = pw.IntegerField()
    title = pw.TextField()
    held = pw.TextField()
    month = pw.TextField(index=True)
    begins = pw.TextField(default="")
    ends = pw.TextField(default="")
    place = pw.TextField(default="")
    chair = pw.TextField(default="")
    recorder = pw.TextField(default="")
    text = pw.TextField(default="")
    state = pw.TextField()
    entered = pw.TextField()

    def search_texts(self) -> dict[str, list[str]]:
        """What a clerk may type to find this meeting: its title and people, and any words of its minutes."""
        items = AgendaItem.select().where(AgendaItem.meeting == self.id, AgendaItem.removed_at == "")
        resolved = Resolution.select().where(Resolution.meeting == self.id, Resolution.removed_at == "")
        said = [
            self.text,
            *(part for item in items for part in (item.title, item.text)),
            *(one.text for one in resolved),
        ]
        names = [self.title, self.chair, self.recorder]
        return {"names": list(filter(None, names)), "letters": [], "numbers": [], "texts": list(filter(None, said))}


class AgendaItem(Record):
    """`origin` is the item of an earlier meeting that it goes on with, `case` the case it is about; 0 for none."""

    meeting = pw.ForeignKeyField(Meeting, on_delete="RESTRICT")
    position = pw.IntegerField()
    title = pw.TextField()
    category = pw.TextField(default="")
    text = pw.TextField(default="")
    state = pw.TextField()
    private = pw.BooleanField(default=False)
    origin = pw.IntegerField(default=0, index=True)
    case = pw.IntegerField(default=0, index=True)


class Attendance(Record):
    """Who was due or sat in; `noun` and `row` say on which record ("" and 0 for a mere name), `voting` whether theirs
    counts."""

    meeting = pw.ForeignKeyField(Meeting, on_delete="RESTRICT")
    position = pw.IntegerField()
    noun = pw.TextField(default="")
    row = pw.IntegerField(default=0)
    name = pw.TextField()
    unit = pw.TextField(default="")
    role = pw.TextField()
    presence = pw.TextField(default="")
    reason = pw.TextField(default="")
    voting = pw.BooleanField(default=True)


class Resolution(Record):
    """The votes on one motion, those given in writing included and counted again in `written`; `quorum` and `majority`
    are codes of rules, "" where none was needed."""

    meeting = pw.ForeignKeyField(Meeting, on_delete="RESTRICT")
    position = pw.IntegerField()
    item = pw.IntegerField(default=0, index=True)
    text = pw.TextField()
    entitled = pw.IntegerField(default=0)
    present = pw.IntegerField(default=0)
    favour = pw.IntegerField(default=0)
    against = pw.IntegerField(default=0)
    abstain = pw.IntegerField(default=0)
    written = pw.IntegerField(default=0)
    quorum = pw.TextField(default="")
    majority = pw.TextField(default="")


class MinutesVersion(Record):
    """The minutes as finalised: `content` is the frozen text, `hash` the SHA-256 of its UTF-8 bytes."""

    meeting = pw.ForeignKeyField(Meeting, on_delete="RESTRICT")
    version = pw.IntegerField()
    at = pw.TextField()
    who = pw.TextField()
    reason = pw.TextField(default="")
    content = pw.TextField()
    hash = pw.TextField()
