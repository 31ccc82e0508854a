"""兑换单: who changed points for what, found by name or number; handed in, taken back, printed again."""

from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.services import redeeming, redemption_list, session
from app.services.redemption_list import RedemptionRow
from app.ui import redeem_dialog
from app.ui.kit import messages, undoing
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import RIGHT, Badge, Date, LongText, Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.shortcuts import on_keys
from app.ui.kit.table import RowTable

DRESS = {
    redemption_list.WAITING: ("yellow", "info"),
    redemption_list.TAKEN: ("green", "circle-check"),
    redemption_list.REVERSED: ("grey", "circle-minus"),
    redemption_list.REVERSAL: ("grey", "undo-2"),
}


class Points(Shown):
    """Points that went, or came back."""

    align = RIGHT

    def text(self, record: RedemptionRow) -> str:
        """200 分, −200 分."""
        return f"{record.points:,} 分".replace("-", "−")


class Pieces(Shown):
    """How many."""

    align = RIGHT

    def text(self, record: RedemptionRow) -> str:
        """2 袋."""
        return f"{record.quantity:,} {record.unit}".replace("-", "−")


FIELDS = (
    Shown("number", "单号", 130),
    Date("on", "日期", 134),
    Shown("name", "兑换人", 180, stretch=True),
    Shown("good", "物品、服务", 150),
    Pieces("quantity", "数量", 90),
    Points("points", "积分", 100),
    Badge("mark", "状态", 110, dress=lambda row: DRESS[row.mark]),
    Shown("clerk", "经手人", 84, priority=2),
)


class RedemptionsDialog(Dialog):
    """Rows are read only where one looks. `filters` narrow the list to one holder or offer."""

    chapter = "warehouse"

    def __init__(self, parent: QWidget, filters: dict[str, str] | None = None) -> None:
        super().__init__(parent, "兑换单", width=1080, height=600)
        self._filters = filters or {}
        self.box = QLineEdit()
        self.box.setPlaceholderText("搜索单号、兑换人、首字母")
        self.box.setAccessibleName("搜索兑换单")
        self.box.setClearButtonEnabled(True)
        self.rows = RowModel(FIELDS, redemption_list.rows)
        self.table = RowTable(self.rows, "兑换单")
        self.sentence = label("", "quiet", wrap=True)
        top = QHBoxLayout()
        top.addWidget(self.box)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sentence)
        self.hand_in = button("核销领取", self._acting(self._hand_in), icon="check")
        self.undo = button("冲销…", self._acting(self._reverse), icon="undo-2")
        self.print = button("打印兑换单", self._acting(self._print), icon="printer", variant="primary")
        writing = [self.undo, self.hand_in] if session.may(Right.ENTER) else []
        self.add_buttons(self.cancel_button("关闭"), *writing, self.print)
        self.box.textChanged.connect(self.read)
        self.table.chosen_changed.connect(self._follow)
        on_keys(self, "Ctrl+F", self.box.setFocus)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List what is found now."""
        place = max(0, self.table.currentIndex().row())
        self.rows.show(redemption_list.ids(self.box.text(), self._filters))
        if self.rows.ids:
            self.table.choose_place(min(place, len(self.rows.ids) - 1))
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what room there is."""
        super().resizeEvent(event)
        self.table.fit(self.width())

    def _follow(self) -> None:
        chosen = self.table.chosen()
        row = redemption_list.rows(chosen[:1])[0] if chosen else None
        waits = row is not None and row.mark == redemption_list.WAITING
        for made in (self.undo, self.hand_in):
            made.setEnabled(waits)
        self.print.setEnabled(row is not None)
        told = [f"{row.used} 核销" if row.used else "", row.note] if row else []
        count = f"共 {len(self.rows.ids):,} 张。"
        self.sentence.setText("　".join(filter(None, (count, *told))))

    def _acting(self, act: Any) -> Any:
        def run() -> None:
            with messages.problems_shown(self):
                chosen = self.table.chosen()
                if not chosen:
                    raise Problem("请先选中一张兑换单。没有改动任何内容。")
                act(redemption_list.rows(chosen[:1])[0])

        return run

    def _hand_in(self, row: RedemptionRow) -> None:
        scan = redeeming.hand_in(row.id)
        self.read()
        self.sentence.setText(scan.sentence)

    def _print(self, row: RedemptionRow) -> None:
        redeem_dialog.print_slips(self, list(self.table.chosen()))

    def _reverse(self, row: RedemptionRow) -> None:
        act = lambda values: redeeming.reverse(row.id, values["reason"])  # noqa: E731
        fields = (LongText("reason", "冲销原因", required=True),)
        dialog = EntryDialog(self, f"冲销 {row.number}", fields, _check_reason, act, "冲销")
        what = f"{row.name}　{row.good} {row.quantity:,} {row.unit}，{row.points:,} 分。"
        told = f"{what}积分和库存一并退回，原来的一张留着。"
        dialog.fill({"reason": ""}, told)
        if dialog.exec():
            self.read()
            self.table.setFocus()
            undoing.tell_done(self, self.read)


def _check_reason(values: dict[str, Any]) -> None:
    if not clean(values["reason"]):
        raise Invalid({"reason": Complaint("missing", "请写明为什么冲销。")})
