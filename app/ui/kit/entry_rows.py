"""Entries as rows of two lines, what each is and the rest of it; those that have ended are greyed, and say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QScrollArea, QStyleOptionViewItem

from app.ui.kit import theme
from app.ui.kit.row_list import ROW, AnyIndex, RowDelegate, RowList, write

_HIGH, _LOW, _GAP = 54, 36, 10
"""Height of a row of two lines and of one, and the room beside them, at 11 points."""


@dataclass(frozen=True)
class EntryLine:
    """What a row says of an entry: `words` in full colour unless it is `over`, `detail` quietly below."""

    id: int
    words: str
    detail: str = ""
    over: bool = False


class EntryRows(RowList):
    """The one chosen comes into view in what the list stands in."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _Delegate())
        self.currentItemChanged.connect(lambda *_: self._come_into_view())

    def show_lines(self, lines: Sequence[EntryLine]) -> None:
        """Show these; the one chosen stays so where it is still there, else the one in its place."""
        parts = [(line, tuple(filter(None, (line.words, line.detail)))) for line in lines]
        self.fill([(line, line.words, "，".join(said), "\n".join(said)) for line, said in parts])

    def chosen(self) -> int:
        """The id of the entry that keys and buttons act on, 0 for none."""
        return self.row_chosen().id if self.currentItem() else 0

    def choose(self, entry: int) -> None:
        """Choose an entry by id."""
        for place in range(self.count()):
            if self.item(place).data(ROW).id == entry:
                self.setCurrentRow(place)

    def _come_into_view(self) -> None:
        """The list does not scroll itself: what it stands in does."""
        around = self.parentWidget()
        while around and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inside = around.widget() if isinstance(around, QScrollArea) else None
        if isinstance(around, QScrollArea) and inside and self.hasFocus() and self.currentItem():
            place = self.mapTo(inside, self.visualItemRect(self.currentItem()).center())
            around.ensureVisible(0, place.y(), 0, theme.px(_HIGH))


class _Delegate(RowDelegate):
    """One line of words, or two."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, theme.px(_HIGH if index.data(ROW).detail else _LOW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one entry."""
        super().paint(painter, option, index)
        cell: Any = option
        line, colours, gap = index.data(ROW), theme.tokens(), theme.px(_GAP)
        room = cell.rect.adjusted(gap, 0, -gap, 0)
        half, edge = room.height() // 2, theme.px(5)
        upper = room.adjusted(0, edge, 0, -half) if line.detail else room
        write(painter, upper, line.words, colours.hint if line.over else colours.text, 11)
        if line.detail:
            quiet = colours.hint if line.over else colours.text_2
            write(painter, room.adjusted(0, half, 0, -edge), line.detail, quiet, 10)
