"""The key of the attachments, there from the start, so that no copy of the data can come to lack it."""

import os


def up(migrator, db):
    missing = "WHERE NOT EXISTS (SELECT 1 FROM attachment_key)"
    db.execute_sql(f"INSERT INTO attachment_key (key) SELECT ? {missing}", (os.urandom(32),))
