"""The page of owed meetings, by keys: what the cells say, where they lead, and what narrows them."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from app.domain.organizations import Draft, Tree
from app.domain.roles import Role
from app.services import journal, meeting_drafts, meeting_matrix, meeting_writing, organizations, session
from app.store.meetings import Meeting
from app.ui.kit import printing, theme, toast
from app.ui.kit.visit import Visit
from tests.ui.clerk import leaving, put_in_front, toast_of

YEAR = dt.date.today().year - 1
KIND = "主题党日"
ALOUD = Qt.ItemDataRole.AccessibleTextRole


def hold(branch, month, entered=None, kind=KIND):
    day = dt.date(YEAR, month, 10)
    draft = replace(meeting_drafts.blank(kind, branch, day), held=day.isoformat(), attendees=(), items=())
    meeting = meeting_writing.save(draft, None)
    Meeting.update(entered=(entered or day).isoformat()).where(Meeting.id == meeting).execute()
    return meeting


@pytest.fixture
def branches(store):
    organizations.save(Draft(name="会战商圈党委", kind="商圈党委"), None, dt.date(2020, 1, 1))
    return [
        organizations.save(Draft(name=name, kind="党支部", parent=parent), None, dt.date(2020, 1, 1))
        for name, parent in (("甲党支部", "会战商圈党委"), ("乙党支部", ""))
    ]


@pytest.fixture
def page(branches, window):
    hold(branches[0], 1)
    hold(branches[0], 2, dt.date(YEAR, 5, 1))
    window.show_page("matrix")
    window.page.show_only({"kind": KIND, "year": str(YEAR)})
    window.page.table.setFocus()
    return window.page


@pytest.fixture
def sent(page, monkeypatch):
    """Where the page sends the clerk, without going there."""
    page.visited.disconnect()
    visits = []
    page.visited.connect(visits.append)
    return visits


def words(page, row):
    return [page.model.index(row, column).data() for column in range(page.model.columnCount())]


def names(page):
    return [page.model.headerData(row, Qt.Orientation.Vertical) for row in range(page.model.rowCount())]


def test_every_cell_has_a_word_of_its_own_and_is_read_aloud(page):
    assert names(page) == ["甲党支部", "乙党支部"]
    assert words(page, 0) == ["✓ 已开", "补录", *["缺"] * 10]
    assert page.model.index(0, 1).data(ALOUD) == f"甲党支部，{YEAR}年2月，{KIND}：已开，是后来补录的，按 Enter 查看"
    assert page.model.index(0, 2).data(ALOUD) == f"甲党支部，{YEAR}年3月，{KIND}：缺，按 Enter 新建"
    assert page.model.headerData(0, Qt.Orientation.Horizontal) == "1月\n1/2"
    states = (meeting_matrix.HELD, meeting_matrix.LATE, meeting_matrix.MISSING, meeting_matrix.OPEN)
    assert len({*states, meeting_matrix.COMING, meeting_matrix.NONE}) == 6


def test_enter_on_a_missing_one_begins_it(page, sent, keys, branches):
    keys(page.table, "Right", "Return")
    assert page.table.currentIndex().column() == 3, "the keys began at the first that lacks a meeting"
    told = {"kind": KIND, "organization": str(branches[0]), "held": f"{YEAR}-04-30"}
    assert sent == [Visit("minutes", act="add", filters=told)]


def test_a_click_on_a_missing_one_begins_it(page, sent, qtbot, branches):
    place = page.table.visualRect(page.model.index(1, 6)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [visit.filters["held"] for visit in sent] == [f"{YEAR}-07-31"]
    assert sent[0].filters["organization"] == str(branches[1])


def test_enter_on_a_held_one_shows_it(page, sent, keys):
    keys(page.table, "Left", "Left", "Return", "Right", "Return")
    held, late = Meeting.select().order_by(Meeting.id)
    assert sent == [Visit("minutes", record=held.id), Visit("minutes", record=late.id)]


def test_from_all_kinds_enter_leads_to_the_months_and_on(page, sent, keys, branches):
    page.show_only({"year": str(YEAR)})
    assert names(page) == ["会战商圈党委", "甲党支部", "乙党支部"]
    heads = [page.model.headerData(place, Qt.Orientation.Horizontal) for place in range(page.model.columnCount())]
    assert f"{KIND}\n2/24" in heads
    column = next(place for place, head in enumerate(heads) if head.startswith(KIND))
    assert page.model.index(1, column).data() == "2/12 缺10 补录1"
    page.table.setCurrentIndex(page.model.index(2, column))
    keys(page.table, "Return")
    assert page.kind.value() == KIND
    assert page.table.currentIndex().row() == 1
    keys(page.table, "Return")
    assert sent[0].filters == {"kind": KIND, "organization": str(branches[1]), "held": f"{YEAR}-01-31"}


def test_the_ratio_has_both_numbers_and_lists_what_is_missing(page, sent, keys, qtbot, dialogs):
    assert page.rate.text() == "应开 24 次，已开 2 次（2/24 = 8.33%），其中补录 1 次；缺 22 次"
    seen = []

    def take(dialog):
        seen.append(dialog.rows.rowCount())
        keys(dialog.table, "Down", "Return")

    dialogs(leaving(take))
    qtbot.mouseClick(page.rate, Qt.MouseButton.LeftButton)
    assert seen == [22]
    assert sent[0].filters["held"] == f"{YEAR}-02-28"


def test_the_figures_of_the_year_lead_to_their_rows(page, sent, keys, qtbot, dialogs):
    seen = []

    def take(dialog):
        seen.extend(figure.title for figure in dialog.all)
        keys(dialog.figures, "Return")
        keys(dialog.table, "Down", "Return")

    dialogs(leaving(take))
    made = next(each for each in page.findChildren(QPushButton) if each.text() == "统计")
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert seen[0] == KIND
    assert "议题：政治引领" in seen
    assert sent == [Visit("minutes", record=Meeting.select().order_by(Meeting.held.desc()).first().id)]


def test_it_is_narrowed_by_subtree_and_to_what_lacks(page, branches):
    top = organizations.find(Tree.ORGANIZATIONS, "会战商圈党委")
    page.node.setCurrentIndex(page.node.findData(top))
    page.read()
    assert names(page) == ["甲党支部"]
    page.show_only({"kind": "党课", "year": str(YEAR)})
    for month in (2, 5, 8, 11):
        hold(branches[0], month, kind="党课")
    page.revalidate()
    assert len(names(page)) == 2
    page.lacking.click()
    assert names(page) == ["乙党支部"]
    assert page.rate.text().startswith("应开 8 次，已开 4 次"), "the share is that of all"


def test_the_years_are_turned_as_far_as_they_go(page):
    page.later.click()
    assert page.said_year.text() == f"{YEAR + 1} 年"
    assert not page.later.isEnabled()
    page.former.click()
    assert words(page, 0)[0] == "✓ 已开"


def test_a_range_without_owed_meetings_says_so(page):
    page.show_only({"kind": "党小组会", "year": str(YEAR)})
    assert page.empty.isVisible()
    assert page.empty.title.text() == "这个范围里没有应开的会"
    assert not page.export.isEnabled()


def test_without_organizations_the_page_teaches(window):
    window.show_page("matrix")
    assert "先登记组织" in window.page.empty.sentence.text()
    window.page.empty.act.click()
    assert window.page.key == "organizations"


def test_what_is_shown_is_exported(page, monkeypatch, tmp_path, qtbot):
    out = tmp_path / "应开会议.xlsx"
    monkeypatch.setattr("app.ui.kit.messages.ask_place", lambda *_: out)
    page.export.click()
    qtbot.waitUntil(lambda: page.window().findChild(toast.Toast) is not None and out.exists())
    assert journal.last().what == f"导出{YEAR}年应开会议 2 行"


def test_what_is_shown_is_printed_and_only_then_on_record(page, dialogs, qtbot, monkeypatch):
    said, sent = [], []
    monkeypatch.setattr(printing, "printers", lambda: ["窗口 1"])
    monkeypatch.setattr(printing, "send", lambda order, report: sent.append(order.pdf[:4]))

    def look(dialog):
        qtbot.waitUntil(dialog.print.isEnabled)
        said.extend((dialog.now.text(), journal.last().what))
        dialog.print.click()
        qtbot.waitUntil(lambda: not dialog.isVisible())

    before = journal.last().what
    dialogs(look)
    page.print.click()
    assert said == [f"第 1 / 1 页　{YEAR}年应开会议", before]
    assert sent == [b"%PDF"]
    assert journal.last().what == f"打印{YEAR}年应开会议"


def test_the_start_page_leads_to_what_is_missing(branches, window):
    window.visit(Visit("matrix", filters={"year": str(YEAR), "missing": "yes"}))
    assert window.page.lacking.isChecked()
    assert window.page.year == YEAR
    assert window.page.kind.value() == ""


def test_a_reader_looks_and_begins_nothing(branches, qtbot, keys):
    from app.ui.main_window import MainWindow

    session.begin(session.folder(), session.Clerk("李看看", Role.READER), journal.last().id)
    window = put_in_front(qtbot, MainWindow())
    window.show_page("matrix")
    page = window.page
    page.show_only({"kind": KIND, "year": str(YEAR)})
    page.table.setFocus()
    keys(page.table, "Return")
    assert window.page is page
    shown = {each.text() for each in page.findChildren(QPushButton) if each.isVisible()}
    assert not shown & {"导出", "打印", "新建纪要"}


@pytest.mark.parametrize("points", [11, 13, 15])
def test_no_word_in_a_cell_is_cut(page, sized, points):
    from app.ui.pages.matrix_table import wanted

    page.window().resize(1366, 688)
    for filters in ({"kind": KIND}, {}):
        sized(points)
        page.show_only({**filters, "year": str(YEAR)})
        for column in range(page.model.columnCount()):
            room = page.table.columnWidth(column)
            assert all(wanted(page.model.index(row, column).data()) <= room for row in range(page.model.rowCount()))


def test_a_ring_is_where_the_keys_are(page, keys):
    keys(page.table, "Down")
    here, there = page.table.visualRect(page.table.currentIndex()), page.table.visualRect(page.model.index(0, 2))
    picture = page.table.viewport().grab().toImage()
    inked = [picture.pixelColor(each.left() + 1, each.center().y()).name().upper() for each in (here, there)]
    assert inked[0] == theme.tokens().focus
    assert inked[1] != theme.tokens().focus


def test_a_missing_one_is_written_by_keys_and_turns_late(page, keys, branches):
    window = page.window()
    keys(page.table, "Return")
    editor = window.page.editor
    assert window.page.key == "minutes"
    assert (editor.draft.kind, editor.draft.organization, editor.draft.held) == (KIND, branches[0], f"{YEAR}-03-31")
    assert editor.save()
    window.show_page("matrix")
    assert words(page, 0)[2] == "补录"
    assert page.table.currentIndex().column() == 2


def test_what_is_half_written_stands_in_the_way_of_another(page, keys):
    window = page.window()
    keys(page.table, "Return")
    editor = window.page.editor
    editor.facts.rows[0].editor.setText("写了一半的会议")
    window.show_page("matrix")
    page.table.setFocus()
    keys(page.table, "Right", "Return")
    assert editor.draft.title == "写了一半的会议"
    assert "还没有保存" in toast_of(window.page).words.text()
