"""The cells of a spreadsheet on screen: what stands in them, and which of them take a figure."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from app.exchange.form_parts import Grid
from app.ui.kit import theme

FORMULA = "这一格是公式，由表格自己算，不能填。"
_WIDE, _HIGH = 150, 40
"""Of a cell, at 11 points."""


class FormGrid(QTableWidget):
    """`wanted` gives the address of the cell on which Enter or a double click fell, `cleared` that of Del."""

    wanted = Signal(str)
    cleared = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._grid = Grid("", (), (), frozenset())
        self._words: Mapping[str, str] = {}
        self.setAccessibleName("表格")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.doubleClicked.connect(lambda _: self.wanted.emit(self.address()))
        theme.changed.connect(self.draw)

    def show_grid(self, grid: Grid, words: Mapping[str, str]) -> None:
        """Show a sheet; `words` say by the address what goes into a cell."""
        self._grid = grid
        rows, columns = len(grid.texts), max(map(len, grid.texts), default=0)
        self.clear()
        self.clearSpans()
        self.setRowCount(rows)
        self.setColumnCount(columns)
        self.setHorizontalHeaderLabels([letters(place + 1) for place in range(columns)])
        for top, left, bottom, right in grid.merged:
            if top <= rows and left <= columns:
                self.setSpan(top - 1, left - 1, min(bottom, rows) - top + 1, min(right, columns) - left + 1)
        self.mark(words)
        self.draw()
        if rows and columns:
            self.setCurrentCell(0, 0)

    def mark(self, words: Mapping[str, str]) -> None:
        """Say in the cells what goes into them."""
        self._words = words
        for row, texts in enumerate(self._grid.texts):
            for column, text in enumerate(texts):
                self.setItem(row, column, self._cell(row, column, text))

    def address(self) -> str:
        """Of the current cell, such as B4; "" where there is none."""
        row, column = self.currentRow(), self.currentColumn()
        return f"{letters(column + 1)}{row + 1}" if row >= 0 and column >= 0 else ""

    def fixed(self) -> bool:
        """Whether the current cell holds a formula, which is not to be filled."""
        return (self.currentRow() + 1, self.currentColumn() + 1) in self._grid.formulas

    def draw(self) -> None:
        """Take the sizes in force."""
        self.horizontalHeader().setDefaultSectionSize(theme.px(_WIDE))
        self.verticalHeader().setDefaultSectionSize(theme.px(_HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses what goes in, Del takes it out."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.wanted.emit(self.address())
        elif event.key() == Qt.Key.Key_Delete:
            self.cleared.emit(self.address())
        else:
            super().keyPressEvent(event)

    def _cell(self, row: int, column: int, text: str) -> QTableWidgetItem:
        tokens, taken = theme.tokens(), self._words.get(f"{letters(column + 1)}{row + 1}")
        made = QTableWidgetItem(f"← {taken}" if taken else text)
        made.setToolTip(taken or text)
        if taken:
            made.setFont(theme.font(11, bold=True))
            made.setForeground(QBrush(QColor(tokens.accent)))
            made.setBackground(QBrush(QColor(tokens.tint)))
        elif (row + 1, column + 1) in self._grid.formulas:
            made.setForeground(QBrush(QColor(tokens.hint)))
            made.setToolTip(FORMULA)
        return made


def letters(column: int) -> str:
    """A, B … Z, AA of a column counted from 1."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
