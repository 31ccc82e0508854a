"""What one person asked for and another must agree to."""

import peewee as pw

from app.store.database import Record


class Approval(Record):
    """`kind` names the service that carries it out with `content` (JSON); `decision` is "" while it waits,
    then what the second person said."""

    kind = pw.TextField()
    what = pw.TextField()
    content = pw.TextField()
    asked_by = pw.TextField()
    asked_at = pw.TextField()
    decided_by = pw.TextField(default="")
    decided_at = pw.TextField(default="")
    decision = pw.TextField(default="")
    reason = pw.TextField(default="")
