"""Units a Party organisation is to cover, and the honour that goes with holding a revolving flag."""

import peewee as pw


def up(migrator, db):
    class CoverageUnit(db.Model):
        act = pw.IntegerField()
        removed_at = pw.TextField(default="")
        name = pw.TextField()
        sort_key = pw.TextField()
        kind = pw.TextField()
        note = pw.TextField()

        class Meta:
            legacy_table_names = False

    db.create_tables([CoverageUnit])
    db.execute_sql("CREATE UNIQUE INDEX coverage_unit_name ON coverage_unit (name) WHERE removed_at = ''")
    db.execute_sql("ALTER TABLE flag_holding ADD COLUMN honour INTEGER NOT NULL DEFAULT 0")
    db.execute_sql("CREATE INDEX flag_holding_honour ON flag_holding (honour)")
