"""来访统计: visitors by day or month with the rows behind each number, and the correction of a day."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.activities import recent
from app.domain.calendar import spoken
from app.domain.drafts import checked_day
from app.domain.errors import Complaint, Invalid
from app.domain.roles import Right
from app.services import activity_kinds, session, tallies
from app.ui.kit.buttons import button
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Date, Shown, Text
from app.ui.table_dialog import TableDialog

DAILY, MONTHLY = "按日", "按月"


@dataclass(frozen=True)
class CountLine:
    """A line of the table: a day or month and how many, or one row with its note."""

    when: str
    service: str
    count: int
    note: str
    ids: tuple[int, ...]


class When(Shown):
    """A day or a month."""

    def text(self, record: CountLine) -> str:
        """2026年3月5日."""
        return spoken(record.when)


class Visitors(Shown):
    """How many, below zero in a correction."""

    def text(self, record: CountLine) -> str:
        """1,200."""
        return f"{record.count:,}"


FIELDS = (
    When("when", "日期", 150),
    Shown("service", "服务", 180),
    Visitors("count", "人次", 100),
    Shown("note", "说明", 300, stretch=True),
)
CORRECTION = (
    Date("on", "日期", required=True),
    Choice("service", "服务", required=True, options=lambda: [(name, name) for name in _services()]),
    Text("wanted", "应为人次", required=True, hint="更正以后这一天的总数"),
    Text("reason", "更正原因", required=True),
)


class TallyFiguresDialog(TableDialog):
    """Enter on a day or month shows the rows behind it; a correction is a row of its own."""

    chapter = "activities"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "来访统计", FIELDS, width=860)
        self._only: tuple[int, ...] = ()
        periods = recent(dt.date.today())
        self.period = self._choice("时间", [(name, name) for name in periods])
        self.unit = self._choice("怎么列", [(DAILY, DAILY), (MONTHLY, MONTHLY)])
        self.service = self._choice("服务", [("", "全部服务"), *((name, name) for name in _services())])
        self.above.addStretch(1)
        self.open_it, self.back = button("看每一笔", self.open_chosen), button("返回", self.go_back)
        self.correct_it = button("更正…", self.correct, icon="pencil")
        self.correct_it.setVisible(session.may(Right.ENTER))
        self.add_buttons(button("关闭", self.reject), self.correct_it, self.back, self.open_it)
        self.table.opened.connect(self.open_chosen)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """Count anew."""
        start, end = recent(dt.date.today())[self.period.value()]
        if self._only:
            listed = [CountLine(row.on, row.service, row.count, row.note, ()) for row in tallies.rows(self._only)]
            self.show_lines(listed, f"共 {sum(line.count for line in listed):,} 人次，{len(listed):,} 笔。")
            return
        monthly, service = self.unit.value() == MONTHLY, self.service.value()
        found = tallies.by_time(start, end, monthly=monthly, service=service)
        self.show_lines(
            [CountLine(each.when, service or "全部服务", each.count, "", each.ids) for each in found],
            self._summed(start, end, service),
        )

    def open_chosen(self) -> None:
        """Show the rows behind the chosen number."""
        line = self.chosen()
        if line and line.ids:
            self._only = line.ids
            self.read()

    def go_back(self) -> None:
        """Back to the numbers."""
        self._only = ()
        self.read()
        self.table.setFocus()

    def follow(self) -> None:
        """Offer what can be done with what is shown."""
        if hasattr(self, "back"):
            self.back.setVisible(bool(self._only))
            self.open_it.setVisible(not self._only)
            self.open_it.setEnabled(self.chosen() is not None)

    def correct(self) -> None:
        """Bring the count of a service on a day to what it should be, with the reason."""
        line = self.chosen()
        day = line.when if line and len(line.when) == len("2026-01-01") else dt.date.today().isoformat()
        service = line.service if line and line.service in _services() else _services()[0]
        dialog = EntryDialog(
            self, "更正来访人次", CORRECTION, _checked, lambda values: tallies.correct(**_checked(values))
        )
        dialog.fill({"on": day, "service": service, "wanted": "", "reason": ""}, "原来的登记不动，另记一笔差数。")
        if dialog.exec():
            self.go_back()
            self.tell_done()

    def _summed(self, start: dt.date, end: dt.date, service: str) -> str:
        visitors, days = tallies.daily_mean(start, end)
        by_service = "，".join(f"{name} {count:,}" for name, count in tallies.by_service(start, end).items())
        mean = f"，{days:,} 天有人来，日均 {visitors / days:.1f} 人次" if days else ""
        return f"{self.period.value()}共 {visitors:,} 人次{mean}。{by_service}{'。' if by_service else ''}"

    def _choice(self, name: str, options: list[tuple[Any, str]]) -> ChoiceEditor:
        made = ChoiceEditor(lambda: options, free=False)
        made.setAccessibleName(name)
        made.fill(options[0][0])
        made.activated.connect(self.go_back)
        self.above.addWidget(made)
        return made


def _services() -> list[str]:
    return [service.name for service in activity_kinds.services()]


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    complaints: dict[str, str] = {}
    day = checked_day(values["on"], "on", complaints)
    if "on" not in complaints and len(day) < len("2026-01-01"):
        complaints["on"] = Complaint("no_day", "请填写日期，要写到日，如 2026.3.5。")
    if not values["wanted"].isdecimal():
        complaints["wanted"] = Complaint("bad_number", "人次请填整数，如 86。")
    if complaints:
        raise Invalid(complaints)
    return {**values, "on": dt.date.fromisoformat(day), "wanted": int(values["wanted"])}
