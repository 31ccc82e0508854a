"""Buttons as every page and dialog uses them."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.buttons import button


def test_one_that_stands_nowhere_yet_is_no_window(qtbot):
    made = button("打印名单")
    made.setVisible(True)
    assert not made.isVisible()
    page = QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(made)
    page.show()
    assert made.isVisible()
    made.setVisible(False)
    assert not made.isVisible()
    made.setVisible(True)
    assert made.isVisible()
