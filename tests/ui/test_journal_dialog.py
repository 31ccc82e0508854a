"""办理记录: found by words and filters, read with what changed, exported, checked; quick however long it is."""

import json
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from app.domain.merchants import Draft
from app.domain.roles import Role
from app.services import audit, journal, merchants, session
from app.store.database import db
from app.store.journal import JournalEntry, Kind
from app.store.writing import note
from app.ui import desk_menu, journal_dialog
from app.ui.journal_dialog import JournalDialog
from app.ui.kit import messages, tasks

MERCHANT = Draft(sign="瑞和茶庄", no_code_reason="无", phone="13800006620")


@pytest.fixture
def merchant(store):
    merchant = merchants.save(MERCHANT, None)
    merchants.save(replace(MERCHANT, phone="13900001234", trade="茶叶"), merchant)
    note("打印金色牌匾", Kind.PRINT)
    return merchant


@pytest.fixture
def dialog(merchant, window, qtbot):
    made = JournalDialog(window)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def listed(dialog, column=3):
    return [dialog.rows.index(row, column).data() for row in range(dialog.rows.rowCount())]


def test_everything_is_listed_newest_first(dialog, admin):
    assert listed(dialog)[:3] == ["打印金色牌匾", "修改商户 瑞和茶庄", "新增商户 瑞和茶庄"]
    assert listed(dialog, 2)[:3] == ["打印", "办理", "办理"]
    assert set(listed(dialog, 1)) == {admin[0]}
    assert dialog.count.text() == f"共 {journal.last().id:,} 条"


def test_words_and_filters_narrow_it(dialog, qtbot, keys):
    keys(dialog.table, "Shift+Tab")
    dialog.finder.box.setText("瑞和 新增")
    assert listed(dialog) == ["新增商户 瑞和茶庄"]
    dialog.finder.narrow_to("", {"kind": "打印"})
    assert listed(dialog) == ["打印金色牌匾"]
    dialog.finder.narrow_to("", {"kind": "打印", "who": "别人"})
    assert listed(dialog) == []
    dialog.finder.narrow_to("", {"period": "今天"})
    assert len(listed(dialog)) == journal.last().id


def test_an_entry_says_what_it_changed_with_numbers_masked(dialog):
    dialog.table.choose_place(1)
    told = dialog.changes.toPlainText().splitlines()
    assert told == [
        "商户 瑞和茶庄　业态：（空） → 茶叶",
        "商户 瑞和茶庄　联系电话：138****6620 → 139****1234",
    ]
    dialog.table.choose_place(2)
    assert dialog.changes.toPlainText().startswith("新增商户 瑞和茶庄　")
    assert "13800006620" not in dialog.changes.toPlainText()
    dialog.table.choose_place(0)
    assert dialog.changes.toPlainText() == journal_dialog.NOTHING


def test_it_is_exported_and_that_is_journalled(dialog, qtbot, monkeypatch, tmp_path):
    path = tmp_path / "办理记录.xlsx"
    monkeypatch.setattr(messages, "ask_place", lambda *_: path)
    before = journal.last().id
    dialog.save.click()
    qtbot.waitUntil(lambda: not tasks.busy())
    cells = [[cell.value for cell in row] for row in load_workbook(path).active.iter_rows()]
    assert ["序号", "时间", "人员", "类别", "内容", "改动"] in cells
    text = json.dumps(cells, ensure_ascii=False)
    assert "138****6620 → 139****1234" in text
    assert "13800006620" not in text
    assert listed(dialog)[0] == f"导出办理记录 {before:,} 条"
    assert listed(dialog, 2)[0] == "导出"
    assert "已导出" in dialog.saved.sentence.text()


def test_the_chain_is_checked_and_the_first_broken_entry_shown(dialog, qtbot):
    dialog.check.click()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert "没有被改动过" in dialog.verdict.text()
    db.execute_sql("DROP TRIGGER journal_keeps_update")
    db.execute_sql("UPDATE journal SET what = '新增商户 别家', at = '昨天' WHERE id = 2")
    dialog.finder.narrow_to("打印", {})
    dialog.check.click()
    qtbot.waitUntil(lambda: not tasks.busy())
    assert dialog.verdict.text().startswith("第 2 条被改动过")
    assert dialog.table.chosen() == [2]
    assert listed(dialog, 0)[-2] == "昨天"


def test_an_entry_spoilt_inside_is_said_and_breaks_nothing(dialog):
    db.execute_sql("DROP TRIGGER journal_keeps_update")
    db.execute_sql("UPDATE journal SET after = '{' WHERE id = 2")
    dialog.table.choose([2])
    assert "读不出来" in dialog.changes.toPlainText()


def test_a_hundred_thousand_entries_are_read_where_one_looks(merchant, window, qtbot, monkeypatch):
    last = JournalEntry.select().order_by(JournalEntry.id.desc()).get()
    rows = ((n, last.at, f"经办{n % 7}", f"第 {n} 件事", "", "", "", "") for n in range(last.id + 1, 100_001))
    sql = "INSERT INTO journal (id, at, who, what, before, after, previous, hash) VALUES (?,?,?,?,?,?,?,?)"
    with db.atomic():
        db.connection().executemany(sql, rows)
    read = []
    rows_of = audit.rows
    monkeypatch.setattr(audit, "rows", lambda numbers: read.append(len(numbers)) or rows_of(numbers))
    made = JournalDialog(window)
    qtbot.addWidget(made)
    made.show()
    assert made.rows.rowCount() == 100_000
    made.finder.box.setText("第 54321 件")
    assert listed(made) == ["第 54321 件事"]
    assert sum(read) < 1000


@pytest.mark.parametrize("role", Role)
def test_only_an_administrator_finds_it_in_the_menu(window, role):
    session.begin(session.folder(), session.Clerk("某人", role), 0)
    offered = [entry.title for entry in desk_menu.offered()]
    assert ("办理记录……" in offered) == (role == Role.ADMINISTRATOR)


def test_the_menu_opens_it(window, dialogs):
    seen = []
    dialogs(lambda dialog: (seen.append(type(dialog)), dialog.reject()))
    next(entry for entry in desk_menu.ENTRIES if entry.title == "办理记录……").open(window)
    assert seen == [JournalDialog]


def test_esc_leaves_it(dialog, qtbot):
    qtbot.keyClick(dialog.table, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
