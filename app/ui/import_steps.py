"""The steps of an import: which column is what, what becomes of each row, and what was done."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.identifiers import as_text
from app.exchange.sheets import letter
from app.services import personal_columns
from app.services.import_target import Target
from app.services.imports import Plan, PlanRow, Verdict
from app.ui.import_fields import fields
from app.ui.kit import manual, theme
from app.ui.kit.advice import Advice
from app.ui.kit.buttons import chip, label
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.icons import Picture
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable

IGNORED = "（不导入）"


class ColumnStep(QWidget):
    """Each heading of the file, what stands first under it, and the field it is taken for."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[int, ChoiceEditor] = {}
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("左边是表里的列，右边选它对应的内容；认不出的列选“（不导入）”。", "quiet", wrap=True))
        column.addWidget(self.area, 1)

    def show_plan(self, plan: Plan) -> None:
        """Offer what was guessed."""
        inside = QWidget()
        inside.setProperty("plain", True)
        grid = QGridLayout(inside)
        grid.setColumnStretch(3, 1)
        grid.setHorizontalSpacing(theme.px(24))
        for place, words in enumerate(("表里的列", "第一行内容", "对应到")):
            grid.addWidget(label(words, "strong"), 0, place)
        self._boxes = {}
        first = plan.sheet.rows[plan.layout.first_row : plan.layout.first_row + 1]
        for line, (index, heading) in enumerate(plan.layout.headings.items(), 1):
            self._boxes[index] = _box(plan.target, heading, plan.layout.mapping.get(index, ""))
            example = as_text(first[0][index]) if first else ""
            grid.addWidget(label(f"{letter(index)}　{heading}"), line, 0)
            grid.addWidget(label(_masked(plan, index, example), "quiet"), line, 1)
            grid.addWidget(self._boxes[index], line, 2)
            if index in plan.remembered:
                grid.addWidget(label("按上次的选择", "ok"), line, 3)
        grid.setRowStretch(grid.rowCount(), 1)
        self.area.setWidget(inside)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the first column."""
        super().showEvent(event)
        for box in list(self._boxes.values())[:1]:
            box.setFocus()

    def mapping(self) -> dict[int, str]:
        """Column index to field, as chosen; a field chosen twice belongs to the first column."""
        chosen: dict[int, str] = {}
        for index, box in self._boxes.items():
            if box.value() and box.value() not in chosen.values():
                chosen[index] = box.value()
        return chosen

    def box(self, index: int) -> ChoiceEditor:
        """The combo box of a column."""
        return self._boxes[index]


class CheckStep(QWidget):
    """Every row with its verdict; chips show those of one verdict."""

    changed = Signal()

    def __init__(self, target: Target) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._shown: list[PlanRow] = []
        self.chips: dict[str, Callable[[], None]] = {}
        self._group = QButtonGroup(self)
        self.rows = RowModel(fields(target), lambda places: [self._shown[place] for place in places])
        self.table = RowTable(self.rows, "核对结果")
        self.sentence, self.advice = label("", "quiet", wrap=True), Advice()
        self.skip = QCheckBox("")
        self.skip.toggled.connect(self.changed)
        self.making = QCheckBox("表里写到、还没有登记的组织，一起新建")
        self.making.setVisible(False)
        self.table.chosen_changed.connect(self._say)
        self._lay_out()

    def show_plan(self, plan: Plan) -> None:
        """Count, and list all rows."""
        self._plan = plan
        counts = plan.counts()
        numbers = (counts["rows"], counts["new"], counts["updated"], counts["skipped"], counts["refused"])
        for made, (words, number) in zip(self._group.buttons(), zip(_CHIPS, numbers, strict=True), strict=True):
            made.setText(f"{words} {number:,}")
            made.setAccessibleName(made.text())
        self.skip.setText(f"跳过有错的 {counts['refused']:,} 行，其余先导入")
        self.skip.setVisible(bool(counts["refused"]))
        self.skip.setChecked(True)
        self.making.setVisible(bool(plan.unknown) or plan.create)
        self.making.setChecked(plan.create)
        self.show_verdict("有错" if counts["refused"] else "全部")

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the rows."""
        super().showEvent(event)
        self.table.setFocus()

    def show_verdict(self, verdict: str) -> None:
        """List the rows of one verdict, or 全部."""
        rows = self._plan.rows if self._plan else []
        self._shown = [row for row in rows if verdict in ("全部", row.verdict.value)]
        self._group.buttons()[_CHIPS.index(verdict)].setChecked(True)
        self.rows.show(list(range(len(self._shown))))
        self.table.fit(self.width())
        self.table.choose_place(0)

    def _say(self) -> None:
        chosen = self.table.chosen()
        row = self._shown[chosen[0]] if chosen else None
        self.sentence.setText(row.sentence if row else "")
        self.advice.follow(next(filter(manual.advice, row.reasons), "") if row else "")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for words in _CHIPS:
            made = chip(words, partial(self.show_verdict, words))
            self._group.addButton(made)
            top.addWidget(made)
        top.addStretch(1)
        self.sentence.setMinimumHeight(theme.px(40))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        told = QHBoxLayout()
        told.addWidget(self.sentence, 1)
        told.addWidget(self.advice)
        column.addLayout(told)
        column.addWidget(self.making)
        column.addWidget(self.skip)


class WordsStep(QWidget):
    """An icon and a few sentences: before a file is read, and after it was taken over."""

    def __init__(self, icon: str, token: str) -> None:
        super().__init__()
        self.title, self.sentence = label("", "section", wrap=True), label("", "quiet", wrap=True)
        column = QVBoxLayout(self)
        column.addStretch(1)
        for part in (Picture(icon, token, 40), self.title, self.sentence):
            column.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def say(self, title: str, sentence: str) -> None:
        """Show these words."""
        self.title.setText(title)
        self.sentence.setText(sentence)


_CHIPS = ("全部", *(verdict.value for verdict in Verdict))


def _masked(plan: Plan, index: int, example: str) -> str:
    return personal_columns.shown(plan.target.table, plan.layout.mapping.get(index, "note"), example)


def _box(target: Target, heading: str, name: str) -> ChoiceEditor:
    known = [(column.name, column.label) for column in target.read_columns()]
    box = ChoiceEditor(lambda: [("", IGNORED), *known], free=False)
    box.fill(name)
    box.setAccessibleName(f"{heading}对应到")
    box.setMinimumWidth(theme.px(200))
    return box
