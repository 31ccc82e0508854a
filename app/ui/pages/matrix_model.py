"""The Qt model of owed meetings: a row an organisation, a column a period of one kind, or of all kinds a kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.services import meeting_matrix
from app.services.meeting_matrix import COMING, HELD, LATE, MISSING, NONE, OPEN, Cell, Line

SPOT = Qt.ItemDataRole.UserRole
TONES = {HELD: "green", LATE: "yellow", MISSING: "red", OPEN: "blue"}
"""The badge a state is painted as; the others are mere words."""
_ALOUD = {
    HELD: "已开，按 Enter 查看",
    LATE: "已开，是后来补录的，按 Enter 查看",
    MISSING: "缺，按 Enter 新建",
    OPEN: "本期待开，按 Enter 新建",
    COMING: "还没有到时候",
    NONE: "不用开",
}
_CALLED = "已排好会期，按 Enter 查看"
_NOWHERE = QModelIndex()
_AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Spot:
    """What stands where a row and a column meet; `cell` is None where it sums up a kind, `line` where none is owed."""

    line: Line | None
    cell: Cell | None

    @property
    def words(self) -> str:
        """The words in the cell."""
        if self.cell:
            several = f" {len(self.cell.meetings)}" if len(self.cell.meetings) > 1 else ""
            return f"{'✓ ' if self.cell.state == HELD else ''}{self.cell.state}{several}"
        return self.line.summary if self.line else NONE

    @property
    def tone(self) -> str:
        """The badge it is painted as, "" for mere words."""
        if self.cell:
            return TONES.get(self.cell.state, "")
        counted = (MISSING, LATE, HELD)
        return next((TONES[state] for state in counted if self.line and self.line.count(state)), "")

    @property
    def aloud(self) -> str:
        """What a screen reader and the tip say: organisation, kind, period and state."""
        if self.line is None:
            return "不用开这种会"
        if self.cell is None:
            return f"{self.line.name}，{self.line.kind}，已开/应开 {self.line.summary}，按 Enter 看各期"
        said = _CALLED if self.cell.state in (OPEN, COMING) and self.cell.meetings else _ALOUD[self.cell.state]
        return f"{self.line.name}，{self.cell.period.label}，{self.line.kind}：{said}"


class MatrixModel(QAbstractTableModel):
    """Holds the lines; what a cell says is worked out where the clerk looks."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[list[Spot]] = []
        self._names: list[tuple[int, str]] = []
        self._heads: list[tuple[str, str]] = []

    def show(self, lines: Sequence[Line], all_lines: Sequence[Line], kind: str) -> None:
        """Show these lines, of one `kind` by period, else by kind; the heads count all lines."""
        self.beginResetModel()
        if kind:
            self._rows = [[Spot(line, cell) for cell in line.cells] for line in lines]
            self._names = [(line.organization, line.name) for line in lines]
            self._heads = _heads_of_periods(all_lines)
        else:
            self._by_kind(lines, all_lines)
        self.endResetModel()

    def spot(self, index: _AnyIndex) -> Spot:
        """What stands at an index."""
        return self._rows[index.row()][index.column()]

    def organization(self, row: int) -> int:
        """The id of the organisation of a row."""
        return self._names[row][0]

    def row_of(self, organization: int) -> int:
        """The row of an organisation, -1 for none."""
        return next((row for row, (number, _) in enumerate(self._names) if number == organization), -1)

    def names(self) -> list[str]:
        """What the rows are called."""
        return [name for _, name in self._names]

    def said(self) -> set[str]:
        """The different words in the cells and in the heads."""
        return {spot.words for row in self._rows for spot in row} | {label for label, _ in self._heads}

    def rowCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        """How many organisations."""
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: _AnyIndex = _NOWHERE) -> int:
        """How many periods, or kinds."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The organisation; the period or kind, with what was held of what was owed."""
        if orientation == Qt.Orientation.Vertical:
            shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            return self._names[section][1] if shown else None
        label, share = self._heads[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{label}\n{share}"
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{label}：已开/应开 {share}"
        return None

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, tip, and the spot itself."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.spot(index).words
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spot(index).aloud
        return self.spot(index) if role == SPOT else None

    def _by_kind(self, lines: Sequence[Line], all_lines: Sequence[Line]) -> None:
        rates = meeting_matrix.rates(all_lines)
        by_node: dict[tuple[int, str], dict[str, Line]] = {}
        for line in lines:
            by_node.setdefault((line.organization, line.name), {})[line.kind] = line
        self._rows = [[Spot(found.get(kind), None) for kind in rates] for found in by_node.values()]
        self._names = list(by_node)
        self._heads = [(kind, _share(len(rate.rows), rate.total)) for kind, rate in rates.items()]


def _heads_of_periods(lines: Sequence[Line]) -> list[tuple[str, str]]:
    columns = zip(*(line.cells for line in lines), strict=True)
    return [(cells[0].label, _share_of([cell.state for cell in cells])) for cells in columns]


def _share_of(states: Sequence[str]) -> str:
    held = states.count(HELD) + states.count(LATE)
    return _share(held, held + states.count(MISSING))


def _share(held: int, owed: int) -> str:
    return f"{held:,}/{owed:,}" if owed else NONE
