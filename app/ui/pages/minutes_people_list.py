"""The rows of an attendance: number, name, unit, and at the right what is noted of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyleOptionViewItem

from app.domain.meetings import SITTING_IN, Attendee, Presence
from app.ui.kit import pill, theme
from app.ui.kit.row_list import ROW, AnyIndex, RowDelegate, write

_HIGH, _GAP = 40, 10
_PRESS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
DRESS = {
    Presence.PRESENT.value: ("green", "check"),
    Presence.EXCUSED.value: ("yellow", "calendar-clock"),
    Presence.ABSENT.value: ("red", "x"),
    SITTING_IN: ("blue", "users"),
    "": ("grey", ""),
}
LETTERS = {
    Qt.Key.Key_D: Presence.PRESENT.value,
    Qt.Key.Key_J: Presence.EXCUSED.value,
    Qt.Key.Key_Q: Presence.ABSENT.value,
    Qt.Key.Key_W: "",
}
"""Keys that note something of the chosen row: 到 假 缺, and 未记."""


@dataclass(frozen=True)
class PersonLine:
    """One row: somebody on the list at `place`, or at -1 somebody who could be put on it."""

    place: int
    person: Attendee

    @property
    def noted(self) -> str:
        """What the badge says."""
        if self.place < 0:
            return "加为列席"
        if self.person.role == SITTING_IN:
            return SITTING_IN
        return self.person.presence or "未记"

    @property
    def words(self) -> str:
        """Number and name."""
        number = f"{self.place + 1}　" if self.place >= 0 else ""
        return f"{number}{self.person.name}"

    @property
    def dress(self) -> tuple[str, str]:
        """Tone and icon of the badge."""
        if self.place < 0:
            return "grey", "plus"
        return DRESS.get(SITTING_IN if self.person.role == SITTING_IN else self.person.presence, DRESS[""])


class PeopleList(QListWidget):
    """`pressed_on` comes with space, Enter or a double click on a row, `noted` with one of LETTERS, `gone` with Del."""

    pressed_on = Signal()
    noted = Signal(str)
    gone = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_LineDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda _: self.pressed_on.emit())

    def show_lines(self, lines: Sequence[PersonLine]) -> None:
        """Show these; the chosen place stays chosen."""
        row = self.currentRow()
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.words, self)
            item.setData(ROW, line)
            told = "，".join(filter(None, (line.words, line.person.unit, line.noted, line.person.reason)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)
            item.setToolTip(told)
        self.setCurrentRow(max(0, min(row, len(lines) - 1)))

    def chosen(self) -> PersonLine | None:
        """The row keys act on."""
        return self.currentItem().data(ROW) if self.currentItem() else None

    def lines(self) -> list[PersonLine]:
        """All rows that are shown."""
        return [self.item(row).data(ROW) for row in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys note what their letters stand for."""
        if event.key() in _PRESS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.pressed_on.emit()
        elif Qt.Key(event.key()) in LETTERS and not event.modifiers():
            self.noted.emit(LETTERS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.gone.emit()
        else:
            super().keyPressEvent(event)


class _LineDelegate(RowDelegate):
    """Words and badge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, theme.px(_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one row."""
        super().paint(painter, option, index)
        cell: Any = option
        line, gap = index.data(ROW), theme.px(_GAP)
        room = cell.rect.adjusted(gap, 0, -theme.px(4), 0)
        badge = (line.noted, *line.dress)
        width = pill.size(badge[0], badge[2]).width()
        pill.paint(painter, room.adjusted(room.width() - width, 0, 0, 0), *badge)
        room = room.adjusted(0, 0, -width - gap, 0)
        used = write(painter, room, line.words, theme.tokens().text, 11)
        unit = "" if line.person.unit == line.person.name else line.person.unit
        beside = line.person.reason or unit
        write(painter, room.adjusted(used + gap, 0, 0, 0), beside, theme.tokens().text_2, 10)
