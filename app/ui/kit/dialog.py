"""A dialog: a white sheet in the middle of its window, which is dimmed behind it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.kit import left_open, theme
from app.ui.kit.buttons import button, card, label
from app.ui.kit.shortcuts import on_keys

DIM = QColor(31, 35, 41, 96)


_BLOCKED = {QEvent.Type.WindowBlocked, QEvent.Type.WindowUnblocked}


class Veil(QWidget):
    """Dims a window while a dialog stands before it, and keeps to itself that it is blocked: Qt would tell each of the
    thousands of widgets on its pages, none of which asks."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return event.type() in _BLOCKED

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), DIM)


class Dialog(QDialog):
    """Title, `body` (a column to fill) and `foot` (a row of buttons); Esc closes it. Sizes as for 11 points."""

    chapter = ""
    """Of the manual, opened by F1; "" for a dialog that says all there is to say."""

    def __init__(self, parent: QWidget | None, title: str, width: int = 560, height: int = 0) -> None:
        super().__init__(parent)
        self._behind = parent.window() if parent else None
        self._veil: Veil | None = None
        self._width, self._height = width, height
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        if parent:
            self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
            self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.sheet: QFrame = card()
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addWidget(self.sheet)
        self.column = QVBoxLayout(self.sheet)
        self.heading = label(title, "title", wrap=True)
        self.body = QVBoxLayout()
        self.foot = QHBoxLayout()
        self.column.addWidget(self.heading)
        self.column.addLayout(self.body, 1)
        self.column.addLayout(self.foot)
        if self.chapter:
            on_keys(self, "F1", self.help)
        theme.changed.connect(self.fit)
        self.fit()

    def help(self) -> None:
        """Open the manual at this dialog's chapter."""
        from app.ui.kit.manual_window import Manual

        Manual(self, self.chapter).exec()

    def fit(self) -> None:
        """Take the size for the font size in force, never more than the screen or the window behind."""
        gap = theme.px(12)
        edge = theme.px(24)
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(gap)
        self.body.setSpacing(theme.px(8))
        self.foot.setSpacing(theme.px(8))
        room = self._behind.size() if self._behind else self.screen().availableSize()
        width = min(theme.px(self._width), room.width() - theme.px(16))
        self.setFixedWidth(width)
        if self._height:
            self.setFixedHeight(min(theme.px(self._height), room.height() - theme.px(16)))
        else:
            self.resize(width, self._whole.totalHeightForWidth(width))

    def add_buttons(self, *buttons: QPushButton) -> None:
        """Put buttons at the right of the foot; the first primary one answers Enter."""
        self.foot.addStretch(1)
        for each in buttons:
            self.foot.addWidget(each)
        for each in buttons:
            if each.property("variant") == "primary":
                answer_enter(each)
                break

    def cancel_button(self, text: str = "取消") -> QPushButton:
        """A plain button that closes the dialog as Esc does."""
        made = button(text, self.reject)
        made.setToolTip("按 Esc")
        return made

    def showEvent(self, event: QShowEvent) -> None:
        if self._behind and not self._veil:
            self._veil = Veil(self._behind)
            left_open.give_back(self)
            self.fit()
            self.move(self._behind.geometry().center() - self.rect().center())
        super().showEvent(event)

    def done(self, result: int) -> None:
        if self._veil:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None
        super().done(result)
        if self._behind and self._behind.isVisible():
            self._behind.activateWindow()  # a progress dialog that closes by itself leaves no window active otherwise

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter answers as Enter does, also from a note, where Enter begins a line."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            for each in self.findChildren(QPushButton):
                if each.isDefault() and each.isVisible():
                    each.click()
                    break
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._behind:
            self.windowHandle().startSystemMove()


def answer_enter(chosen: QPushButton) -> None:
    """Let Enter press this button wherever the focus is in its dialog, and say so in its tip."""
    chosen.setDefault(True)
    if not chosen.toolTip():
        chosen.setToolTip("按 Enter")
