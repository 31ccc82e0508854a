"""The rows behind a figure of a report, and what each counts for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.services import figure_rows, figures
from app.services.figure_rows import Row
from app.services.figures import Line, Value
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import RIGHT, Date, Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable
from app.ui.kit.visit import Visit

FIELDS = (
    Shown("name", "名称", 220, stretch=True),
    Shown("number", "编号", 150),
    Date("on", "日期", 138),
    Shown("detail", "说明", 220),
)


@dataclass(frozen=True)
class _Counted(Shown):
    """What a row counts for, in the unit of the figure."""

    align = RIGHT
    unit: str = ""
    worth: Mapping[int, int] = field(default_factory=dict)

    def text(self, record: Row) -> str:
        """12,345.00."""
        return Value(self.worth[record.id]).words(self.unit)


@dataclass(frozen=True)
class Behind:
    """The ids behind a figure with what each counts for, and what they add up to."""

    worth: Mapping[int, int]
    total: int

    @classmethod
    def of(cls, rows: Sequence[tuple[int, int]]) -> "Behind":
        """Put together away from the screen: a figure may count a million rows."""
        return cls(dict(rows), sum(worth for _, worth in rows))


class FigureRowsDialog(Dialog):
    """Accepted with `visit` once a row is opened."""

    chapter = "reports"

    def __init__(self, parent: QWidget, line: Line, behind: Behind, period: str) -> None:
        told = line.definition
        super().__init__(parent, f"{told.name}　{shown(line)}", width=1000, height=560)
        self.visit: Visit | None = None
        counted = figures.definition(told.part) if told.part else told
        worth = behind.worth
        counts = _Counted("id", f"计入（{counted.unit}）", 120, unit=counted.unit, worth=worth)
        self.rows = RowModel((*FIELDS, counts), lambda ids: figure_rows.of(counted.noun, ids))
        self.table, self.open_it = RowTable(self.rows, "名单"), button("打开", self.open_chosen, variant="primary")
        total = Value(behind.total).words(counted.unit)
        self.sentence = label(f"{period}　共 {len(worth):,} 条，合计 {total} {counted.unit}。", "strong")
        self.body.addWidget(label(f"口径：{told.definition}", "quiet", wrap=True))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sentence)
        self.add_buttons(button("关闭（Esc）", self.reject), self.open_it)
        self.table.opened.connect(lambda _: self.open_chosen())
        self.table.chosen_changed.connect(self._follow)
        self.rows.show(list(worth))
        if worth:
            self.table.choose_place(0)
        self._follow()
        self.table.setFocus()

    def open_chosen(self) -> None:
        """Leave for the page of the chosen row."""
        if (row := self._chosen()) and row.page:
            place = row.place
            self.visit = Visit(place.page, place.act, place.words, place.record, place.filters)
            self.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _chosen(self) -> Row | None:
        places = self.table.chosen_places()
        return self.rows.record(places[0]) if places else None

    def _follow(self) -> None:
        row = self._chosen()
        self.open_it.setEnabled(bool(row and row.page))


def shown(line: Line) -> str:
    """A figure's value with its unit: 12 家, 98.26%."""
    return line.value.with_unit(line.definition.unit, " ")
