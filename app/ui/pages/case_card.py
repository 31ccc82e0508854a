"""The pane that shows one case: how it stands, what is known of it, every step it took, and what hangs on it."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain import money
from app.domain.calendar import spoken
from app.domain.cases import State
from app.domain.privacy import mask_numbers, mask_phone
from app.services import case_handling, cases
from app.services.case_handling import StepRow
from app.services.cases import CaseRow
from app.ui.kit import theme
from app.ui.kit.attachments import AttachmentStrip
from app.ui.kit.buttons import button, label, line, menu_button
from app.ui.kit.pill import Pill
from app.ui.kit.visit import Visit
from app.ui.masked import Masked
from app.ui.pages import case_acts
from app.ui.pages.cases import STATE_DRESS
from app.ui.pages.member_page import column, facts, in_line

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

_NEXT = {
    State.WAITING: ("交办", case_acts.dispatch),
    State.DONE: ("销号", case_acts.close),
    State.CLOSED: ("重开", case_acts.reopen),
}
"""The act a case mostly waits for, by its state; of one that is handled, its end."""
_LONGEST = 16
"""Characters of a link's words."""


class CaseCard(QWidget):
    """Title and verbs stay; what is below is made anew for each case."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__()
        self._page, self._row = page, CaseRow()
        self.name, self.under = label("", "section", wrap=True), label("", "hint", wrap=True)
        self.next = button("交办", self._go_on, icon="check", variant="primary")
        self.onward = button("转到环节", page.acting(case_acts.advance), icon="chevron-right")
        self.edit = button("编辑", page.edit_chosen, icon="pencil")
        self.edit.setToolTip("编辑（F2 或 Enter）")
        self.more = menu_button("更多", [(words, page.acting(act)) for words, act in page.spec.single])
        self.more.setAccessibleName("更多：" + "、".join(words.rstrip("…") for words, _ in page.spec.single))
        self.attachments = AttachmentStrip("case_file", page.revalidate, page.writable)
        self.details, self.below = QWidget(), QVBoxLayout()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("事项资料，按上下键滚动")
        self.area.setProperty("stop", True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()

    def show_record(self, row: CaseRow) -> None:
        """Show a case."""
        place = self.area.verticalScrollBar().value() if row.id == self._row.id else 0
        self._row = row
        self.name.setText(row.title)
        reopened = f"重开 {row.reopened} 次" if row.reopened else ""
        self.under.setText("　".join(filter(None, (row.number, row.kind, row.stage, reopened))))
        self.next.setText(self._due_act()[0])
        self.next.setAccessibleName(self.next.text())
        self.attachments.show_record(row.id)
        fresh = column(*self._parts(row))
        self.below.replaceWidget(self.details, fresh)
        fresh.show()
        self.details.hide()
        self.details.deleteLater()
        self.details = fresh
        self.area.verticalScrollBar().setValue(place)

    def _due_act(self) -> tuple[str, object]:
        return _NEXT.get(State(self._row.state), ("办结", case_acts.finish))

    def _go_on(self) -> None:
        act = self._due_act()[1]
        self._page.acting(act)()  # type: ignore[arg-type]

    def _parts(self, row: CaseRow) -> Iterator[QWidget]:
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(Pill(row.state, *STATE_DRESS[row.state]))
        top.addWidget(label(_clock(row), "quiet", wrap=True), 1)
        head = QWidget()
        head.setLayout(top)
        yield head
        if row.detail:
            yield label(mask_numbers(row.detail), wrap=True)
        yield facts(list(self._known(row)))
        if row.result or row.outcome:
            yield line()
            yield label("办理结果", "strong")
            yield label(mask_numbers("　".join(filter(None, (row.outcome, row.result)))), wrap=True)
        yield from self._opinions(row)
        yield line()
        yield label("办理经过", "strong")
        for step in reversed(case_handling.steps(row.id)):
            yield label(_told(step), "quiet", wrap=True)

    def _known(self, row: CaseRow) -> Iterator[tuple[str, str | QWidget]]:
        yield "收到", "　".join(filter(None, (spoken(row.received), row.source)))
        yield "反映人", row.reporter
        yield "电话", Masked("case_file", row.id, "phone", mask_phone(row.phone)) if row.phone else ""
        yield "承办", "　".join(filter(None, (row.unit, row.handler)))
        yield "商户", self._link(row.merchant_name, Visit("merchants", record=row.merchant)) if row.merchant else ""
        there = Visit("organizations", record=row.organization)
        yield "组织", self._link(row.organization_name, there) if row.organization else ""
        yield "分类", row.category
        yield "争议金额", f"{money.in_digits(row.disputed)} 元" if row.disputed else ""
        yield "挽回金额", f"{money.in_digits(row.recovered)} 元" if row.recovered else ""
        yield "来自会议", self._link("打开会议", Visit("minutes", record=row.meeting)) if row.meeting else ""
        yield "来自", self._case(row.origin) if row.origin else ""
        made = cases.ids(filters={"origin": str(row.id)})
        yield "派生", self._link(f"{len(made):,} 件", Visit("cases", filters={"origin": str(row.id)})) if made else ""
        yield "公开", "不公开" if row.private else ""
        yield "备注", mask_numbers(row.note)

    def _opinions(self, row: CaseRow) -> Iterator[QWidget]:
        given = case_handling.ratings(row.id)
        if given or row.satisfaction:
            yield line()
            yield label("评价", "strong")
        if row.satisfaction:
            yield label(f"回访：{row.satisfaction}", wrap=True)
        if given:
            yield label(f"综合得分：{case_handling.score(row.id).words}", wrap=True)
        for each in given:
            words = (f"{spoken(each.on)}　{each.side} {each.score} 分", each.rater, each.note)
            yield label("　".join(filter(None, words)), "quiet", wrap=True)

    def _case(self, case: int) -> QWidget:
        row = cases.get(case)
        return self._link(f"{row.number} {row.title}", Visit("cases", record=case))

    def _link(self, words: str, visit: Visit) -> QWidget:
        short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        made = button(short, partial(self._page.visited.emit, visit), variant="link")
        made.setAccessibleName(f"打开{words}")
        made.setToolTip(words)
        return in_line(made)

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(theme.px(6))
        offered = (self.next, self.onward, self.edit, self.more) if self._page.writable else (self.more,)
        for place, each in enumerate(offered):
            buttons.addWidget(each, place // 2, place % 2)
        self.more.setVisible(bool(self._page.spec.single))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        for part in (self.name, self.under):
            whole.addWidget(part)
        whole.addLayout(buttons)
        whole.addWidget(self.area, 1)
        self.area.setWidget(self._scrolled())

    def _scrolled(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("plain", True)
        self.below.setContentsMargins(0, theme.px(8), theme.px(8), 0)
        self.below.setSpacing(theme.px(8))
        for part in (self.details, line(), self.attachments):
            self.below.addWidget(part)
        if self._page.writable:
            remove = button("移出这件事项", self._page.remove, icon="trash-2", variant="link")
            remove.setToolTip("移出（Del），可以撤销")
            self.below.addWidget(remove, alignment=Qt.AlignmentFlag.AlignLeft)
        self.below.addStretch(1)
        inside.setLayout(self.below)
        return inside


def _clock(row: CaseRow) -> str:
    """When it is due, or when it was done, and how late."""
    if row.done:
        late = f"，超期 {_days(row.due, row.done)} 天" if row.due and row.done > row.due else ""
        return f"{spoken(row.done)}办结{late}"
    return f"{spoken(row.due)}前办结" if row.due else "没有期限"


def _days(first: str, last: str) -> int:
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days


def _told(step: StepRow) -> str:
    was = f"（原期限{spoken(step.was)}）" if step.was else ""
    return mask_numbers("　".join(filter(None, (spoken(step.on), f"{step.what}{was}", step.who, step.note))))
