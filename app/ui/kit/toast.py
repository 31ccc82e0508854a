"""A dark line that says what was done, and offers to take it back: at the top of the window where there is room, else
low in it; it covers no input, button or tab."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QWidget

from app.ui.kit import free_room, theme
from app.ui.kit.buttons import button, label
from app.ui.kit.icons import Picture

SECONDS = 6
TICK = 250
"""Milliseconds between two looks at whether it is in use."""
HEADER = 52
"""Height of the window's header, which the toast leaves free; as drawn for 11 points."""
WIDE, NARROW = 560, 380
"""Widths it is cut to where there is no room for more, as drawn for 11 points."""


class Toast(QFrame):
    """Goes after six seconds in which it could be used: not while a dialog stands before its window, nor while the
    pointer or the keyboard is on it."""

    def __init__(
        self, window: QWidget, sentence: str, link: str, act: Callable[[], object] | None, by_keys: bool, done: bool
    ) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self._window = window
        self._left = SECONDS * 1000
        self._timer = QTimer(self, interval=min(TICK, self._left))
        self._timer.timeout.connect(self._count_down)
        self._act = act
        self.setAccessibleName(sentence)
        self._sentence, self.words = sentence, label()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(4), theme.px(12), theme.px(4))
        row.addWidget(Picture("circle-check", "toast_ok") if done else Picture("circle-alert", "toast_text"))
        row.addWidget(self.words)
        self.link = button(link, self._linked)
        if by_keys:
            self.link.setToolTip({"撤销": "撤销（Ctrl+Z）", "恢复": "恢复（Ctrl+Y）"}.get(link, ""))
        row.addWidget(self.link)
        self.link.setVisible(bool(link))
        window.installEventFilter(self)
        self._place()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _linked(self) -> None:
        self.deleteLater()
        if self._act:
            self._act()

    def _count_down(self) -> None:
        front = QApplication.activeModalWidget()
        if self.underMouse() or self.link.hasFocus() or front not in (None, self._window):
            self._left = SECONDS * 1000
        else:
            self._left -= self._timer.interval()
        if self._left <= 0:
            self.deleteLater()
        elif any(self.geometry().intersects(room) for room in free_room.taken(self._window, self)):
            self._place()  # another page came, or a form

    def _place(self) -> None:
        """Where it covers nothing that is used, and if it can no words either; shorter where there is less room."""
        top = theme.px(HEADER) + theme.px(4)
        within = self._window.rect().adjusted(0, top, 0, -theme.px(4))
        used = free_room.taken(self._window, self)
        read = free_room.taken(self._window, self, words=True)
        for others in (read, used):
            for wide in (self._window.width(), theme.px(WIDE), theme.px(NARROW)):
                self._say_within(wide)
                place = free_room.spot(within, self.size(), others)
                if place:
                    self.move(place)
                    self.raise_()
                    return
        self.move((self._window.width() - self.width()) // 2, top)
        self.raise_()

    def _say_within(self, wide: int) -> None:
        """As much of the sentence as a width holds: the name of a thing may be long."""
        self.words.ensurePolished()
        self.words.setText(self._sentence)
        beside = self.sizeHint().width() - self.words.sizeHint().width() + 2 * theme.px(16)
        room = max(min(wide, self._window.width()) - beside, theme.px(120))
        self.words.setText(self.words.fontMetrics().elidedText(self._sentence, Qt.TextElideMode.ElideMiddle, room))
        self.adjustSize()


def behind(widget: QWidget) -> QWidget:
    """The window of a widget, or the one behind the dialogs it is in."""
    window = widget.window()
    while isinstance(window, QDialog) and (parent := window.parentWidget()):
        window = parent.window()
    return window


def show(
    widget: QWidget,
    sentence: str,
    link: str = "",
    act: Callable[[], object] | None = None,
    *,
    by_keys: bool = True,
    done: bool = True,
) -> Toast:
    """Say in the main window what was done; `link` (撤销, 打开文件夹 …) calls `act`. The former toast goes.

    `by_keys` False says that Ctrl+Z does not do what 撤销 here does, `done` False that nothing was done.
    """
    window = behind(widget)
    for former in window.findChildren(Toast):
        former.setParent(None)
        former.deleteLater()
    toast = Toast(window, sentence, link, act, by_keys, done)
    toast.show()
    return toast
