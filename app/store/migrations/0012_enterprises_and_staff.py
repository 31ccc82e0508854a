"""What a concession was worked out from, what an enterprise earned and put in, and the post and grade of staff."""

import peewee as pw

KEPT = {
    "gift": 'year, serial, number, kind, "on", month, booked, amount, method, item, quantity, unit, value, full_price, '
    "people, purpose, campaign, fund, good, reverses, replaces, opening",
    "fund_entry": 'fund, campaign, kind, number, "on", booked, amount, purpose, households, enterprise, year, revenue, '
    "invested, profit, rule, reverses",
}
"""Ledgers with a new column, and the columns of each that stay."""


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class StaffGrade(db.Model):
        act = pw.IntegerField()
        removed_at = pw.TextField(default="")
        person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
        post = pw.TextField()
        grade = pw.IntegerField()
        pay = pw.IntegerField()
        start = pw.TextField()
        end = pw.TextField()
        note = pw.TextField()

        class Meta:
            legacy_table_names = False

    db.create_tables([StaffGrade])
    db.execute_sql("ALTER TABLE gift ADD COLUMN full_price INTEGER NOT NULL DEFAULT 0")
    db.execute_sql("ALTER TABLE gift ADD COLUMN differs TEXT NOT NULL DEFAULT ''")
    for name in ("enterprise", "year", "revenue", "invested"):
        db.execute_sql(f"ALTER TABLE fund_entry ADD COLUMN {name} INTEGER NOT NULL DEFAULT 0")
    db.execute_sql("CREATE INDEX case_file_done ON case_file (done)")
    for noun, columns in KEPT.items():
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns.split(", "))
        db.execute_sql(f"DROP TRIGGER {noun}_keeps_update")
        db.execute_sql(
            f"CREATE TRIGGER {noun}_keeps_update BEFORE UPDATE ON {noun} WHEN {changed} "
            "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )
