"""The page 会议 of the editor: kind, organisation, name, day, place and who presides."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.services import meeting_hosts, meeting_kinds
from app.ui.kit import theme
from app.ui.kit.fields import Choice, Date, Field, Text
from app.ui.kit.form_row import FormRow
from app.ui.kit.scroll import scrolled
from app.ui.pages.minutes_panel import Panel, column_of

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WHOSE = ("kind", "organization")


class FactsPanel(Panel):
    """`moved` says that another kind or organisation was chosen."""

    moved = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        made = [(field, field.editor()) for field in self._fields()]
        self.rows = [FormRow(field, editor) for field, editor in made if editor]
        inside, grid = QWidget(), QGridLayout()
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        for line, row in enumerate(self.rows):
            grid.addWidget(row.name, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row.cell, line, 1)
            row.editor.installEventFilter(self)
            row.editor.edited.connect(lambda row=row: self._edited(row))
        column = column_of(inside)
        column.addLayout(grid)
        column.addStretch(1)
        self.area = scrolled(inside, "会议信息")
        column_of(self, self.area).setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self.draw)

    def draw(self) -> None:
        """Take the sizes in force."""
        for row in self.rows:
            row.draw()

    def refresh(self) -> None:
        """Show the facts of the draft."""
        for row in self.rows:
            value = getattr(self.draft, row.field.name)
            if row.editor.value() != value:
                row.editor.fill(value)
                row.say("")

    def row(self, name: str) -> FormRow:
        """The row of a field."""
        return next(row for row in self.rows if row.field.name == name)

    def complain(self, complaints: Mapping[str, str]) -> bool:
        """Put each sentence under its field and the cursor into the first of them."""
        for row in self.rows:
            row.say(complaints.get(row.field.name, ""))
        wrong = [row for row in self.rows if row.field.name in complaints]
        if wrong:
            wrong[0].editor.setFocus()
            self.area.ensureWidgetVisible(wrong[0].cell)
        return bool(wrong)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Shift+Enter go from field to field."""
        plain = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER
        if not plain or not isinstance(event, QKeyEvent):
            return False
        kept = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if kept not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        step = -1 if kept else 1
        place = next(place for place, row in enumerate(self.rows) if row.editor is watched) + step
        self.rows[place % len(self.rows)].editor.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _edited(self, row: FormRow) -> None:
        if self._filling:
            return
        row.say("")
        value: Any = row.editor.value()
        if row.field.name in _WHOSE and value != getattr(self.draft, row.field.name):
            whose = {name: getattr(self.draft, name) for name in _WHOSE} | {row.field.name: value}
            if whose["kind"] and whose["organization"] is not None:
                self.moved.emit(whose["kind"], whose["organization"])
        elif row.field.name not in _WHOSE:
            changed: dict[str, Any] = {row.field.name: value}
            self.change(replace(self.draft, **changed))

    def _fields(self) -> tuple[Field, ...]:
        return (
            Text("title", "会议名称", required=True),
            Date("held", "日期", required=True),
            Text("begins", "开始", hint="如 9:30"),
            Text("ends", "结束", hint="如 11:00"),
            Text("place", "地点"),
            Text("chair", "主持人"),
            Text("recorder", "记录人"),
            Choice("kind", "类型", options=self._kinds),
            Choice("organization", "组织", options=self._hosts),
        )

    def _kinds(self) -> list[tuple[Any, str]]:
        names = meeting_kinds.names()
        return [(name, name) for name in dict.fromkeys((*names, *filter(None, [self.draft.kind])))]

    def _hosts(self) -> list[tuple[Any, str]]:
        """Who can hold it, and who does, though that organisation may be no more."""
        if not self.draft.kind:
            return []
        return list(
            {**dict(meeting_hosts.hosts(self.draft.kind)), **meeting_hosts.named(self.draft.organization)}.items()
        )
