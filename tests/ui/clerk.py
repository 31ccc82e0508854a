"""What the clerk of the tests does with her hands and reads off the screen."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.ui.kit import tasks
from app.ui.kit.toast import Toast


def put_in_front(qtbot, made, size=None):
    """Show a window, of a size in pixels if any, and wait until the keys go to it."""
    qtbot.addWidget(made)
    if size:
        made.resize(*size)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def when_active(act, kind=QWidget):
    """Do something in the next dialog of a kind once it has the keys and no work is under way, and close it however
    that went."""

    def look():
        shown = QApplication.activeModalWidget()
        ready = isinstance(shown, kind) and shown.isActiveWindow() and QApplication.focusWidget()
        if not ready or tasks.busy():
            QTimer.singleShot(10, look)
            return
        try:
            act(shown)
        finally:
            if shown.isVisible():
                shown.reject()

    QTimer.singleShot(0, look)


def type_text(widget, text):
    """As an input method commits it, or a scanner."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def words(widget):
    """All words that can be read in a widget."""
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def toast_of(page):
    """The toast of a page's window."""
    return page.window().findChild(Toast)


def choose(menu, words):
    """Choose the entry of a menu that begins so."""
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()


def leaving(act):
    """Do something in a dialog and close it, however that went."""

    def play(dialog):
        QApplication.processEvents()
        try:
            act(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()

    return play
