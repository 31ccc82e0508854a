"""Scans and photos that belong to a record; their bytes lie encrypted beside the database."""

import peewee as pw

from app.store.database import Record, db
from app.store.desk import Setting

_DOOMED = "attachment.doomed."


class Attachment(Record):
    """A file of the record `row` of a noun (a table): `hash` is the SHA-256 (hex) of its content, `size` its bytes,
    `width` and `height` its pixels, 0 where it is no picture."""

    noun = pw.TextField()
    row = pw.IntegerField()
    name = pw.TextField()
    kind = pw.TextField()
    hash = pw.TextField(index=True)
    size = pw.IntegerField()
    width = pw.IntegerField(default=0)
    height = pw.IntegerField(default=0)
    note = pw.TextField(default="")
    added_at = pw.TextField()

    class Meta:
        indexes = ((("noun", "row"), False),)


class AttachmentKey(pw.Model):
    """The key (32 bytes) under which the files are encrypted; it stays when the database is given a new one."""

    key = pw.BlobField()

    class Meta:
        database = db
        legacy_table_names = False


def doom(digest: str) -> None:
    """Have the content of this hash deleted when the next copy is whole, whether the copies hold it or not; call
    inside the transaction that decides so."""
    Setting.replace(name=_DOOMED + digest, value="").execute()


def doomed() -> set[str]:
    """The hashes of contents that are to go."""
    rows = Setting.select(Setting.name).where(Setting.name.startswith(_DOOMED)).tuples()
    return {name.removeprefix(_DOOMED) for (name,) in rows}


def spare(digest: str) -> None:
    """Nothing more is to be done about a content: it is gone, or a row names it again."""
    Setting.delete().where(Setting.name == _DOOMED + digest).execute()
