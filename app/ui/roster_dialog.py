"""坐诊排班: who sits in when, month by month; planned weekly, written down when it took place, handed over."""

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.activities import Period, span
from app.domain.calendar import add_months, spoken
from app.domain.errors import Complaint, Invalid
from app.domain.roles import Right
from app.services import activity_roster, session
from app.services.activity_roster import Shift
from app.ui.hand_over_dialog import hand_over_dialog
from app.ui.kit.buttons import button, icon_button, label
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Date, Field, LongText, Shown, Text
from app.ui.pages.activity_fields import Number
from app.ui.table_dialog import TableDialog

WEEKDAYS = "一二三四五六日"


class Day(Shown):
    """The day with its weekday."""

    def text(self, record: Shift) -> str:
        """3月4日 周三."""
        day = dt.date.fromisoformat(record.on)
        return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


class Hour(Shown):
    """From when until when."""

    def text(self, record: Shift) -> str:
        """9:00—11:30."""
        return "—".join(filter(None, (record.begins, record.ends)))


class Came(Shown):
    """What came of it."""

    def text(self, record: Shift) -> str:
        """12 人次，转 2026-0003."""
        visitors = "" if record.visitors is None else f"{record.visitors} 人次"
        return "，".join(filter(None, (visitors, f"转 {record.case_number}" if record.case_number else "")))


COLUMNS = (
    Day("on", "日期", 140),
    Shown("department", "部门", 180, stretch=True),
    Shown("name", "坐诊人", 100),
    Hour("begins", "时间", 130),
    Shown("place", "地点", 130),
    Came("visitors", "接待和转办", 190),
)
_OF_SHIFT: tuple[Field, ...] = (
    Choice("department", "部门", required=True, options=lambda: _departments(), free=True),  # noqa: PLW0108
    Text("name", "坐诊人"),
    Date("on", "日期", required=True),
    Text("begins", "开始", hint="如 9:00"),
    Text("ends", "结束", hint="如 11:30"),
    Text("place", "地点"),
    LongText("note", "说明"),
)
PLAN = (*_OF_SHIFT[:3], Date("until", "每周重复到", hint="只排一天就空着"), *_OF_SHIFT[3:])
HELD = (Number("participants", "接待人次", required=True), LongText("note", "说明"))


class RosterDialog(TableDialog):
    """One month at a time."""

    chapter = "activities"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "坐诊排班", COLUMNS)
        self._month = dt.date.today().replace(day=1)
        self.said = label("", "strong")
        self.above.addWidget(icon_button("上一月", "chevron-left", lambda: self.turn(-1), variant="tool"))
        self.above.addWidget(self.said)
        self.above.addWidget(icon_button("下一月", "chevron-right", lambda: self.turn(1), variant="tool"))
        self.above.addStretch(1)
        self.plan_button = button("排班…", self.plan, icon="plus", variant="primary")
        self.verbs = (
            button("记人次…", self.hold),
            button("转为事项…", self.hand_over),
            button("修改…", self.edit),
            button("移出", self.remove),
        )
        writable = session.may(Right.ENTER)
        self.add_buttons(button("关闭", self.reject), *(self.verbs if writable else ()))
        self.above.addWidget(self.plan_button)
        self.plan_button.setVisible(writable)
        if writable:
            self.table.opened.connect(self.hold)
            self.keep_by_keys(self.edit, self.remove)
        self.read()
        today = dt.date.today().isoformat()
        self.table.choose_place(sum(each.on < today for each in self.lines))
        self.table.setFocus()

    def read(self) -> None:
        """Show the month."""
        found = activity_roster.between(*span(Period.MONTH, self._month))
        self.said.setText(spoken(self._month.isoformat()[:7]))
        visitors = sum(each.visitors or 0 for each in found)
        self.show_lines(found, f"共 {len(found):,} 天，接待 {visitors:,} 人次。" if found else "这个月还没有排班。")

    def turn(self, months: int) -> None:
        """Show an earlier or later month."""
        self._month = add_months(self._month, months)
        self.read()

    def follow(self) -> None:
        """The verbs act on a chosen day."""
        for verb in getattr(self, "verbs", ()):
            verb.setEnabled(self.chosen() is not None)

    def plan(self) -> None:
        """Plan a department, once or every week."""
        dialog = EntryDialog(self, "排班", PLAN, activity_roster.check, activity_roster.plan, "排班")
        blank = dict.fromkeys((field.name for field in PLAN), "")
        dialog.fill({**blank, "on": max(self._month, dt.date.today()).isoformat()})
        self._finish(dialog)

    def edit(self) -> None:
        """Change who sits in on the chosen day."""
        if shift := self.chosen():
            check = lambda values: activity_roster.check({**values, "until": ""})  # noqa: E731
            dialog = EntryDialog(
                self, "修改坐诊", _OF_SHIFT, check, lambda values: activity_roster.change(shift.id, values)
            )
            dialog.fill(vars(shift))
            self._finish(dialog)

    def hold(self) -> None:
        """Write down how many came."""
        if shift := self.chosen():
            act = lambda values: activity_roster.hold(shift.id, values["participants"], values["note"])  # noqa: E731
            dialog = EntryDialog(self, "记接待人次", HELD, _check_held, act)
            dialog.fill({"participants": shift.visitors or 0, "note": ""}, _called(shift))
            self._finish(dialog)

    def hand_over(self) -> None:
        """Make a case of what came up."""
        if shift := self.chosen():
            self._finish(hand_over_dialog(self, "duty_shift", shift.id, _called(shift)))

    def remove(self) -> None:
        """Take the chosen days off the roster."""
        self.remove_chosen(activity_roster.remove)

    def _finish(self, dialog: EntryDialog) -> None:
        if dialog.exec():
            self.tell_done()


def _departments() -> list[tuple[Any, str]]:
    return [(name, name) for name in activity_roster.departments()]


def _called(shift: Shift) -> str:
    return f"{spoken(shift.on)}　{shift.department}　{shift.name}"


def _check_held(values: dict[str, Any]) -> None:
    if not isinstance(values["participants"], int):
        raise Invalid({"participants": Complaint("bad_number", "人次请填整数，如 12。")})
