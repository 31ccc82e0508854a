"""An import is stopped at once, taken back whole later on, and matched as the last one was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.domain.merchants import Draft
from app.services import imports, journal, merchants
from app.ui.import_dialog import CHECK, MATCH, ImportDialog
from app.ui.kit import tasks
from app.ui.recent import RecentDialog
from tests.timing import timed

MANY = 12_000


def write(path, head, rows):
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    return path


@pytest.fixture
def large(tmp_path):
    rows = (f"第{n}商行,无,餐饮,一路{n}号" for n in range(MANY))
    return write(tmp_path / "大.csv", "商户名称,统一社会信用代码,业态,经营地址", rows)


@pytest.fixture
def dialog(window, qtbot):
    def open_on(path):
        made = ImportDialog(window, path)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
        return made

    return open_on


def wait(qtbot):
    qtbot.waitUntil(lambda: not tasks._under_way, timeout=60_000)


def advanced(qtbot):
    """Wait until the work under way reports, and give it."""
    task = next(iter(tasks._under_way))
    with qtbot.waitSignal(task.advanced, timeout=30_000):
        pass
    return task


@pytest.mark.parametrize("phase", ["reading", "writing"])
def test_a_stop_is_obeyed_and_leaves_nothing(dialog, large, qtbot, phase):
    made = dialog(large)
    if phase == "writing":
        wait(qtbot)
        made.go.click()
    task = advanced(qtbot)
    with timed(f"stop while {phase}", 1):
        task.stop()
        wait(qtbot)
    assert merchants.counts()["全部"] == 0
    assert made.stack.currentIndex() != 3


def test_a_whole_import_is_taken_back_from_the_list_of_acts(window, qtbot, tmp_path):
    merchant = merchants.save(Draft(registered_name="瑞和茶庄", no_code_reason="无", trade="餐饮"), None)
    rows = ("瑞和茶庄,无,茶叶", "曾家面馆,无,餐饮", "永泰书店,无,文化")
    path = write(tmp_path / "商户.csv", "商户名称,统一社会信用代码,业态", rows)
    imports.carry_out(imports.read(path))
    assert (merchants.counts()["全部"], merchants.get(merchant).trade) == (3, "茶叶")
    recent = RecentDialog(window)
    qtbot.addWidget(recent)
    recent.show()
    recent.search.setText("导入《商户.csv》")
    recent.table.choose_place(0)
    qtbot.keyClick(recent.act, Qt.Key.Key_Return)
    assert (merchants.counts()["全部"], merchants.get(merchant).trade) == (1, "餐饮")
    recent.table.choose_place(0)
    assert recent.act.text() == "恢复"
    qtbot.keyClick(recent.act, Qt.Key.Key_Return)
    assert (merchants.counts()["全部"], merchants.get(merchant).trade) == (3, "茶叶")
    assert journal.broken() == []


def test_what_was_matched_by_hand_is_matched_again_and_says_so(dialog, qtbot, tmp_path):
    first = write(tmp_path / "一.csv", "宝号,做啥的", ["甲铺,食品零售"])
    made = dialog(first)
    qtbot.waitUntil(lambda: made.stack.currentIndex() == MATCH)
    made.columns.box(0).fill("sign")
    made.forward.click()
    qtbot.waitUntil(lambda: made.stack.currentIndex() == CHECK)
    made.go.click()
    wait(qtbot)
    again = dialog(write(tmp_path / "二.csv", "宝号,做啥的", ["乙铺,餐饮"]))
    qtbot.waitUntil(lambda: again.stack.currentIndex() == CHECK)
    again.back.click()
    assert again.columns.box(0).value() == "sign"
    said = [words.text() for words in again.columns.findChildren(QLabel) if words.text() == "按上次的选择"]
    assert len(said) == 1
