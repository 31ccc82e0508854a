"""Every figure: the sum of the rows it opens on random rows of every table, and equal to what the screens say of it."""

import datetime as dt
import random

import peewee as pw
import pytest

from app.domain.cases import FUNCTIONS
from app.domain.periods import Kind, Period, of, read
from app.services import (
    case_figures,
    figure_facts,
    figure_rows,
    figures,
    indicators,
    organization_figures,
    people_figures,
)
from app.services.case_figures import Scope
from app.services.figures import MONTHS, Value
from app.store.cases import Case
from app.store.database import db
from app.store.nouns import NOUNS

QUARTER = read("2026Q3")
WORDS = {
    "kind": ("甲", "乙"),
    "formation": ("单独组建", "联合组建", "挂靠组建", ""),
    "post": ("书记", "副书记", "委员", "党建指导员", "会长", "街长"),
    "source": ("民主选举", "支部联建", "上级选派", "社会选聘", ""),
    "stage": ("入党申请人", "入党积极分子", "发展对象", "预备党员", "正式党员"),
    "tree": ("organization", "organization", "grid"),
    "noun": ("organization", "merchant", "grid", "person", "coverage_unit"),
    "category": (*FUNCTIONS, "组织联建", ""),
    "satisfaction": ("", "满意", "基本满意", "不满意"),
    "occupation": ("外卖员", "企业职工", ""),
    "education": ("大学本科", "高中"),
    "name": ("四上企业", "社会消费品零售总额", "瑞和"),
    "unit": ("万元", "家"),
    "quarter": ("2026Q2", "2026Q3", "2025Q3"),
    "result": ("合格", "不合格"),
    "report": ("", "破题"),
    **dict.fromkeys(("number", "id_number", "code"), ("",)),
    "what": ("改期限", "重开"),
}
KINDS = {
    "organization": ("党支部", "联合党支部", "行动党支部", "商会协会", "工会", "党小组", "党建联盟", "议事机构"),
    "activity": (
        "志愿服务",
        "公益市集",
        "坐诊",
        "上门服务",
        "调解",
        "商务讯息",
        "招商盘活",
        "招引商户",
        "红色信贷",
        "培训",
    ),
    "gift": ("捐款", "捐物", "让利", "服务"),
    "fund_entry": ("支出", "利润分成"),
    "point_entry": ("得分", "兑换"),
    "check_in": ("双报到", "流动党员"),
    "pledge": ("诚信商家承诺书", "放心消费承诺", "7天无理由退货承诺"),
    "meeting": ("联席会议", "一事一商", "主题党日"),
    "credit_event": ("处罚", "表扬"),
    "person_award": ("奖励", "处分"),
    "honour_event": ("收回", "补发"),
    "case_file": ("投诉", "举报", "诉求", "议题", "点单", "微心愿"),
}
STATES = {"merchant": ("营业", "注销"), "honour": ("授予", "收回", "作废")}
DAYS = {"on", "start", "end", "held", "received", "done", "due", "closed", "founded", "signed", "withdrawn", "issued"}
DAYS |= {"valid_until", "paid_on", "since", "adopted", "ended", "opened", "registered", "handed_in", "expires", "was"}
OPEN = {"end", "done", "due", "closed", "withdrawn", "valid_until", "ended", "expires", "was", "founded", "since"}


