"""What becomes of honours once they are given, stock of blanks, revolving flags, and scans of signed pledges."""

import peewee as pw


def up(migrator, db):
    class Table(db.Model):
        act = pw.IntegerField()
        removed_at = pw.TextField(default="")

        class Meta:
            legacy_table_names = False

    class HonourEvent(Table):
        honour = pw.IntegerField(index=True)
        kind = pw.TextField()
        on = pw.TextField()
        due = pw.TextField()
        other = pw.IntegerField(index=True)
        note = pw.TextField()

    class BlankEntry(Table):
        blank = pw.TextField(index=True)
        on = pw.TextField()
        move = pw.TextField()
        count = pw.IntegerField()
        note = pw.TextField()

    class FlagGroup(Table):
        title = pw.TextField()
        name = pw.TextField()
        grid = pw.IntegerField()

    class FlagHolding(Table):
        group = pw.ForeignKeyField(FlagGroup, on_delete="RESTRICT")
        merchant = pw.IntegerField(index=True)
        start = pw.TextField()
        note = pw.TextField()

    class PledgeScan(Table):
        pledge = pw.IntegerField(index=True)
        attachment = pw.IntegerField()
        scope = pw.TextField()

    db.create_tables(Table.__subclasses__())
    db.execute_sql("CREATE UNIQUE INDEX honour_number ON honour (kind_id, year, number)")
    db.execute_sql("CREATE UNIQUE INDEX flag_group_name ON flag_group (title, name) WHERE removed_at = ''")
    db.execute_sql("CREATE UNIQUE INDEX flag_holder ON flag_holding (group_id, start) WHERE removed_at = ''")
