"""责任岗和检查: the posts merchants claim (门前三包, 网格责任岗), who holds them, and what was found."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid
from app.domain.roles import Right
from app.services import inspections, session
from app.services.inspections import RESULTS, ClaimRow, InspectionRow
from app.ui.award_dialog import is_day
from app.ui.case_fields import Merchant
from app.ui.kit.buttons import button, label
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Badge, Choice, Date, Field, LongText, Shown, Text
from app.ui.table_dialog import TableDialog

EVERYTHING = "全部责任岗"
DRESS = {RESULTS[0]: ("green", "circle-check"), RESULTS[1]: ("red", "circle-x"), "": ("grey", "")}
_EVER = dt.date(2000, 1, 1)


@dataclass(frozen=True)
class Held:
    """A claim with what was found last; `words` its period."""

    claim: ClaimRow
    merchant_name: str
    post_name: str
    words: str
    on: str
    result: str
    note: str


FIELDS = (
    Shown("merchant_name", "商户", 220, stretch=True),
    Shown("post_name", "责任岗", 170),
    Shown("words", "认领", 250),
    Date("on", "最近检查", 140),
    Badge("result", "结果", 100, dress=lambda row: DRESS[row.result]),
)
INSPECTION = (
    Date("on", "检查日期", required=True),
    Choice("result", "结果", required=True, options=lambda: [(each, each) for each in RESULTS]),
    Text("inspector", "检查人"),
    LongText("note", "情况"),
)


class DutyDialog(EntryDialog):
    """A form about a post, a claim or an inspection."""

    chapter = "credit"


class DutiesDialog(TableDialog):
    """Every change is saved as it is made; of one merchant only its own."""

    chapter = "credit"

    def __init__(self, parent: QWidget, merchant: int = 0) -> None:
        super().__init__(parent, "责任岗和检查", FIELDS, width=1060)
        self._merchant, writable = merchant, session.may(Right.ENTER)
        self.post = ChoiceEditor(self._posts, free=False)
        self.post.setAccessibleName("责任岗")
        self.rate = label("", "strong")
        self.new_post = button("新增责任岗…", self._add_post)
        self.end = button("结束认领…", self._release)
        self.claim = button("认领…", self._claim, icon="plus")
        self.inspect = button("登记检查…", self._inspect, icon="check", variant="primary")
        self.inspect.setToolTip("登记选中这一家的检查（Enter）")
        self._lay_out(writable)
        self.post.fill(0)
        self.post.activated.connect(lambda _: self.read())
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List who holds the post chosen, or any."""
        today = dt.date.today()
        last: dict[int, InspectionRow] = {}
        for row in inspections.results(_EVER, today, self._merchant)[::-1]:
            last[row.claim] = row
        claims = inspections.claims(self.post.value() or 0, self._merchant)
        held = [_held(each, last.get(each.id)) for each in claims]
        year = inspections.pass_rate(today.replace(month=1, day=1), today)
        self.rate.setText(f"今年检查合格率 {year.words}")
        self.show_lines(held, f"{len(held):,} 家次认领。" if held else "还没有认领。先新增责任岗，再选商户认领。")

    def follow(self) -> None:
        """Inspections and endings are of a claim; say what was found."""
        row = self.chosen()
        if hasattr(self, "inspect"):
            self.inspect.setEnabled(row is not None)
            self.end.setEnabled(bool(row and not row.claim.end))
            if row and row.note:
                self.sentence.setText(f"{spoken(row.on)}{row.result}：{row.note}")

    def _posts(self) -> list[tuple[Any, str]]:
        return [(0, EVERYTHING), *((row.id, f"{row.name} {row.holders:,} 家") for row in inspections.posts())]

    def _add_post(self) -> None:
        fields = (Text("name", "名称", required=True), Text("grid", "片区"), LongText("duties", "职责"))
        self._ask("新增责任岗", fields, {}, lambda v: inspections.save_post(v["name"], v["grid"], v["duties"]), "")
        self.post.fill(self.post.value() or 0)

    def _claim(self) -> None:
        posts = [(row.id, row.name) for row in inspections.posts()]
        fields = (
            Merchant("merchant", "商户", required=True, hint="打几个字或首字母，从列出的里面选"),
            Choice("post", "责任岗", required=True, options=lambda: posts),
            Date("start", "从", required=True),
            Date("end", "到", hint="空着不限"),
            Text("note", "备注"),
        )

        def act(values: dict[str, Any]) -> None:
            if not isinstance(values["merchant"], int) or not values["post"]:
                raise Invalid({"merchant": Complaint("no_merchant", "请选一家商户和一个责任岗。")})
            end = _day(values["end"], "end") if values["end"] else None
            inspections.claim(values["post"], [values["merchant"]], _day(values["start"], "start"), end, values["note"])

        chosen = self.post.value() or (posts[0][0] if posts else None)
        values = {"merchant": self._merchant, "post": chosen, "start": dt.date.today().isoformat()}
        self._ask("认领责任岗", fields, values, act, "")

    def _inspect(self) -> None:
        row = self.chosen()
        if not row or not self.inspect.isVisible():
            return

        def act(values: dict[str, Any]) -> None:
            day = _day(values["on"], "on")
            inspections.inspect(row.claim.id, day, values["result"], values["inspector"], values["note"])

        values = {"on": dt.date.today().isoformat(), "result": RESULTS[0], "inspector": session.clerk().name}
        self._ask(f"登记检查：{row.merchant_name}", INSPECTION, values, act, f"{row.post_name}，{row.words}。")

    def _release(self) -> None:
        row = self.chosen()
        if row:
            fields = (Date("end", "最后一天", required=True),)
            today = {"end": dt.date.today().isoformat()}
            act = lambda values: inspections.release(row.claim.id, _day(values["end"], "end"))  # noqa: E731
            self._ask(f"结束认领：{row.merchant_name}", fields, today, act, f"{row.post_name}，{row.words}。")

    def _ask(self, title: str, fields: tuple[Field, ...], values: dict[str, Any], act: Any, words: str) -> None:
        dialog = DutyDialog(self, title, fields, lambda typed: None, act)
        dialog.fill({**{field.name: "" for field in fields}, **values}, words)
        if dialog.exec():
            self.tell_done()

    def _lay_out(self, writable: bool) -> None:
        self.above.addWidget(self.post)
        self.above.addWidget(self.rate, 1)
        verbs, leave = (self.new_post, self.end, self.claim, self.inspect), button("关闭", self.reject)
        self.add_buttons(leave, *(verbs if writable else ()))
        for former, following in pairwise((self.post, self.table, leave, *verbs)):
            self.setTabOrder(former, following)
        if writable:
            self.table.opened.connect(lambda _: self._inspect())


def _held(claim: ClaimRow, last: InspectionRow | None) -> Held:
    words = f"{spoken(claim.start)} 至 {spoken(claim.end)}" if claim.end else f"{spoken(claim.start)} 起"
    found = (last.on, last.result, last.note) if last else ("", "", "")
    return Held(claim, claim.merchant_name, claim.post_name, words, *found)


def _day(text: str, field: str) -> dt.date:
    if not is_day(text):
        raise Invalid({field: "日期要写到日，如 2026.3.5。"})
    return dt.date.fromisoformat(text)
