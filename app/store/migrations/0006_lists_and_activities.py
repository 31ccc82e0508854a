"""The three lists with their links; activities, services, visitors, the duty roster and regulations."""

import peewee as pw


def up(migrator, db):
    class Table(db.Model):
        act = pw.IntegerField()
        removed_at = pw.TextField(default="")

        class Meta:
            legacy_table_names = False

    class ListKind(Table):
        position = pw.IntegerField()
        name = pw.TextField(unique=True)
        role = pw.TextField()

    class ListItem(Table):
        kind = pw.TextField(index=True)
        title = pw.TextField()
        detail = pw.TextField()
        organization = pw.IntegerField(index=True)
        merchant = pw.IntegerField(index=True)
        unit = pw.TextField()
        contact = pw.TextField()
        phone = pw.TextField()
        quantity = pw.TextField()
        category = pw.TextField()
        registered = pw.TextField(index=True)
        expires = pw.TextField()
        state = pw.TextField()
        case = pw.IntegerField(index=True)

    class ListLink(Table):
        first = pw.ForeignKeyField(ListItem, on_delete="RESTRICT")
        second = pw.ForeignKeyField(ListItem, on_delete="RESTRICT")
        start = pw.TextField()
        end = pw.TextField()
        note = pw.TextField()

    class ActivityKind(Table):
        position = pw.IntegerField()
        name = pw.TextField(unique=True)
        shape = pw.TextField()
        unit = pw.TextField()

    class ServiceKind(Table):
        position = pw.IntegerField()
        name = pw.TextField(unique=True)
        fixed = pw.BooleanField()
        digit = pw.IntegerField()

    class Activity(Table):
        kind = pw.TextField()
        title = pw.TextField()
        service = pw.TextField()
        category = pw.TextField()
        on = pw.TextField(index=True)
        month = pw.TextField(index=True)
        begins = pw.TextField()
        ends = pw.TextField()
        organization = pw.IntegerField(index=True)
        place = pw.TextField()
        department = pw.TextField()
        host = pw.TextField()
        participants = pw.IntegerField()
        beneficiaries = pw.IntegerField()
        minutes = pw.IntegerField()
        quantity = pw.IntegerField()
        unit = pw.TextField()
        disputed = pw.IntegerField()
        recovered = pw.IntegerField()
        outcome = pw.TextField()
        note = pw.TextField()
        case = pw.IntegerField(index=True)

    class ActivityAttendance(Table):
        activity = pw.ForeignKeyField(Activity, on_delete="RESTRICT")
        person = pw.IntegerField(index=True)
        name = pw.TextField()
        role = pw.TextField()
        minutes = pw.IntegerField()
        report = pw.TextField()
        handed_in = pw.TextField()
        promised = pw.BooleanField()
        note = pw.TextField()

    class DutyShift(Table):
        department = pw.TextField()
        name = pw.TextField()
        on = pw.TextField(index=True)
        begins = pw.TextField()
        ends = pw.TextField()
        place = pw.TextField()
        activity = pw.IntegerField(index=True)
        case = pw.IntegerField(index=True)
        note = pw.TextField()

    class VisitorTally(Table):
        on = pw.TextField(index=True)
        month = pw.TextField(index=True)
        service = pw.TextField()
        count = pw.IntegerField()
        note = pw.TextField()

    class Regulation(Table):
        title = pw.TextField()
        category = pw.TextField()
        adopted = pw.TextField()
        review = pw.TextField()
        ended = pw.TextField()
        note = pw.TextField()

    db.create_tables(Table.__subclasses__())
    db.execute_sql('CREATE INDEX activity_in_time ON activity (kind, "on")')
    for noun in ("list_item", "activity"):
        db.execute_sql(
            f"CREATE VIRTUAL TABLE {noun}_search USING fts5"
            "(names, initials, syllables, heads, tails, content='', contentless_delete=1, detail=full)"
        )
