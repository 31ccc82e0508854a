"""Pages are made while the clerk does nothing, and only then."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit

from app.ui import warming
from app.ui.pages import PLACES
from app.ui.warming import Warming


@pytest.fixture
def desk(qtbot, monkeypatch):
    """A field to type in, and the pages that were made beside it."""
    monkeypatch.setattr(warming, "QUIET", 30)
    made = QLineEdit()
    qtbot.addWidget(made)
    made.pages = []
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    Warming(made, "abc", made.pages.append)
    return made


def test_every_page_is_made_once_in_order(desk, qtbot):
    qtbot.waitUntil(lambda: desk.findChild(Warming) is None)
    assert desk.pages == ["a", "b", "c"]


def test_every_key_starts_the_wait_anew(desk, qtbot):
    wait = desk.findChild(Warming)._quiet
    wait.stop()
    qtbot.keyClick(desk, Qt.Key.Key_A)
    assert wait.isActive()
    assert desk.pages == []


def test_none_is_made_behind_a_dialog_or_of_a_window_that_is_closed(desk, qtbot):
    dialog = QDialog(desk)
    dialog.open()
    desk.findChild(Warming)._next()
    assert desk.pages == []
    dialog.reject()
    desk.close()
    desk.findChild(Warming)._next()
    assert desk.pages == []


def test_the_window_makes_all_its_pages(window, qtbot):
    while warm := window.findChild(Warming):
        warm._next()
        qtbot.wait(1)
    assert window._made.keys() == PLACES.keys()
