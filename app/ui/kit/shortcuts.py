"""Keys that do something in a window, in a part of it, or on one widget."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

IN_WINDOW = Qt.ShortcutContext.WindowShortcut
WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut
ON_WIDGET = Qt.ShortcutContext.WidgetShortcut


def on_keys(owner: QWidget, keys: str, act: Callable[[], object], where: Qt.ShortcutContext = IN_WINDOW) -> None:
    """Do something when keys such as "Ctrl+F" are pressed; it goes with `owner` and rests while that is hidden."""
    made = QShortcut(QKeySequence(keys), owner)
    made.setContext(where)  # the constructor's own argument is lost where a callable is given
    made.activated.connect(act)
