"""The pane that shows one honour: how it stands, what is due, and all that happened to it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.calendar import spoken
from app.services import honour_prints
from app.services.honour_list import PlaqueRow
from app.ui.kit import theme
from app.ui.kit.attachments import AttachmentStrip
from app.ui.kit.buttons import button, label, line, menu_button
from app.ui.kit.pill import Pill
from app.ui.pages import honour_acts
from app.ui.pages.member_page import column, facts
from app.ui.pages.merchants import HONOUR_DRESS

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class HonourCard(QWidget):
    """Name and verbs stay; what is below is made anew for each honour."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__()
        self._page = page
        self.name, self.under = label("", "section", wrap=True), label("", "hint", wrap=True)
        self.review = button("年审", page.acting(honour_acts.review), icon="badge-check", variant="primary")
        self.print = button("打印", page.acting(honour_acts.print_documents), icon="printer")
        self.reclaim = button("收回", page.acting(honour_acts.reclaim), icon="circle-x")
        self.more = menu_button("更多", [(words, page.acting(act)) for words, act in page.spec.single])
        self.more.setAccessibleName("更多：" + "、".join(words.rstrip("…") for words, _ in page.spec.single))
        self.attachments = AttachmentStrip("honour", page.revalidate, page.writable)
        self.details, self.below = QWidget(), QVBoxLayout()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("荣誉资料，按上下键滚动")
        self.area.setProperty("stop", True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()

    def show_record(self, row: PlaqueRow) -> None:
        """Show an honour."""
        self.name.setText(row.merchant)
        self.under.setText(f"{row.kind}　{row.number}")
        self.attachments.show_record(row.id)
        in_hand = row.state in ("有效", "到期")
        self.review.setEnabled(row.state == "有效")
        self.print.setEnabled(row.state == "有效" and not row.old)
        self.reclaim.setEnabled(in_hand)
        fresh = column(*_parts(row))
        self.below.replaceWidget(self.details, fresh)
        fresh.show()
        self.details.hide()
        self.details.deleteLater()
        self.details = fresh

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(theme.px(6))
        offered = (self.review, self.print, self.reclaim, self.more) if self._page.writable else (self.more,)
        for place, each in enumerate(offered):
            buttons.addWidget(each, place // 2, place % 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.name)
        whole.addWidget(self.under)
        whole.addLayout(buttons)
        whole.addWidget(self.area, 1)
        inside = QWidget()
        inside.setProperty("plain", True)
        self.below.setContentsMargins(0, theme.px(8), theme.px(8), 0)
        self.below.setSpacing(theme.px(8))
        for part in (self.details, line(), self.attachments):
            self.below.addWidget(part)
        self.below.addStretch(1)
        inside.setLayout(self.below)
        self.area.setWidget(inside)


def _parts(row: PlaqueRow) -> Iterator[QWidget]:
    head = QWidget()
    top = QHBoxLayout(head)
    top.setContentsMargins(0, 0, 0, 0)
    top.addWidget(Pill(row.state, *HONOUR_DRESS[row.state]))
    due = f"年审到期 {spoken(row.review)}" if row.review else ""
    top.addWidget(label(due, "warn" if due else "quiet", wrap=True), 1)
    yield head
    if row.doubt:
        yield label(row.doubt, "warn", wrap=True)
    yield facts(list(_known(row)))
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
    yield "有效期至", spoken(row.valid_until) or "长期"
    yield "依据", row.decision
    printed = f"{row.prints} 次" if row.prints else "还没有打印"
    yield "打印", "旧牌，牌上没有码" if row.old else printed
