"""窗口日结: what was entered on a day over all tabs, the cash there must be beside what was counted, the sheet to sign,
and a backup."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QWidget

from app.domain import money
from app.domain.calendar import spoken
from app.domain.errors import Invalid
from app.domain.roles import Right
from app.services import day_documents, day_lines, day_sheet, session
from app.services.charity_documents import signed
from app.services.day_kinds import CHARITY
from app.services.day_lines import TABS, Line
from app.services.day_sheet import DaySheet
from app.ui import papers
from app.ui.copying import copy_now
from app.ui.kit import messages, toast
from app.ui.kit.buttons import button, chip, label, restyle
from app.ui.kit.editors import AmountEditor, DateEditor
from app.ui.kit.fields import RIGHT, Amount, Shown
from app.ui.kit.shortcuts import on_keys
from app.ui.kit.visit import Visit
from app.ui.table_dialog import TableDialog


class What(Shown):
    """What was done, and how many of it where they are one line."""

    def text(self, record: Line) -> str:
        """新增商户; 来访 12."""
        return record.what if record.count == 1 else f"{record.what} {record.count:,}".replace("-", "−")


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
    What("what", "类别", 150),
    Shown("number", "单号", 150, priority=2),
    Shown("name", "姓名、名称", 220, stretch=True),
    Shown("detail", "内容", 190),
    Money("amount", "收款（元）", 110),
    Points("points", "积分", 84),
    Shown("who", "经手人", 84, priority=2),
)
ALL = "全部"
FOLD, UNFOLD = "收起", "展开"


class DaySheetDialog(TableDialog):
    """Opened on today; Ctrl+Enter notes the counted cash and prints the sheet. A line of many is unfolded in its place.
    Accepted with `visit` once a line of one is opened."""

    chapter = "day_sheet"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "窗口日结", FIELDS, width=1100, height=640)
        self.visit: Visit | None = None
        self._unfolded: set[tuple[str, str]] = set()
        self._tab, may = "", session.may(Right.ENTER)
        self._offer_tabs()
        self._ask_for_cash(may)
        self._offer_acts(may)
        self.table.opened.connect(lambda _: self.open_chosen())
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
        self.every = day_lines.of_day(self.ledger)
        self._show()
        self._compare()

    def follow(self) -> None:
        """Only what stands on a page can be opened."""
        line = self.chosen()
        self.open_it.setText(line.detail if line and line.parts else "打开")
        self.open_it.setEnabled(bool(line and line.place.page))

    def open_chosen(self) -> None:
        """Leave for the page of the chosen line; one of many is unfolded, or folded again."""
        line = self.chosen()
        if line and line.parts:
            self._unfolded ^= {(line.tab, line.what)}
            self._show()
        elif line and line.place.page:
            place = line.place
            self.visit = Visit(place.page, place.act, place.words, place.record, place.filters)
            self.accept()

    def revalidate(self) -> None:
        """Show what there is now."""
        self.read()

    def showEvent(self, event: QShowEvent) -> None:
        """The tab key goes through the chips before it comes to the table."""
        super().showEvent(event)
        for former, following in pairwise((self.note, *self._group.buttons(), self.table)):
            self.setTabOrder(former, following)

    def turn(self, tab: str) -> None:
        """Show the lines of a tab alone, "" for all."""
        self._tab = tab
        self._group.buttons()[("", *TABS).index(tab)].setChecked(True)
        self._show()

    def _offer_tabs(self) -> None:
        """A chip for each tab, above the table."""
        self._group, chips = QButtonGroup(self), QHBoxLayout()
        for tab in ("", *TABS):
            self._group.addButton(made := chip(tab or ALL, partial(self.turn, tab)))
            chips.addWidget(made)
        chips.addStretch(1)
        self._group.buttons()[0].setChecked(True)
        self.body.insertLayout(1, chips)

    def _ask_for_cash(self, may: bool) -> None:
        """Boxes for the day and what was counted, and below the table how it compares."""
        self.day, self.counted, self.note = DateEditor(), AmountEditor(), QLineEdit()
        self.day.fill(dt.date.today().isoformat())
        for each, name in ((self.day, "日期"), (self.counted, "清点现金（元）"), (self.note, "差额原因")):
            each.setAccessibleName(name)
            self.above.addWidget(label(name, "quiet"))
            self.above.addWidget(each)
        self.counted.setPlaceholderText("抽屉里实有的现金")
        self.note.setPlaceholderText("对不上时填")
        for part in (self.counted, self.note):
            part.setEnabled(may)
        self.over = label("", "quiet", wrap=True)
        self.body.addWidget(self.over)

    def _offer_acts(self, may: bool) -> None:
        self.copy = button("立即备份", partial(copy_now, self), icon="save", key="Ctrl+B")
        self.print = button("打印日结单", self._print, icon="printer", key="Ctrl+P")
        self.close_day = button("清点并打印", self._close, icon="check", variant="primary")
        self.close_day.setToolTip("清点并打印（Ctrl+Enter）")
        self.open_it = button("打开", self.open_chosen, icon="chevron-right")
        self.add_buttons(self.cancel_button("关闭"), self.open_it, *([self.copy] if may else []), self.print)
        if may:
            self.foot.addWidget(self.close_day)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_keys(self, keys, self.close_day.click)

    def _show(self) -> None:
        """Show the lines of the tab chosen, and what they come to."""
        counted = {told.tab: told for told in day_lines.counted(self.every)}
        counts = (len(self.every), *(told.lines for told in counted.values()))
        for made, tab, count in zip(self._group.buttons(), (ALL, *TABS), counts, strict=True):
            made.setText(f"{tab} {count:,}")
            made.setAccessibleName(made.text())
        words = counted[self._tab].words if self._tab else ""
        shown = [line for line in self.every if self._tab in ("", line.tab)]
        said = [f"{words or '这一天没有录入'}。"] if self._tab else []
        self.show_lines(
            list(self._spread(day_lines.folded(shown))),
            "\n".join([*said, *([_sums(self.ledger)] if self._tab in ("", CHARITY) else [])]),
        )

    def _spread(self, lines: Iterable[Line]) -> Iterator[Line]:
        for line in lines:
            spread = (line.tab, line.what) in self._unfolded
            yield replace(line, detail=FOLD if spread else UNFOLD) if line.parts else line
            yield from line.parts if spread else ()

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
            shown = [("窗口日结单", day_documents.of_day(self._day()))]
            if at_once:
                papers.print_now(self, "打印日结单", shown, lambda words: toast.show(self, f"已清点{words}。"))
            else:
                papers.preview(self, "打印日结单", shown)


def _sums(sheet: DaySheet) -> str:
    ways = "，".join(f"{method or '其他'} {money.in_digits(fen)} 元" for method, fen in sheet.by_method.items())
    cash = (
        f"上日结存 {money.in_digits(sheet.carried)} 元 + 现金收入 {money.in_digits(sheet.cash_taken)} 元"
        f" − 交出 {money.in_digits(sheet.cash_handed_out)} 元 = 应有 {money.in_digits(sheet.in_hand)} 元"
    )
    return f"{spoken(sheet.day)}：收款 {money.in_digits(sheet.money)} 元{f'（{ways}）' if ways else ''}。\n{cash}。"
