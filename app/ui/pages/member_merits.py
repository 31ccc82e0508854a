"""The page 职务奖惩 of a person's card: seats, post and grade, awards and penalties, how the work was rated, the yearly
appraisal."""

import datetime as dt
from collections.abc import Iterator, Sequence
from types import SimpleNamespace

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.domain.privacy import HIDDEN
from app.services import answered, entries, members, staff_grades
from app.services.members import MemberRow
from app.ui import answers
from app.ui.kit.buttons import label
from app.ui.kit.entries import period
from app.ui.kit.fields import Amount, Choice, Date, LongText, Text
from app.ui.kit.parts import column, facts
from app.ui.masked import Masked
from app.ui.pages.member_appraisal import AppraisalList
from app.ui.pages.member_page import MemberPage

POSTS = ("党员示范岗", "党员责任区", "亮身份")
AWARDS = ("奖励", "处分")


def _of(*values: str) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


POST = (
    Choice("kind", "类别", required=True, options=lambda: _of(*POSTS), free=True),
    Text("title", "名称", required=True, hint="如 收银一号岗"),
    Text("place", "地点"),
    Date("start", "起始日期", required=True),
    Date("end", "结束日期"),
    LongText("note", "备注"),
)
AWARD = (
    Choice("kind", "类别", required=True, options=lambda: _of(*AWARDS)),
    Text("title", "名称", required=True, hint="如 优秀共产党员"),
    Text("level", "级别", hint="如 区级"),
    Text("issuer", "颁发单位"),
    Date("on", "日期", required=True),
    Date("ends", "影响期至"),
    LongText("note", "备注"),
)
GRADE = (
    Choice("post", "岗", required=True, options=lambda: _of(*staff_grades.posts())),
    Choice("grade", "级", required=True, options=lambda: _grades(staff_grades.grades())),
    Amount("pay", "月薪（元）", hint="不知道的空着"),
    Date("start", "起始日期", required=True),
    Date("end", "结束日期"),
    LongText("note", "备注"),
)


class MeritsPage(MemberPage):
    """What the person was trusted with and how it was judged."""

    title = "职务奖惩"

    def __init__(self, page: object) -> None:
        super().__init__(page)  # type: ignore[arg-type]
        self._add_list("post", "岗位", POST, blank=lambda: {"kind": POSTS[0]})
        self._add_list("award", "奖励和处分", AWARD, words=_awarded, blank=lambda: {"kind": AWARDS[0]})
        self._put(AppraisalList(writable=self._page.writable))
        self.grades = self._add_list("grade", "岗位等级", GRADE, words=_graded, blank=_lowest)
        self._end()

    def show_record(self, row: MemberRow) -> None:
        """Posts and grades are for those who work full-time for the Party."""
        super().show_record(row)
        self.grades.setVisible(row.party_worker or bool(entries.of("grade", row.id)))

    def _fresh(self, row: MemberRow) -> Sequence[QWidget]:
        held = [label(_held(seat), "quiet" if seat.end else "", wrap=True) for seat in members.seats_of(row.id)]
        nothing = label("没有担任职务。职务在“组织”里任免。", "quiet", wrap=True)
        return [
            column(label("党内职务", "strong"), *(held or [nothing]), gap=4),
            *self._pay(row),
            *self._answered(row),
        ]

    def _pay(self, row: MemberRow) -> Iterator[QWidget]:
        """The post and grade held now, with the pay masked."""
        if now := staff_grades.held(row.id):
            pay = Masked("staff_grade", now.id, "pay", HIDDEN) if now.pay else ""
            yield facts([("岗位等级", staff_grades.said(now.post, now.grade)), ("月薪", pay)])

    def _answered(self, row: MemberRow) -> Iterator[QWidget]:
        """How the three sides rate what the person handled, this year and last."""
        told = [answered.of_person(row.id, year) for year in answered.years(dt.date.today())]
        if any(each.cases for each in told):
            links = answers.years(row.name, told, self._page.visited.emit)
            yield column(label("承办事项的三维评价", "strong"), *links, gap=4)


def _grades(most: int) -> list[tuple[int, str]]:
    return [(grade, f"{grade} 级") for grade in range(1, most + 1)]


def _lowest() -> dict[str, object]:
    return {"post": staff_grades.posts()[-1], "grade": 1}


def _graded(entry: SimpleNamespace) -> tuple[str, str]:
    return staff_grades.said(entry.post, entry.grade), "　".join(filter(None, (period(entry), entry.note)))


def _held(seat: members.SeatRow) -> str:
    until = f" 至 {spoken(seat.end)}" if seat.end else " 起"
    return f"{seat.organization}　{seat.post}　{spoken(seat.start)}{until}"


def _awarded(entry: SimpleNamespace) -> tuple[str, str]:
    more = (spoken(entry.on), entry.level, entry.issuer, f"影响期至 {spoken(entry.ends)}" if entry.ends else "")
    return f"{entry.kind}　{entry.title}", "　".join(filter(None, more))
