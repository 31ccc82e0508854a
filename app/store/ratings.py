"""Rating merchants: schemes, rounds with their sheets, what counts for and against a merchant, and the grades given."""

import peewee as pw

from app.store.database import Record
from app.store.merchants import Merchant


class Scheme(Record):
    """A version of a 评选办法: `content` is the whole of it as JSON, in force from `effective_from` (ISO day)."""

    key = pw.TextField()
    version = pw.IntegerField()
    title = pw.TextField()
    effective_from = pw.TextField()
    content = pw.TextField()
    note = pw.TextField(default="")

    class Meta:
        table_name = "rating_scheme"


class Round(Record):
    """A 评选批次. `day` is the day ageing is reckoned by, `only` the merchant of a round of one (0 for all); the days
    of the notice are ISO, `notice_rule` the code of their rule; `run` counts how often sheets were frozen."""

    title = pw.TextField()
    scheme = pw.ForeignKeyField(Scheme, on_delete="RESTRICT")
    start = pw.TextField()
    end = pw.TextField()
    day = pw.TextField()
    only = pw.IntegerField(default=0, index=True)
    state = pw.TextField()
    run = pw.IntegerField(default=0)
    request = pw.IntegerField(default=0)
    checked_by = pw.TextField(default="")
    checked_at = pw.TextField(default="")
    notice_start = pw.TextField(default="")
    notice_end = pw.TextField(default="")
    notice_rule = pw.TextField(default="")
    provisional = pw.BooleanField(default=False)
    meeting = pw.IntegerField(default=0, index=True)
    issued = pw.TextField(default="")
    note = pw.TextField(default="")

    class Meta:
        table_name = "rating_round"


class RoundStep(Record):
    """A round went from one state to the next: when, by whom, and why where it went back."""

    round = pw.ForeignKeyField(Round, on_delete="RESTRICT")
    at = pw.TextField()
    who = pw.TextField()
    was = pw.TextField()
    now = pw.TextField()
    note = pw.TextField(default="")


class Mark(Record):
    """What an assessor gave a merchant in a round: `points` in hundredths for a criterion; or a veto, by its key."""

    round = pw.ForeignKeyField(Round, on_delete="RESTRICT")
    merchant = pw.IntegerField()
    criterion = pw.TextField()
    veto = pw.BooleanField(default=False)
    points = pw.IntegerField(default=0)
    assessor = pw.TextField()
    on = pw.TextField()
    note = pw.TextField(default="")

    class Meta:
        table_name = "rating_mark"
        indexes = ((("round", "merchant"), False),)


class Sheet(Record):
    """A merchant's scoring sheet as it was handed to the second person; `content` is its points with their evidence as
    JSON, `total` in hundredths, `rank` 0 for who is not graded, `tie` says what decided between equals."""

    round = pw.ForeignKeyField(Round, on_delete="RESTRICT")
    run = pw.IntegerField()
    merchant = pw.IntegerField(index=True)
    outcome = pw.TextField()
    grade = pw.TextField(default="")
    total = pw.IntegerField(default=0)
    rank = pw.IntegerField(default=0)
    preferred = pw.BooleanField(default=False)
    listed = pw.BooleanField(default=False)
    tie = pw.TextField(default="")
    reason = pw.TextField(default="")
    content = pw.TextField(default="")

    class Meta:
        table_name = "rating_sheet"
        indexes = ((("round", "run", "rank"), False),)


class Objection(Record):
    """Somebody objects to a merchant while its round is on notice; it is frozen until `decision` is made."""

    round = pw.ForeignKeyField(Round, on_delete="RESTRICT")
    merchant = pw.IntegerField(index=True)
    received = pw.TextField()
    objector = pw.TextField(default="")
    phone = pw.TextField(default="")
    text = pw.TextField()
    decision = pw.TextField(default="")
    decided = pw.TextField(default="")
    decided_by = pw.TextField(default="")
    meeting = pw.IntegerField(default=0, index=True)
    reason = pw.TextField(default="")


class MerchantGrade(Record):
    """The grade a round gave: `band` counts its bands from the best (0), `badge` how lists show it, `valid_until`
    an ISO day."""

    round = pw.ForeignKeyField(Round, on_delete="RESTRICT")
    merchant = pw.IntegerField(index=True)
    outcome = pw.TextField()
    grade = pw.TextField(default="")
    band = pw.IntegerField(default=0)
    badge = pw.TextField()
    issued = pw.TextField()
    valid_until = pw.TextField()


class CreditEvent(Record):
    """A penalty or praise. It counts from `on` for `months`, by the rule named, unless `repaired` (ISO day) earlier."""

    merchant = pw.ForeignKeyField(Merchant, on_delete="RESTRICT")
    kind = pw.TextField()
    weight = pw.TextField()
    on = pw.TextField(index=True)
    text = pw.TextField()
    source = pw.TextField(default="")
    document = pw.TextField(default="")
    points = pw.IntegerField(default=0)
    months = pw.IntegerField()
    until = pw.TextField()
    rule = pw.TextField(default="")
    repaired = pw.TextField(default="")
    repair_note = pw.TextField(default="")
    case = pw.IntegerField(default=0, index=True)
    note = pw.TextField(default="")


class DutyPost(Record):
    """A post that merchants claim: 门前三包, a 网格责任岗."""

    name = pw.TextField(unique=True)
    position = pw.IntegerField()
    grid = pw.TextField(default="")
    duties = pw.TextField(default="")


class DutyClaim(Record):
    """A merchant holds a post from a day to a day (ISO, "" for open)."""

    post = pw.ForeignKeyField(DutyPost, on_delete="RESTRICT")
    merchant = pw.IntegerField(index=True)
    start = pw.TextField()
    end = pw.TextField(default="")
    note = pw.TextField(default="")


class Inspection(Record):
    """What was found when a claimed post was looked at; `result` 合格 or 不合格."""

    claim = pw.ForeignKeyField(DutyClaim, on_delete="RESTRICT")
    merchant = pw.IntegerField()
    on = pw.TextField(index=True)
    result = pw.TextField()
    inspector = pw.TextField(default="")
    note = pw.TextField(default="")


class Indicator(Record):
    """An economic figure of a quarter (2026Q3) entered by hand; `value` in hundredths of `unit`."""

    quarter = pw.TextField(index=True)
    name = pw.TextField()
    value = pw.IntegerField()
    unit = pw.TextField()
    source = pw.TextField(default="")
    note = pw.TextField(default="")
