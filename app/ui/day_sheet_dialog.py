"""窗口日结: the slips of a day, the cash there must be beside what was counted, the sheet to sign, and a backup."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain import money
from app.domain.calendar import spoken
from app.domain.errors import Invalid
from app.domain.roles import Right
from app.services import charity_sheets, day_sheet, session
from app.services.charity_documents import signed
from app.services.day_sheet import DaySheet
from app.ui import papers
from app.ui.copying import copy_now
from app.ui.kit import messages, toast
from app.ui.kit.buttons import button, label
from app.ui.kit.editors import AmountEditor, DateEditor
from app.ui.kit.fields import RIGHT, Amount, Shown
from app.ui.kit.shortcuts import on_keys
from app.ui.table_dialog import TableDialog


@dataclass(frozen=True)
class Line:
    """One slip of the day; fen and points."""

    number: str
    kind: str
    name: str
    what: str
    amount: int
    points: int
    clerk: str


class Money(Amount):
    """Fen, nothing where there are none."""

    def text(self, record: Line) -> str:
        """500.00."""
        return super().text(record) if record.amount else ""


class Points(Shown):
    """Points with their sign."""

    align = RIGHT

    def text(self, record: Line) -> str:
        """+500."""
        return signed(record.points) if record.points else ""


FIELDS = (
    Shown("number", "单号", 130),
    Shown("kind", "类别", 90),
    Shown("name", "姓名、名称", 220, stretch=True),
    Shown("what", "内容", 170),
    Money("amount", "收款（元）", 120),
    Points("points", "积分", 90),
    Shown("clerk", "经手人", 90, priority=2),
)


class DaySheetDialog(TableDialog):
    """Opened on today; Ctrl+Enter notes the counted cash and prints the sheet."""

    chapter = "day_sheet"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "窗口日结", FIELDS, width=1100, height=640)
        self.day, self.counted, self.note = DateEditor(), AmountEditor(), QLineEdit()
        self.over = label("", "quiet", wrap=True)
        self.day.fill(dt.date.today().isoformat())
        for each, name in ((self.day, "日期"), (self.counted, "清点现金（元）"), (self.note, "差额原因")):
            each.setAccessibleName(name)
            self.above.addWidget(label(name, "quiet"))
            self.above.addWidget(each)
        self.counted.setPlaceholderText("抽屉里实有的现金")
        self.note.setPlaceholderText("对不上时填")
        self.body.addWidget(self.over)
        may = session.may(Right.ENTER)
        self.copy = button("立即备份", partial(copy_now, self), icon="save", key="Ctrl+B")
        self.print = button("打印日结单", self._print, icon="printer", key="Ctrl+P")
        self.close_day = button("清点并打印", self._close, icon="check", variant="primary")
        self.close_day.setToolTip("清点并打印（Ctrl+Enter）")
        self.add_buttons(self.cancel_button("关闭"), *([self.copy] if may else []), self.print)
        if may:
            self.foot.addWidget(self.close_day)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_keys(self, keys, self.close_day.click)
        for part in (self.counted, self.note):
            part.setEnabled(may)
        self.day.editingFinished.connect(self.read)
        self.counted.edited.connect(self._compare)
        self.read()
        (self.counted if may else self.table).setFocus()

    def read(self) -> None:
        """Show the slips of the day, and what they add up to."""
        self.ledger = day_sheet.of_day(self._day())
        if self.ledger.counted:
            self.counted.fill(self.ledger.counted.counted)
            self.note.setText(self.ledger.counted.note)
        self.show_lines(_lines(self.ledger), _sums(self.ledger))
        self._compare()

    def revalidate(self) -> None:
        """Show what there is now."""
        self.read()

    def _day(self) -> dt.date:
        try:
            return dt.date.fromisoformat(self.day.value())
        except ValueError:
            return dt.date.today()

    def _compare(self) -> None:
        """Say at once whether the count agrees with the ledgers."""
        typed = self.counted.value()
        must = f"应有现金 {money.in_digits(self.ledger.in_hand)} 元"
        if not isinstance(typed, int):
            self._say(f"{must}。请清点抽屉里的现金，填在上面。", "quiet")
        elif typed == self.ledger.in_hand:
            self._say(f"{must}，清点相符。", "ok")
        else:
            over = typed - self.ledger.in_hand
            words = f"{'多' if over > 0 else '少'} {money.in_digits(abs(over))} 元"
            self._say(f"{must}，清点{words}，请核对；对不上就写明原因。", "warn")

    def _say(self, words: str, role: str) -> None:
        from app.ui.kit.buttons import restyle

        self.over.setText(words)
        self.over.setProperty("role", role)
        restyle(self.over)

    def _close(self) -> None:
        with messages.problems_shown(self):
            try:
                day_sheet.count(self._day(), self.counted.value(), self.note.text())
            except Invalid as wrong:
                field = self.note if "note" in wrong.complaints else self.counted
                field.setFocus()
                self._say(next(iter(wrong.complaints.values())), "error")
                return
            self.read()
            self._print(at_once=True)

    def _print(self, *, at_once: bool = False) -> None:
        with messages.problems_shown(self):
            shown = [("窗口日结单", charity_sheets.of_day(self._day()))]
            if at_once:
                papers.print_now(self, "打印日结单", shown, lambda words: toast.show(self, f"已清点{words}。"))
            else:
                papers.preview(self, "打印日结单", shown)


def _lines(sheet: DaySheet) -> list[Line]:
    """Every slip of the day, in the order of the sheet."""
    found = [
        Line(
            row.number,
            "冲销" if row.reverses else row.kind,
            row.giver,
            row.item or row.method,
            row.amount,
            row.points,
            row.handler,
        )
        for row in sheet.gifts
    ]
    for row in sheet.redemptions:
        kind = "冲销" if row.reverses else "兑换"
        found.append(Line(row.number, kind, row.name, row.item, 0, -row.points, row.clerk))
    found += [
        Line(row.number, row.kind, "", row.purpose or row.note, row.amount, 0, row.clerk) for row in sheet.payments
    ]
    for row in sheet.moves:
        kind = "冲销" if row.reverses else "现金交接"
        found.append(Line("", kind, f"{row.giver}交给{row.taker}", "", 0, 0, row.giver))
    return found


def _sums(sheet: DaySheet) -> str:
    ways = "，".join(f"{method or '其他'} {money.in_digits(fen)} 元" for method, fen in sheet.by_method.items())
    cash = (
        f"上日结存 {money.in_digits(sheet.carried)} 元 + 现金收入 {money.in_digits(sheet.cash_taken)} 元"
        f" − 交出 {money.in_digits(sheet.cash_handed_out)} 元 = 应有 {money.in_digits(sheet.in_hand)} 元"
    )
    return f"{spoken(sheet.day)}：收款 {money.in_digits(sheet.money)} 元{f'（{ways}）' if ways else ''}。\n{cash}。"
