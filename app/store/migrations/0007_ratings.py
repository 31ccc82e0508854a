"""Schemes, rounds, sheets and grades; credit events, claimed duties, inspections, indicators."""

import peewee as pw


def up(migrator, db):
    class Table(db.Model):
        act = pw.IntegerField()
        removed_at = pw.TextField(default="")

        class Meta:
            legacy_table_names = False

    class Merchant(db.Model):
        class Meta:
            table_name = "merchant"

    class Scheme(Table):
        key = pw.TextField()
        version = pw.IntegerField()
        title = pw.TextField()
        effective_from = pw.TextField()
        content = pw.TextField()
        note = pw.TextField()

        class Meta:
            table_name = "rating_scheme"

    class Round(Table):
        title = pw.TextField()
        scheme = pw.ForeignKeyField(Scheme, on_delete="RESTRICT")
        start = pw.TextField()
        end = pw.TextField()
        day = pw.TextField()
        only = pw.IntegerField(index=True)
        state = pw.TextField()
        run = pw.IntegerField()
        request = pw.IntegerField()
        checked_by = pw.TextField()
        checked_at = pw.TextField()
        notice_start = pw.TextField()
        notice_end = pw.TextField()
        notice_rule = pw.TextField()
        provisional = pw.BooleanField()
        meeting = pw.IntegerField(index=True)
        issued = pw.TextField()
        note = pw.TextField()

        class Meta:
            table_name = "rating_round"

    class RoundStep(Table):
        round = pw.ForeignKeyField(Round, on_delete="RESTRICT")
        at = pw.TextField()
        who = pw.TextField()
        was = pw.TextField()
        now = pw.TextField()
        note = pw.TextField()

    class Mark(Table):
        round = pw.ForeignKeyField(Round, on_delete="RESTRICT")
        merchant = pw.IntegerField()
        criterion = pw.TextField()
        veto = pw.BooleanField()
        points = pw.IntegerField()
        assessor = pw.TextField()
        on = pw.TextField()
        note = pw.TextField()

        class Meta:
            table_name = "rating_mark"
            indexes = ((("round", "merchant"), False),)

    class Sheet(Table):
        round = pw.ForeignKeyField(Round, on_delete="RESTRICT")
        run = pw.IntegerField()
        merchant = pw.IntegerField(index=True)
        outcome = pw.TextField()
        grade = pw.TextField()
        total = pw.IntegerField()
        rank = pw.IntegerField()
        preferred = pw.BooleanField()
        listed = pw.BooleanField()
        tie = pw.TextField()
        reason = pw.TextField()
        content = pw.TextField()

        class Meta:
            table_name = "rating_sheet"
            indexes = ((("round", "run", "rank"), False),)

    class Objection(Table):
        round = pw.ForeignKeyField(Round, on_delete="RESTRICT")
        merchant = pw.IntegerField(index=True)
        received = pw.TextField()
        objector = pw.TextField()
        phone = pw.TextField()
        text = pw.TextField()
        decision = pw.TextField()
        decided = pw.TextField()
        decided_by = pw.TextField()
        meeting = pw.IntegerField(index=True)
        reason = pw.TextField()

    class MerchantGrade(Table):
        round = pw.ForeignKeyField(Round, on_delete="RESTRICT")
        merchant = pw.IntegerField(index=True)
        outcome = pw.TextField()
        grade = pw.TextField()
        band = pw.IntegerField()
        badge = pw.TextField()
        issued = pw.TextField()
        valid_until = pw.TextField()

    class CreditEvent(Table):
        merchant = pw.ForeignKeyField(Merchant, on_delete="RESTRICT")
        kind = pw.TextField()
        weight = pw.TextField()
        on = pw.TextField(index=True)
        text = pw.TextField()
        source = pw.TextField()
        document = pw.TextField()
        points = pw.IntegerField()
        months = pw.IntegerField()
        until = pw.TextField()
        rule = pw.TextField()
        repaired = pw.TextField()
        repair_note = pw.TextField()
        case = pw.IntegerField(index=True)
        note = pw.TextField()

    class DutyPost(Table):
        name = pw.TextField(unique=True)
        position = pw.IntegerField()
        grid = pw.TextField()
        duties = pw.TextField()

    class DutyClaim(Table):
        post = pw.ForeignKeyField(DutyPost, on_delete="RESTRICT")
        merchant = pw.IntegerField(index=True)
        start = pw.TextField()
        end = pw.TextField()
        note = pw.TextField()

    class Inspection(Table):
        claim = pw.ForeignKeyField(DutyClaim, on_delete="RESTRICT")
        merchant = pw.IntegerField()
        on = pw.TextField(index=True)
        result = pw.TextField()
        inspector = pw.TextField()
        note = pw.TextField()

    class Indicator(Table):
        quarter = pw.TextField(index=True)
        name = pw.TextField()
        value = pw.IntegerField()
        unit = pw.TextField()
        source = pw.TextField()
        note = pw.TextField()

    db.create_tables(Table.__subclasses__())
    db.execute_sql("CREATE UNIQUE INDEX rating_scheme_version ON rating_scheme (key, version)")
    db.execute_sql("ALTER TABLE honour ADD COLUMN round_id INTEGER NOT NULL DEFAULT 0")
    # What scoring reads of every merchant at once stands in an index of its own, so that no row need be opened.
    db.execute_sql(
        "CREATE INDEX case_file_of_merchant ON case_file (kind, received, merchant, outcome, removed_at) "
        "WHERE merchant > 0"
    )
    db.execute_sql("CREATE INDEX attendance_of_row ON attendance (noun, row, presence)")
