"""The Qt model of a list: it holds the ordered ids and reads the rows only where the clerk looks."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from app.ui.kit.fields import LEFT, Amount, Field

WINDOW = 256
_WINDOWS_KEPT = 8
RECORD = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_TEXT, _AMOUNT = "\\@", "\\#\\,\\#\\#0\\.00"
"""How spreadsheets call the form of a cell."""
_AnyIndex = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractTableModel):
    """`read(ids)` gives one record per id in the same order; it is asked for windows of 256.

    `ordering` is the name of the field whose heading has the arrow.
    """

    sort_wanted = Signal(str, bool)

    def __init__(self, fields: Sequence[Field], read: Callable[[list[int]], list[Any]]) -> None:
        super().__init__()
        self.columns = [field for field in fields if field.width]
        self.ids: Sequence[int] = []
        self.ordering = ""
        self._read = read
        self._windows: OrderedDict[int, list[Any]] = OrderedDict()

    def show(self, ids: Sequence[int]) -> None:
        """Show these rows in this order, reading them afresh."""
        self.beginResetModel()
        self.ids = ids
        self._windows.clear()
        self.endResetModel()

    def record(self, position: int) -> Any:
        """The record at a position of the list."""
        number, place = divmod(position, WINDOW)
        if number not in self._windows:
            start = number * WINDOW
            self._windows[number] = self._read(list(self.ids[start : start + WINDOW]))
            if len(self._windows) > _WINDOWS_KEPT:
                self._windows.popitem(last=False)
        self._windows.move_to_end(number)
        return self._windows[number][place]

    def rowCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        """How many rows the list has."""
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        """How many fields are columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The field's label above its column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].label
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            field = self.columns[section]
            return LEFT if field.name == self.ordering else field.align  # the arrow stands at the right
        return None

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, what a screen reader says of it, or the whole record."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"第 {index.row() + 1} 行，{self.columns[index.column()].label}：{self._text(index) or '空'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[index.column()].align
        return self.record(index.row()) if role == RECORD else None

    def summed(self, positions: Sequence[int]) -> dict[str, int]:
        """The sum in fen of each column of amounts over these rows, by its heading."""
        amounts = [field for field in self.columns if isinstance(field, Amount)]
        records = [self.record(position) for position in positions] if amounts else []
        return {field.label: sum(map(field.value, records)) for field in amounts}

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask the page for the ids in another order."""
        if column >= 0 and self.columns[column].sortable:
            self.sort_wanted.emit(self.columns[column].name, order == Qt.SortOrder.DescendingOrder)

    def copied(self, positions: Sequence[int], places: Sequence[int] = ()) -> QMimeData:
        """Rows with their headings, of all columns or the numbered ones.

        Tabbed text, and cells marked as amounts, which a spreadsheet adds up, or as text, which it keeps as it is.
        """
        columns = [self.columns[place] for place in places] or self.columns
        lines = [[field.label for field in columns]]
        lines += [[_in_cell(field, self.record(row)) for field in columns] for row in positions]
        forms = [_AMOUNT if isinstance(field, Amount) else _TEXT for field in columns]
        rows = "".join(_html_row(line, forms) for line in lines)
        data = QMimeData()
        data.setText("\r\n".join("\t".join(line) for line in lines))
        data.setHtml(f"<meta charset='utf-8'><table>{rows}</table>")
        return data

    def _text(self, index: _AnyIndex) -> str:
        return self.columns[index.column()].text(self.record(index.row()))


def _in_cell(field: Field, record: Any) -> str:
    """The words without the tabs and line breaks that would begin another cell; amounts with a plain minus."""
    words = " ".join(field.text(record).split())
    return words.replace("−", "-") if isinstance(field, Amount) else words


def _html_row(cells: Sequence[str], forms: Sequence[str]) -> str:
    pairs = zip(cells, forms, strict=True)
    return (
        "<tr>"
        + "".join(f"<td style='mso-number-format:\"{form}\"'>{escape(cell)}</td>" for cell, form in pairs)
        + "</tr>"
    )
