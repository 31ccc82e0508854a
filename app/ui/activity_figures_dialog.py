"""汇总: what the activities of a period came to by kind; each line leads to the activities behind it."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from app.domain import money
from app.domain.activities import recent
from app.domain.volunteering import hours
from app.services import activities, activity_attendance, tallies
from app.services.activities import Figure
from app.ui.kit.buttons import button
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.fields import Shown
from app.ui.pages.activity_fields import Number
from app.ui.table_dialog import TableDialog


class Time(Shown):
    """The time given together."""

    def text(self, record: Figure) -> str:
        """30,000 小时."""
        return hours(record.minutes) if record.minutes else ""


class Quantities(Shown):
    """What was counted besides people, by unit."""

    def text(self, record: Figure) -> str:
        """30,000 ㎡、52 家."""
        return "、".join(f"{count:,} {unit}".strip() for unit, count in record.quantities)


class Sums(Shown):
    """Amounts in dispute and recovered."""

    def text(self, record: Figure) -> str:
        """争议 9.32 万元，挽回 8.10 万元; 增收 600.00 万元 where nothing was in dispute."""
        named = (("争议", record.disputed), ("挽回" if record.disputed else "增收", record.recovered))
        return "，".join(f"{name} {money.in_wan(fen)} 万元" for name, fen in named if fen)


FIELDS = (
    Shown("kind", "类别", 120),
    Number("count", "次数", 80),
    Number("participants", "参加人次", 100),
    Number("beneficiaries", "受益人次", 100),
    Time("minutes", "总时长", 150),
    Quantities("quantities", "数量", 150),
    Sums("disputed", "金额", 260, stretch=True),
)


class ActivityFiguresDialog(TableDialog):
    """Accepted with `filters` once the clerk wants to see the activities of a kind."""

    chapter = "activities"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "活动服务汇总", FIELDS, width=1020)
        self.filters: dict[str, str] = {}
        names = recent(dt.date.today())
        self.period = ChoiceEditor(lambda: [(name, name) for name in names], free=False)
        self.period.setAccessibleName("时间")
        self.period.fill("本季度")
        self.period.activated.connect(self.read)
        self.above.addWidget(self.period)
        self.above.addStretch(1)
        self.open_it = button("列出这几次", self.open_chosen, icon="list-filter", variant="primary")
        self.table.opened.connect(self.open_chosen)
        self.add_buttons(button("关闭", self.reject), self.open_it)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """Reckon anew."""
        start, end = recent(dt.date.today())[self.period.value()]
        found = activities.figures(start, end)
        self.show_lines(found, _told(start, end, sum(each.count for each in found)))

    def follow(self) -> None:
        """Only a chosen kind can be listed."""
        if hasattr(self, "open_it"):
            self.open_it.setEnabled(self.chosen() is not None)

    def open_chosen(self) -> None:
        """Leave for the activities behind the chosen line."""
        if line := self.chosen():
            start, end = recent(dt.date.today())[self.period.value()]
            self.filters = {"kind": line.kind, "start": start.isoformat(), "end": end.isoformat()}
            self.accept()


def _told(start: dt.date, end: dt.date, count: int) -> str:
    """What the table leaves out: visitors, and what the courses came to."""
    visitors, days = tallies.daily_mean(start, end)
    course = activity_attendance.training(start, end)
    parts = [f"活动 {count:,} 次"]
    parts += [f"来访 {visitors:,} 人次，日均 {visitors / days:.1f}"] if days else []
    if course.courses:
        parts.append(f"培训 {len(course.courses):,} 次、{len(course.came):,} 人次")
        parts.append(f"导师 {len(course.tutors):,} 人、破题报告 {len(course.reports):,} 份")
        parts.append(f"践诺履职清单 {len(course.promises):,} 份")
    return "；".join(parts) + "。"
