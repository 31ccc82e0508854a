"""窗口日结 over all tabs: each line opens its page and record, from the start page and by keys."""

import datetime as dt
from io import BytesIO

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from app.domain.cases import Draft as CaseDraft
from app.domain.merchants import Draft
from app.services import cases, day_documents, day_lines, day_sheet, merchants
from app.services.day_kinds import INTEGRITY, TABS
from app.ui.day_sheet_dialog import DaySheetDialog
from app.ui.kit.visit import Visit
from tests.services.test_charity_documents import text_of

TODAY = dt.date.today()


def shown(page):
    """The ids of what is chosen on a page, or the round that is open."""
    if page.key == "rounds":
        return [page.round]
    node = page.chosen()
    return node if isinstance(node, list) else [node.id]


def shut(dialogs):
    """Whatever a visit opens is closed again."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QDialog):
        dialogs.append(dialog.windowTitle())
        dialog.reject()


def test_each_kind_of_line_opens_its_page_and_its_record(filled):
    kinds = {line.what: line for line in day_lines.of_day(day_sheet.of_day(TODAY))}
    assert len(kinds) > 40
    opened: list[str] = []
    timer = QTimer(interval=20)
    timer.timeout.connect(lambda: shut(opened))
    timer.start()
    for what, line in kinds.items():
        place, before = line.place, len(opened)
        filled.visit(Visit(place.page, place.act, place.words, place.record, place.filters))
        assert filled.page.key == place.page, what
        if place.record:
            assert shown(filled.page) == [place.record], what
        if place.words:
            card = filled.page.pane.card
            assert card.titles[card.switch.place()] == place.words, what
        if place.act:
            assert len(opened) > before, what
    timer.stop()


def test_the_start_page_opens_it_and_a_line_leads_to_its_page(window, dialogs, qtbot):
    for sign in ("瑞和茶庄", "永泰书店"):
        merchants.save(Draft(sign=sign, no_code_reason="办理中"), None)

    def look(dialog):
        assert isinstance(dialog, DaySheetDialog)
        buttons = [each.text() for each in dialog.findChildren(QPushButton)]
        assert {"全部 2", f"{INTEGRITY} 2", f"{TABS[0]} 0"} <= set(buttons)
        next(each for each in dialog.findChildren(QPushButton) if each.text() == f"{TABS[0]} 0").click()
        assert (dialog.lines, dialog.sentence.text()) == ([], "这一天没有录入。")
        assert not dialog.open_it.isEnabled()
        dialog.turn(INTEGRITY)
        assert dialog.sentence.text() == "新增商户 2。"
        dialog.table.setFocus()
        dialog.table.choose_place(1)
        QTest.keySequence(dialog.table, "Return")

    dialogs(look)
    next(each for each in window.page.findChildren(QPushButton) if each.text() == "窗口日结").click()
    assert window.page.key == "merchants"
    assert [merchants.get(number).sign for number in window.page.chosen()] == ["永泰书店"]


def test_the_paper_has_a_band_for_each_tab_and_hides_numbers(sample_store):
    cases.save(CaseDraft(kind="诉求", title="请回电 13800006620", received=TODAY.isoformat()), None)
    paper, out = day_documents.of_day(TODAY), BytesIO()
    paper.write(out)
    pages = text_of(out)
    said = "".join(pages)
    for tab in TABS:
        assert any(f"{tab}{words}" in said for words in ("新增", "签订承诺", "捐款", "发展党员", "收到")), tab
    assert "13800006620" not in said
    assert "138****6620" in said
    assert all("类别单号姓名、名称" in page for page in pages[:-1])
    assert "经办人：" in pages[-1]


def test_many_of_a_kind_are_one_line_that_enter_unfolds(window, dialogs):
    for number in range(12):
        merchants.save(Draft(sign=f"瑞和茶庄{number}店", no_code_reason="办理中"), None)
    seen = []

    def look(dialog):
        seen.append([(line.what, line.count, line.name) for line in dialog.lines])
        dialog.table.setFocus()
        dialog.table.choose_place(0)
        seen.append(dialog.open_it.text())
        QTest.keySequence(dialog.table, "Return")
        seen.append((len(dialog.lines), dialog.open_it.text()))
        QTest.keySequence(dialog.table, "Return")
        seen.append(len(dialog.lines))
        QTest.keySequence(dialog.table, "Return")
        dialog.table.choose_place(12)
        QTest.keySequence(dialog.table, "Return")

    dialogs(look)
    next(each for each in window.page.findChildren(QPushButton) if each.text() == "窗口日结").click()
    names = "瑞和茶庄0店、瑞和茶庄1店、瑞和茶庄2店等 12 条"
    assert seen == [[("新增商户", 12, names)], "展开", (13, "收起"), 1]
    assert [merchants.get(number).sign for number in window.page.chosen()] == ["瑞和茶庄11店"]
