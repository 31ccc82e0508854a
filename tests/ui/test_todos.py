"""Every kind of to-do counts rows under a given day, and its button lands on just these rows."""

import datetime as dt
import re

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from app.domain.lists import Draft as Item
from app.services import lists, merchants, organization_waiting, regulations, todo
from app.services.meeting_matrix import MISSING
from app.services.regulations import DUE
from app.store.lists import ListItem
from app.store.writing import writing
from tests.later import ahead
from tests.ui.clerk import put_in_front

TODAY = dt.date.today()
TEN = {"ending", "case_late", "term", "people", "owed", "agreement", "unprinted", "minutes", "report"}
"""The kinds the start page was asked for; of the tenth, old backups, a practice store has none."""


@pytest.fixture
def filled(sample_store, qtbot):
    """The main window on the sample store, with a need nobody answers."""
    from app.ui.main_window import MainWindow

    long_ago = (TODAY - dt.timedelta(days=200)).isoformat()
    if not lists.unmatched(TODAY):
        lists.save(Item(kind="需求清单", title="夜间照明", registered=long_ago), None)
    return put_in_front(qtbot, MainWindow(), (1366, 688))


def count_shown(page, waiting):
    """How many rows a page shows of those a to-do counts."""
    if page.key == "organizations":
        nodes = organization_waiting.of(waiting.filters["waiting"])
        tree = page.view.leaves
        assert set(nodes) <= set(tree._items)
        assert waiting.words in page.pane.card.titles
        assert page.pane.card.titles[page.pane.card.switch.place()] == waiting.words
        assert page.chosen().id == waiting.record == nodes[0]
        assert f"{len(nodes)} 个组织" in page.narrowed.sentence.text()
        return len(nodes)
    if page.key == "matrix":
        return sum(line.count(MISSING) for line in page.lines)
    if page.key == "rounds":
        assert page.round == waiting.record
        return None
    return len(page.rows.ids)


def press(window, waiting):
    """Press the button of a to-do on the start page."""
    window.show_page("home")
    window.revalidate()
    name = f"{waiting.button}：{waiting.sentence}"
    made = next(each for each in window.page.findChildren(QPushButton) if each.accessibleName() == name)
    made.click()


def test_each_kind_lands_on_the_rows_it_counts(filled):
    found = todo.todos(TODAY)
    assert {each.kind for each in found} >= TEN | {"case_soon", "ended", "review", "round", "unmatched", "unanswered"}
    assert [each.kind for each in found] == sorted((each.kind for each in found), key=todo.PRESSING.index)
    opened = []

    def shut():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            opened.append(dialog)
            dialog.reject()

    timer = QTimer(interval=20)
    timer.timeout.connect(shut)
    timer.start()
    for waiting in found:
        before = len(opened)
        press(filled, waiting)
        count = re.match(r"[\d,]+", waiting.sentence)
        if waiting.opens or waiting.act:
            assert len(opened) == before + 1, waiting
            if waiting.kind == "regulation":
                states = [row.state for row in regulations.listing(TODAY)]
                assert states[: states.count(DUE)] == [DUE] * int(count[0])
        else:
            assert filled.page.key == waiting.page, waiting
            shown = count_shown(filled.page, waiting)
            assert shown is None or shown == int(count[0].replace(",", "")), waiting
    timer.stop()


@pytest.mark.parametrize("days", [1, 45, 400])
def test_the_day_given_decides_and_not_the_clock(sample_store, monkeypatch, days):
    day = TODAY + dt.timedelta(days=days)
    asked = [(each.kind, each.sentence, each.hint, dict(each.filters)) for each in todo.todos(day)]
    assert asked != [(each.kind, each.sentence, each.hint, dict(each.filters)) for each in todo.todos(TODAY)]
    with monkeypatch.context() as later:
        ahead(later, days)
        again = [(each.kind, each.sentence, each.hint, dict(each.filters)) for each in todo.todos(dt.date.today())]
    assert asked == again


def test_nothing_taken_out_of_use_is_counted(filled):
    known = merchants.ids(filters={"honour": "待打印"})
    with writing("试") as act:
        for row in ListItem.select().where(ListItem.removed_at == ""):
            act.change(row, row.when_undone())
    kinds = {each.kind: each for each in todo.todos(TODAY)}
    assert "unanswered" not in kinds
    assert kinds["unprinted"].sentence.startswith(str(len(known)))


def test_a_narrowed_tree_says_so_and_is_widened_again(filled):
    waiting = next(each for each in todo.todos(TODAY) if each.kind == "term")
    press(filled, waiting)
    page, tree = filled.page, filled.page.view.leaves
    few = len(tree._items)
    assert page.narrowed.isVisible()
    page.narrowed.link.click()
    assert not page.narrowed.isVisible()
    assert len(tree._items) == len(page.nodes) > few
