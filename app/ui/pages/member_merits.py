"""The page 职务奖惩 of a person's card: seats, posts, awards and penalties, the yearly appraisal."""

import datetime as dt
from collections.abc import Sequence
from types import SimpleNamespace

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.services import members
from app.services.entry_rules import RESULTS
from app.services.members import MemberRow
from app.ui.kit.buttons import label
from app.ui.kit.fields import Choice, Date, LongText, Text
from app.ui.kit.parts import column
from app.ui.pages.member_fields import Year
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
APPRAISAL = (
    Year("year", "年度", required=True),
    Choice("result", "结果", required=True, options=lambda: _of(*RESULTS)),
    LongText("note", "备注"),
)


class MeritsPage(MemberPage):
    """What the person was trusted with and how it was judged."""

    title = "职务奖惩"

    def __init__(self, page: object) -> None:
        super().__init__(page)  # type: ignore[arg-type]
        self._add_list("post", "岗位", POST, blank=lambda: {"kind": POSTS[0]})
        self._add_list("award", "奖励和处分", AWARD, words=_awarded, blank=lambda: {"kind": AWARDS[0]})
        self._add_list(
            "appraisal",
            "民主评议",
            APPRAISAL,
            words=lambda entry: (f"{entry.year} 年　{entry.result}", entry.note),
            blank=lambda: {"year": dt.date.today().year, "result": RESULTS[1]},
        )
        self._end()

    def _fresh(self, row: MemberRow) -> Sequence[QWidget]:
        held = [label(_held(seat), "quiet" if seat.end else "", wrap=True) for seat in members.seats_of(row.id)]
        nothing = label("没有担任职务。职务在“组织”里任免。", "quiet", wrap=True)
        return [column(label("党内职务", "strong"), *(held or [nothing]), gap=4)]


def _held(seat: members.SeatRow) -> str:
    until = f" 至 {spoken(seat.end)}" if seat.end else " 起"
    return f"{seat.organization}　{seat.post}　{spoken(seat.start)}{until}"


def _awarded(entry: SimpleNamespace) -> tuple[str, str]:
    more = (spoken(entry.on), entry.level, entry.issuer, f"影响期至 {spoken(entry.ends)}" if entry.ends else "")
    return f"{entry.kind}　{entry.title}", "　".join(filter(None, more))
