"""The page 组织关系 of a person's card: branches of then and now, letters, check-ins, and whom one looks after."""

from collections.abc import Sequence
from functools import partial
from types import SimpleNamespace

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.domain.members import BOTH, FLOATING
from app.domain.organizations import Tree
from app.services import transfers, trees
from app.services.members import MemberRow
from app.services.transfers import TransferRow
from app.ui.kit.buttons import button, label, menu_button
from app.ui.kit.entries import period
from app.ui.kit.fields import Choice, Date, LongText, Text
from app.ui.kit.parts import column, in_line
from app.ui.kit.pill import Pill
from app.ui.pages.member_fields import Count
from app.ui.pages.member_page import MemberPage

HELP = ("结对联系", "促学", "互助")
STATE_DRESS = {"已转接": ("green", "check"), "在途": ("blue", "calendar-clock"), "超期": ("red", "triangle-alert")}
_START, _END, _NOTE = Date("start", "起始日期", required=True), Date("end", "结束日期"), LongText("note", "备注")


def _of(*values: str) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


def _places() -> list[tuple[int, str]]:
    return [(0, "（下面另写地点）"), *((node.id, node.name) for node in trees.nodes(Tree.ORGANIZATIONS))]


CHECK_IN = (
    Choice("kind", "类别", required=True, options=lambda: _of(FLOATING, BOTH)),
    Choice("organization", "报到组织", options=_places),
    Text("place", "报到地点", hint="如 快递小哥驿站"),
    Date("start", "报到日期", required=True),
    _END,
    Text("partner", "结对联系人"),
    Choice("help", "服务方式", options=lambda: _of(*HELP), free=True),
    _NOTE,
)
DEED = (Text("what", "事项", required=True), Date("on", "日期", required=True), Count("people", "服务人数"))
PAIRING = (
    Choice("kind", "类别", required=True, options=lambda: _of("结对帮扶", "联系群众", "师徒结对"), free=True),
    Text("partner", "对象", required=True),
    _START,
    _END,
    _NOTE,
)


class TiesPage(MemberPage):
    """Where the person belongs, and since when."""

    title = "组织关系"

    def __init__(self, page: object) -> None:
        super().__init__(page)  # type: ignore[arg-type]
        self.check_ins = self._add_list(
            "check_in", "报到", CHECK_IN, words=_checked_in, blank=lambda: {"kind": FLOATING, "organization": 0}
        )
        self.deeds = self._add_list("deed", "报到以后的服务", DEED)
        self.lists.remove(self.deeds)
        self.check_ins.rows.currentItemChanged.connect(lambda *_: self._follow())
        self._add_list("pairing", "结对", PAIRING, blank=lambda: {"kind": "结对帮扶"})
        self._end()

    def show_record(self, row: MemberRow) -> None:
        """Show a person, and the deeds of the check-in that is chosen."""
        super().show_record(row)
        self._follow()

    def _follow(self) -> None:
        chosen = self.check_ins.rows.chosen()
        self.deeds.show_owner(chosen)
        self.deeds.setVisible(bool(chosen))

    def _fresh(self, row: MemberRow) -> Sequence[QWidget]:
        letters = transfers.of(row.id)
        stays = [label(_stay(*each), "quiet", wrap=True) for each in transfers.history(row.id)]
        past = [column(label("历次支部", "strong"), *stays, gap=4)] if stays else []
        known = [column(label("转接记录", "strong"), *map(self._letter, letters))] if letters else []
        return [label(row.organization or "还没有编入支部。", wrap=True), *self._verbs(), *past, *known]

    def _verbs(self) -> list[QWidget]:
        if not self._page.writable:
            return []
        move = button("转接…", self._move, icon="circle-arrow-up")
        move.setToolTip("转接到另一个支部（Ctrl+T）")
        more = menu_button("外单位", [("开介绍信到外单位……", self._send_out), ("从外单位转入……", self._take_in)])
        more.setAccessibleName("外单位：开介绍信、转入")
        return [in_line(move, more)]

    def _letter(self, letter: TransferRow) -> QWidget:
        tone, icon = STATE_DRESS[letter.state]
        way = " → ".join(filter(None, (letter.origin, letter.target)))
        days = [f"{spoken(letter.sent)}{'转接' if letter.arrived == letter.sent else '开出'}"]
        days += [f"有效期至 {spoken(letter.due)}"] if not letter.arrived else []
        days += [f"{spoken(letter.arrived)} 回执"] if letter.arrived not in ("", letter.sent) else []
        number = f"介绍信 {letter.letter}" if letter.letter else ""
        quiet = label("　".join(filter(None, (number, *days))), "quiet", wrap=True)
        parts: list[QWidget] = [Pill(letter.state, tone, icon)]
        if not letter.arrived and self._page.writable:
            receipt = button("登记回执…", partial(self._receive, letter), variant="link")
            receipt.setAccessibleName(f"登记回执：{number}")
            parts.append(receipt)
        return column(label(way, wrap=True), quiet, in_line(*parts), gap=2)

    def _move(self) -> None:
        from app.ui.pages.member_acts import transfer

        self._page.acting(transfer)()

    def _send_out(self) -> None:
        from app.ui.member_transfer_dialog import out_dialog

        self._ask(out_dialog(self._page, self.row))

    def _take_in(self) -> None:
        from app.ui.member_transfer_dialog import in_dialog

        self._ask(in_dialog(self._page, self.row))

    def _receive(self, letter: TransferRow) -> None:
        from app.ui.member_transfer_dialog import receipt_dialog

        self._ask(receipt_dialog(self._page, letter))


def _stay(branch: str, start: str, end: str) -> str:
    if start and end:
        return f"{branch}　{spoken(start)} 至 {spoken(end)}"
    return f"{branch}　{f'到 {spoken(end)}' if end else f'{spoken(start)} 起' if start else '一直在'}"


def _checked_in(entry: SimpleNamespace) -> tuple[str, str]:
    place = entry.place or next((words for node, words in _places() if node == entry.organization and node), "")
    partner = f"结对 {entry.partner}" if entry.partner else ""
    return f"{entry.kind}　{place}", "　".join(filter(None, (period(entry), entry.help, partner)))