class Rows:
    """Puts random rows into tables, a tenth of them in the recycle bin, some on the first and last day of a period."""

    def __init__(self, seed):
        self.chance = random.Random(seed)

    def fill(self, table, count):
        model = NOUNS[table]
        for place in range(1, count + 1):
            if table == "honour_kind":
                return
            values = {field.column_name: self.value(table, field, place) for field in model._meta.sorted_fields[1:]}
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * len(values))
            db.execute_sql(f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', list(values.values()))

    def value(self, table, field, place):
        name, chance = field.name, self.chance
        if name == "removed_at":
            return "2026-11-01T10:00:00" if chance.random() < 0.1 and table not in LEDGERS else ""
        if isinstance(field, pw.ForeignKeyField):
            return chance.randint(1, 5) if field.rel_model._meta.table_name == "honour_kind" else chance.randint(1, 12)
        if name in ("serial", "digit", "position"):
            return place
        if name == "reverses":
            return chance.choice([0, 0, 0, chance.randint(1, 12)]) if table in LEDGERS else 0
        if isinstance(field, pw.BooleanField):
            return chance.random() < 0.5 if name != "opening" else False
        if isinstance(field, pw.IntegerField):
            return chance.randint(1, 12)
        return self.text(table, name, place)

    def text(self, table, name, place):
        if name in DAYS:
            return "" if name in OPEN and self.chance.random() < 0.4 else self.day().isoformat()
        if name == "month":
            return "2026-07"
        if name in ("kind", "state"):
            return self.chance.choice((KINDS if name == "kind" else STATES).get(table, WORDS["kind"]))
        if name == "birth":
            return self.chance.choice(["", "1990-05", "1991-02-03", "1960-01-01"])
        if name == "number" and table == "merchant":
            return f"M{place}"
        if name == "noun" and table == "holder":
            return "merchant"
        return self.chance.choice(WORDS.get(name, ("甲", "乙")))

    def day(self):
        edges = [QUARTER.start, QUARTER.end, QUARTER.start - dt.timedelta(days=1), QUARTER.end + dt.timedelta(days=1)]
        return self.chance.choice([*edges, QUARTER.start + dt.timedelta(days=self.chance.randint(-400, 90))])


LEDGERS = {"gift", "fund_entry", "point_entry", "redemption", "holder"}
TABLES = (
    *(
        "organization",
        "grid",
        "merchant",
        "person",
        "holder",
        "placement",
        "seat",
        "agreement",
        "liaison",
        "liaison_visit",
    ),
    *("subsidy_payment", "person_stage", "check_in", "deed", "person_post", "person_award", "volunteer_service"),
    *("dues_payment", "pairing", "pledge", "honour", "honour_event", "flag_group", "flag_holding", "case_file"),
    *("case_step", "case_rating", "credit_event", "duty_post", "duty_claim", "inspection", "indicator", "gift"),
    *("campaign", "fund", "fund_entry", "point_entry", "redemption", "settlement", "meeting", "resolution"),
    *("coverage_unit", "agenda_item"),
    *("list_item", "activity", "activity_attendance", "visitor_tally", "regulation"),
)


@pytest.fixture
def filled(store):
    def fill(seed, count=40):
        db.execute_sql("PRAGMA foreign_keys = OFF")
        rows = Rows(seed)
        for table in TABLES:
            rows.fill(table, 6 * count if table in ("placement", "seat") else count)
        db.execute_sql("PRAGMA foreign_keys = ON")

    return fill


@pytest.mark.parametrize("seed", range(2))
def test_every_figure_equals_the_rows_it_opens_on_random_rows_of_every_table(filled, seed):
    filled(seed, 60)
    silent = {told.code for told in figures.definitions()}
    for period in (QUARTER, read("2026"), read("20260715-20260915")):
        values = figures.values(period)
        for told in figures.definitions():
            value, rows = values[told.code], figures.rows(told.code, period)
            counted = value.part if told.part else value.number
            assert counted == sum(worth for _, worth in rows), told.code
            assert len({number for number, _ in rows}) == len(rows), told.code
            silent -= {told.code} if rows else set()
            if told.noun and period == QUARTER:
                shown = [number for number, _ in rows[:3]]
                found = figure_rows.of(told.noun, shown)
                assert [row.id for row in found if row.name != figure_rows.GONE] == shown, told.code
    assert len(silent) < 16, silent  # of some 140: random rows reach nearly every figure


def settled():
    """As the services leave it: every organisation stands at one place and has one secretary."""
    db.execute_sql("UPDATE organization SET removed_at = ''")
    db.execute_sql("DELETE FROM placement WHERE tree = 'organization' AND noun = 'organization'")
    db.execute_sql(
        "INSERT INTO placement (act, removed_at, tree, noun, row, parent, start, end, how)"
        " SELECT 0, '', 'organization', 'organization', id, 0, '2020-01-01', '', '' FROM organization"
    )
    first = "SELECT MIN(id) FROM seat WHERE post = '书记' AND tree = 'organization' GROUP BY node"
    db.execute_sql(f"DELETE FROM seat WHERE post = '书记' AND id NOT IN ({first})")


def number(code, period=QUARTER):
    value = figures.values(period, [code])[code]
    return value.part if figures.definition(code).part else value.number


@pytest.mark.parametrize("seed", range(2))
def test_shares_are_those_the_screens_show(filled, seed):
    filled(seed)
    settled()
    day = QUARTER.end
    told = figures.values(QUARTER)
    rates = case_figures.rates(Scope(QUARTER.start.isoformat(), day.isoformat()), day)
    for ratio, code in (
        (organization_figures.heads_in_management(day), "org.heads_rate"),
        (organization_figures.crossed_seats(day), "org.crossed_rate"),
        (people_figures.association_heads(day), "org.association_rate"),
        (organization_figures.instructed(day), "org.instructed_rate"),
        (rates.satisfied, "work.satisfied_rate"),
    ):
        assert (told[code].part, told[code].whole) == (len(ratio.rows), ratio.total), code
    staff = people_figures.staff(day)
    assert told["people.young_rate"].part == len(staff.young.rows)
    assert told["people.college_rate"].part == len(staff.college.rows)
    rate = indicators.complaint_rate(QUARTER.start, day).now
    assert (told["trust.complaint_rate"].part, told["trust.complaint_rate"].whole) == (
        len(rate.rows),
        len(rate.merchants),
    )


@pytest.mark.parametrize("seed", range(2))
def test_a_finished_quarter_of_cases_is_told_as_on_the_page_of_cases(filled, seed):
    """Where nothing was done after the last day, the rates of the report are those of the page."""
    filled(seed)
    last = QUARTER.end.isoformat()
    db.execute_sql('DELETE FROM case_step WHERE "on" > ?', (last,))
    db.execute_sql("UPDATE case_file SET done = '' WHERE done > ?", (last,))
    told = figures.values(QUARTER, ["work.done_rate", "work.on_time_rate", "work.overdue"])
    rates = case_figures.rates(Scope(QUARTER.start.isoformat(), last), QUARTER.end)
    for ratio, code in ((rates.completion, "work.done_rate"), (rates.on_time, "work.on_time_rate")):
        assert (told[code].part, told[code].whole) == (len(ratio.rows), ratio.total)


def test_the_first_and_last_day_count_and_the_days_beside_them_do_not(store):
    for day, counted in (("2026-06-30", 0), ("2026-07-01", 1), ("2026-09-30", 1), ("2026-10-01", 0)):
        db.execute_sql("DELETE FROM activity")
        Rows(1).fill("activity", 1)
        db.execute_sql("UPDATE activity SET \"on\" = ?, kind = '调解', removed_at = ''", (day,))
        assert (number("service.activities"), number("service.mediations")) == (counted, counted)


def test_a_month_alone_counts_as_its_first_day(store):
    Rows(1).fill("organization", 1)
    for month, counted in (("2026-06", 0), ("2026-07", 1), ("2026-09", 1), ("2026-10", 0)):
        db.execute_sql("UPDATE organization SET founded = ?, kind = '党支部', removed_at = ''", (month,))
        assert number("org.founded") == counted


def test_economic_figures_count_in_quarters_that_lie_wholly_in_the_period(store):
    for quarter, value in (("2026Q1", 4_000), ("2026Q2", 5_000), ("2026Q3", 6_000)):
        indicators.save(quarter, "四上企业", value, "家")
        indicators.save(quarter, "社会消费品零售总额", 12_345, "万元")
    for code, firms, retail in (
        *(("2026Q2", 50, 12_345), ("2026H1", 50, 24_690), ("2026", 0, 37_035), ("2026-05", 0, 0)),
        *(("20260315-20260820", 50, 12_345), ("20260101-20260930", 60, 37_035)),
    ):
        found = number("service.firms", read(code)), number("service.retail", read(code))
        assert found == (firms, retail), code


def test_a_mean_says_tenths_and_nothing_where_there_is_nothing_to_divide_by(store):
    assert Value(0, 39, 3).words("件/月") == "13.0"
    assert Value(0, 0, 0).words("人次/天") == "—"
    assert figures.change(Value(0, 40, 3), Value(0, 20, 3)) == "+100.00%"
    spans = (("2026Q3", 3), ("2026", 12), ("20260715-20260915", 3), ("20251215-20260110", 2))
    assert [figure_facts.months(read(code)) for code, _ in spans] == [count for _, count in spans]


def test_every_share_is_made_of_figures_there_are():
    known = {told.code for told in figures.definitions()}
    assert len(known) == len(figures.definitions())
    for told in figures.definitions():
        assert bool(told.query) != bool(told.part), told.code
        assert not told.part or (told.part in known and told.whole in known | {MONTHS}), told.code
        assert ("/" in told.unit or told.unit == "%") == bool(told.part), told.code


def test_a_case_opened_again_is_no_longer_done(store):
    Rows(1).fill("case_file", 1)
    done = {"received": "2026-07-02", "done": "2026-08-01", "due": "2026-08-31", "removed_at": ""}
    Case.update(**done).execute()
    assert (number("work.done"), number("work.on_time"), number("work.overdue")) == (1, 1, 0)
    Case.update(done="").execute()
    assert (number("work.done"), number("work.on_time"), number("work.overdue")) == (0, 0, 1)
    assert number("work.overdue", of(Kind.MONTH, dt.date(2026, 8, 1))) == 0


def test_spans_of_any_length_are_compared_with_the_one_right_before():
    span = Period(dt.date(2026, 7, 1), dt.date(2026, 9, 15), Kind.CUSTOM)
    assert (span.previous.start, span.previous.end) == (dt.date(2026, 4, 15), dt.date(2026, 6, 30))
    assert (span.last_year.start, span.last_year.end) == (dt.date(2025, 7, 1), dt.date(2025, 9, 15))
