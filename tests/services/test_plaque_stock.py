import datetime as dt

import pytest

from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.services import honour_prints, honours, journal, merchants, plaque_stock

TODAY = dt.date.today()
PAPER = "证书纸"


@pytest.fixture
def known(store):
    made = [merchants.save(Draft(sign=name, no_code_reason="无"), None) for name in ("甲店", "乙店", "丙店")]
    honours.award("诚信商户", made, TODAY, None)
    return made


def counts(name=PAPER):
    found = plaque_stock.of(name)
    assert found.received == found.issued + found.spoiled + found.left
    return found.received, found.issued, found.spoiled, found.left


def test_shipped_kinds_are_there_and_a_new_name_makes_one_more(store):
    plaque_stock.enter("红旗旗面", "入库", 5, TODAY)
    assert [(blank.name, blank.unit, blank.kept) for blank in plaque_stock.blanks()] == [
        ("牌匾胚", "块", False),
        ("证书纸", "张", False),
        ("验真码标签", "张", False),
        ("红旗旗面", "个", True),
    ]


def test_printing_takes_from_stock_and_spoiled_sheets_count(known):
    plaque_stock.enter(PAPER, "入库", 10, TODAY, "发票 001")
    honour_prints.note_printed("诚信商户", known, "certificate", sheets=3)
    honour_prints.note_spoiled("诚信商户", known[1:2], "certificate", 1)
    assert counts() == (10, 3, 1, 6)
    assert journal.last().what == "重打荣誉证书“诚信商户” 乙店（补打第 1 次），打坏 1 张"
    assert [row.prints for row in honours.of_merchant(known[1])] == [2]
    journal.undo(journal.last().id)
    assert counts() == (10, 3, 0, 7)


def test_a_file_uses_no_paper_and_a_stock_not_kept_is_not_begun(known):
    plaque_stock.enter(PAPER, "入库", 1, TODAY)
    honour_prints.note_printed("诚信商户", known, "certificate")
    honour_prints.note_printed("诚信商户", known, "gold", sheets=3)
    assert counts() == (1, 0, 0, 1)
    assert [blank.kept for blank in plaque_stock.blanks()] == [False, True, False]


def test_paper_that_was_printed_on_was_there(known):
    plaque_stock.enter(PAPER, "入库", 2, TODAY)
    honour_prints.note_printed("诚信商户", known, "certificate", sheets=3)
    assert counts() == (3, 3, 0, 0)
    assert [(moved.move, moved.count) for moved in plaque_stock.entries(PAPER)] == [
        ("领用", 3),
        ("盘盈", 1),
        ("入库", 2),
    ]


def test_counting_sets_the_stock_right(store):
    plaque_stock.enter(PAPER, "入库", 10, TODAY)
    plaque_stock.recount(PAPER, 8, TODAY)
    assert counts() == (10, 0, 2, 8)
    plaque_stock.recount(PAPER, 9, TODAY)
    assert counts() == (11, 0, 2, 9)
    before = journal.last().id
    plaque_stock.recount(PAPER, 9, TODAY)
    assert journal.last().id == before


@pytest.mark.parametrize(
    ("blank", "move", "count", "sentence"),
    [(PAPER, "领用", 1, "只剩 0"), (PAPER, "入库", 0, "要大于 0"), (" ", "入库", 1, "是哪一种空白件")],
)
def test_what_cannot_be_is_refused(store, blank, move, count, sentence):
    with pytest.raises(Problem, match=sentence):
        plaque_stock.enter(blank, move, count, TODAY)
    assert plaque_stock.entries(PAPER) == []
