"""What the desk remembers for the clerk: half-filled forms, views of a list, how headings were matched."""

import peewee as pw

from app.store.database import db


class Memory(pw.Model):
    """A row that is no record: it carries no history and may be overwritten."""

    class Meta:
        database = db
        legacy_table_names = False


class FormDraft(Memory):
    """A half-filled form of a page; `row` is the record `who` is changing, 0 for a new one; `content` is JSON."""

    page = pw.TextField()
    row = pw.IntegerField()
    who = pw.TextField(default="")
    at = pw.TextField()
    content = pw.TextField()


class SavedView(Memory):
    """A named search, filter, order and choice of columns as JSON; `first` is the one a page opens with."""

    page = pw.TextField()
    name = pw.TextField()
    content = pw.TextField()
    first = pw.BooleanField(default=False)


class ColumnMatch(Memory):
    """The field a clerk chose for a heading; "" for a column that is not imported."""

    noun = pw.TextField()
    heading = pw.TextField()
    field = pw.TextField()


class Setting(Memory):
    """One thing the centre has chosen for this store, such as where its second backup goes."""

    name = pw.TextField(unique=True)
    value = pw.TextField()
