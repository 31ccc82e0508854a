"""What trust needs: kinds of journal entries, the second person, attachments, settings, drafts of each clerk."""

import peewee as pw


def up(migrator, db):
    class Table(db.Model):
        act = pw.IntegerField()
        removed_at = pw.TextField(default="")

        class Meta:
            legacy_table_names = False

    class Approval(Table):
        kind = pw.TextField()
        what = pw.TextField()
        content = pw.TextField()
        asked_by = pw.TextField()
        asked_at = pw.TextField()
        decided_by = pw.TextField()
        decided_at = pw.TextField()
        decision = pw.TextField()
        reason = pw.TextField()

    class Attachment(Table):
        noun = pw.TextField()
        row = pw.IntegerField()
        name = pw.TextField()
        kind = pw.TextField()
        hash = pw.TextField(index=True)
        size = pw.IntegerField()
        width = pw.IntegerField()
        height = pw.IntegerField()
        note = pw.TextField()
        added_at = pw.TextField()

        class Meta:
            indexes = ((("noun", "row"), False),)

    class Plain(db.Model):
        class Meta:
            legacy_table_names = False

    class AttachmentKey(Plain):
        key = pw.BlobField()

    class Setting(Plain):
        name = pw.TextField(unique=True)
        value = pw.TextField()

    db.create_tables([Approval, Attachment, AttachmentKey, Setting])
    db.execute_sql("ALTER TABLE journal ADD COLUMN kind TEXT NOT NULL DEFAULT ''")
    db.execute_sql("ALTER TABLE form_draft ADD COLUMN who TEXT NOT NULL DEFAULT ''")
    db.execute_sql("DROP INDEX form_draft_page_row")
    db.execute_sql("CREATE UNIQUE INDEX form_draft_page_row_who ON form_draft (page, row, who)")
