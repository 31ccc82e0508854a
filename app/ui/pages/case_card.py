"""The pane that shows one case: how it stands, what is known of it, every step it took, and what hangs on it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain import money
from app.domain.calendar import spoken
from app.domain.cases import State
from app.domain.privacy import mask_numbers, mask_phone
from app.services import case_handling, cases
from app.services.case_handling import StepRow
from app.services.cases import CaseRow
from app.ui.kit.buttons import button, label, line
from app.ui.kit.card import RecordCard, edit_button
from app.ui.kit.parts import beside, facts
from app.ui.kit.pill import Pill
from app.ui.kit.visit import Visit
from app.ui.masked import Masked
from app.ui.pages import case_acts
from app.ui.pages.cases import STATE_DRESS

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

_NEXT = {
    State.WAITING: ("交办", case_acts.dispatch),
    State.DONE: ("销号", case_acts.close),
    State.CLOSED: ("重开", case_acts.reopen),
}
"""The act a case mostly waits for, by its state; of one that is handled, its end."""


class CaseCard(RecordCard):
    """The act a case waits for comes first."""

    said, noun, removing = "事项资料", "case_file", "移出这件事项"

    def __init__(self, page: "ListPage") -> None:
        self._row = CaseRow()
        self.next = button("交办", self._go_on, icon="check", variant="primary")
        super().__init__(page)

    def titles(self, row: CaseRow) -> tuple[str, str]:
        reopened = f"重开 {row.reopened} 次" if row.reopened else ""
        return row.title, "　".join(filter(None, (row.number, row.kind, row.stage, reopened)))

    def verbs(self) -> Sequence[QPushButton]:
        if not self.page.writable:
            return (self.more,)
        onward = button("转到环节", self.page.acting(case_acts.advance), icon="chevron-right")
        return (self.next, onward, edit_button(self.page), self.more)

    def show_record(self, row: CaseRow) -> None:
        super().show_record(row)
        self._row = row
        self.next.setText(self._due_act()[0])
        self.next.setAccessibleName(self.next.text())

    def _due_act(self) -> tuple[str, object]:
        return _NEXT.get(State(self._row.state), ("办结", case_acts.finish))

    def _go_on(self) -> None:
        act = self._due_act()[1]
        self.page.acting(act)()  # type: ignore[arg-type]

    def parts(self, row: CaseRow) -> Iterator[QWidget]:
        yield beside(Pill(row.state, *STATE_DRESS[row.state]), label(_clock(row), "quiet", wrap=True))
        if row.detail:
            yield label(mask_numbers(row.detail), wrap=True)
        yield facts(self._known(row))
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
        yield "商户", self.link(row.merchant_name, Visit("merchants", record=row.merchant)) if row.merchant else ""
        there = Visit("organizations", record=row.organization)
        yield "组织", self.link(row.organization_name, there) if row.organization else ""
        yield "分类", row.category
        yield "争议金额", f"{money.in_digits(row.disputed)} 元" if row.disputed else ""
        yield "挽回金额", f"{money.in_digits(row.recovered)} 元" if row.recovered else ""
        yield "来自会议", self.link("打开会议", Visit("minutes", record=row.meeting)) if row.meeting else ""
        yield "来自", self._case(row.origin) if row.origin else ""
        made = cases.ids(filters={"origin": str(row.id)})
        yield "派生", self.link(f"{len(made):,} 件", Visit("cases", filters={"origin": str(row.id)})) if made else ""
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
        return self.link(f"{row.number} {row.title}", Visit("cases", record=case))


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
