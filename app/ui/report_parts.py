"""What a report shows side by side: its figures, its text, and what changed since earlier ones."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.services.figures import Line, Value
from app.ui.figure_rows_dialog import shown
from app.ui.kit import theme
from app.ui.kit.buttons import label
from app.ui.kit.editors import LineEditor, NoteEditor
from app.ui.kit.fields import RIGHT, Field, Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable

UNCHANGED = "没有变动：以前报送的各期没有补录或更正，这一期也没有上一版。"
_HIGH = 92
"""Height of the box of a section, at 11 points."""


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


class TextPart(QScrollArea):
    """The number of the document, and the text of each section in a box."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.number, self.boxes = LineEditor(), list[NoteEditor]()
        self.number.setAccessibleName("文号")
        self.number.setPlaceholderText("如 会商发〔2026〕9号，可以不填")
        self._headings: list[str] = []
        self._filled: tuple[list[tuple[str, str]], str] = ([], "")

    def fill(self, sections: Sequence[tuple[str, str]], number: str, *, writable: bool) -> None:
        """Show a text, to be changed or only read."""
        self._headings = [heading for heading, _ in sections]
        self.number, former = LineEditor(), self.number
        self.number.setAccessibleName(former.accessibleName())
        self.number.setPlaceholderText(former.placeholderText())
        self.number.fill(number)
        self.number.setReadOnly(not writable)
        self.boxes = [self._box(heading, words, writable) for heading, words in sections]
        self._lay_out()
        self._filled = self.values()

    def values(self) -> tuple[list[tuple[str, str]], str]:
        """The sections as they stand in the boxes, and the number."""
        texts = [box.value() for box in self.boxes]
        return list(zip(self._headings, texts, strict=True)), self.number.value()

    def changed(self) -> bool:
        """Whether anything was typed since it was filled."""
        return self.values() != self._filled

    def note_kept(self) -> None:
        """What stands here now is saved."""
        self._filled = self.values()

    def _box(self, heading: str, words: str, writable: bool) -> NoteEditor:
        box = NoteEditor()
        box.fill(words)
        box.setReadOnly(not writable)
        box.setAccessibleName(heading)
        box.setFixedHeight(theme.px(_HIGH))
        return box

    def _lay_out(self) -> None:
        inside, top = QWidget(), QHBoxLayout()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        top.addWidget(label("文号", "strong"))
        top.addWidget(self.number, 1)
        column.addLayout(top)
        for heading, box in zip(self._headings, self.boxes, strict=True):
            column.addWidget(label(heading, "strong"))
            column.addWidget(box)
        column.addStretch(1)
        self.setWidget(inside)
