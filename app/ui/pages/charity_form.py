"""The form of the counter: who gives what; only giver and amount are needed, Enter jumps over all the rest."""

import datetime as dt
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import Complaint, Invalid
from app.domain.gifts import Kind
from app.domain.names import clean
from app.services import concessions, earning, gift_forms
from app.ui.holder_box import Holder, HolderBox
from app.ui.kit import icons
from app.ui.kit.buttons import button, label, restyle
from app.ui.kit.fields import Amount, Choice, Date, Text
from app.ui.kit.form import RecordForm
from app.ui.kit.form_row import FormRow

FIELDS = (
    Holder("giver", "捐赠人", required=True, hint="名称、首字母，或扫码"),
    Choice("kind", "类型", required=True, options=lambda: [(kind.value, kind.value) for kind in Kind]),
    Amount("amount", "金额（元）", required=True),
    Text("item", "物品", required=True, hint="捐的是什么"),
    Text("quantity", "数量", hint="如 33"),
    Text("unit", "单位", hint="袋、件、次……"),
    Amount("full_price", "原价（元）", hint="优惠前一共多少元"),
    Amount("value", "折价（元）", required=True),
    Text("differs", "不同的原因", required=True, hint="为什么和规定的不一样"),
    Text("people", "人次", hint="让利、服务了多少人次"),
    Text("customer", "核对年龄", hint="年龄、出生日期或姓名，不留存"),
    Choice("good", "公益仓", options=gift_forms.offers),
    Choice("into", "用于", required=True, options=gift_forms.uses),
    Text("reason", "更正原因", required=True),
    Date("on", "日期", required=True),
    Text("handler", "经手人", hint="就是您本人，可以改"),
    Choice("method", "收款方式", options=lambda: [(name, name) for name in earning.choices("methods")]),
    Text("shared_with", "共同捐赠", folded=True, hint="其余几家，用、隔开"),
    Text("valued_by", "估价人", folded=True),
    Text("note", "备注", folded=True),
)
_NOT_MONEY = {"item", "value", "valued_by"}
SHOWN: dict[str, set[str]] = {
    Kind.MONEY: {"amount", "method"},
    Kind.GOODS: _NOT_MONEY | {"quantity", "unit", "good"},
    Kind.CONCESSION: {"full_price", "value", "differs", "people", "customer"},
    Kind.SERVICE: _NOT_MONEY | {"people"},
}
"""Of the fields that depend on the kind of gift, those each kind has."""
_DEPENDING = set().union(*SHOWN.values())
_FILLED = ("giver", "amount", "item", "quantity", "unit", "full_price", "value", "differs", "people")
"""Where Enter stops on its way to 保存, unless it is filled in."""


