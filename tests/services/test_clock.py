"""A computer whose date cannot be right is pointed out once, and never again after somebody looked at a calendar."""

import datetime as dt

import pytest

from app.services import centres, clock, session
from app.store.database import db
from app.store.journal import JournalEntry, Kind
from app.store.writing import note

NOW = dt.datetime.now()
DAY = dt.timedelta(days=1)


def log_in_again(store, admin):
    centres.close()
    centres.unlock(store, *admin)


def write_as_of(at):
    """Something done while the clock said this."""
    note("一件事", Kind.WORK)
    db.execute_sql("DROP TRIGGER IF EXISTS journal_keeps_update")
    JournalEntry.update(at=at.isoformat(timespec="seconds")).where(JournalEntry.what == "一件事").execute()


@pytest.mark.parametrize("late", [dt.timedelta(), DAY, 300 * DAY])
def test_a_likely_date_is_believed(store, admin, late):
    log_in_again(store, admin)
    assert clock.doubt(NOW + late) == ""


@pytest.mark.parametrize(
    ("off", "said"), [(-DAY, "还早"), (-400 * DAY, "还早"), (401 * DAY, "已经一年多"), (9000 * DAY, "已经一年多")]
)
def test_a_date_before_the_last_act_or_years_after_it_is_doubted(store, admin, off, said):
    log_in_again(store, admin)
    sentence = clock.doubt(NOW + off)
    assert said in sentence
    assert "数据没有受影响" in sentence


def test_what_this_log_in_wrote_itself_does_not_count(store, admin):
    write_as_of(NOW + 30 * DAY)
    log_in_again(store, admin)
    assert "还早" in clock.doubt(NOW)


def test_it_is_doubted_again_until_somebody_has_looked(store, admin):
    write_as_of(NOW + 30 * DAY)
    log_in_again(store, admin)
    log_in_again(store, admin)
    assert clock.doubt(NOW)
    clock.confirm()
    entry = JournalEntry.select().order_by(JournalEntry.id.desc()).get()
    assert (entry.who, entry.what.startswith("核对了电脑日期")) == (session.clerk().name, True)
    log_in_again(store, admin)
    assert clock.doubt(NOW) == ""
    assert clock.doubt(NOW - DAY)
