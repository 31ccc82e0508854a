"""The pane that shows one activity: what it came to, and who was there."""

from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain import money
from app.domain.activities import PUPIL, Shape
from app.domain.calendar import spoken
from app.domain.privacy import mask_numbers
from app.domain.volunteering import hours
from app.services import cases
from app.services.activities import ActivityRow
from app.services.activity_attendance import ROLES
from app.ui.kit.buttons import button
from app.ui.kit.card import RecordCard, edit_button
from app.ui.kit.entries import EntryList
from app.ui.kit.fields import Choice, Date, LongText, Text, YesNo
from app.ui.kit.parts import facts
from app.ui.pages import activity_acts
from app.ui.pages.activity_fields import Hours

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

CALLED: dict[str, str] = {Shape.DISPUTE: "调解员", Shape.COURSE: "授课老师", Shape.CLINIC: "坐诊人"}
"""Whoever led an activity, by its shape."""
ATTENDANCE = (
    Text("name", "姓名", required=True),
    Choice("role", "身份", options=lambda: [(role, role) for role in ROLES]),
    Hours("minutes", "时长", hint="小时，如 2.5"),
    Text("report", "破题报告", hint="题目，没有就空着"),
    Date("handed_in", "提交日期"),
    YesNo("promised", "岗位践诺、履职清单"),
    LongText("note", "备注"),
)


class AttendanceList(EntryList):
    """Who came: tutors first, then by name as they were written down."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__(
            "attendance",
            "参加的人",
            ATTENDANCE,
            writable=page.writable,
            words=said,
            blank=lambda: {"role": PUPIL, "promised": False},
            order=lambda entry: (entry.role == PUPIL, entry.id),
        )
        self.changed.connect(page.revalidate)

    def show_record(self, row: ActivityRow) -> None:
        """Show who came to an activity."""
        self.show_owner(row.id)


class ActivityCard(RecordCard):
    """Attendance and attachments stay; the rest is made anew for each activity."""

    said, noun, abreast = "活动资料", "activity", 3

    def __init__(self, page: "ListPage") -> None:
        self.attendance = AttendanceList(page)
        super().__init__(page, self.attendance)

    def verbs(self) -> Sequence[QPushButton]:
        if not self.page.writable:
            return (self.more,)
        first = button("登记名单", self.page.acting(activity_acts.take_down), icon="users", variant="primary")
        return (first, edit_button(self.page), self.more)

    def titles(self, row: ActivityRow) -> tuple[str, str]:
        return row.name, "　".join(filter(None, (row.kind, spoken(row.on), row.organization_name)))

    def parts(self, row: ActivityRow) -> Iterator[QWidget]:
        yield facts(self._known(row))

    def _known(self, row: ActivityRow) -> Iterator[tuple[str, str | QWidget]]:
        yield "服务", row.service
        yield "课程分类", row.category
        yield "部门", row.department
        yield CALLED.get(row.shape, "主持"), row.host
        yield "时间", "—".join(filter(None, (row.begins, row.ends)))
        yield "地点", row.place
        yield "参加", f"{row.participants:,} 人次" if row.participants else ""
        yield "受益", f"{row.beneficiaries:,} 人次" if row.beneficiaries else ""
        yield "总时长", row.hours
        yield "数量", f"{row.quantity:,} {row.unit}" if row.quantity else ""
        yield "争议金额", f"{money.in_digits(int(row.disputed))} 元" if row.disputed else ""
        yield (
            "挽回金额" if row.disputed else "增收金额",
            f"{money.in_digits(int(row.recovered))} 元" if row.recovered else "",
        )
        yield "结果", row.outcome
        yield "事项", cases.get(row.case).number if row.case else ""
        yield "备注", mask_numbers(row.note)


def said(entry: SimpleNamespace) -> tuple[str, str]:
    """单海　导师, and below what was handed in: 《…》 3月5日交　已签岗位践诺和履职清单."""
    report = f"《{entry.report}》" if entry.report else ""
    handed = f"{spoken(entry.handed_in)}交" if entry.handed_in else ""
    promised = "已签岗位践诺、履职清单" if entry.promised else ""
    time = hours(entry.minutes) if entry.minutes else ""
    return f"{entry.name}　{entry.role}", "　".join(filter(None, (report, handed, promised, time, entry.note)))
