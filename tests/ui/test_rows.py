"""The model of a list: ids in order, rows only where somebody looks."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from app.ui.kit.fields import Date, LongText, Shown, YesNo
from app.ui.kit.rows import RECORD, RowModel

FIELDS = (
    Shown("number", "编号", 100, sortable=True),
    Shown("name", "名称", 200, stretch=True, sortable=True),
    Date("since", "开业日期", 100),
    YesNo("pledged", "承诺", 60),
    LongText("note", "备注", 100),
    Shown("unseen", "不是列"),
)


def record(number):
    return SimpleNamespace(number=number, name=f"商户{number}", since="2026-03", pledged=number % 2 == 0, note="一\n二")


class Service:
    """Answers for rows, and keeps how many were asked for at a time."""

    def __init__(self):
        self.asked = []

    def rows(self, ids):
        self.asked.append(len(ids))
        return [record(number) for number in ids]


@pytest.fixture
def service():
    return Service()


@pytest.fixture
def model(service):
    return RowModel(FIELDS, service.rows)


def test_it_keeps_the_rules_of_qt(model, qtmodeltester):
    model.show([3, 1, 2])
    qtmodeltester.check(model)


def test_a_long_list_is_read_in_windows(model, service):
    model.show(list(range(100_000)))
    assert service.asked == []
    assert model.index(70_000, 0).data() == "70000"
    assert model.index(70_001, 1).data() == "商户70001"
    assert service.asked == [256]


def test_few_windows_are_kept(model, service):
    model.show(list(range(100_000)))
    for position in (*range(0, 100_000, 256), 0):
        model.record(position)
    assert sum(map(len, model._windows.values())) <= 8 * 256
    assert len(service.asked) == 392


def test_rows_are_read_afresh_when_the_list_is_shown_again(model, service):
    model.show([1, 2])
    model.record(0)
    model.show([2, 1])
    assert model.record(0).number == 2
    assert len(service.asked) == 2


def test_cells_speak_as_people_do(model):
    model.show([2])
    assert [model.index(0, column).data() for column in range(5)] == ["2", "商户2", "2026年3月", "是", "一 二"]
    assert model.index(0, 0).data(RECORD).name == "商户2"


def test_a_screen_reader_hears_row_and_column(model):
    model.show([7])
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 1).data(spoken) == "第 1 行，名称：商户7"
    assert model.index(0, 3).data(spoken) == "第 1 行，承诺：空"


def test_only_sortable_columns_ask_for_another_order(model, qtbot):
    asked = []
    model.sort_wanted.connect(lambda *order: asked.append(order))
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.sort(3)
    model.sort(1)
    assert asked == [("number", True), ("name", False)]


def test_copied_rows_bring_their_headings_and_keep_long_numbers():
    code = "912306020000000012"
    merchant = SimpleNamespace(code=code, name='<b>&"=1+1')
    model = RowModel((Shown("code", "代码", 100), Shown("name", "名称", 100)), lambda ids: [merchant] * len(ids))
    model.show([1, 2])
    copied = model.copied([0, 1])
    line = f'{code}\t<b>&"=1+1'
    assert copied.text() == f"代码\t名称\r\n{line}\r\n{line}"
    assert f"<td style='mso-number-format:\"\\@\"'>{code}</td>" in copied.html()
    assert "<b>" not in copied.html()


@pytest.mark.parametrize("shown", ["912306020000000012", "0459", '=1+"1"', "13800006620", "138****6620", ""])
def test_copied_text_is_what_is_shown_without_tricks(shown):
    model = RowModel((Shown("code", "代码", 100),), lambda ids: [SimpleNamespace(code=shown)])
    model.show([1])
    assert model.copied([0]).text() == f"代码\r\n{shown}"


def test_a_tab_or_a_new_line_begins_no_other_cell():
    model = RowModel((Shown("code", "代码", 100),), lambda ids: [SimpleNamespace(code="一\t二\n三")])
    model.show([1])
    assert model.copied([0]).text() == "代码\r\n一 二 三"
