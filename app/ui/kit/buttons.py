"""Buttons, chips, cards and words, dressed by the one style sheet through properties."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QWidget

from app.ui.kit import icons

ICON_TOKENS = {"primary": "on_accent", "danger": "error", "link": "link", "tile": "accent"}


class Button(QPushButton):
    """Enter presses it as the space bar does, and a new text keeps the key, which Qt would drop. One that stands
    nowhere yet is shown with what it is put into: Qt would show it as a window, which takes the keyboard away."""

    def setVisible(self, visible: bool) -> None:
        if self.parentWidget() or not visible:
            super().setVisible(visible)

    def setText(self, text: str) -> None:
        keys = self.shortcut()
        super().setText(text)
        self.setShortcut(keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    text: str, click: Callable[[], object] | None = None, *, icon: str = "", variant: str = "plain", key: str = ""
) -> Button:
    """A button; `variant` is primary, plain, danger, link, tool, chip or tile; `key` ("Ctrl+S") shows in its tip."""
    made = Button(text)
    made.setProperty("variant", variant)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    if icon:
        icons.dress(made, icon, ICON_TOKENS.get(variant, "text_2"))
    if key:
        made.setShortcut(QKeySequence(key))
        made.setToolTip(f"{text}（{key}）")
    if click:
        made.clicked.connect(lambda: click())  # noqa: PLW0108 - without the checked state
    return made


def menu_button(text: str, entries: Sequence[tuple[str, Callable[[], object]]], *, variant: str = "plain") -> Button:
    """A button that opens a menu; `entries` are words and what they do."""
    made = button(text, icon="chevron-down", variant=variant)
    menu = QMenu(made)
    for words, act in entries:
        menu.addAction(words, act)
    made.setMenu(menu)
    return made


def icon_button(
    name: str, icon: str, click: Callable[[], object] | None = None, *, variant: str = "plain", key: str = ""
) -> Button:
    """A button that shows only an icon; `name` is what a screen reader and the tip say."""
    made = button("", click, icon=icon, variant=variant, key=key)
    made.setAccessibleName(name)
    made.setToolTip(f"{name}（{key}）" if key else name)
    return made


def chip(text: str, click: Callable[[], object] | None = None) -> Button:
    """A round button that stays pressed: one choice of several, put together in a QButtonGroup."""
    made = button(text, click, variant="chip")
    made.setCheckable(True)
    return made


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Plain words; `role` is title, section, strong, figure, quiet, hint, ok, warn or error."""
    made = QLabel(text)
    made.setProperty("role", role)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


def card(parent: QWidget | None = None) -> QFrame:
    """A white surface with a rounded border."""
    made = QFrame(parent)
    made.setProperty("card", True)
    return made


def line() -> QFrame:
    """A thin line between two parts of a card."""
    made = QFrame()
    made.setProperty("line", True)
    return made


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again after a property such as `wrong` changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
