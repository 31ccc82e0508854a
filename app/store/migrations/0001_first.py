"""The first release: the centre, its people, merchants, honours, the journal and the desk's memory."""

import peewee as pw


def up(migrator, db):
    class Table(db.Model):
        act = pw.IntegerField()
        removed_at = pw.TextField(default="")

        class Meta:
            legacy_table_names = False

    class Centre(Table):
        number = pw.IntegerField()
        name = pw.TextField()
        region = pw.TextField()
        issuer = pw.TextField()
        phone = pw.TextField()
        preset = pw.TextField()
        sample = pw.BooleanField()

    class Clerk(Table):
        name = pw.TextField(unique=True)
        role = pw.TextField()

    class SigningKey(Table):
        private = pw.BlobField()
        public = pw.BlobField()

    class LocalRule(Table):
        code = pw.TextField(index=True)
        name = pw.TextField()
        value = pw.TextField()
        unit = pw.TextField()
        source = pw.TextField()
        effective_from = pw.TextField()
        effective_to = pw.TextField()

    class Merchant(Table):
        number = pw.TextField(unique=True)
        sign = pw.TextField()
        registered_name = pw.TextField()
        sort_key = pw.TextField()
        mnemonic = pw.TextField()
        code = pw.TextField()
        no_code_reason = pw.TextField()
        trade = pw.TextField()
        address = pw.TextField()
        stall = pw.TextField()
        grid = pw.TextField()
        organization = pw.TextField()
        owner = pw.TextField()
        phone = pw.TextField()
        party_member = pw.BooleanField()
        since = pw.TextField()
        state = pw.TextField()
        note = pw.TextField()
        merged_into = pw.IntegerField()

        class Meta:
            indexes = ((("removed_at", "sort_key"), False),)

    class MerchantEvent(Table):
        merchant = pw.ForeignKeyField(Merchant, on_delete="RESTRICT")
        kind = pw.TextField()
        on = pw.TextField()
        was = pw.TextField()
        now = pw.TextField()
        note = pw.TextField()

    class Pledge(Table):
        merchant = pw.ForeignKeyField(Merchant, on_delete="CASCADE")
        kind = pw.TextField()
        signed = pw.TextField()
        withdrawn = pw.TextField()

    class HonourKind(Table):
        code = pw.TextField(unique=True)
        title = pw.TextField(unique=True)
        symbol = pw.TextField()
        number = pw.IntegerField(unique=True)
        stars = pw.IntegerField()
        wording = pw.TextField()

    class Honour(Table):
        kind = pw.ForeignKeyField(HonourKind, on_delete="RESTRICT")
        merchant = pw.ForeignKeyField(Merchant, on_delete="RESTRICT")
        year = pw.IntegerField()
        serial = pw.IntegerField()
        number = pw.TextField()
        issued = pw.TextField()
        valid_until = pw.TextField()
        decision = pw.TextField()
        state = pw.TextField()
        code = pw.TextField()
        rule = pw.TextField()

        class Meta:
            indexes = ((("kind", "year", "serial"), True),)

    class Printing(Table):
        honour = pw.ForeignKeyField(Honour, on_delete="RESTRICT")
        style = pw.TextField()
        at = pw.TextField()
        name = pw.TextField()

    class JournalEntry(db.Model):
        at = pw.TextField()
        who = pw.TextField()
        what = pw.TextField()
        before = pw.TextField()
        after = pw.TextField()
        undoes = pw.IntegerField(null=True, index=True)
        previous = pw.TextField()
        hash = pw.TextField()

        class Meta:
            table_name = "journal"

    class Plain(db.Model):
        class Meta:
            legacy_table_names = False

    class Touched(Plain):
        entry = pw.IntegerField(index=True)
        noun = pw.TextField()
        first = pw.IntegerField()
        last = pw.IntegerField()

        class Meta:
            indexes = ((("noun", "first", "last"), False),)

    class FormDraft(Plain):
        page = pw.TextField()
        row = pw.IntegerField()
        at = pw.TextField()
        content = pw.TextField()

        class Meta:
            indexes = ((("page", "row"), True),)

    class SavedView(Plain):
        page = pw.TextField()
        name = pw.TextField()
        content = pw.TextField()
        first = pw.BooleanField()

        class Meta:
            indexes = ((("page", "name"), True),)

    class ColumnMatch(Plain):
        noun = pw.TextField()
        heading = pw.TextField()
        field = pw.TextField()

        class Meta:
            indexes = ((("noun", "heading"), True),)

    centre = [Centre, Clerk, SigningKey, LocalRule, JournalEntry, Touched]
    merchants = [Merchant, MerchantEvent, Pledge, HonourKind, Honour, Printing]
    db.create_tables([*centre, *merchants, FormDraft, SavedView, ColumnMatch])
    db.execute_sql("CREATE UNIQUE INDEX merchant_code_in_use ON merchant (code) WHERE code <> '' AND removed_at = ''")
    db.execute_sql(
        "CREATE VIRTUAL TABLE merchant_search USING fts5"
        "(names, initials, syllables, heads, tails, content='', contentless_delete=1, detail=full)"
    )
    for event in ("UPDATE", "DELETE"):
        db.execute_sql(
            f"CREATE TRIGGER journal_keeps_{event.lower()} BEFORE {event} ON journal "
            "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
        )
