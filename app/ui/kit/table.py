"""A list on screen: a table of rows, and under it how many there are and what the keys do."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QTableView, QVBoxLayout

from app.domain import money
from app.ui.kit import theme
from app.ui.kit.buttons import label
from app.ui.kit.columns import Columns
from app.ui.kit.delegate import RowDelegate
from app.ui.kit.rows import RowModel

_SUMMED = 20_000
"""Most selected rows whose amounts are read to be summed."""


class RowTable(QTableView):
    """Shows a RowModel; `opened` gives the id of the row on which Enter or a double click fell."""

    opened = Signal(int)
    chosen_changed = Signal()

    def __init__(self, model: RowModel, name: str) -> None:
        super().__init__()
        self.rows = model
        self._order: tuple[str, bool] | None = None
        self.setModel(model)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.columns = Columns(self, model.columns)
        self._set_header()
        self.doubleClicked.connect(lambda index: self.opened.emit(model.ids[index.row()]))
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        model.modelReset.connect(self.chosen_changed)
        theme.changed.connect(self._scale)
        self._scale()

    def chosen(self) -> list[int]:
        """The ids of the selected rows, in the order of the list."""
        return [self.rows.ids[position] for position in self.chosen_places()]

    def choose(self, ids: list[int]) -> None:
        """Select these rows, as far as they are in the list, and show the first of them."""
        wanted, shown = set(ids), self.rows.ids
        if isinstance(shown, range):
            positions = sorted(shown.index(row) for row in wanted if row in shown)
        else:
            positions = [position for position, row in enumerate(shown) if row in wanted]
        selection = QItemSelection()
        for first, last in _runs(positions):
            selection.select(self.rows.index(first, 0), self.rows.index(last, 0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        if positions:
            current = self.rows.index(positions[0], 0)
            self.selectionModel().setCurrentIndex(current, flags.NoUpdate)
            self.scrollTo(current)

    def choose_place(self, position: int) -> None:
        """Select the row at a position, or the last one where the list has become shorter."""
        if self.rows.ids:
            self.choose([self.rows.ids[min(max(position, 0), len(self.rows.ids) - 1)]])

    def show_order(self, name: str, descending: bool) -> None:
        """Put the arrow of the header on the field that orders the list."""
        self._order, self.rows.ordering = (name, descending), name
        section = next(place for place, field in enumerate(self.rows.columns) if field.name == name)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(section, order)
        header.blockSignals(False)
        header.viewport().update()

    def fit(self, available: int) -> None:
        """Show as many columns as a window of this width (pixels) has room for, unless the clerk chose some."""
        self.columns.fit(available)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the room anew."""
        super().resizeEvent(event)
        self.columns.refit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.chosen():
            self.opened.emit(self.chosen()[0])
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Put the selected rows on the clipboard, with headings, ready for a spreadsheet."""
        if positions := self.chosen_places():
            QGuiApplication.clipboard().setMimeData(self.rows.copied(positions, self.columns.copied()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The table, and a ring around the row the keys act on."""
        super().paintEvent(event)
        current = self.currentIndex()
        if self.hasFocus() and current.isValid():
            row = self._row_rect(current)
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(theme.tokens().focus), 2))
            painter.drawRect(row.adjusted(1, 1, -1, -2))
            painter.end()

    def chosen_places(self) -> list[int]:
        """The positions of the selected rows."""
        parts = self.selectionModel().selection().toList()
        return sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})

    def _arrow_moved(self, section: int) -> None:
        """A column that cannot order the list leaves the arrow where it was."""
        if self._order and not self.rows.columns[section].sortable:
            self.show_order(*self._order)

    def _row_rect(self, index: QModelIndex) -> QRect:
        top = self.rowViewportPosition(index.row())
        return QRect(0, top, self.viewport().width(), self.rowHeight(index.row()))

    def _set_header(self) -> None:
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        header.sortIndicatorChanged.connect(self._arrow_moved)
        self.selectionModel().currentChanged.connect(self.viewport().update)

    def _scale(self) -> None:
        self.verticalHeader().setMinimumSectionSize(theme.px(40))
        self.verticalHeader().setDefaultSectionSize(theme.px(40))
        self.horizontalHeader().setMinimumSectionSize(theme.px(48))
        self.columns.scale()


class TableCard(QFrame):
    """A table on a white card, under it the count at the left and the keys at the right, which make room for sums."""

    def __init__(self, table: RowTable) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.table = table
        self.count = label("", "hint", wrap=True)
        self.keys = label("↑↓ 选择　Enter 打开　Ctrl+C 复制到 Excel", "hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(6))
        foot.addWidget(self.count, 1)
        foot.addWidget(self.keys)
        column.addLayout(foot)
        table.chosen_changed.connect(self._recount)
        self._recount()

    def _recount(self) -> None:
        places = self.table.chosen_places()
        words = [f"共 {len(self.table.rows.ids):,} 条"]
        words += [f"已选 {len(places):,} 条"] if places else []
        summed = self.table.rows.summed(places) if len(places) <= _SUMMED else {}
        sums = [f"{heading}合计 {money.in_digits(fen)} 元" for heading, fen in summed.items() if fen]
        self.count.setText("，".join([*words, *sums]))
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance(words[0]))
        self.keys.setVisible(not sums)


def _runs(positions: list[int]) -> list[list[int]]:
    """First and last of every stretch of consecutive positions."""
    runs: list[list[int]] = []
    for position in positions:
        if runs and runs[-1][1] == position - 1:
            runs[-1][1] = position
        else:
            runs.append([position, position])
    return runs
