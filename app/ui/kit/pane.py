"""The right side of a list: the selected record, the form in which it is edited, or what can be done with several."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.calendar import brief
from app.ui.kit import theme, toast
from app.ui.kit.buttons import button, label
from app.ui.kit.form import RecordForm
from app.ui.kit.keeper import Keeper
from app.ui.kit.notice import Notice
from app.ui.kit.row_menu import RowMenu
from app.ui.kit.shortcuts import WITHIN, on_keys

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

SHOWING, EDITING = "showing", "editing"
WIDTHS = {SHOWING: (340, 280), EDITING: (384, 344)}
"""Of each state, the width at first and the least, at 11 points."""


class Pane(QFrame):
    """Hidden while nothing is selected and nothing edited; `turned` comes when it may want another width."""

    turned = Signal()

    def __init__(self, page: "ListPage") -> None:
        super().__init__()
        self.setProperty("card", True)
        self._page = page
        self._number = 0
        self._held = False
        self._keeper = Keeper(page.spec.key)
        self._twin = 0
        self.found_again = Notice("undo-2", "放弃", self._cancel)
        self.on_record = Notice("triangle-alert", "打开它", self._open_twin)
        for notice in (self.found_again, self.on_record):
            notice.setParent(self)  # until there is a form that has room for them
        self.several = label("", "section", wrap=True)
        self.bulk = self._several()
        on_keys(self.bulk, "Esc", page.close_pane, WITHIN)
        self.row_menu = RowMenu(page)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.bulk)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.stack)
        theme.changed.connect(self.follow)
        self.draw()
        self.hide()

    @cached_property
    def card(self) -> Any:
        """Made when a record is first selected."""
        made = self._page.spec.card(self._page)
        self.stack.addWidget(made)
        on_keys(made, "Esc", self._page.close_pane, WITHIN)
        return made

    @cached_property
    def form(self) -> RecordForm:
        """Made when it is first wanted: it is the dearest part of a tab that opens."""
        made = RecordForm(self._page.spec.fields, self._page.spec.check)
        made.announce(self.found_again, scrolling=True)
        made.announce(self.on_record)
        made.submitted.connect(lambda values: self._page.save(values, self._number or None))
        made.cancelled.connect(self._cancel)
        made.paused.connect(self._paused)
        self.stack.addWidget(made)
        return made

    def draw(self) -> None:
        """Take the sizes in force."""
        self.column.setContentsMargins(*[theme.px(16)] * 4)
        self.turned.emit()

    def state(self) -> str:
        """Which width it wants."""
        return EDITING if self.editing() else SHOWING

    def editing(self) -> bool:
        """Whether the form is open."""
        return isinstance(self.stack.currentWidget(), RecordForm)

    def busy(self) -> bool:
        """Whether the form holds something unsaved."""
        return self.editing() and self.form.dirty()

    def follow(self) -> None:
        """Show what is selected; a form with unsaved words stays."""
        self.draw()
        chosen = self._page.chosen()
        if self.busy() or self._held:
            return
        if len(chosen) == 1:
            self.card.show_record(self._page.record(chosen[0]))
        self.several.setText(f"已选 {len(chosen):,} {self._page.spec.unit}")
        self._turn(self.card if len(chosen) == 1 else self.bulk)
        self.setVisible(bool(chosen))

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """While the list is read again, a form without unsaved words stays and shows its record as it is now."""
        self._held = self.editing() and not self.busy()
        yield
        if self._held:
            self._held = False
            self._refresh()

    def edit(self, number: int | None, record: Any) -> None:
        """Open the form on a record; `number` None adds it."""
        self._number = self._keeper.row = number or 0
        for notice in (self.found_again, self.on_record):
            notice.say("")
        self._turn(self.form)
        self.show()
        self.form.save_again.setVisible(not number)
        self.form.fill(record, f"{'修改' if number else '新增'}{self._page.spec.noun}")

    def give_back(self) -> None:
        """Open the form on what an earlier run of the program left unsaved, if its record is still there."""
        kept = self._keeper.left() if self._page.writable else None
        if kept is None or self.editing():
            return
        if kept.row and kept.row not in self._page.rows.ids:
            self._keeper.drop()
            return
        self._page.edit(kept.row or None)
        self.form.refill(kept.values)
        at = f"{brief(kept.at.date(), dt.date.today())} {kept.at:%H:%M}"
        self.found_again.say(f"上次没有保存的内容（{at}）已找回。")

    def resume(self) -> None:
        """Back into the form that was left half filled in."""
        self.give_back()
        if self.editing():
            self.edit_on()

    def saved(self) -> bool:
        """Leave the form, which was saved; says whether the clerk wants to add another."""
        self.form.saved()
        self.close_form()
        self._keeper.drop()
        return self.form.another

    def edit_on(self) -> None:
        """Back into the form that is open."""
        self.form.rows[0].editor.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the width it had when it was last seen."""
        super().showEvent(event)
        self.turned.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the form before the window goes or another page comes."""
        super().hideEvent(event)
        if self.busy():
            self._keeper.keep(self.form)

    def close_form(self) -> None:
        """Leave the form and show what is selected."""
        self._turn(self.bulk)
        self.follow()

    def _refresh(self) -> None:
        if self._number in self._page.rows.ids:
            self.form.show_record(self._page.record(self._number))
        elif self._number:
            self.close_form()

    def _cancel(self) -> None:
        if self.form.dirty():
            number, values = self._number, self.form.values()
            toast.show(self, "没有保存，填写的内容还留着。", "继续填写", lambda: self._resume(number, values))
        self.close_form()
        self._keeper.drop()
        self._page.table.setFocus()

    def _resume(self, number: int, values: dict[str, Any]) -> None:
        self._page.edit(number or None)
        self.form.refill(values)

    def _paused(self) -> None:
        """Keep what was typed, and say if it is on record already."""
        if self.editing() and self.isVisible():
            self._keeper.keep(self.form)
            found = self._page.spec.similar(self.form.values(), self._number or None) if self.form.dirty() else ()
            self._twin = found[0].id if found else 0
            more = f"等 {len(found)} {self._page.spec.unit}" if found[1:] else ""
            number = f"（{found[0].number}）" if found and found[0].number else ""
            self.on_record.say(f"可能已经登记过：{found[0].name}{number}{more}。" if found else "")

    def _open_twin(self) -> None:
        self._cancel()
        self._page.show_row(self._twin)

    def _turn(self, part: QWidget) -> None:
        self.stack.setCurrentWidget(part)
        self.draw()

    def _several(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.several)
        effect = "按钮对选中的全部有效。" if self._page.writable else ""
        column.addWidget(label(f"{effect}Ctrl+A 全选，Esc 取消选择。", "quiet", wrap=True))
        buttons = QGridLayout()
        for place, tool in enumerate(self._page.spec.bulk):
            made = button(tool.label, self._page.acting(tool.run), icon=tool.icon)
            buttons.addWidget(made, place // 2, place % 2)
        column.addLayout(buttons)
        if self._page.writable:
            column.addWidget(button("移出选中的", self._page.remove, icon="trash-2", variant="danger"))
        column.addStretch(1)
        return part
