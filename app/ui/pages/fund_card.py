"""The panes that show one campaign or one fund: how far, what came in, what went out, with the papers behind it."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain import money
from app.domain.calendar import spoken
from app.domain.privacy import mask_name
from app.services import attachments, funds
from app.services.campaign_list import CampaignRow
from app.services.fund_list import FundRow
from app.ui.kit.buttons import button, label, line
from app.ui.kit.card import RecordCard, edit_button
from app.ui.kit.parts import column, facts, in_line
from app.ui.kit.pill import Pill
from app.ui.kit.visit import Visit
from app.ui.pages import campaigns, fund_acts
from app.ui.pages import funds as fund_page
from app.ui.progress_bar import ProgressBar

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

_LATEST = 20


class CampaignCard(RecordCard):
    """Approvals and agreements of a campaign hang on it."""

    said, noun = "众筹项目资料", "campaign"

    def verbs(self) -> Sequence[QPushButton]:
        return _verbs(self)

    def titles(self, row: CampaignRow) -> tuple[str, str]:
        return row.name, f"{row.kind}　{row.purpose}"

    def parts(self, row: CampaignRow) -> Iterator[QWidget]:
        yield in_line(Pill(row.state, *campaigns.DRESS[row.state]))
        if row.target:
            yield ProgressBar(row.share, f"{row.progress}　共 {money.in_wan(int(row.target))} 万元")
        yield facts(self._known(row))
        if not row.licensed:
            words = "没有公开募捐资格：只能定向救助，海报和单独公示不能出，单据上都印“定向救助”。"
            yield label(words, "hint", wrap=True)
        gifts = button(f"{row.gifts:,} 笔捐赠", partial(_gifts, self.page, "campaign", row.id), variant="link")
        yield in_line(gifts)
        yield from _entries(self.page, funds.entries(campaign=row.id))

    def _known(self, row: CampaignRow) -> Iterator[tuple[str, str]]:
        yield "已筹", f"{money.in_digits(row.raised)} 元"
        yield "余额", f"{money.in_digits(row.balance)} 元"
        yield "目标", f"{money.in_digits(int(row.target))} 元" if row.target else ""
        yield "受益人", row.whom
        yield "合作方", row.holder
        yield "证号", row.certificate
        yield "时间", " 至 ".join(filter(None, (spoken(row.start), spoken(row.end))))
        yield "备注", row.note


class FundCard(RecordCard):
    """The charter of a fund hangs on it."""

    said, noun = "基金资料", "fund"

    def verbs(self) -> Sequence[QPushButton]:
        return _verbs(self)

    def titles(self, row: FundRow) -> tuple[str, str]:
        return row.name, "　".join(filter(None, (row.kind, row.sponsor)))

    def parts(self, row: FundRow) -> Iterator[QWidget]:
        yield label(f"{money.in_digits(row.balance)} 元", "figure")
        yield in_line(Pill(row.state, *fund_page.DRESS[row.state]))
        known = [
            ("可用于", row.purposes),
            ("收入", f"{money.in_digits(row.gained)} 元"),
            ("支出", f"{money.in_digits(row.paid)} 元"),
            ("利润分成", f"税后利润的 {row.percent}" if row.percent else ""),
            ("受益户", f"{row.households:,} 户" if row.households else ""),
            ("设立", spoken(row.opened)),
            ("备注", row.note),
        ]
        yield facts(known)
        yield in_line(button("这个基金的捐赠", partial(_gifts, self.page, "fund", row.id), variant="link"))
        yield from _entries(self.page, funds.entries(row.id))


def _verbs(card: RecordCard) -> Sequence[QPushButton]:
    page = card.page
    account = button("收支账", page.acting(fund_acts.print_account), icon="printer")
    if not page.writable:
        return (account, card.more)
    pay = button("申请支出", page.acting(fund_acts.pay), icon="circle-arrow-up", variant="primary")
    return (pay, account, edit_button(page), card.more)


def _gifts(page: "ListPage", name: str, number: int) -> None:
    page.visited.emit(Visit("charity", filters={name: str(number)}))


def _entries(page: "ListPage", found: list[Any]) -> Iterator[QWidget]:
    """What flowed besides gifts, the newest first, each with its proof and the way to take it back."""
    if not found:
        return
    yield line()
    yield label("收支（捐赠以外）", "strong")
    undone = {entry.reverses for entry in found}
    for entry in found[:_LATEST]:
        amount = f"{money.in_digits(entry.amount)} 元".replace("-", "−")
        told = "　".join(filter(None, (spoken(entry.on), entry.kind, amount)))
        people = "、".join(filter(None, (entry.asked_by, entry.agreed_by)))
        whom = mask_name(entry.beneficiary) if entry.beneficiary else ""
        households = f"{entry.households:,} 户" if entry.households else ""
        mark = "已冲销" if entry.id in undone else ""
        told_more = (
            mark,
            entry.number,
            entry.purpose,
            whom,
            households,
            people,
            *_earned(entry),
            entry.rule,
            entry.note,
        )
        more = "　".join(filter(None, told_more))
        parts: list[QWidget] = [label(told, wrap=True)]
        if more:
            parts.append(label(more, "hint", wrap=True))
        yield column(*parts, in_line(*_links(page, entry, entry.id in undone, told)), gap=0)


def _earned(entry: Any) -> Iterator[str]:
    """What a share of profit came from."""
    yield f"{entry.year} 年" if entry.year else ""
    for words, fen in (("营收", entry.revenue), ("投入", entry.invested), ("税后利润", entry.profit)):
        yield f"{words} {money.in_digits(fen)} 元".replace("-", "−") if fen else ""


def _links(page: "ListPage", entry: Any, undone: bool, told: str) -> Iterator[QWidget]:
    count = len(attachments.of("fund_entry", entry.id))
    proof = button(f"凭证 {count}" if count else "附凭证", partial(_proof, page, entry.id, told), variant="link")
    proof.setAccessibleName(f"凭证：{told}")
    yield proof
    if page.writable and not undone and not entry.reverses:
        back = button("冲销…", page.acting(partial(_reverse, entry.id, told)), variant="link")
        back.setAccessibleName(f"冲销：{told}")
        yield back


def _reverse(entry: int, told: str, page: "ListPage") -> None:
    fund_acts.reverse(page, entry, told)


def _proof(page: "ListPage", entry: int, told: str) -> None:
    from app.ui.proof_dialog import ProofDialog

    ProofDialog(page, entry, told).exec()
    page.revalidate()
