"""查找重复: two records side by side, which of them stays, and what would move to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QScrollArea, QWidget

from app.services import journal, personal_columns
from app.services.columns import Column
from app.ui.kit import messages, theme, toast, undoing
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog

Pair = tuple[Any, Any]


@dataclass(frozen=True)
class Twins:
    """How two records of a noun (a table) are compared and merged: `one` counts them (家, 人), `called(row)` tells them
    apart, `outcome(kept, gone)` says what merging would do, `merge(kept, gone)` does it by ids."""

    noun: str
    one: str
    columns: Sequence[Column]
    called: Callable[[Any], str]
    outcome: Callable[[Any, Any], str]
    merge: Callable[[int, int], object]


class DuplicatesDialog(Dialog):
    """Goes through the pairs; each is merged or left, and merging is taken back like any act."""

    chapter = "changes"

    def __init__(self, parent: QWidget, pairs: Sequence[Pair], twins: Twins) -> None:
        super().__init__(parent, "查找重复", width=980, height=600)
        self._desk = parent
        self.pairs, self._twins = list(pairs), twins
        self.which = label("", "section")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.outcome = label("", "quiet", wrap=True)
        self.stay: list[QRadioButton] = []
        self.merge = button("合并", self._merge, icon="check", variant="primary")
        self.later = button(f"不是同一{twins.one}，下一组", self._next)
        for part in (self.which, self.area, self.outcome):
            self.body.addWidget(part, 1 if part is self.area else 0)
        self.add_buttons(button("关闭", self.reject), self.later, self.merge)
        self._show()

    def pair(self) -> Pair:
        """The one that stays, and the one that goes."""
        first, second = self.pairs[0]
        return (second, first) if self.stay[1].isChecked() else (first, second)

    def _show(self) -> None:
        (first, second), one = self.pairs[0], self._twins.one
        self.which.setText(
            f"这两条像是同一{one}，还有 {len(self.pairs):,} 组要看" if self.pairs[1:] else f"这两条像是同一{one}"
        )
        group, self.stay = QButtonGroup(self), []
        for row in (first, second):
            choice = QRadioButton(f"保留 {self._twins.called(row)}")
            choice.setAccessibleName(f"保留 {self._twins.called(row)} {row.name}")
            group.addButton(choice)
            self.stay.append(choice)
        self.stay[0].setChecked(True)
        self.stay[0].toggled.connect(self._preview)
        self.area.setWidget(self._compared(first, second))
        self.later.setText(f"不是同一{one}，下一组" if self.pairs[1:] else f"不是同一{one}，完成")
        self._preview()
        self.stay[0].setFocus()

    def _compared(self, first: Any, second: Any) -> QWidget:
        inside = QWidget()
        inside.setProperty("plain", True)
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(theme.px(24))
        for side, choice in enumerate(self.stay, 1):
            grid.addWidget(choice, 0, side)
            grid.setColumnStretch(side, 1)
        known = [(column, str(column.cell(first)), str(column.cell(second))) for column in self._twins.columns]
        for line, (column, one, two) in enumerate((each for each in known if each[1] or each[2]), 1):
            name = column.label
            differs = one != two
            grid.addWidget(label(f"{name}（不同）" if differs else name, "warn" if differs else "quiet"), line, 0)
            for side, value in enumerate((one, two), 1):
                shown = personal_columns.shown(self._twins.noun, column.name, value) or "（空）"
                words = label(shown, "strong" if differs else "", wrap=True)
                grid.addWidget(words, line, side, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(grid.rowCount(), 1)
        return inside

    def _preview(self) -> None:
        kept, gone = self.pair()
        self.outcome.setText(self._twins.outcome(kept, gone))

    def _merge(self) -> None:
        kept, gone = self.pair()
        with messages.problems_shown(self):
            self._twins.merge(kept.id, gone.id)
            done = journal.last()
            toast.show(self, f"已{done.what}", "撤销", lambda: undoing.take_back(self._desk, done.id, self._again))
            self._go_on([pair for pair in self.pairs if gone.id not in (pair[0].id, pair[1].id)])

    def _next(self) -> None:
        self._go_on(self.pairs[1:])

    def _go_on(self, pairs: list[Pair]) -> None:
        self.pairs = pairs
        if pairs:
            self._show()
        else:
            self.accept()

    def _again(self) -> None:
        self._desk.revalidate()  # type: ignore[attr-defined]
