"""The sample store with its two years: enough of everything, nothing against the program's own rules."""

import datetime as dt
import itertools
import shutil

import pytest

from app.domain import minutes as frozen
from app.domain.identifiers import credit_code
from app.domain.periods import Kind, of
from app.domain.reports import State
from app.paths import RESOURCES, Folder
from app.services import (
    case_figures,
    cash,
    centres,
    figures,
    fund_balances,
    funds,
    integrity,
    journal,
    meeting_matrix,
    merchants,
    minutes,
    points,
    report_figures,
    reports,
    sample,
    stock,
    todo,
)
from app.services.sample_past import Past
from app.store.gifts import Gift, Holder
from app.store.members import Person
from app.store.merchants import Merchant
from app.store.points import PointEntry, PointSpend

RARELY = 3
"""How many figures may be nothing in one quarter: some things do not happen every three months."""
MINIMUMS = ((Merchant, 300), (Person, 200), (Gift, 1000))


@pytest.fixture(scope="module")
def made(lived_sample, tmp_path_factory):
    """A sample store with its history, closed again, and what was told while it was made."""
    folder = Folder(tmp_path_factory.mktemp("history") / "示例")
    shutil.copytree(lived_sample[0].root, folder.root)
    return folder, lived_sample[1]


@pytest.fixture
def full(made):
    centres.unlock(made[0], sample.USER, sample.PASSWORD)
    yield made[0]
    centres.close()


def test_the_steps_told_of_are_the_steps_there_are(made):
    assert made[1] == [(step, sample.STEPS) for step in range(1, sample.STEPS + 1)]


@pytest.fixture
def quarters():
    """The last four quarters that have ended, the newest first."""
    found = [of(Kind.QUARTER, dt.date.today()).previous]
    return [*itertools.accumulate(range(3), lambda period, _: period.previous, initial=found[0])]


def test_there_is_more_than_people_must_find(full):
    for record, least in MINIMUMS:
        assert record.select().where(record.removed_at == "").count() >= least
    codes = [code for (code,) in Merchant.select(Merchant.code).where(Merchant.code != "").tuples()]
    assert all(credit_code(code) == code for code in codes)
    assert len(set(codes)) == len(codes)


def test_the_initials_the_manual_teaches_find_a_merchant(full):
    assert "rhcz" in (RESOURCES / "manual" / "03_merchants.md").read_text("utf-8")
    assert [row.sign for row in merchants.rows(merchants.ids("rhcz"))] == ["瑞和茶庄"]


def test_every_act_is_listed_with_whether_it_can_be_taken_back(full):
    entries = journal.recent(journal.revision())
    assert {"载入示例数据", "登记走访"} <= {entry.what for entry in entries}
    assert {entry.undoable for entry in entries} == {True, False}


def test_nearly_every_figure_of_the_last_four_quarters_counts_something(full, quarters):
    for period in quarters:
        nothing = [code for code, value in figures.values(period).items() if not value.share]
        assert len(nothing) <= RARELY, (period.label, nothing)


def test_the_figures_are_of_the_size_that_cities_tell_of(full, quarters):
    year = [figures.values(period) for period in quarters]
    before = [figures.values(period.last_year) for period in quarters]
    done, received = (sum(each[code].number for each in year) for code in ("work.done", "work.received"))
    assert 0.96 < done / received < 0.995
    fewer = [sum(each["trust.complaints"].number for each in those) for those in (year, before)]
    assert 0.65 < fewer[0] / fewer[1] < 0.75
    given = sum(each[code].number for each in year + before for code in ("charity.money", "charity.goods"))
    assert 45_000_000 < given < 60_000_000


def test_what_the_ledgers_hold_obeys_their_rules(full):
    assert all(fund_balances.of_fund(row.id) >= 0 for row in funds.funds())
    assert all(fund_balances.least_since("2000-01-01", fund=row.id) >= 0 for row in funds.funds())
    assert all(fund_balances.least_since("2000-01-01", campaign=row.id) >= 0 for row in funds.campaigns())
    assert all(left >= 0 for left in stock.all_left().values())
    assert all(0 < fen < 3_000_000 for fen in cash.held().values())
    assert [number for (number,) in Holder.select(Holder.id).tuples() if points.available(number) < 0] == []
    assert all(not points.owes(number) for (number,) in Holder.select(Holder.id).tuples())


def test_every_redemption_names_the_lots_it_took(full):
    lost = dict(PointEntry.select(PointEntry.id, PointEntry.points).where(PointEntry.kind == "兑换").tuples())
    spent: dict[int, int] = {}
    for entry, count in PointSpend.select(PointSpend.entry, PointSpend.points).tuples():
        spent[entry] = spent.get(entry, 0) + count
    assert {entry: -count for entry, count in lost.items()} == {entry: spent[entry] for entry in lost}


def test_nothing_is_broken_and_little_is_missing(full):
    assert integrity.check().fine
    today = dt.date.today()
    for year in (today.year - 1, today.year):
        assert len(meeting_matrix.absent(meeting_matrix.of_year(year))) <= 12
    waiting = todo.todos(today)
    assert len(waiting) < 25
    assert {"report", "case_late"} <= {each.kind for each in waiting}


def test_demands_become_topics_resolutions_and_results(full, quarters):
    scope = case_figures.Scope(quarters[-1].start.isoformat(), quarters[0].end.isoformat())
    steps = case_figures.funnel(scope).steps
    assert all(len(each.ids) >= 20 for each in steps), [(each.title, len(each.ids)) for each in steps]
    rates = case_figures.rates(scope, dt.date.today())
    assert len(rates.on_time.rows) / rates.on_time.total > 0.95
    assert len(rates.satisfied.rows) / rates.satisfied.total > 0.95


def test_minutes_were_frozen_as_the_record_has_them(full):
    from app.store.meetings import Meeting, MinutesVersion

    versions = {row.meeting_id: row for row in MinutesVersion.select().where(MinutesVersion.reason == "")}
    wanted = [row.id for row in Meeting.select().where(Meeting.kind.in_(("一事一商", "支部党员大会")))]
    for meeting in [number for number in wanted if number in versions][::25]:
        assert versions[meeting].content == frozen.pack(minutes.frozen(meeting))
        assert minutes.versions(meeting)[0].sound


def test_reports_of_the_past_are_submitted_and_the_last_quarter_waits(full, quarters):
    found = reports.every()
    assert len(found) == 3
    assert {row.state for row in found} == {State.SUBMITTED}
    assert all(report_figures.sound(row.id) for row in found)
    assert quarters[0].code not in {row.period.code for row in found}
    newest = reports.begin(quarters[0])
    changed = report_figures.adjustments(newest)
    assert {each.period for each in changed} == {quarters[1].code}
    assert "charity.money" in {each.code for each in changed}
    reports.remove(newest)


def test_the_same_day_makes_the_same_history(full, quarters, tmp_path):
    told = [figures.values(period) for period in quarters]
    centres.close()
    sample.create(Folder(tmp_path / "again"))
    assert [figures.values(period) for period in quarters] == told


def test_a_quarter_of_the_past_knows_its_place():
    past = Past(dt.date(2026, 11, 21))
    assert [past.quarter(number).code for number in (-4, 0, 7, 8)] == ["2023Q4", "2024Q4", "2026Q3", "2026Q4"]
    assert past.open_days(8)[-1] == dt.date(2026, 11, 20)
