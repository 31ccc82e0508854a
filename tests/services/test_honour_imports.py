"""A list of plaques hung before the program came is imported with their old numbers."""

import datetime as dt

import pytest

from app.domain.merchants import Draft
from app.services import honours, imports, journal, merchants
from app.services.import_targets import HONOURS, TARGETS
from app.services.imports import Verdict
from app.store.honours import Honour

SHEET = """会战商圈已授牌匾登记表,,,,
商户名称,荣誉称号,牌匾编号,颁发日期,有效期
甲店,诚信商户,诚信〔2023〕001号,2023.5.1,2025.4.30
乙店,诚信商户,诚信〔2023〕002号,2023年5月,
SH-00003,最美商户,ZM-17,2022-10-01,
没有这家,诚信商户,诚信〔2023〕003号,2023.5.1,
甲店,没有的荣誉,诚信〔2023〕004号,2023.5.1,
甲店,诚信商户,诚信〔2023〕001号,2023.5.1,2025.4.30
乙店,诚信商户,诚信[2023]1号,2023.5.1,
"""


@pytest.fixture
def file(store, tmp_path):
    for name in ("甲店", "乙店", "丙店"):
        merchants.save(Draft(sign=name, no_code_reason="无"), None)
    path = tmp_path / "旧牌.csv"
    path.write_text(SHEET, "utf-8")
    return path


def test_good_rows_come_in_with_their_numbers_and_the_others_say_why(file):
    plan = imports.read(file, target=HONOURS)
    assert [row.verdict for row in plan.rows] == [
        *([Verdict.NEW] * 3),
        *([Verdict.REFUSED] * 2),
        *([Verdict.SKIPPED] * 2),
    ]
    assert [next(iter(row.reasons)).code for row in plan.of(Verdict.REFUSED)] == ["no_merchant", "no_kind"]
    imports.carry_out(plan)
    assert [(row.number, row.issued, row.valid_until, row.code) for row in Honour.select().order_by(Honour.id)] == [
        ("诚信〔2023〕001号", "2023-05-01", "2025-04-30", ""),
        ("诚信〔2023〕002号", "2023-05", "", ""),
        ("ZM-17", "2022-10-01", "", ""),
    ]


def test_the_same_file_twice_changes_nothing_and_one_undo_takes_it_back(file):
    act = imports.carry_out(imports.read(file, target=HONOURS))
    again = imports.read(file, target=HONOURS)
    assert again.counts() == {"rows": 7, "new": 0, "updated": 0, "skipped": 5, "refused": 2}
    journal.undo(act)
    assert {row.state for row in Honour.select()} == {"作废"}


def test_a_corrected_row_updates_and_a_plaque_of_ours_is_left_alone(file, tmp_path):
    imports.carry_out(imports.read(file, target=HONOURS))
    (merchant,) = merchants.ids("甲店")
    honours.award("诚信商户", [merchant], dt.date(2024, 1, 1), None)
    later = tmp_path / "再来.csv"
    later.write_text(
        "商户,荣誉,编号,颁发日期,有效期至\n甲店,诚信商户,诚信〔2023〕001号,2023.5.1,2026.4.30\n"
        "乙店,诚信商户,诚信〔2024〕001号,2024.1.1,\n",
        "utf-8",
    )
    plan = imports.read(later, target=HONOURS)
    assert [row.verdict for row in plan.rows] == [Verdict.UPDATED, Verdict.REFUSED]
    imports.carry_out(plan)
    assert Honour.get(Honour.number == "诚信〔2023〕001号").valid_until == "2026-04-30"


def test_a_file_tells_by_itself_that_it_lists_plaques(file):
    assert imports.read(file, target=None).target.noun == "honours"
    assert "honours" in TARGETS
