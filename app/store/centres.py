"""Records of the centre itself: who it is, who works there, its rules and its signing keys."""

import peewee as pw

from app.store.database import Record


class Centre(Record):
    """The one row that says whose data this is."""

    number = pw.IntegerField()
    name = pw.TextField()
    region = pw.TextField(default="")
    issuer = pw.TextField(default="")
    phone = pw.TextField(default="")
    preset = pw.TextField(default="")
    sample = pw.BooleanField(default=False)


class Clerk(Record):
    name = pw.TextField(unique=True)
    role = pw.TextField()


class SigningKey(Record):
    """An Ed25519 pair as raw bytes; the newest signs, all of them verify."""

    private = pw.BlobField()
    public = pw.BlobField()


class LocalRule(Record):
    """A dated value of the centre's own; columns as in resources/rules."""

    code = pw.TextField(index=True)
    name = pw.TextField()
    value = pw.TextField()
    unit = pw.TextField(default="")
    source = pw.TextField(default="")
    effective_from = pw.TextField()
    effective_to = pw.TextField(default="")
