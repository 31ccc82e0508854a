"""Campaigns, funds, gifts, points and the warehouse; what is a ledger is kept from being changed."""

import peewee as pw

KEPT = {
    "gift": 'year, serial, number, kind, "on", month, booked, amount, method, item, quantity, unit, value, people, '
    "purpose, campaign, fund, good, reverses, replaces, opening",
    "fund_entry": 'fund, campaign, kind, number, "on", booked, amount, purpose, households, profit, rule, reverses',
    "cash_move": '"on", booked, to_outside, amount, reverses',
    "redemption": 'year, serial, number, "on", month, booked, holder, good, item, merchant, quantity, points, '
    "value, reverses",
    "point_entry": "",
    "point_spend": "",
    "stock_move": "",
    "slip_use": "",
}
"""Ledgers, and the columns of each that stay; "" for all of them."""


def up(migrator, db):
    class Table(db.Model):
        act = pw.IntegerField()
        removed_at = pw.TextField(default="")

        class Meta:
            legacy_table_names = False

    class Campaign(Table):
        name = pw.TextField()
        purpose = pw.TextField()
        kind = pw.TextField()
        holder = pw.TextField()
        certificate = pw.TextField()
        beneficiary = pw.TextField()
        target = pw.IntegerField()
        start = pw.TextField()
        end = pw.TextField()
        note = pw.TextField()

    class Fund(Table):
        name = pw.TextField()
        kind = pw.TextField()
        purposes = pw.TextField()
        sponsor = pw.TextField()
        opened = pw.TextField()
        share = pw.IntegerField()
        note = pw.TextField()

    class FundEntry(Table):
        fund = pw.IntegerField(index=True)
        campaign = pw.IntegerField(index=True)
        kind = pw.TextField()
        number = pw.TextField()
        on = pw.TextField(index=True)
        booked = pw.TextField(index=True)
        amount = pw.IntegerField()
        purpose = pw.TextField()
        beneficiary = pw.TextField()
        households = pw.IntegerField()
        profit = pw.IntegerField()
        rule = pw.TextField()
        asked_by = pw.TextField()
        agreed_by = pw.TextField()
        clerk = pw.TextField()
        reverses = pw.IntegerField(index=True)
        note = pw.TextField()

    class Holder(Table):
        noun = pw.TextField()
        row = pw.IntegerField()
        merged_into = pw.IntegerField()

        class Meta:
            indexes = ((("noun", "row"), True),)

    class Gift(Table):
        year = pw.IntegerField()
        serial = pw.IntegerField()
        number = pw.TextField(index=True)
        kind = pw.TextField()
        on = pw.TextField(index=True)
        month = pw.TextField(index=True)
        booked = pw.TextField(index=True)
        holder = pw.IntegerField(index=True)
        giver = pw.TextField()
        sort_key = pw.TextField()
        shared_with = pw.TextField()
        amount = pw.IntegerField()
        method = pw.TextField()
        item = pw.TextField()
        quantity = pw.IntegerField()
        unit = pw.TextField()
        value = pw.IntegerField()
        valued_by = pw.TextField()
        people = pw.IntegerField()
        purpose = pw.TextField()
        campaign = pw.IntegerField(index=True)
        fund = pw.IntegerField(index=True)
        good = pw.IntegerField(index=True)
        points = pw.IntegerField()
        handler = pw.TextField()
        reverses = pw.IntegerField(index=True)
        replaces = pw.IntegerField()
        opening = pw.BooleanField()
        note = pw.TextField()

    class CashMove(Table):
        on = pw.TextField()
        booked = pw.TextField(index=True)
        giver = pw.TextField()
        taker = pw.TextField()
        to_outside = pw.BooleanField()
        amount = pw.IntegerField()
        reverses = pw.IntegerField(index=True)
        note = pw.TextField()

    class CashCount(Table):
        on = pw.TextField(index=True)
        expected = pw.IntegerField()
        counted = pw.IntegerField()
        clerk = pw.TextField()
        note = pw.TextField()

    class EarningRule(Table):
        source = pw.TextField()
        points = pw.IntegerField()
        unit = pw.IntegerField()
        monthly_cap = pw.IntegerField()
        expires_months = pw.IntegerField()
        start = pw.TextField()
        note = pw.TextField()

    class PointEntry(Table):
        holder = pw.IntegerField()
        kind = pw.TextField()
        points = pw.IntegerField()
        on = pw.TextField()
        booked = pw.TextField(index=True)
        expires = pw.TextField()
        rule = pw.IntegerField()
        noun = pw.TextField()
        source = pw.IntegerField()
        reverses = pw.IntegerField(index=True)
        clerk = pw.TextField()
        agreed_by = pw.TextField()
        note = pw.TextField()

    class PointSpend(Table):
        entry = pw.IntegerField(index=True)
        lot = pw.IntegerField(index=True)
        points = pw.IntegerField()

    class Good(Table):
        name = pw.TextField()
        kind = pw.TextField()
        merchant = pw.IntegerField(index=True)
        unit = pw.TextField()
        price = pw.IntegerField()
        value = pw.IntegerField()
        quota = pw.IntegerField()
        expires = pw.TextField()
        ended = pw.TextField()
        note = pw.TextField()

    class StockMove(Table):
        good = pw.IntegerField(index=True)
        kind = pw.TextField()
        quantity = pw.IntegerField()
        on = pw.TextField()
        booked = pw.TextField(index=True)
        noun = pw.TextField()
        source = pw.IntegerField()
        clerk = pw.TextField()
        note = pw.TextField()

    class Redemption(Table):
        year = pw.IntegerField()
        serial = pw.IntegerField()
        number = pw.TextField(index=True)
        on = pw.TextField(index=True)
        month = pw.TextField(index=True)
        booked = pw.TextField(index=True)
        holder = pw.IntegerField(index=True)
        name = pw.TextField()
        good = pw.IntegerField(index=True)
        item = pw.TextField()
        merchant = pw.IntegerField(index=True)
        quantity = pw.IntegerField()
        points = pw.IntegerField()
        value = pw.IntegerField()
        clerk = pw.TextField()
        reverses = pw.IntegerField(index=True)
        note = pw.TextField()

    class SlipUse(Table):
        redemption = pw.IntegerField(unique=True)
        at = pw.TextField()
        who = pw.TextField()

    class Settlement(Table):
        merchant = pw.IntegerField(index=True)
        quarter = pw.TextField()
        amount = pw.IntegerField()
        paid_on = pw.TextField()
        clerk = pw.TextField()
        note = pw.TextField()

    db.create_tables(Table.__subclasses__())
    db.execute_sql("CREATE UNIQUE INDEX gift_serial ON gift (year, serial)")
    db.execute_sql("CREATE UNIQUE INDEX redemption_serial ON redemption (year, serial)")
    db.execute_sql('CREATE INDEX point_entry_of ON point_entry (holder, "on", points)')
    db.execute_sql("CREATE INDEX point_entry_from ON point_entry (noun, source)")
    db.execute_sql("CREATE INDEX gift_sums ON gift (reverses, amount, value, points, people)")
    db.execute_sql("CREATE INDEX holder_merged ON holder (merged_into)")
    db.execute_sql('CREATE INDEX point_entry_days ON point_entry ("on")')
    for noun in ("gift", "redemption"):
        db.execute_sql(
            f"CREATE VIRTUAL TABLE {noun}_search USING fts5"
            "(names, initials, syllables, heads, tails, content='', contentless_delete=1, detail=full)"
        )
    for noun, columns in KEPT.items():
        changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns.split(", ") if column)
        for event, when in (("UPDATE", f"WHEN {changed} " if changed else ""), ("DELETE", "")):
            db.execute_sql(
                f"CREATE TRIGGER {noun}_keeps_{event.lower()} BEFORE {event} ON {noun} {when}"
                "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            )
    db.execute_sql(
        "CREATE TRIGGER gift_keeps_holder BEFORE UPDATE ON gift "
        "WHEN OLD.holder <> 0 AND (OLD.holder <> NEW.holder OR OLD.points <> NEW.points) "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
    )
