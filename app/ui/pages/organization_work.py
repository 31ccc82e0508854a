"""What an organisation did: how the cases it answered for were rated, and what a community enterprise earned."""

import datetime as dt
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain import money
from app.domain.calendar import spoken
from app.services import answered, enterprises
from app.services.enterprises import Share
from app.services.trees import Node
from app.ui import answers
from app.ui.kit.buttons import button, label
from app.ui.kit.parts import column, in_line
from app.ui.kit.visit import Visit

if TYPE_CHECKING:
    from app.ui.pages.organizations import OrganizationsPage


def parts(page: "OrganizationsPage", node: Node) -> Iterator[QWidget]:
    """Of an organisation as it is today; nothing where there is nothing to tell."""
    told = [answered.of_organization(node.id, year) for year in answered.years(dt.date.today())]
    if any(each.cases for each in told):
        links = answers.years(node.name, told, page.visited.emit)
        yield column(label("承办事项的三维评价", "strong"), *links, gap=4)
    if node.kind == enterprises.KIND:
        shares = [_share(page, each) for each in enterprises.shares(node.id)]
        nothing = label("还没有利润分成。在“公益积分”的基金里登记。", "quiet", wrap=True)
        yield column(label("经营和利润分成", "strong"), *(shares or [nothing]), gap=4)


def _share(page: "OrganizationsPage", share: Share) -> QWidget:
    earned = (("营收", share.revenue), ("投入", share.invested), ("税后利润", share.profit))
    told = "　".join(f"{words} {money.in_digits(fen)} 元" for words, fen in earned if fen)
    link = f"转入{share.fund_name} {money.in_digits(share.amount)} 元"
    into = button(link, partial(page.visited.emit, Visit("funds", record=share.fund)), variant="link")
    into.setToolTip("打开基金")
    return column(label(f"{share.year} 年　{told}", wrap=True), in_line(into, label(spoken(share.on), "quiet")), gap=0)
