"""Organisations and grids in a dated tree, people, and what became of them as members."""

import peewee as pw


def up(migrator, db):
    class Table(db.Model):
        act = pw.IntegerField()
        removed_at = pw.TextField(default="")

        class Meta:
            legacy_table_names = False

    class Organization(Table):
        name = pw.TextField()
        short_name = pw.TextField()
        sort_key = pw.TextField()
        kind = pw.TextField()
        level = pw.TextField()
        formation = pw.TextField()
        founded = pw.TextField()
        address = pw.TextField()
        phone = pw.TextField()
        venue = pw.TextField()
        venue_area = pw.TextField()
        venue_hours = pw.TextField()
        chain = pw.TextField()
        state = pw.TextField()
        merged_into = pw.IntegerField()
        note = pw.TextField()

    class Grid(Table):
        name = pw.TextField()
        sort_key = pw.TextField()
        level = pw.TextField()
        state = pw.TextField()
        merged_into = pw.IntegerField()
        note = pw.TextField()

    class Level(Table):
        tree = pw.TextField()
        position = pw.IntegerField()
        name = pw.TextField()

    class OrganizationKind(Table):
        position = pw.IntegerField()
        name = pw.TextField(unique=True)
        party = pw.BooleanField()
        term = pw.TextField()
        subsidy = pw.TextField()

    class Placement(Table):
        tree = pw.TextField()
        noun = pw.TextField()
        row = pw.IntegerField()
        parent = pw.IntegerField()
        start = pw.TextField()
        end = pw.TextField()
        how = pw.TextField()

    class OrganizationEvent(Table):
        tree = pw.TextField()
        node = pw.IntegerField(index=True)
        kind = pw.TextField()
        on = pw.TextField()
        was = pw.TextField()
        now = pw.TextField()
        note = pw.TextField()

    class Seat(Table):
        tree = pw.TextField()
        node = pw.IntegerField(index=True)
        post = pw.TextField()
        duty = pw.TextField()
        person = pw.IntegerField(index=True)
        name = pw.TextField()
        start = pw.TextField()
        end = pw.TextField()
        source = pw.TextField()
        category = pw.TextField()
        manages = pw.BooleanField()
        note = pw.TextField()

    class Term(Table):
        organization = pw.IntegerField(index=True)
        elected = pw.TextField()
        shift = pw.IntegerField()
        approval = pw.TextField()
        note = pw.TextField()

    class Agreement(Table):
        organization = pw.IntegerField(index=True)
        title = pw.TextField()
        parties = pw.TextField()
        duties = pw.TextField()
        signed = pw.TextField()
        expires = pw.TextField()
        ended = pw.TextField()
        note = pw.TextField()

    class SubsidyPayment(Table):
        organization = pw.IntegerField(index=True)
        year = pw.IntegerField()
        kind = pw.TextField()
        amount = pw.IntegerField()
        paid_on = pw.TextField()
        note = pw.TextField()

    class Liaison(Table):
        organization = pw.IntegerField(index=True)
        person = pw.IntegerField()
        name = pw.TextField()
        merchant = pw.IntegerField()
        start = pw.TextField()
        end = pw.TextField()

    class LiaisonVisit(Table):
        liaison = pw.ForeignKeyField(Liaison, on_delete="RESTRICT")
        on = pw.TextField()
        note = pw.TextField()

    class Person(Table):
        number = pw.TextField()
        name = pw.TextField()
        sort_key = pw.TextField()
        mnemonic = pw.TextField()
        former_name = pw.TextField()
        sex = pw.TextField()
        ethnic = pw.TextField()
        birth = pw.TextField()
        id_number = pw.TextField()
        phone = pw.TextField()
        education = pw.TextField()
        degree = pw.TextField()
        native_place = pw.TextField()
        employer = pw.TextField()
        merchant = pw.IntegerField()
        post = pw.TextField()
        address = pw.TextField()
        occupation = pw.TextField()
        joined = pw.TextField()
        full_since = pw.TextField()
        party_worker = pw.BooleanField()
        volunteer = pw.BooleanField()
        delegate = pw.BooleanField()
        in_need = pw.BooleanField()
        note = pw.TextField()
        merged_into = pw.IntegerField()

        class Meta:
            indexes = ((("removed_at", "sort_key"), False),)

    class PersonStage(Table):
        person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
        stage = pw.TextField(index=True)
        start = pw.TextField()
        end = pw.TextField()

    class DevelopmentStep(Table):
        person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
        chart = pw.TextField()
        step = pw.TextField()
        on = pw.TextField()
        detail = pw.TextField()
        rule = pw.TextField()
        note = pw.TextField()

    class Transfer(Table):
        person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
        letter = pw.TextField()
        origin = pw.IntegerField()
        origin_name = pw.TextField()
        target = pw.IntegerField()
        target_name = pw.TextField()
        sent = pw.TextField()
        due = pw.TextField()
        arrived = pw.TextField()
        note = pw.TextField()

    class CheckIn(Table):
        person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
        kind = pw.TextField()
        organization = pw.IntegerField()
        place = pw.TextField()
        start = pw.TextField()
        end = pw.TextField()
        partner = pw.TextField()
        help = pw.TextField()
        note = pw.TextField()

    class Deed(Table):
        check_in = pw.ForeignKeyField(CheckIn, on_delete="RESTRICT")
        on = pw.TextField()
        what = pw.TextField()
        people = pw.IntegerField()

    class PersonPost(Table):
        person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
        kind = pw.TextField()
        title = pw.TextField()
        place = pw.TextField()
        start = pw.TextField()
        end = pw.TextField()
        note = pw.TextField()

    class PersonAward(Table):
        person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
        kind = pw.TextField()
        title = pw.TextField()
        level = pw.TextField()
        issuer = pw.TextField()
        on = pw.TextField()
        ends = pw.TextField()
        note = pw.TextField()

    class VolunteerService(Table):
        person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
        event = pw.TextField()
        on = pw.TextField()
        begins = pw.TextField()
        ends = pw.TextField()
        minutes = pw.IntegerField()
        certified_by = pw.TextField()
        note = pw.TextField()

    class DuesBase(Table):
        person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
        since = pw.TextField()
        category = pw.TextField()
        income = pw.IntegerField()

    class DuesPayment(Table):
        person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
        month = pw.TextField(index=True)
        amount = pw.IntegerField()
        paid_on = pw.TextField()
        note = pw.TextField()

    class Appraisal(Table):
        person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
        year = pw.IntegerField()
        result = pw.TextField()
        note = pw.TextField()

    class Pairing(Table):
        person = pw.ForeignKeyField(Person, on_delete="RESTRICT")
        kind = pw.TextField()
        partner = pw.TextField()
        start = pw.TextField()
        end = pw.TextField()
        note = pw.TextField()

    db.create_tables(Table.__subclasses__())
    db.execute_sql("CREATE INDEX placement_of_row ON placement (tree, noun, row)")
    db.execute_sql("CREATE INDEX placement_under ON placement (tree, parent, noun)")
    db.execute_sql("CREATE INDEX person_stage_now ON person_stage (person_id, end)")
    db.execute_sql(
        "CREATE UNIQUE INDEX person_id_number_in_use ON person (id_number) WHERE id_number <> '' AND removed_at = ''"
    )
    for noun in ("organization", "person"):
        db.execute_sql(
            f"CREATE VIRTUAL TABLE {noun}_search USING fts5"
            "(names, initials, syllables, heads, tails, content='', contentless_delete=1, detail=full)"
        )
    # The ledger's words for where a merchant stands become grids of their own, since always.
    in_use = "FROM merchant WHERE grid <> '' AND removed_at = ''"
    db.execute_sql(
        "INSERT INTO grid (act, removed_at, name, sort_key, level, state, merged_into, note) "
        f"SELECT 0, '', grid, grid, '', ?, 0, '' {in_use} GROUP BY grid",
        ("在册",),
    )
    place = "INSERT INTO placement (act, removed_at, tree, noun, row, parent, start, end, how) SELECT 0, '', 'grid'"
    db.execute_sql(f"{place}, 'grid', id, 0, '', '', '' FROM grid")
    db.execute_sql(
        f"{place}, 'merchant', merchant.id, grid.id, '', '', '' FROM merchant JOIN grid ON grid.name = merchant.grid "
        "WHERE merchant.removed_at = ''"
    )
