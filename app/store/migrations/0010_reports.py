"""Reports with what was frozen in them, and superiors' forms."""

import peewee as pw


def up(migrator, db):
    class Table(db.Model):
        act = pw.IntegerField()
        removed_at = pw.TextField(default="")

        class Meta:
            legacy_table_names = False

    class Report(Table):
        period = pw.TextField(index=True)
        start = pw.TextField()
        end = pw.TextField()
        version = pw.IntegerField()
        state = pw.TextField()
        text = pw.TextField()
        number = pw.TextField()
        submitted = pw.TextField()
        hash = pw.TextField()
        issuer = pw.TextField()
        request = pw.IntegerField()
        note = pw.TextField()

    class ReportFigure(Table):
        report = pw.ForeignKeyField(Report, on_delete="RESTRICT")
        code = pw.TextField()
        name = pw.TextField()
        section = pw.TextField()
        unit = pw.TextField()
        definition = pw.TextField()
        value = pw.IntegerField()
        part = pw.IntegerField()
        whole = pw.IntegerField()
        previous = pw.TextField()
        last_year = pw.TextField()
        noun = pw.TextField()
        rows = pw.TextField()

    class ReportAdjustment(Table):
        report = pw.ForeignKeyField(Report, on_delete="RESTRICT")
        of = pw.IntegerField(index=True)
        code = pw.TextField()
        name = pw.TextField()
        unit = pw.TextField()
        was = pw.IntegerField()
        now = pw.IntegerField()

    class ReportStep(Table):
        report = pw.ForeignKeyField(Report, on_delete="RESTRICT")
        at = pw.TextField()
        who = pw.TextField()
        was = pw.TextField()
        now = pw.TextField()
        note = pw.TextField()

    class ReportForm(Table):
        name = pw.TextField()
        attachment = pw.IntegerField()
        cells = pw.TextField()

    db.create_tables(Table.__subclasses__())
    db.execute_sql("CREATE UNIQUE INDEX report_version ON report (period, version)")
    db.execute_sql("CREATE INDEX merchant_removed_at_since ON merchant (removed_at, since)")
