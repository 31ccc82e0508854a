"""A form for one record, built from its fields."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.errors import Invalid
from app.ui.kit import theme, toast
from app.ui.kit.buttons import button, label
from app.ui.kit.fields import Field
from app.ui.kit.form_row import FormRow
from app.ui.kit.shortcuts import WITHIN, on_keys

MORE, LESS = "更多", "收起"
PAUSE = 1000
"""Milliseconds without a key after which the clerk is taken to have paused."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordForm(QWidget):
    """`submitted` gives the values by field name; `check` (the noun's) raises Invalid with sentences by field name.

    `paused` comes when typing stops or a field is left; `another` says whether 保存并新增 was asked for.
    """

    submitted = Signal(object)
    cancelled = Signal()
    paused = Signal()

    def __init__(self, fields: Sequence[Field], check: Callable[[dict[str, Any]], Any], save: str = "保存") -> None:
        super().__init__()
        self._check = check
        self.another = False
        self._typing = QTimer(self, singleShot=True, interval=PAUSE)
        self._clean: dict[str, Any] = {}
        self._last: dict[str, Any] = {}
        made = [(field, field.editor()) for field in fields]
        self.rows = [FormRow(field, editor) for field, editor in made if editor]
        self.title = label("", "section", wrap=True)
        self.summary = label("", "error")
        self.area = QScrollArea()
        self.more = button(MORE, self._turn_fold, variant="link", icon="chevron-down")
        self.cancel = button("取消", self.cancelled.emit)
        self.cancel.setToolTip("取消（Esc）")
        self.save = button(save, self.submit, icon="check", variant="primary")
        self.save.setToolTip(f"{save}（Ctrl+Enter 或 Ctrl+S）")
        self.save_again = button("保存并新增", lambda: self.submit(another=True))
        self.save_again.setToolTip("保存并新增（Ctrl+Shift+Enter），下一笔里按 Ctrl+D 照抄上一笔的同一格")
        self.save_again.hide()
        self._lay_out()
        self._watch()
        self._fold(True)

    def fill(self, record: Any, title: str) -> None:
        """Show a record (or a blank draft) and put the cursor into the first field."""
        self.title.setText(title)
        self.show_record(record)
        self._fold(True)
        self.rows[0].editor.setFocus()

    def show_record(self, record: Any) -> None:
        """Show a record in the form as it stands open, as nothing unsaved."""
        self._sum_up(0)
        for row in self.rows:
            row.editor.fill(row.field.value(record))
            row.say("")
        self._clean = self.values()

    def refill(self, values: dict[str, Any]) -> None:
        """Put back what was typed before, as unsaved."""
        for row in self.rows:
            if row.field.name in values:
                row.editor.fill(values[row.field.name])

    def values(self) -> dict[str, Any]:
        """What stands in the form, by field name."""
        return {row.field.name: row.editor.value() for row in self.rows}

    def saved(self) -> None:
        """What stands in the form was saved, and can be copied into the next one."""
        self._last = self._clean = self.values()

    def dirty(self) -> bool:
        """Whether anything was typed since it was filled or saved."""
        return self.values() != self._clean

    def conclude(self) -> None:
        """What Ctrl+Enter does: submit, and more where saving yields a slip."""
        self.submit()

    def submit(self, *, another: bool = False) -> None:
        """Check everything and hand the values on, or complain."""
        self.another = another
        complaints = self._complaints()
        self.complain(complaints)
        if not complaints:
            self.submitted.emit(self.values())

    def complain(self, complaints: dict[str, str]) -> None:
        """Put each sentence under its field and the cursor into the first of them."""
        wrong = [row for row in self.rows if row.field.name in complaints]
        if wrong:
            self._reveal(wrong[0])
        for row in self.rows:
            row.say(complaints.get(row.field.name, ""))
        self._sum_up(len(wrong))

    def announce(self, notice: QWidget, *, scrolling: bool = False) -> None:
        """Put a notice between the title and the fields, where it stays or scrolls with them."""
        if scrolling:
            self._inside.insertWidget(0, notice)
        else:
            self._column.insertWidget(1, notice)

    def row(self, name: str) -> FormRow:
        """The row of a field."""
        return next(row for row in self.rows if row.field.name == name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Shift+Enter go from field to field; leaving a field checks it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            return self._enter(watched, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and self.dirty():
            self._left(watched, event.reason())
        return False

    def _enter(self, watched: QObject, modifiers: Qt.KeyboardModifier) -> bool:
        forward = modifiers == Qt.KeyboardModifier.NoModifier
        if forward and watched is self.save:
            self.submit()
        elif forward or modifiers == Qt.KeyboardModifier.ShiftModifier:
            self._go(watched, 1 if forward else -1)
        else:
            return False
        return True

    def _go(self, start: QObject, step: int) -> None:
        stops: list[QWidget] = [row.editor for row in self.rows if not row.cell.isHidden()] + [self.save]
        place = next(place for place, stop in enumerate(stops) if stop is start) + step
        target = stops[max(0, min(place, len(stops) - 1))]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(target)

    def _left(self, watched: QObject, reason: Qt.FocusReason) -> None:
        if reason in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            return
        complaints = self._complaints()
        self._judge([row for row in self.rows if row.editor is watched or row.complaint.isVisible()], complaints)
        self.paused.emit()

    def _pause(self) -> None:
        """Complain of the field in use as soon as the typing stops; a form that was left has nobody to tell."""
        if self.isVisible():
            complaints = self._complaints() if self.dirty() else {}
            self._judge([row for row in self.rows if row.editor.hasFocus() and row.editor.value()], complaints)
        self.paused.emit()

    def _judge(self, rows: Sequence[FormRow], complaints: dict[str, str]) -> None:
        """Say what is wrong with these rows now; where the foot counts what is left to mend, it counts afresh."""
        for row in rows:
            row.say(complaints.get(row.field.name, ""))
        if not self.summary.isHidden():
            self._sum_up(sum(not row.complaint.isHidden() for row in self.rows))

    def _complaints(self) -> dict[str, str]:
        try:
            self._check(self.values())
        except Invalid as wrong:
            return wrong.complaints
        return {}

    def _reveal(self, row: FormRow) -> None:
        if row.cell.isHidden():
            self._fold(False)
        row.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(row.cell)

    def _turn_fold(self) -> None:
        self._fold(self.more.text() == LESS)
        folded = [row for row in self.rows if row.field.folded]
        if not folded[0].cell.isHidden():
            self._reveal(folded[0])

    def _fold(self, fold: bool) -> None:
        for row in self.rows:
            row.show(self._stands(row) and not (fold and row.field.folded))
        self.more.setText(MORE if fold else LESS)
        self.more.setVisible(any(row.field.folded for row in self.rows))

    def _stands(self, row: FormRow) -> bool:
        """Whether what the form holds now leaves a field its place."""
        return True

    def _scale(self) -> None:
        for row in self.rows:
            row.draw()

    def _watch(self) -> None:
        for row in self.rows:
            row.editor.installEventFilter(self)
            row.editor.edited.connect(self._typing.start)
        self._typing.timeout.connect(self._pause)
        self.save.installEventFilter(self)
        theme.changed.connect(self._scale)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_keys(self, keys, self.conclude, WITHIN)
        on_keys(self, "Ctrl+S", self.submit, WITHIN)
        for keys in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
            on_keys(self, keys, self._submit_again, WITHIN)
        on_keys(self, "Ctrl+D", self._as_last, WITHIN)
        on_keys(self, "Esc", self.cancelled.emit, WITHIN)

    def _as_last(self) -> None:
        """同上一笔: fill the field in use with what was saved in it last, and go on."""
        row = next((row for row in self.rows if row.editor.hasFocus()), None)
        if row and self._last:
            row.editor.fill(self._last[row.field.name])
            self._go(row.editor, 1)
        elif row:
            toast.show(self, "这次打开以后还没有保存过，没有上一笔可以照抄。")

    def _submit_again(self) -> None:
        self.submit(another=not self.save_again.isHidden())

    def _sum_up(self, wrong: int) -> None:
        self.summary.setText(f"还有 {wrong} 处要改" if wrong else "")
        self.summary.setVisible(bool(wrong))

    def _lay_out(self) -> None:
        self._content = QWidget()
        self._content.setProperty("plain", True)
        self._inside = QVBoxLayout(self._content)
        self._inside.setContentsMargins(0, 0, theme.px(8), 0)
        self._inside.addLayout(self._grid(folded=False))
        self._inside.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)
        self._inside.addLayout(self._grid(folded=True))
        self._inside.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.title)
        self._column.addWidget(self.area, 1)
        self._column.addWidget(self.summary)
        self._column.addLayout(self._foot())
        self._take_in()

    def _take_in(self) -> None:
        """Have the area hold the rows: it dresses them at once, and every parent the form gets later does so again."""
        self.area.setWidget(self._content)

    def _grid(self, folded: bool) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(1, 1)
        for line, row in enumerate(row for row in self.rows if row.field.folded == folded):
            grid.addWidget(row.name, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row.cell, line, 1)
        return grid

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save_again)
        foot.addWidget(self.save)
        return foot
