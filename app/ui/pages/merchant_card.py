"""The pane that shows one merchant: honours, promises, and how to reach it."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain import money
from app.domain.calendar import spoken
from app.domain.gifts import Kind
from app.domain.privacy import mask_numbers
from app.services import cases, flags, gift_list, holders, honour_list, honours, merchant_events
from app.services.honours import HonourRow
from app.services.merchants import MerchantRow
from app.ui import honour_dialogs
from app.ui.kit.buttons import button, label, line
from app.ui.kit.card import RecordCard, edit_button
from app.ui.kit.entries import EntryDialog
from app.ui.kit.parts import apart, column, facts, in_line
from app.ui.kit.pill import Pill
from app.ui.kit.visit import Visit
from app.ui.masked import Masked
from app.ui.pages import honour_acts, merchant_acts
from app.ui.pages.credit_card import grade_part
from app.ui.pages.merchants import HONOUR_DRESS


class MerchantCard(RecordCard):
    """Its grade first, then honours, then what is known of it."""

    said, noun, removing = "商户资料", "merchant", "移出这家商户"

    def titles(self, row: MerchantRow) -> tuple[str, str]:
        return row.name, "　".join(filter(None, (row.number, row.trade, row.state)))

    def verbs(self) -> Sequence[QPushButton]:
        if not self.page.writable:
            return (self.more,)
        award = button("授予荣誉", self.page.acting(merchant_acts.award), icon="award", variant="primary")
        printing = button("打印", self.page.acting(merchant_acts.print_documents), icon="printer")
        return (award, printing, edit_button(self.page), self.more)

    def parts(self, row: MerchantRow) -> Iterator[QWidget]:
        yield grade_part(self.page, row.id)
        yield line()
        given = [self._honour(honour) for honour in honours.of_merchant(row.id)]
        yield from given or [label("还没有授予荣誉。", "quiet")]
        for group in flags.held_by(row.id):
            since = spoken(group.holder.start) if group.holder else ""
            yield label(f"{group.title}（{group.name}）　{since}起保管", "strong", wrap=True)
        if self.page.writable:
            yield in_line(
                button("登记旧牌……", partial(self._ask, honour_dialogs.old_dialog, row.number), variant="link")
            )
        yield line()
        yield from self._cases(row)
        yield from self._concessions(row)
        yield facts(_known(row))
        for event in merchant_events.listing(row.id):
            change = " → ".join(filter(None, (event.was, event.now)))
            said = mask_numbers(f"{spoken(event.on)}　{event.kind}：{change}")
            yield label(said, "quiet", wrap=True)

    def _honour(self, honour: HonourRow) -> QWidget:
        if not self.page.writable or honour.state not in _VERBS:
            return column(*_honour(honour), gap=2)
        verbs = []
        (plaque,) = honour_list.rows([honour.id])
        for words, make in _VERBS[honour.state]:
            verb = button(words, partial(self._ask, make, plaque), variant="link")
            verb.setAccessibleName(f"{words}{honour.number}")
            verbs.append(verb)
        return column(*_honour(honour), in_line(*verbs, gap=12), gap=2)

    def _cases(self, row: MerchantRow) -> Iterator[QWidget]:
        """The way to the cases about a merchant, with how many are open."""
        mine = {"merchant": str(row.id)}
        if count := len(cases.ids(filters=mine)):
            still = len(cases.ids(filters={**mine, "closed": "0"}))
            words = f"事项 {count:,} 件" + (f"，没销号的 {still:,} 件" if still else "，都已销号")
            made = button(words, partial(self.page.visited.emit, Visit("cases", filters=mine)), variant="link")
            made.setAccessibleName(f"列出{words}")
            yield in_line(made)

    def _concessions(self, row: MerchantRow) -> Iterator[QWidget]:
        """What it gave up for customers, and the way to those gifts."""
        holder = holders.known("merchant", row.id)
        mine = {"holder": str(holder), "kind": Kind.CONCESSION.value}
        total = gift_list.totals(mine) if holder else None
        if total and total.value:
            words = f"让利 {money.in_digits(total.value)} 元，{total.people:,} 人次"
            yield in_line(
                button(words, partial(self.page.visited.emit, Visit("charity", filters=mine)), variant="link")
            )

    def _ask(self, make: Callable[..., EntryDialog], about: object) -> None:
        """Open a dialog about an honour, then read the tab again and offer to take the act back."""
        honour_acts.ask(self.page, make(self.page, about))


_REVIEW = ("年审", lambda page, plaque: honour_dialogs.review_dialog(page, [plaque]))
_RECLAIM = ("收回", lambda page, plaque: honour_dialogs.reclaim_dialog(page, [plaque]))
_REISSUE = ("补发", honour_dialogs.reissue_dialog)
_VERBS = {"有效": (_REVIEW, _REISSUE, _RECLAIM), "到期": (_RECLAIM,)}


def _honour(honour: HonourRow) -> Iterator[QWidget]:
    yield apart(label(honour.kind, "strong"), Pill(honour.state, *HONOUR_DRESS[honour.state]))
    endless = "" if honour.revolves else "，长期有效"
    until = f"至 {spoken(honour.valid_until)}" if honour.valid_until else f"起{endless}"
    period = f"{spoken(honour.issued)} {until}"
    printed = "旧牌" if honour.old else f"已打印 {honour.prints} 次" if honour.prints else "还没有打印"
    for words in (f"{honour.number}　{printed}", period, honour.decision):
        if words:
            yield label(words, "quiet", wrap=True)


def _known(row: MerchantRow) -> Iterator[tuple[str, str | QWidget]]:
    yield "负责人", row.owner
    yield "电话", Masked("merchant", row.id, "phone", row.masked_phone) if row.phone else ""
    yield "承诺", "、".join(_promises(row)) or "还没有"
    yield "地址", " ".join(filter(None, (row.address, row.stall)))
    yield "片区", row.grid
    yield "所属组织", row.organization
    yield "信用代码", row.code or f"无代码（{row.no_code_reason}）"
    yield "开业", spoken(row.since)
    yield "备注", mask_numbers(row.note)


def _promises(row: MerchantRow) -> Iterator[str]:
    if row.pledged_on:
        yield f"诚信承诺书（{spoken(row.pledged_on)}）"
    if row.safe_consumption:
        yield "放心消费"
    if row.free_returns:
        yield "7天无理由退货"
