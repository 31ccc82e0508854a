"""Meetings with agenda, attendance, resolutions and minutes; cases with their steps and ratings."""

import peewee as pw


def up(migrator, db):
    class Table(db.Model):
        act = pw.IntegerField()
        removed_at = pw.TextField(default="")

        class Meta:
            legacy_table_names = False

    class MeetingKind(Table):
        position = pw.IntegerField()
        name = pw.TextField(unique=True)
        cadence = pw.TextField()
        owed_by = pw.TextField()
        who = pw.TextField()
        quorum = pw.TextField()
        majority = pw.TextField()
        agenda = pw.TextField()
        text = pw.TextField()

    class Meeting(Table):
        kind = pw.TextField()
        organization = pw.IntegerField()
        series = pw.IntegerField(index=True)
        year = pw.IntegerField()
        session = pw.IntegerField()
        title = pw.TextField()
        held = pw.TextField()
        month = pw.TextField(index=True)
        begins = pw.TextField()
        ends = pw.TextField()
        place = pw.TextField()
        chair = pw.TextField()
        recorder = pw.TextField()
        text = pw.TextField()
        state = pw.TextField()
        entered = pw.TextField()

    class AgendaItem(Table):
        meeting = pw.ForeignKeyField(Meeting, on_delete="RESTRICT")
        position = pw.IntegerField()
        title = pw.TextField()
        category = pw.TextField()
        text = pw.TextField()
        state = pw.TextField()
        private = pw.BooleanField()
        origin = pw.IntegerField(index=True)
        case = pw.IntegerField(index=True)

    class Attendance(Table):
        meeting = pw.ForeignKeyField(Meeting, on_delete="RESTRICT")
        position = pw.IntegerField()
        noun = pw.TextField()
        row = pw.IntegerField()
        name = pw.TextField()
        unit = pw.TextField()
        role = pw.TextField()
        presence = pw.TextField()
        reason = pw.TextField()
        voting = pw.BooleanField()

    class Resolution(Table):
        meeting = pw.ForeignKeyField(Meeting, on_delete="RESTRICT")
        position = pw.IntegerField()
        item = pw.IntegerField(index=True)
        text = pw.TextField()
        entitled = pw.IntegerField()
        present = pw.IntegerField()
        favour = pw.IntegerField()
        against = pw.IntegerField()
        abstain = pw.IntegerField()
        written = pw.IntegerField()
        quorum = pw.TextField()
        majority = pw.TextField()

    class MinutesVersion(Table):
        meeting = pw.ForeignKeyField(Meeting, on_delete="RESTRICT")
        version = pw.IntegerField()
        at = pw.TextField()
        who = pw.TextField()
        reason = pw.TextField()
        content = pw.TextField()
        hash = pw.TextField()

    class CaseKind(Table):
        position = pw.IntegerField()
        name = pw.TextField(unique=True)
        days = pw.IntegerField()
        stages = pw.TextField()

    class Case(Table):
        kind = pw.TextField(index=True)
        year = pw.IntegerField()
        serial = pw.IntegerField()
        number = pw.TextField()
        title = pw.TextField()
        detail = pw.TextField()
        source = pw.TextField()
        category = pw.TextField()
        received = pw.TextField(index=True)
        month = pw.TextField(index=True)
        reporter = pw.TextField()
        phone = pw.TextField()
        merchant = pw.IntegerField(index=True)
        organization = pw.IntegerField(index=True)
        stage = pw.TextField()
        phase = pw.TextField(index=True)
        unit = pw.TextField()
        unit_row = pw.IntegerField()
        handler = pw.TextField()
        handler_row = pw.IntegerField()
        dispatched = pw.TextField()
        due = pw.TextField(index=True)
        done = pw.TextField()
        closed = pw.TextField()
        result = pw.TextField()
        outcome = pw.TextField()
        satisfaction = pw.TextField()
        disputed = pw.IntegerField()
        recovered = pw.IntegerField()
        origin = pw.IntegerField(index=True)
        meeting = pw.IntegerField(index=True)
        item = pw.IntegerField(index=True)
        resolution = pw.IntegerField(index=True)
        reopened = pw.IntegerField()
        private = pw.BooleanField()
        note = pw.TextField()

        class Meta:
            table_name = "case_file"

    class CaseStep(Table):
        case = pw.ForeignKeyField(Case, on_delete="RESTRICT")
        on = pw.TextField()
        what = pw.TextField()
        stage = pw.TextField()
        who = pw.TextField()
        was = pw.TextField()
        note = pw.TextField()

    class CaseRating(Table):
        case = pw.ForeignKeyField(Case, on_delete="RESTRICT")
        side = pw.TextField()
        score = pw.IntegerField()
        rater = pw.TextField()
        on = pw.TextField()
        note = pw.TextField()

    db.create_tables(Table.__subclasses__())
    db.execute_sql("CREATE UNIQUE INDEX case_number ON case_file (year, number)")
    db.execute_sql("CREATE INDEX meeting_owed ON meeting (organization, kind, held)")
    for noun in ("meeting", "case_file"):
        db.execute_sql(
            f"CREATE VIRTUAL TABLE {noun}_search USING fts5"
            "(names, initials, syllables, heads, tails, content='', contentless_delete=1, detail=full)"
        )
