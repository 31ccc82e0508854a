"""The complaint rate with what it is made of and its change, and the figures of quarters entered by hand."""

import datetime as dt

import pytest

from app.domain.errors import Invalid
from app.services import indicators
from app.store.cases import Case
from app.store.merchants import Merchant
from tests.services.rating_desk import open_merchants

START, END = dt.date(2026, 1, 1), dt.date(2026, 6, 30)


def complain(received, kind="投诉"):
    number = f"{received[:4]}-{Case.select().count():04d}"
    told = {"year": int(received[:4]), "serial": 1, "title": "某事", "stage": "登记", "phase": "受理"}
    return Case.create(**told, kind=kind, number=number, received=received, month=received[:7]).id


def test_the_rate_has_both_parts_its_rows_and_the_year_before(store):
    merchants = open_merchants()
    Merchant.update(since="2026-02-01").where(Merchant.id == merchants[3]).execute()
    Merchant.update(state="迁出").where(Merchant.id == merchants[2]).execute()
    for received in ("2025-01-01", "2025-06-30", "2024-12-31", "2025-07-01"):
        complain(received)
    rows = [complain("2026-01-01"), complain("2026-06-30")]
    complain("2026-03-01", "举报")
    found = indicators.complaint_rate(START, END)
    assert (found.now.words, found.now.rows, found.now.merchants) == (
        "2/3 = 66.67%",
        tuple(rows),
        (merchants[0], merchants[1], merchants[3]),
    )
    assert (found.before.words, found.change) == ("2/2 = 100.00%", "-33.33%")


def test_without_a_base_nothing_is_compared(store):
    assert indicators.complaint_rate(START, END).now.words == "—"
    open_merchants()
    complain("2026-01-01")
    assert indicators.complaint_rate(START, END).change == "无可比基数"


def test_figures_of_quarters_with_their_change(store):
    indicators.save("2025Q3", "社会消费品零售总额", 4_000_000, "万元")
    first = indicators.save("2026q3", " 社会消费品零售总额", 4_300_000, "万元", "统计局")
    again = indicators.save("2026Q3", "社会消费品零售总额", 4_400_000, "万元", "统计局")
    assert first == again
    row = indicators.listing("2026Q3")[0]
    assert (row.value, row.change, row.source) == (4_400_000, "+10.00%", "统计局")
    assert [each.quarter for each in indicators.listing()] == ["2026Q3", "2025Q3"]
    indicators.remove([first])
    assert [each.change for each in indicators.listing()] == ["无可比基数"]


def test_what_a_figure_must_have(store):
    with pytest.raises(Invalid) as refused:
        indicators.save("2026年三季度", "", 1, "")
    assert set(refused.value.complaints) == {"quarter", "name", "unit"}
