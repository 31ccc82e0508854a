"""The pane that shows one honour: how it stands, what is due, and all that happened to it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.calendar import spoken
from app.services import honour_prints
from app.services.honour_list import PlaqueRow
from app.ui.kit.buttons import button, label, line
from app.ui.kit.card import RecordCard
from app.ui.kit.parts import beside, facts
from app.ui.kit.pill import Pill
from app.ui.pages import honour_acts
from app.ui.pages.merchants import HONOUR_DRESS

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class HonourCard(RecordCard):
    """Only what the honour's state allows can be pressed."""

    said, noun = "荣誉资料", "honour"

    def __init__(self, page: "ListPage") -> None:
        self.review = button("年审", page.acting(honour_acts.review), icon="badge-check", variant="primary")
        self.print = button("打印", page.acting(honour_acts.print_documents), icon="printer")
        self.reclaim = button("收回", page.acting(honour_acts.reclaim), icon="circle-x")
        super().__init__(page)

    def titles(self, row: PlaqueRow) -> tuple[str, str]:
        return row.merchant, f"{row.kind}　{row.number}"

    def verbs(self) -> Sequence[QPushButton]:
        return (self.review, self.print, self.reclaim, self.more) if self.page.writable else (self.more,)

    def show_record(self, row: PlaqueRow) -> None:
        super().show_record(row)
        self.review.setEnabled(row.state == "有效")
        self.print.setEnabled(row.state == "有效" and not row.old)
        self.reclaim.setEnabled(row.state in ("有效", "到期"))

    def parts(self, row: PlaqueRow) -> Iterator[QWidget]:
        due = f"年审到期 {spoken(row.review)}" if row.review else ""
        yield beside(Pill(row.state, *HONOUR_DRESS[row.state]), label(due, "warn" if due else "quiet", wrap=True))
        if row.doubt:
            yield label(row.doubt, "warn", wrap=True)
        yield facts(_known(row))
        printings = honour_prints.printings(row.id)
        if printings:
            yield line()
            yield label("打印经过", "strong")
        for each in printings:
            yield label(each, "quiet", wrap=True)
        if row.happened:
            yield line()
            yield label("经过", "strong")
        for event in row.happened:
            note = f"：{event.note}" if event.note else ""
            yield label(f"{spoken(event.on)}　{event.what}{note}", "quiet", wrap=True)


def _known(row: PlaqueRow) -> Iterator[tuple[str, str]]:
    yield "颁发", spoken(row.issued)
    yield "有效期至", spoken(row.valid_until) or ("交到下一家" if row.revolves else "长期")
    yield "依据", row.decision
    printed = f"{row.prints} 次" if row.prints else "还没有打印"
    yield "打印", "旧牌，牌上没有码" if row.old else printed
