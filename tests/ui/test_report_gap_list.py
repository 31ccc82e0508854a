"""去补: whatever is missing, the page it leads to shows exactly the rows that were counted."""

import datetime as dt

import pytest

from app.domain.organizations import Draft as Organization
from app.services import drafts, organizations, report_gaps
from app.ui.kit import tasks
from app.ui.kit.visit import ONLY, RESUME
from app.ui.report_gap_list import GapList
from tests.services.test_report_gaps import PERIOD, lacking
from tests.ui.clerk import when_active

__all__ = ["lacking"]


@pytest.fixture
def listed(qtbot):
    """A list of gaps, and the visits it asks for."""
    made, visits = GapList(), []
    qtbot.addWidget(made)
    made.wanted.connect(visits.append)
    return made, visits


def test_every_page_shows_the_rows_that_were_counted(lacking, window, listed, qtbot):
    made, visits = listed
    gaps = report_gaps.gaps(PERIOD)
    made.show_gaps(gaps)
    for gap in gaps:
        made._go(gap)
        window.visit(visits[-1])
        qtbot.waitUntil(lambda: not tasks.busy(), timeout=20_000)
        page = window.page
        assert (page.key, len(page.rows.ids)) == (gap.page, gap.count), gap.sentence
        if gap.ids:
            assert tuple(sorted(page.rows.ids)) == gap.ids
            assert page.finder._narrowed.text() == f"只看这 {gap.count} 条"
            assert ONLY not in page.filters()
            page.finder._narrowed.click()
            assert len(page.rows.ids) > gap.count


def test_meetings_owed_are_listed_and_the_one_taken_is_begun(store, listed):
    made, visits = listed
    organizations.save(Organization(name="第一党支部", kind="党支部"), None, dt.date(2020, 1, 1))
    gap = next(gap for gap in report_gaps.gaps(PERIOD.previous) if gap.owed)
    seen = []

    def take(dialog):
        seen.append(len(dialog.rows.ids))
        dialog.begin.click()

    when_active(take)
    made._go(gap)
    assert seen == [gap.count]
    assert (visits[0].page, visits[0].act) == ("minutes", "add")
    assert PERIOD.previous.start.isoformat() <= visits[0].filters["held"] <= PERIOD.previous.end.isoformat()


def test_a_form_left_half_filled_in_is_gone_on_with(store, listed):
    made, visits = listed
    drafts.keep("merchants", 0, {"sign": "瑞和"})
    [gap] = [gap for gap in report_gaps.gaps(PERIOD) if gap.page == "merchants"]
    made._go(gap)
    assert (visits[0].page, visits[0].act) == ("merchants", RESUME)
