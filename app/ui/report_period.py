"""Which period a report is of: a kind and one of the last periods of it, or two days."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import Problem
from app.domain.periods import Kind, Period, due, of
from app.domain.periods import read as read_period
from app.ui.kit.buttons import label
from app.ui.kit.editors import ChoiceEditor, DateEditor

OFFERED = 9
"""Periods of a kind to choose from: the running one and those before."""
_BEGUN = "期间还没有写完整。请填写开始和结束日期，写到日，如 2026.9.1。"


class PeriodPicker(QWidget):
    """`picked` comes when another period is chosen; at first it is the quarter that has just ended."""

    picked = Signal()

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self._today = today
        self.kind = ChoiceEditor(lambda: [(kind, f"按{kind.value}") for kind in Kind], free=False)
        self.span = ChoiceEditor(self._offered, free=False)
        self.first, self.last = DateEditor(), DateEditor()
        self.rule = label("", "hint", wrap=True)
        self._lay_out()
        self.kind.fill(Kind.QUARTER)
        self.kind.activated.connect(lambda _: self._turn())
        self.span.activated.connect(lambda _: self.picked.emit())
        for editor in (self.first, self.last):
            editor.editingFinished.connect(self.picked)
        self._turn()

    def period(self) -> Period:
        """What is chosen; raises Problem."""
        if self.kind.value() != Kind.CUSTOM:
            return read_period(self.span.value())
        days = [editor.value().replace("-", "") for editor in (self.first, self.last)]
        if not all(len(day) == 8 and day.isdecimal() for day in days):
            raise Problem(_BEGUN)
        return read_period("-".join(days))

    def _turn(self) -> None:
        """Offer the periods of the kind, the one just ended chosen."""
        kind = self.kind.value()
        custom = kind == Kind.CUSTOM
        self.span.setVisible(not custom)
        for editor in (self.first, self.last):
            editor.setVisible(custom)
        if custom:
            self.rule.setText("开始和结束的两天都算在内。")
        else:
            ended = due(self._today, kind)
            self.rule.setText(f"默认是刚结束的一期：{ended.label}。")
            self.span.fill(ended.code)
        self.picked.emit()

    def _offered(self) -> list[tuple[str, str]]:
        period = of(self.kind.value(), self._today)
        found = []
        for _ in range(OFFERED):
            found.append((period.code, period.label + ("（还没结束）" if period.end >= self._today else "")))
            period = period.previous
        return found

    def _lay_out(self) -> None:
        row, column = QHBoxLayout(), QVBoxLayout(self)
        names = ((self.kind, "期间种类"), (self.span, "期间"), (self.first, "开始日期"), (self.last, "结束日期"))
        for editor, name in names:
            editor.setAccessibleName(name)
            row.addWidget(editor, 0 if editor is self.kind else 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("报告期间", "section"))
        column.addLayout(row)
        column.addWidget(self.rule)
