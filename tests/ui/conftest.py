"""What every test of the window may ask for. The clerk is played with keys and clicks."""

import pytest
from PySide6.QtTest import QTest

from app.ui import look
from app.ui.kit import messages, theme
from tests.ui.clerk import put_in_front

SMALL = (1366, 688)
"""What a small monitor shows."""


@pytest.fixture(autouse=True)
def dressed(looks):
    """Every test of the window begins with the application as it starts."""


@pytest.fixture
def sized(qapp):
    """Change the font size and contrast of the running application."""
    yield lambda points, contrast=False: theme.apply(qapp, points, contrast)
    look.choose(11, False)


@pytest.fixture
def window(store, qtbot):
    """The main window on an empty store, as large as a small monitor shows it."""
    from app.ui.main_window import MainWindow

    return put_in_front(qtbot, MainWindow(), SMALL)


@pytest.fixture
def filled(sample_store, qtbot):
    """The main window on the sample store."""
    from app.ui.main_window import MainWindow

    return put_in_front(qtbot, MainWindow(), SMALL)


@pytest.fixture
def told(monkeypatch):
    """What the clerk was told in a dialog."""
    said = []
    monkeypatch.setattr(messages, "complain", lambda parent, sentence, title="": said.append(sentence))
    return said


@pytest.fixture
def quick_search(monkeypatch):
    """Ctrl+K names what the pages made so far can do: making all the others takes over a second."""
    from app.ui import commands
    from app.ui.pages import PAGES

    def made(window):
        return [(tab, window.page_of(part.key)) for tab in PAGES for part in tab.parts if part.key in window._made]

    monkeypatch.setattr(commands, "_pages", made)


@pytest.fixture
def keys():
    """Press keys such as "Ctrl+3" where the focus is in a window."""

    def press(widget, *wanted):
        for each in wanted:
            QTest.keySequence(widget, each)

    return press
