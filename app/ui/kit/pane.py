"""The right side of a list: the selected record, the form in which it is edited, or what can be done with several."""

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from app.ui.kit import theme, toast
from app.ui.kit.buttons import button, label
from app.ui.kit.form import RecordForm

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

SHOWING, EDITING = 340, 384
"""Widths of the pane at 11 points."""


class Pane(QFrame):
    """Hidden while nothing is selected and nothing edited."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__()
        self.setProperty("card", True)
        self._page = page
        self._number: int | None = None
        self.card: Any = page.spec.card(page)
        self.form = RecordForm(page.spec.fields, page.spec.check)
        self.several = label("", "section", wrap=True)
        self.bulk = self._several()
        self.stack = QStackedWidget()
        for part in (self.card, self.form, self.bulk):
            self.stack.addWidget(part)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.stack)
        self.form.submitted.connect(lambda values: page.save(values, self._number))
        self.form.cancelled.connect(self._cancel)
        theme.changed.connect(self.draw)
        self.draw()
        self.hide()

    def draw(self) -> None:
        """Take the sizes in force."""
        self.column.setContentsMargins(*[theme.px(16)] * 4)
        self.setFixedWidth(theme.px(EDITING if self.editing() else SHOWING))

    def editing(self) -> bool:
        """Whether the form is open."""
        return self.stack.currentWidget() is self.form

    def busy(self) -> bool:
        """Whether the form holds something unsaved."""
        return self.editing() and self.form.dirty()

    def follow(self) -> None:
        """Show what is selected; a form with unsaved words stays."""
        chosen = self._page.chosen()
        if self.busy():
            return
        if len(chosen) == 1:
            self.card.show_record(self._page.record(chosen[0]))
        self.several.setText(f"已选 {len(chosen):,} {self._page.spec.unit}")
        self._turn(self.card if len(chosen) == 1 else self.bulk)
        self.setVisible(bool(chosen))

    def edit(self, number: int | None, record: Any) -> None:
        """Open the form on a record; `number` None adds it."""
        self._number = number
        self._turn(self.form)
        self.show()
        self.form.fill(record, f"{'修改' if number else '新增'}{self._page.spec.noun}")

    def edit_on(self) -> None:
        """Back into the form that is open."""
        self.form.rows[0].editor.setFocus()

    def close_form(self) -> None:
        """Leave the form and show what is selected."""
        self._turn(self.card)
        self.follow()

    def _cancel(self) -> None:
        if self.form.dirty():
            number, values = self._number, self.form.values()
            toast.show(self, "没有保存，填写的内容还留着。", "继续填写", lambda: self._resume(number, values))
        self.close_form()
        self._page.table.setFocus()

    def _resume(self, number: int | None, values: dict[str, Any]) -> None:
        self._page.edit(number)
        self.form.refill(values)

    def _turn(self, part: QWidget) -> None:
        self.stack.setCurrentWidget(part)
        self.draw()

    def _several(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.several)
        column.addWidget(label("上面的按钮对选中的全部有效。Ctrl+A 全选，Esc 取消选择。", "quiet", wrap=True))
        column.addWidget(button("移出选中的", self._page.remove, icon="trash-2", variant="danger"))
        column.addStretch(1)
        return part
