"""Objections to a round on notice: taken in, decided with a reason and the meeting, each freezing its merchant."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import Invalid
from app.domain.roles import Right
from app.domain.rounds import Decision, State
from app.services import objections, rounds, scoring, session
from app.services.objections import ObjectionRow
from app.ui.award_dialog import is_day
from app.ui.kit.buttons import button
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Badge, Choice, Date, LongText, Shown, Text
from app.ui.kit.visit import Visit
from app.ui.round_award_dialog import offered_meetings
from app.ui.table_dialog import TableDialog

OPEN = "未处理，已冻结"
DRESS = {
    "": ("yellow", "lock"),
    Decision.UPHELD.value: ("red", "circle-x"),
    Decision.REJECTED.value: ("green", "circle-check"),
}
NONE = "没有异议。公示期内收到的异议登记在这里，这家商户随即冻结，处理以前不授牌。"


class Decided(Badge):
    """What became of it."""

    def text(self, record: ObjectionRow) -> str:
        """未处理，已冻结; 异议成立; 异议不成立."""
        return record.decision or OPEN


class Received(Date):
    """When it came in, and that it was late."""

    def text(self, record: ObjectionRow) -> str:
        """2026年3月5日（逾期）."""
        return super().text(record) + ("（逾期）" if record.late else "")


FIELDS = (
    Shown("merchant_name", "商户", 200),
    Received("received", "收到日期", 206),
    Shown("text", "异议内容", 260, stretch=True),
    Decided("decision", "处理", 170, dress=lambda row: DRESS[row.decision]),
)
DECISIONS = (
    Choice("decision", "处理结果", required=True, options=lambda: [(each.value, each.value) for each in Decision]),
    LongText("reason", "理由", required=True),
    Date("decided", "处理日期", required=True),
    Choice("meeting", "决定的会议", options=offered_meetings),
)


class ObjectionDialog(EntryDialog):
    """Takes one in, or decides one."""

    chapter = "rounds"


class ObjectionsDialog(TableDialog):
    """Accepted with `visit` once the meeting that decided is opened."""

    chapter = "rounds"

    def __init__(self, parent: QWidget, round_: int, merchant: int = 0) -> None:
        super().__init__(parent, f"异议：{rounds.get(round_).title}", FIELDS)
        self._round, self._merchant = round_, merchant
        self.visit: Visit | None = None
        self.decide = button("处理…", self._decide)
        self.meeting = button("看会议", self._visit)
        self.add = button("登记异议…", self._receive, icon="plus", variant="primary")
        taking = rounds.get(round_).state in (State.NOTICE, State.OBJECTIONS)
        self.add.setEnabled(taking and session.may(Right.ENTER))
        self.add_buttons(button("关闭", self.reject), self.meeting, self.decide, self.add)
        self.table.opened.connect(lambda _: self._decide())
        self.read()
        (self.table if self.lines else self.add).setFocus()

    def read(self) -> None:
        """List them."""
        found = objections.listing(self._round)
        open_ = sum(not row.decision for row in found)
        self._said = f"共 {len(found):,} 件，{open_:,} 件还没有处理。" if found else NONE
        self.show_lines(found, self._said)

    def follow(self) -> None:
        """Only an open one can be decided; say what was decided and why."""
        row = self.chosen()
        if not hasattr(self, "add"):
            return
        self.decide.setEnabled(bool(row and not row.decision and session.may(Right.CHECK)))
        self.meeting.setEnabled(bool(row and row.meeting))
        told = f"{row.decided_by}：{row.reason}" if row and row.decision else ""
        self.sentence.setText(told or self._said)

    def _receive(self) -> None:
        rows = scoring.score(self._round).rows
        listed = sorted(rows, key=lambda row: (not row.listed, row.rank or len(rows)))
        fields = (
            Choice("merchant", "商户", required=True, options=lambda: [(row.merchant, row.name) for row in listed]),
            LongText("text", "异议内容", required=True),
            Date("received", "收到日期", required=True),
            Text("objector", "异议人"),
            Text("phone", "联系电话"),
        )

        def act(values: dict[str, Any]) -> None:
            day = dt.date.fromisoformat(values["received"])
            objections.receive(
                self._round, values["merchant"], values["text"], day, values["objector"], values["phone"]
            )

        dialog = ObjectionDialog(self, "登记异议", fields, _check("received"), act, "登记异议")
        first = self._merchant if self._merchant in {row.merchant for row in rows} else listed[0].merchant
        values = {"merchant": first, "text": "", "objector": "", "phone": ""}
        dialog.fill({**values, "received": dt.date.today().isoformat()})
        if dialog.exec():
            self.tell_done()

    def _decide(self) -> None:
        row = self.chosen()
        if not row or not self.decide.isEnabled():
            return

        def act(values: dict[str, Any]) -> None:
            day = dt.date.fromisoformat(values["decided"])
            objections.decide(row.id, Decision(values["decision"]), values["reason"], day, values["meeting"] or 0)

        title = f"处理异议：{row.merchant_name}"
        dialog = ObjectionDialog(self, title, DECISIONS, _check("decided"), act, "保存处理结果")
        values = {"decision": Decision.REJECTED.value, "reason": "", "meeting": 0}
        dialog.fill({**values, "decided": dt.date.today().isoformat()}, f"异议：{row.text}")
        if dialog.exec():
            self.tell_done()

    def _visit(self) -> None:
        if row := self.chosen():
            self.visit = Visit("minutes", record=row.meeting)
            self.accept()


def _check(day: str) -> Any:
    def check(values: Mapping[str, Any]) -> None:
        if not is_day(values[day]):
            raise Invalid({day: "日期要写到日，如 2026.3.5。"})

    return check
