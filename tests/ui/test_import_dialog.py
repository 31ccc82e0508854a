"""Bringing in a spreadsheet through the window: checked row by row, corrected, taken over, taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.merchants import Draft
from app.exchange import sheets
from app.services import journal, merchants
from app.services.imports import Verdict
from app.ui.import_dialog import CHECK, CHOOSE, DONE, MATCH, ImportDialog
from app.ui.kit import messages, tasks
from app.ui.kit.toast import Toast

LEDGER = Path("tests/data/商户台账.xlsx").resolve()
HEAD = "商户名称,统一社会信用代码,业态,联系电话"
GOOD = ("瑞和茶庄,,食品零售,13800006620", "曾家面馆,无,餐饮,13900001234")
BAD = (",,餐饮,13700004321", "同心餐饮店,9223060,餐饮,")
pytestmark = pytest.mark.usefixtures("told")


@pytest.fixture
def sheet(tmp_path):
    """Write a small spreadsheet and give its path."""

    def write(*rows, head=HEAD, name="商户.csv"):
        path = tmp_path / name
        path.write_text("\n".join((head, *rows)), encoding="utf-8")
        return path

    return write


@pytest.fixture
def dialog(window, qtbot):
    """Open the dialog on a file and wait until it was read."""
    made = []

    def open_on(path, until=CHECK):
        made.append(ImportDialog(window, path))
        qtbot.addWidget(made[-1])
        with qtbot.waitActive(made[-1]):
            made[-1].show()
        qtbot.waitUntil(lambda: made[-1].stack.currentIndex() == until and not tasks.busy(), timeout=60_000)
        qtbot.waitUntil(made[-1].isActiveWindow)  # again, where the progress was shown meanwhile
        return made[-1]

    return open_on


def shown_rows(dialog):
    model = dialog.check.rows
    return [[model.index(row, column).data() for column in range(6)] for row in range(model.rowCount())]


def chips(dialog):
    return [made.text() for made in dialog.check._group.buttons()]


def finish(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.stack.currentIndex() == DONE, timeout=60_000)


def test_a_refused_row_says_what_to_do_about_it(dialog, sheet):
    made = dialog(sheet(*GOOD, *BAD))
    assert made.check.advice.isVisible()
    assert made.check.advice.toolTip() == "打开帮助：名称是空的"
    made.check.table.choose_place(1)
    assert made.check.advice.toolTip() == "打开帮助：位数不对"
    made.check.show_verdict("新增")
    assert not made.check.advice.isVisible()


def test_every_row_of_the_street_s_ledger_has_its_verdict(dialog):
    made = dialog(LEDGER)
    assert chips(made) == ["全部 3,080", "新增 2,975", "更新 0", "跳过 12", "有错 93"]
    assert made.go.text() == "导入 2,975 家"
    assert len(shown_rows(made)) == 93
    assert all(row[0] == "有错" and row[5].startswith(row[1]) for row in shown_rows(made))
    assert merchants.counts()["全部"] == 0


def test_what_is_new_changed_the_same_and_wrong_is_told_apart(dialog, sheet):
    merchants.save(Draft(registered_name="瑞和茶庄", no_code_reason="未填写", trade="餐饮", phone="13800006620"), None)
    merchants.save(Draft(registered_name="曾家面馆", no_code_reason="无", trade="餐饮", phone="13900001234"), None)
    made = dialog(sheet(*GOOD, BAD[0], "永泰书店,,文化,"))
    made.check.show_verdict("全部")
    rows = shown_rows(made)
    assert [row[0] for row in rows] == ["更新", "跳过", "有错", "新增"]
    assert rows[0][1:5] == ["第 2 行", "瑞和茶庄", "食品零售", "138****6620"]
    assert "餐饮 → 食品零售" in rows[0][5]
    assert made.go.text() == "导入 2 家"


def test_a_chip_shows_the_rows_of_its_verdict_and_the_sentence_in_full(dialog, sheet, qtbot):
    made = dialog(sheet(*GOOD, *BAD))
    chip = next(each for each in made.check._group.buttons() if each.text() == "新增 2")
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert [row[2] for row in shown_rows(made)] == ["瑞和茶庄", "曾家面馆"]
    made.check.show_verdict("有错")
    made.check.table.choose_place(1)
    assert made.check.sentence.text() == shown_rows(made)[1][5]


def test_the_good_rows_go_in_and_come_back_out_as_one_act(dialog, sheet, qtbot, window):
    made = dialog(sheet(*GOOD, *BAD))
    finish(made, qtbot)
    assert merchants.counts()["全部"] == 2
    assert made.outcome.title.text() == "已导入：新增 2 家，更新 0 家"
    assert "有错 2 行没有导入" in made.outcome.sentence.text()
    made.undo.click()
    assert merchants.counts()["全部"] == 0
    assert window.findChild(Toast).accessibleName().startswith("已撤销：导入《商户.csv》")


def test_nothing_goes_in_while_the_clerk_wants_all_or_nothing(dialog, sheet):
    made = dialog(sheet(*GOOD, *BAD))
    made.check.skip.setChecked(False)
    assert not made.go.isEnabled()
    made.check.skip.setChecked(True)
    assert made.go.isEnabled()


def test_columns_nobody_could_guess_are_matched_by_hand(dialog, sheet, qtbot):
    made = dialog(sheet("甲铺,食品零售", head="宝号,做啥的"), until=MATCH)
    made.columns.box(0).fill("sign")
    made.columns.box(1).fill("trade")
    made.forward.click()
    qtbot.waitUntil(lambda: made.stack.currentIndex() == CHECK)
    assert shown_rows(made)[0][:4] == ["新增", "第 2 行", "甲铺", "食品零售"]


def test_a_wrong_guess_is_corrected_with_one_step_back(dialog, sheet, qtbot):
    made = dialog(sheet(*GOOD))
    made.back.click()
    assert made.stack.currentIndex() == MATCH
    assert made.columns.box(2).currentText() == "业态"
    made.columns.box(2).fill("")
    made.forward.click()
    qtbot.waitUntil(lambda: made.stack.currentIndex() == CHECK)
    made.check.show_verdict("全部")
    assert [row[3] for row in shown_rows(made)] == ["", ""]


def test_the_refused_rows_come_back_as_a_spreadsheet(dialog, sheet, qtbot, monkeypatch, tmp_path):
    made = dialog(sheet(*GOOD, *BAD))
    offered = []
    monkeypatch.setattr(
        messages, "ask_place", lambda parent, title, name, kind: offered.append(name) or tmp_path / name
    )
    made.refused.click()
    qtbot.waitUntil(made.saved.isVisible)
    assert made.saved.sentence.text() == "已导出有错的 2 行。"
    rows = sheets.read(tmp_path / offered[0]).rows
    assert "同心餐饮店" in rows[2]


@pytest.mark.parametrize(("name", "content"), [("说明.docx", b"PK"), ("坏的.xlsx", b"not a workbook")])
def test_a_file_that_is_no_table_is_refused_in_words(dialog, told, tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    made = dialog(path, until=CHOOSE)
    assert len(told) == 1
    assert "没有" in told[0]
    assert made.another.isVisible()
    assert not made.go.isVisible()


def test_stopping_the_reading_writes_nothing(window, qtbot, told):
    made = ImportDialog(window, LEDGER)
    qtbot.addWidget(made)
    made.show()
    task = next(iter(tasks._under_way))
    task.stop()
    qtbot.waitUntil(lambda: not tasks._under_way, timeout=20_000)
    assert made.stack.currentIndex() == CHOOSE
    assert window.findChild(Toast).accessibleName() == "已取消，没有写入任何内容。"


def test_stopping_the_import_leaves_nothing_half_written(dialog, qtbot):
    made = dialog(LEDGER)
    made.write()
    next(iter(tasks._under_way)).stop()
    qtbot.waitUntil(lambda: not tasks._under_way, timeout=20_000)
    assert merchants.counts()["全部"] == 0
    assert made.stack.currentIndex() == CHECK
    assert journal.recent(5)[0].what != "导入《商户台账.xlsx》"


def test_another_file_can_be_chosen(dialog, sheet, told, monkeypatch, tmp_path, qtbot):
    bad = tmp_path / "坏的.xlsx"
    bad.write_bytes(b"no")
    made = dialog(bad, until=CHOOSE)
    good = sheet(*GOOD)
    monkeypatch.setattr(messages, "ask_file", lambda parent, title, kind: good)
    made.another.click()
    qtbot.waitUntil(lambda: made.stack.currentIndex() == CHECK)
    assert made.file.text() == "商户.csv"


def test_the_verdicts_are_told_by_icon_and_word():
    from app.ui.import_fields import VERDICT_DRESS

    assert len({icon for _, icon in VERDICT_DRESS.values()}) == len(Verdict)


@pytest.mark.parametrize(("size", "points"), [((1093, 546), 11), ((1366, 688), 15)])
def test_it_fits_a_small_screen(window, dialog, sheet, sized, size, points):
    sized(points)
    window.resize(*size)
    made = dialog(sheet(*GOOD, *BAD))
    QApplication.processEvents()
    assert made.width() <= size[0]
    assert made.height() <= size[1]
    for each in made._all_buttons():
        assert not each.isVisible() or each.sizeHint().width() <= each.width()
