"""What the clerk of the tests does with her hands and reads off the screen."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel

from app.ui.kit.toast import Toast


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
