"""The editor of a scheme: its criteria in a table, the rest as lines that open; the sum is shown at every change."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.errors import Invalid
from app.domain.scheme_words import (
    award_words,
    bands_words,
    how,
    minimum_words,
    read_number,
    sum_words,
    ties_words,
    vetoes_words,
)
from app.domain.schemes import Criterion, Scheme, check
from app.services import schemes
from app.ui import scheme_part_dialogs as parts
from app.ui.kit import messages, theme
from app.ui.kit.buttons import button, label, restyle
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import DateEditor, LineEditor
from app.ui.kit.entry_rows import EntryLine, EntryRows
from app.ui.kit.fields import RIGHT, Shown
from app.ui.kit.form_row import Complaint
from app.ui.kit.rows import RowModel
from app.ui.kit.shortcuts import ON_WIDGET, on_keys
from app.ui.kit.table import RowTable


class Most(Shown):
    """What it is worth at most."""

    align = RIGHT


class How(Shown):
    """By what it is scored."""

    def text(self, record: Criterion) -> str:
        """评委打分."""
        return how(record)


FIELDS = (Shown("name", "评分项", 150, stretch=True), Most("maximum", "满分", 60), How("source", "怎么算", 210))


class SchemeEditor(Dialog):
    """Accepted once the scheme was saved as a version of its own."""

    chapter = "schemes"

    def __init__(self, parent: QWidget, title: str, scheme: Scheme) -> None:
        super().__init__(parent, title, width=1120, height=640)
        self.scheme = scheme
        self.name, self.since = LineEditor(), DateEditor()
        self.most, self.valid, self.note = LineEditor(), LineEditor(), LineEditor()
        self.rows = RowModel(FIELDS, lambda places: [self.scheme.criteria[place] for place in places])
        self.table = RowTable(self.rows, "评分项")
        self.rest = EntryRows("其他规定，按 Enter 修改")
        self.sum, self.complaint = label("", "strong"), Complaint()
        self._lay_out()
        self._fill()
        self._connect()
        self.table.choose_place(0)
        self.name.setFocus()

    def typed(self) -> Scheme:
        """The scheme with what stands in the boxes; raises Invalid."""
        total = read_number(self.most.value(), "total", "总分")
        months = read_number(self.valid.value(), "months_valid", "等级有效期")
        return replace(
            self.scheme,
            title=self.name.value(),
            effective_from=self.since.value(),
            total=total,
            months_valid=months,
        )

    def submit(self) -> None:
        """Save, or say what is wrong."""
        with messages.problems_shown(self, self.submit):
            try:
                schemes.save(self.typed(), self.note.value())
            except Invalid as wrong:
                self.complaint.say("；".join(wrong.complaints.values()))
            else:
                self.accept()

    def add(self) -> None:
        """Describe another criterion."""
        blank = Criterion("", "", 10)
        self._take(parts.criterion_dialog(self, blank, self.scheme.criteria), len(self.scheme.criteria))

    def change(self) -> None:
        """Describe the chosen criterion otherwise."""
        if (place := self._place()) >= 0:
            self._take(parts.criterion_dialog(self, self.scheme.criteria[place], self.scheme.criteria), place)

    def drop(self) -> None:
        """Take the chosen criterion out."""
        if (place := self._place()) >= 0:
            left = self.scheme.criteria
            self._show(replace(self.scheme, criteria=(*left[:place], *left[place + 1 :])), place)

    def move_by(self, step: int) -> None:
        """Move the chosen criterion up or down."""
        place, items = self._place(), list(self.scheme.criteria)
        if place >= 0 and 0 <= place + step < len(items):
            items.insert(place + step, items.pop(place))
            self._show(replace(self.scheme, criteria=tuple(items)), place + step)

    def try_out(self) -> None:
        """Show what this would have made of a round."""
        from app.ui.scheme_trial_dialog import TrialDialog

        with messages.problems_shown(self):
            try:
                TrialDialog(self, scheme=check(self.typed())).exec()
            except Invalid as wrong:
                self.complaint.say("；".join(wrong.complaints.values()))

    def _open_rest(self) -> None:
        """Change one of the other parts."""
        dialog = self._parts()[self.rest.currentRow()][2](self, self.scheme)
        if dialog.exec():
            self._show(dialog.scheme, self._place())

    def _take(self, dialog: "parts.PartDialog", place: int) -> None:
        if dialog.exec() and dialog.criterion:
            items = list(self.scheme.criteria)
            items[place : place + 1] = [dialog.criterion]
            self._show(replace(self.scheme, criteria=tuple(items)), place)

    def _place(self) -> int:
        return self.table.currentIndex().row()

    def _fill(self) -> None:
        scheme = self.scheme
        for box, value in (
            (self.name, scheme.title),
            (self.since, scheme.effective_from),
            (self.most, str(scheme.total)),
            (self.valid, str(scheme.months_valid)),
        ):
            box.fill(value)
        self._show(scheme, 0)

    def _show(self, scheme: Scheme, place: int) -> None:
        """Show the criteria and the other parts as they are now."""
        self.scheme = scheme
        self.complaint.say("")
        self.rows.show(list(range(len(scheme.criteria))))
        self.table.choose_place(place)
        self.rest.show_lines([EntryLine(n, title, words) for n, (title, words, _) in enumerate(self._parts(), 1)])
        self._sum()

    def _sum(self) -> None:
        """Say at every key whether the weights sum to the total."""
        try:
            scheme = replace(self.scheme, total=read_number(self.most.value(), "total", "总分"))
        except Invalid as wrong:
            self._tell("；".join(wrong.complaints.values()), right=False)
            return
        self._tell(sum_words(scheme), right=sum(each.maximum for each in scheme.criteria) == scheme.total)

    def _tell(self, words: str, *, right: bool) -> None:
        self.sum.setText(f"{'✓' if right else '✗'} {words}")
        self.sum.setProperty("role", "ok" if right else "error")
        restyle(self.sum)

    def _parts(self) -> list[tuple[str, str, Callable[..., "parts.PartDialog"]]]:
        scheme = self.scheme
        return [
            ("等级", bands_words(scheme.bands), parts.bands_dialog),
            ("一票否决", vetoes_words(scheme.vetoes), parts.vetoes_dialog),
            ("最少资料", minimum_words(scheme.minimum), parts.minimum_dialog),
            ("同分排序", ties_words(scheme), parts.ties_dialog),
            ("授牌", award_words(scheme.award), parts.award_dialog),
        ]

    def _connect(self) -> None:
        self.most.edited.connect(self._sum)
        self.table.opened.connect(lambda _: self.change())
        self.rest.opened.connect(self._open_rest)
        on_keys(self.table, "Del", self.drop, ON_WIDGET)
        on_keys(self.table, "Alt+Up", partial(self.move_by, -1), ON_WIDGET)
        on_keys(self.table, "Alt+Down", partial(self.move_by, 1), ON_WIDGET)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            on_keys(self, keys, self.submit)

    def _lay_out(self) -> None:
        self.body.addLayout(self._head())
        whole, left, right = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        left.addLayout(self._verbs())
        left.addWidget(self.table, 1)
        left.addWidget(self.sum)
        right.addWidget(label("其他规定（Enter 修改）", "strong"))
        right.addWidget(self._scrolled(), 1)
        whole.addLayout(left, 5)
        whole.addLayout(right, 3)
        self.body.addLayout(whole, 1)
        self.body.addWidget(self.complaint)
        trial = button("试算…", self.try_out, icon="search")
        trial.setToolTip("看看用它重算以前的批次，名次和等级会怎么变")
        save = button("保存为新的一版", self.submit, icon="check", variant="primary")
        save.setToolTip("保存为新的一版（Ctrl+Enter）")
        self.foot.addWidget(trial)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel_button())
        self.foot.addWidget(save)

    def _scrolled(self) -> QScrollArea:
        """The other parts, which a low window scrolls."""
        area, inside = QScrollArea(), QWidget()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.rest)
        column.addStretch(1)
        area.setWidget(inside)
        return area

    def _head(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        boxes = (
            ("名称", self.name, 5),
            ("施行日期", self.since, 3),
            ("总分", self.most, 1),
            ("等级有效（月）", self.valid, 1),
            ("改动说明", self.note, 3),
        )
        for place, (name, box, stretch) in enumerate(boxes):
            box.setAccessibleName(name)
            grid.addWidget(label(name, "quiet"), 0, place)
            grid.addWidget(box, 1, place)
            grid.setColumnStretch(place, stretch)
        return grid

    def _verbs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label("评分项", "strong"), 1)
        verbs = (
            ("添加", self.add, "", "添加评分项"),
            ("修改", self.change, "Enter", "修改评分项"),
            ("上移", partial(self.move_by, -1), "Alt+↑", "上移评分项"),
            ("下移", partial(self.move_by, 1), "Alt+↓", "下移评分项"),
            ("去掉", self.drop, "Del", "去掉评分项"),
        )
        for words, act, keys, name in verbs:
            made = button(words, act, variant="link")
            made.setAccessibleName(name)
            made.setToolTip(f"{name}（{keys}）" if keys else name)
            row.addWidget(made)
        return row
