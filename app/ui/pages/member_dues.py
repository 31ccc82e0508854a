"""The page 党费 of a person's card: what it is reckoned on, and month by month what is due and paid."""

import datetime as dt
from collections.abc import Sequence
from types import SimpleNamespace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain import money
from app.domain.calendar import spoken
from app.domain.dues import Category
from app.services import dues, entries
from app.services.dues import Month
from app.services.members import MemberRow
from app.ui.kit import theme
from app.ui.kit.buttons import button, icon_button, label
from app.ui.kit.fields import Amount, Choice, Date, LongText
from app.ui.kit.parts import column, in_line
from app.ui.pages.member_page import MemberPage

RIGHT = Qt.AlignmentFlag.AlignRight
BASE = (
    Date("since", "起始月", required=True, hint="如 2026年1月"),
    Choice("category", "类别", required=True, options=lambda: [(each.value, each.value) for each in Category]),
    Amount("income", "月收入（元）"),
)
PAYMENT = (
    Date("month", "月份", required=True, hint="如 2026年1月"),
    Amount("amount", "金额（元）", required=True),
    Date("paid_on", "缴纳日期", required=True),
    LongText("note", "备注"),
)


class DuesPage(MemberPage):
    """One year at a time, beginning with this one."""

    title = "党费"

    def __init__(self, page: object) -> None:
        super().__init__(page)  # type: ignore[arg-type]
        self.year = dt.date.today().year
        self._rule_open = False
        self._add_list("dues_base", "党费基数", BASE, words=_base, blank=_new_base)
        self._add_list("dues", "缴纳记录", PAYMENT, words=_paid, blank=_new_payment)
        self._end()

    def _fresh(self, row: MemberRow) -> Sequence[QWidget]:
        months = dues.of(row.id, f"{self.year}-01", f"{self.year}-12")
        if not entries.of("dues_base", row.id):
            return [label("还没有登记党费基数，算不出应缴多少。请先在下面登记。", "quiet", wrap=True)]
        pay = [button("登记缴纳…", self._pay, icon="plus")] if self._page.writable else []
        former = icon_button("上一年", "chevron-left", lambda: self._go(-1), variant="tool")
        later = icon_button("下一年", "chevron-right", lambda: self._go(1), variant="tool")
        return [in_line(former, label(f"{self.year} 年", "strong"), later, *pay), _table(months), *self._why(months)]

    def _why(self, months: Sequence[Month]) -> list[QWidget]:
        rule = next((month.rule for month in reversed(months) if month.rule), "")
        if not rule:
            return []
        words = label(rule, "hint", wrap=True)
        words.setVisible(self._rule_open)

        def turn() -> None:
            self._rule_open = words.isHidden()
            words.setVisible(self._rule_open)

        why = button("为什么", turn, variant="link")
        why.setAccessibleName("为什么：应缴党费")
        return [in_line(why), words]

    def _go(self, step: int) -> None:
        self.year += step
        self.show_record(self.row)
        self._go_on("下一年" if step > 0 else "上一年")

    def _pay(self) -> None:
        from app.ui.member_dues_dialog import DuesDialog

        if DuesDialog(self._page, self.row).exec():
            self.tell_done()


def _table(months: Sequence[Month]) -> QWidget:
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(theme.px(4))
    for place, words in enumerate(("月份", "应缴", "已缴", "欠缴")):
        grid.addWidget(label(words, "quiet"), 0, place, RIGHT if place else Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(place, 1 if place else 0)
    now = dt.date.today().isoformat()[:7]
    for line, month in enumerate(months, 1):
        role, owed = ("quiet", 0) if month.month >= now else ("", month.arrears)
        grid.addWidget(label(f"{int(month.month[5:])} 月", role), line, 0)
        for place, amount in enumerate((month.due, month.paid), 1):
            grid.addWidget(label(money.in_digits(amount) if amount else "—", role), line, place, RIGHT)
        grid.addWidget(label(f"欠 {money.in_digits(owed)}" if owed else "—", "error" if owed else role), line, 3, RIGHT)
    grid.addWidget(label("合计", "strong"), len(months) + 1, 0)
    owed_in_all = sum(month.arrears for month in months if month.month < now)
    sums = (sum(month.due for month in months), sum(month.paid for month in months), owed_in_all)
    for place, amount in enumerate(sums, 1):
        grid.addWidget(label(money.in_digits(amount), "strong"), len(months) + 1, place, RIGHT)
    return column(whole)


def _base(entry: SimpleNamespace) -> tuple[str, str]:
    income = f"月收入 {money.in_digits(entry.income)} 元" if entry.income else ""
    return f"{spoken(entry.since)} 起　{entry.category}", income


def _paid(entry: SimpleNamespace) -> tuple[str, str]:
    return f"{spoken(entry.month)}　{money.in_digits(entry.amount)} 元", f"{spoken(entry.paid_on)} 缴纳　{entry.note}"


def _new_base() -> dict[str, str]:
    return {"since": dt.date.today().isoformat()[:7], "category": Category.EMPLOYED.value}


def _new_payment() -> dict[str, str]:
    today = dt.date.today().isoformat()
    return {"month": today[:7], "paid_on": today}
