"""登记缴纳: several months of dues at once, each with what is still owed for it."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QScrollArea, QWidget

from app.domain import money
from app.domain.calendar import add_months, spoken
from app.domain.errors import Invalid
from app.services import dues, entries
from app.services.dues import Month
from app.services.members import MemberRow
from app.ui.award_dialog import is_day
from app.ui.kit import messages, theme
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import DateEditor
from app.ui.kit.form_row import Complaint

AHEAD = 12
"""Months that may be paid before they come."""
_IN_A_ROW = 3


class DuesDialog(Dialog):
    """Months that are owed are ticked; those to come may be. Accepted once what is ticked was paid."""

    chapter = "members"

    def __init__(self, parent: QWidget, row: MemberRow) -> None:
        super().__init__(parent, f"登记缴纳：{row.name}", width=600, height=520)
        self._person = row.id
        self.months = _open_months(row.id)
        now = dt.date.today().isoformat()[:7]
        self.boxes = [self._box(month, month.month < now) for month in self.months]
        self.paid_on = DateEditor()
        self.paid_on.setAccessibleName("缴纳日期，必填")
        self.paid_on.fill(dt.date.today().isoformat())
        self.total, self.complaint = label("", "strong"), Complaint()
        self.pay = button("登记缴纳", self.submit, icon="check", variant="primary")
        self._lay_out()
        self._sum_up()
        (self.boxes[0] if self.boxes else self.pay).setFocus()

    def chosen(self) -> list[Month]:
        """The months that are ticked."""
        return [month for month, box in zip(self.months, self.boxes, strict=True) if box.isChecked()]

    def submit(self) -> None:
        """Write down that these months were paid, or say what is missing."""
        on = self.paid_on.value()
        if not is_day(on):
            self.complaint.say("请填写缴纳日期，要写到日，如 2026.3.5。")
            self.paid_on.setFocus()
            return
        with messages.problems_shown(self):
            try:
                dues.pay(self._person, [month.month for month in self.chosen()], dt.date.fromisoformat(on))
            except Invalid as wrong:
                self.complaint.say(str(wrong))
            else:
                self.accept()

    def _box(self, month: Month, owed: bool) -> QCheckBox:
        box = QCheckBox(f"{spoken(month.month)}  {money.in_digits(month.arrears)}")
        box.setAccessibleName(f"{spoken(month.month)}，{money.in_digits(month.arrears)} 元")
        box.setChecked(owed)
        box.toggled.connect(self._sum_up)
        return box

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("plain", True)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, theme.px(8), 0)
        for place, box in enumerate(self.boxes):
            grid.addWidget(box, place // _IN_A_ROW, place % _IN_A_ROW)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        day = QGridLayout()
        day.addWidget(label("缴纳日期 *", "quiet"), 0, 0)
        day.addWidget(self.paid_on, 0, 1)
        day.addWidget(self.complaint, 1, 1)
        self.body.addWidget(label("欠缴的月份已经勾选，可以增减；每月按应缴数登记。", "quiet", wrap=True))
        self.body.addWidget(area, 1)
        self.body.addLayout(day)
        self.foot.addWidget(self.total)
        self.add_buttons(self.cancel_button(), self.pay)

    def _sum_up(self) -> None:
        chosen = self.chosen()
        total = money.in_digits(sum(month.arrears for month in chosen))
        self.total.setText(f"{len(chosen)} 个月，共 {total} 元")
        self.pay.setEnabled(bool(chosen))
        self.complaint.say("")


def _open_months(person: int) -> list[Month]:
    """The months with something to pay, from the first base on until a year ahead."""
    bases = entries.of("dues_base", person)
    last = add_months(dt.date.today(), AHEAD).isoformat()[:7]
    found = dues.of(person, min(base.since for base in bases), last) if bases else []
    return [month for month in found if month.arrears]
