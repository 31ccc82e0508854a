"""奖惩记录 of one merchant on a time line: what counts, until when, and when it is eligible again."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.domain.credit import Eligibility, Kind
from app.domain.measures import shown
from app.domain.roles import Right
from app.services import credit_events, merchants, session
from app.services.credit_events import EventRow
from app.ui.credit_event_dialog import EventDialog, RepairDialog
from app.ui.kit import messages
from app.ui.kit.buttons import button, label
from app.ui.kit.fields import RIGHT, Badge, Date, Shown
from app.ui.table_dialog import TableDialog

COUNTING, REPAIRED, OVER = "在期", "已修复", "已满期"
DRESS = {COUNTING: ("yellow", "calendar-clock"), REPAIRED: ("green", "circle-check"), OVER: ("grey", "circle-minus")}


def state(row: EventRow) -> str:
    """Whether it counts today."""
    return COUNTING if row.counts else REPAIRED if row.repaired else OVER


def told(found: Eligibility) -> str:
    """Whether the merchant is eligible today, else from which day and why not."""
    if found.now:
        return "今天没有妨碍评优的失信记录。"
    return f"{spoken(found.day.isoformat())}起可以重新评优。{'；'.join(found.reasons)}。"


class State(Badge):
    """在期, 已修复 or 已满期."""

    def text(self, record: EventRow) -> str:
        """在期."""
        return state(record)


class What(Shown):
    """A penalty with its class, or praise."""

    def text(self, record: EventRow) -> str:
        """一般处罚."""
        return f"{record.weight}{record.kind}"


class Points(Shown):
    """Points taken off or added."""

    align = RIGHT

    def text(self, record: EventRow) -> str:
        """-10, +2."""
        return f"{'+' if record.kind == Kind.PRAISE else '-'}{shown(record.points)}"


class Last(Shown):
    """The last day it counts."""

    def text(self, record: EventRow) -> str:
        """2027年1月9日."""
        end = min(record.until, record.repaired) if record.repaired else record.until
        return spoken((dt.date.fromisoformat(end) - dt.timedelta(days=1)).isoformat())


FIELDS = (
    Date("on", "日期", 140),
    What("kind", "种类", 110),
    Shown("text", "内容", 260, stretch=True),
    Points("points", "分值", 80),
    Last("until", "计入到", 140),
    State("counts", "状态", 110, dress=lambda row: DRESS[state(row)]),
)


class TimelineDialog(TableDialog):
    """Every change is saved as it is made."""

    chapter = "credit"

    def __init__(self, parent: QWidget, merchant: int) -> None:
        super().__init__(parent, f"奖惩记录：{merchants.get(merchant).name}", FIELDS)
        self._merchant, writable = merchant, session.may(Right.ENTER)
        self.eligible = label("", "strong", wrap=True)
        self.above.addWidget(self.eligible, 1)
        self.repair = button("信用修复…", self._repair)
        self.take_out = button("移出", self._remove)
        self.add = button("登记奖惩…", self._add, icon="plus", variant="primary")
        self.add_buttons(button("关闭", self.reject), *((self.take_out, self.repair, self.add) if writable else ()))
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List them, and say from when nothing bars the merchant."""
        self.eligible.setText(told(credit_events.eligible_again(self._merchant, dt.date.today())))
        self.show_lines(credit_events.timeline(self._merchant), "还没有奖惩记录。")

    def follow(self) -> None:
        """Why the chosen one counts so long; only a penalty that was not repaired can be."""
        row = self.chosen()
        if not hasattr(self, "add"):
            return
        self.repair.setEnabled(bool(row and row.kind == Kind.PENALTY and not row.repaired))
        self.take_out.setEnabled(bool(row))
        if row:
            repaired = f"{spoken(row.repaired)}修复：{row.repair_note}。" if row.repaired else ""
            source = "　".join(filter(None, (row.source, row.document)))
            self.sentence.setText("".join(filter(None, (source and f"{source}。", repaired, row.why))))

    def _add(self) -> None:
        if EventDialog(self, self._merchant).exec():
            self.tell_done()

    def _repair(self) -> None:
        row = self.chosen()
        if row and RepairDialog(self, row).exec():
            self.tell_done()

    def _remove(self) -> None:
        row = self.chosen()
        with messages.problems_shown(self):
            if row:
                credit_events.remove([row.id])
                self.tell_done()