class GiftForm(RecordForm):
    """`printing` says, while `submitted` is told, that the receipt is wanted; `again_wanted` asks for the last gift
    once more. `redoing` shows why a gift on record is corrected."""

    again_wanted = Signal()

    def __init__(self) -> None:
        self.printing = self.redoing = False
        self._worked_out = 0
        self.about, self.rule = label("", "hint"), label("", "hint", wrap=True)
        self.earned = [label("", "ok"), label("", "ok")]
        super().__init__(FIELDS, self._checked)
        self.giver: HolderBox = self.row("giver").editor  # type: ignore[assignment]
        self._put_under("giver", self.about)
        self._put_under("people", self.rule)
        for name, words in zip(("amount", "value"), self.earned, strict=True):
            self._put_under(name, words)
        self.giver.taken.connect(lambda: self._go(self.giver, 1))
        self.giver.edited.connect(self._tell_giver)
        self.row("kind").editor.edited.connect(self._turn_kind)
        for name in ("full_price", "kind", "on"):
            self.row(name).editor.edited.connect(self._work_out)
        self.row("value").editor.edited.connect(self._ask_why)
        for name in ("giver", "kind", "amount", "value", "on", "shared_with"):
            self.row(name).editor.edited.connect(self._tell_worth)
        self._fold(True)

    def conclude(self) -> None:
        """Save, and print the receipt."""
        self.printing = True
        try:
            self.submit()
        finally:
            self.printing = False

    def begin(self) -> None:
        """Put the cursor where the giver is typed."""
        self.giver.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.giver.selectAll()
        self.area.ensureWidgetVisible(self.giver)

    def amend(self) -> None:
        """Put the cursor into the amount, to be typed over."""
        kind = self.row("kind").editor.value()
        box = self.row("amount" if kind == Kind.MONEY else "value").editor
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        box.selectAll()  # type: ignore[union-attr]
        self.area.ensureWidgetVisible(box)

    def settle(self) -> None:
        """Show the rows of the kind of gift that stands in the form, and what is known of its giver."""
        self._worked_out = gift_forms.given_up(self.values())
        self._turn_kind()
        self._fold(True)
        self._tell_giver()
        self._tell_worth()

    def showEvent(self, event: QShowEvent) -> None:
        """Points and rules may have changed meanwhile."""
        if self.area.widget() is not self._content:
            self.area.setWidget(self._content)
        super().showEvent(event)
        self._tell_giver()

    def _take_in(self) -> None:
        """Only once the form stands in its page, and is shown."""

    def _checked(self, values: dict[str, Any]) -> None:
        gift_forms.check(values)
        if self.redoing and not clean(values["reason"]):
            raise Invalid({"reason": Complaint("missing", "请写明哪里录错了。")})

    def _enter(self, watched: QObject, modifiers: Qt.KeyboardModifier) -> bool:
        """Enter in the giver's list takes who is marked, and goes on."""
        if watched is self.giver and self.giver.listing() and modifiers == Qt.KeyboardModifier.NoModifier:
            self.giver.take()
        return super()._enter(watched, modifiers)

    def _go(self, start: QObject, step: int) -> None:
        """Forward over what is filled in or need not be; backward one by one."""
        if step < 0:
            super()._go(start, step)
            return
        rows = [row for row in self.rows if not row.cell.isHidden()]
        place = next(place for place, row in enumerate(rows) if row.editor is start)
        wanting = (row for row in rows[place + 1 :] if row.field.name in _FILLED and not row.editor.value())
        target: QWidget = next((row.editor for row in wanting), self.save)
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.area.ensureWidgetVisible(target)

    def _stands(self, row: FormRow) -> bool:
        name, kind = row.field.name, str(self.row("kind").editor.value())
        if name == "reason":
            return self.redoing
        return self._differs() if name == "differs" else name not in _DEPENDING or name in SHOWN.get(kind, set())

    def _turn_kind(self) -> None:
        kind = self.row("kind").editor.value()
        self.row("item").name.setText("服务内容 *" if kind == Kind.SERVICE else "物品 *")
        self.row("value").name.setText("让利（元） *" if kind == Kind.CONCESSION else "折价（元） *")
        self.rule.setText(concessions.rule(dt.date.today()) if kind == Kind.CONCESSION else "")
        self.rule.setVisible(bool(self.rule.text()))
        self._fold(self.more.text() == "更多")

    def _work_out(self) -> None:
        """Fill in what the rule makes of the full price, unless something else was typed."""
        box, former = self.row("value").editor, self._worked_out
        self._worked_out = gift_forms.given_up(self.values())
        if box.value() in ("", former) and (former or self._worked_out):
            box.fill(self._worked_out or "")
        self._ask_why()

    def _ask_why(self) -> None:
        """A concession that is not what the rule makes of its full price wants a reason."""
        self.row("differs").show(self._differs())

    def _differs(self) -> bool:
        return bool(self._worked_out) and self.row("value").editor.value() not in ("", self._worked_out)

    def _tell_giver(self) -> None:
        """Who was chosen: number, grade and points; or that a mere name waits."""
        chosen = self.giver.chosen()
        waits = "不在名册里，先登记名字" if self.giver.value() and not self.giver.hasFocus() else ""
        self.about.setText(gift_forms.about(*chosen) if chosen else waits)
        self.about.setVisible(bool(self.about.text()))

    def _tell_worth(self) -> None:
        points = gift_forms.would_earn(self.values()) if self.giver.chosen() else 0
        for words in self.earned:
            words.setText(f"→ 积分 {points:+,}" if points else "")
            words.setVisible(bool(points))

    def _as_last(self) -> None:
        self.again_wanted.emit()

    def _put_under(self, name: str, words: QWidget) -> None:
        """Show words between the box of a field and what is complained of in it."""
        column = self.row(name).cell.layout()
        column.insertWidget(column.count() - 1, words)  # type: ignore[union-attr]
        words.hide()

    def _foot(self) -> QHBoxLayout:
        self.cancel.setText("清空")
        self.cancel.setAccessibleName("清空")
        self.cancel.setToolTip("清空（Esc）")
        self.save.setProperty("variant", "plain")
        self.save.setToolTip("只保存，不打印（Ctrl+S）")
        icons.dress(self.save, "check", "text_2")
        restyle(self.save)
        self.print = button("保存并打印", self.conclude, icon="printer", variant="primary")
        self.print.setToolTip("保存并打印收据（Ctrl+Enter）")
        foot = QHBoxLayout()
        foot.addWidget(self.cancel)
        foot.addStretch(1)
        foot.addWidget(self.save)
        foot.addWidget(self.print)
        return foot
