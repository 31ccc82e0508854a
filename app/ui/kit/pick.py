"""Choosing one of many without the mouse: a line that takes a number, a word or initials, above the list it narrows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.names import fold, initials
from app.ui.kit import theme
from app.ui.kit.editors import LineEditor

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_VALUE = Qt.ItemDataRole.UserRole
_ROW = 34


class SeekingLine(LineEditor):
    """A line that seeks while an input method is still composing: `sought` comes with every change of the words."""

    sought = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._composing = ""
        self.textChanged.connect(self.sought)

    def words(self) -> str:
        """What is typed, with what is being composed at the cursor."""
        place = self.cursorPosition()
        return (self.text()[:place] + self._composing.replace("'", "") + self.text()[place:]).strip()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Seek for pinyin before it has become characters."""
        self._composing = event.preeditString()
        super().inputMethodEvent(event)
        self.sought.emit()


class _Box(SeekingLine):
    """The focus stays here; arrow keys choose in the list, Enter takes what is chosen."""

    taken = Signal()

    def __init__(self, choices: QListWidget) -> None:
        super().__init__()
        self._choices = choices

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes, arrows choose."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.taken.emit()
        elif event.key() in _MOVES:
            step = 1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1
            self._choices.setCurrentRow(max(0, min(self._choices.currentRow() + step, self._choices.count() - 1)))
        else:
            super().keyPressEvent(event)


class PickList(QWidget):
    """`turned` comes when another one is chosen, `taken` with Enter or a double click; values are whole numbers."""

    turned = Signal()
    taken = Signal()

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self._offered: list[tuple[int, str]] = []
        self.choices = QListWidget()
        self.choices.setAccessibleName(name)
        self.choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.box = _Box(self.choices)
        self.box.setAccessibleName(f"{name}，{hint}")
        self.box.setPlaceholderText(hint)
        self.setFocusProxy(self.box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        column.addWidget(self.choices, 1)
        self.box.sought.connect(self._narrow)
        self.box.taken.connect(self.taken)
        self.choices.currentItemChanged.connect(self._follow)
        self.choices.doubleClicked.connect(lambda _: self.taken.emit())

    def offer(self, offered: Sequence[tuple[int, str]], chosen: int | None) -> None:
        """Offer these, numbered from 1 in this order; one of them may be chosen already."""
        self._offered = list(offered)
        self.box.blockSignals(True)
        self.box.clear()
        self.box.blockSignals(False)
        self._narrow()
        self.choose(chosen)

    def choose(self, value: int | None) -> None:
        """Choose a value; nothing where it is not offered."""
        for place in range(self.choices.count()):
            if self.choices.item(place).data(_VALUE) == value:
                self.choices.setCurrentRow(place)

    def value(self) -> int | None:
        """What is chosen."""
        item = self.choices.currentItem()
        return item.data(_VALUE) if item else None

    def _narrow(self) -> None:
        former, wanted = self.value(), fold(self.box.words())
        number = int(wanted) if wanted.isdecimal() else 0
        self.choices.blockSignals(True)
        self.choices.clear()
        for place, (value, words) in enumerate(self._offered, 1):
            if number or _holds(words, wanted):
                item = QListWidgetItem(f"{place}　{words}", self.choices)
                item.setData(_VALUE, value)
                item.setSizeHint(QSize(0, theme.px(_ROW)))
        self.choices.blockSignals(False)
        self.choices.setCurrentRow(-1)
        if number:
            self.choices.setCurrentRow(number - 1)
        elif wanted:
            self.choices.setCurrentRow(0)
        else:
            self.choose(former)

    def _follow(self) -> None:
        item = self.choices.currentItem()
        self.box.setAccessibleDescription(f"已选 {item.text()}" if item else "")
        self.turned.emit()


class HintedLine(LineEditor):
    """A line that offers what fits the words or initials typed so far; Enter takes the one marked, or goes on."""

    def __init__(self, find: Callable[[str], Sequence[str]]) -> None:
        super().__init__()
        self._find = find
        self._names = QStringListModel(self)
        self._hints, self._popup = QCompleter(self._names, self), QListView()
        self._hints.setPopup(self._popup)
        self._hints.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._hints.setMaxVisibleItems(7)
        self._hints.setWidget(self)
        self._hints.activated.connect(self.setText)
        self.textEdited.connect(self._offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the first that fits while they are shown."""
        if self._popup.isVisible() and event.key() in _ENTER:
            row = max(self._popup.currentIndex().row(), 0)
            self.setText(self._names.stringList()[row])
            self._popup.hide()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The hints go with the focus, unless they took it themselves."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._popup.hide()

    def _offer(self, text: str) -> None:
        names = [name for name in self._find(text.strip()) if name != text] if text.strip() else []
        self._names.setStringList(names)
        if names:
            self._hints.complete()
        else:
            self._popup.hide()


def _holds(words: str, wanted: str) -> bool:
    return wanted in fold(words) or (wanted.isascii() and any(wanted in each for each in initials(words)))
