"""What is typed or moved anywhere is heard by whoever listens, and nothing else is."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.ui.kit import hearing
from app.ui.kit.dialog import Dialog


class Ear(QObject):
    """Notes what it hears, and keeps it if it is told to."""

    def __init__(self, owner, keeps=False):
        super().__init__(owner)
        self.heard, self.keeps = [], keeps
        hearing.listen(self)

    def hear(self, watched, event):
        self.heard.append(event.type())
        return self.keeps


@pytest.fixture
def box(qtbot):
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    return made


def test_keys_are_heard_and_what_a_widget_is_told_of_its_looks_is_not(box, qtbot):
    ear = Ear(box)
    box.setProperty("variant", "quiet")
    box.setToolTip("说明")
    QApplication.sendEvent(box, QEvent(QEvent.Type.StyleChange))
    assert ear.heard == []
    qtbot.keyClick(box, Qt.Key.Key_A)
    assert QEvent.Type.KeyPress in ear.heard


def test_who_listened_last_hears_first_and_may_keep_it(box, qtbot):
    first, last = Ear(box), Ear(box, keeps=True)
    qtbot.keyClick(box, Qt.Key.Key_A)
    assert (first.heard, box.text()) == ([], "")
    assert last.heard
    last.setParent(None)
    last.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.keyClick(box, Qt.Key.Key_A)
    assert first.heard
    assert box.text() == "a"


def test_a_dialog_blocks_its_window_without_telling_every_widget_there(qtbot):
    class Told(QLabel):
        told = 0

        def event(self, event):
            self.told += event.type() in (QEvent.Type.WindowBlocked, QEvent.Type.WindowUnblocked)
            return super().event(event)

    window = QWidget()
    qtbot.addWidget(window)
    inside = Told("页面")
    QVBoxLayout(window).addWidget(inside)
    with qtbot.waitExposed(window):
        window.show()
    dialog = Dialog(window, "修改")
    dialog.open()
    assert QApplication.activeModalWidget() is dialog
    dialog.reject()
    assert inside.told == 0
