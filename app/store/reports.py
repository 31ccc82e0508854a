"""Reports to superiors: what was frozen when each was submitted, and a superior's own form mapped to figures."""

import peewee as pw

from app.store.database import Record


class Report(Record):
    """A report of a period (its code, such as 2026Q3); `text` its paragraphs as JSON, `hash` the fingerprint of what
    was frozen, `version` counts reissues of the same period; `issuer` whoever submitted it was called then."""

    period = pw.TextField(index=True)
    start = pw.TextField()
    end = pw.TextField()
    version = pw.IntegerField()
    state = pw.TextField()
    text = pw.TextField(default="")
    number = pw.TextField(default="")
    submitted = pw.TextField(default="")
    hash = pw.TextField(default="")
    issuer = pw.TextField(default="")
    request = pw.IntegerField(default=0)
    note = pw.TextField(default="")


class ReportFigure(Record):
    """A figure as frozen: `value` in fen, minutes or pieces, of a share `part` and `whole`; `previous` and `last_year`
    likewise; `rows` the ids behind it with what each counts for, runs of them packed."""

    report = pw.ForeignKeyField(Report, on_delete="RESTRICT")
    code = pw.TextField()
    name = pw.TextField()
    section = pw.TextField()
    unit = pw.TextField()
    definition = pw.TextField()
    value = pw.IntegerField(default=0)
    part = pw.IntegerField(default=0)
    whole = pw.IntegerField(default=0)
    previous = pw.TextField(default="")
    last_year = pw.TextField(default="")
    noun = pw.TextField(default="")
    rows = pw.TextField(default="")


class ReportAdjustment(Record):
    """跨期调整: since an earlier report (`of`) was submitted, rows dated in its period changed a figure from `was` to
    `now`; this report says so."""

    report = pw.ForeignKeyField(Report, on_delete="RESTRICT")
    of = pw.IntegerField(index=True)
    code = pw.TextField()
    name = pw.TextField()
    unit = pw.TextField()
    was = pw.IntegerField()
    now = pw.IntegerField()


class ReportStep(Record):
    """A report went from one state to the next: when, by whom, and why where it went back."""

    report = pw.ForeignKeyField(Report, on_delete="RESTRICT")
    at = pw.TextField()
    who = pw.TextField()
    was = pw.TextField()
    now = pw.TextField()
    note = pw.TextField(default="")


class ReportForm(Record):
    """A superior's own spreadsheet (an attachment's id): `cells` says as JSON which cell of which sheet takes what."""

    name = pw.TextField()
    attachment = pw.IntegerField(default=0)
    cells = pw.TextField(default="")
