"""What a report shows as tables: its figures, and what changed since earlier ones."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.figures import Line, Value
from app.ui.figure_rows_dialog import shown
from app.ui.kit.buttons import label
from app.ui.kit.fields import RIGHT, Field, Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable

UNCHANGED = "没有变动：以前报送的各期没有补录或更正，这一期也没有上一版。"


class _Told(Shown):
    """A part of a figure's line."""

    def text(self, record: Line) -> str:
        """Its section or name."""
        return str(getattr(record.definition, self.name))


class _Now(Shown):
    """12 家."""

    align = RIGHT

    def text(self, record: Line) -> str:
        return shown(record)


class _Then(Shown):
    """The value of another period."""

    align = RIGHT

    def text(self, record: Line) -> str:
        value: Value = getattr(record, self.name)
        return value.words(record.definition.unit)


class _Right(Shown):
    align = RIGHT


FIGURES: tuple[Field, ...] = (
    _Told("section", "部分", 100),
    _Told("name", "指标", 180, stretch=True),
    _Now("value", "本期", 136),
    _Then("previous", "上期", 116),
    _Right("against_previous", "环比", 110),
    _Then("last_year", "去年同期", 116),
    _Right("against_last_year", "同比", 110),
)
CHANGES: tuple[Field, ...] = (
    Shown("kind", "种类", 110),
    Shown("period", "期间", 150),
    Shown("name", "指标", 200, stretch=True),
    _Right("was", "原来", 150),
    _Right("now", "现在", 150),
)


class TablePart(QWidget):
    """A table with a sentence below; `opened` gives the place of the row on which Enter or a double click fell."""

    opened = Signal(int)

    def __init__(self, fields: Sequence[Field], name: str) -> None:
        super().__init__()
        self.lines: Sequence[object] = ()
        self.rows = RowModel(fields, lambda places: [self.lines[place] for place in places])
        self.table, self.sentence = RowTable(self.rows, name), label("", "quiet", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.sentence)
        column.addStretch(0)
        self.table.opened.connect(self.opened)

    def show_lines(self, lines: Sequence[object]) -> None:
        """Show these, the one at the place of before chosen."""
        place = max(0, self.table.currentIndex().row())
        self.lines = lines
        self.rows.show(list(range(len(lines))))
        self.table.setVisible(bool(lines))
        if lines:
            self.table.choose_place(min(place, len(lines) - 1))

    def chosen(self) -> int | None:
        """The place of the chosen row."""
        return next(iter(self.table.chosen()), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)
