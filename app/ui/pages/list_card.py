"""The pane that shows one item of the lists: whom it was handed to, what it is linked to."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.calendar import spoken
from app.domain.privacy import mask_numbers
from app.services import cases
from app.services.lists import ListRow
from app.ui.kit.buttons import button
from app.ui.masked import Masked
from app.ui.pages import PLACES, list_acts
from app.ui.pages.list_links import LinkList
from app.ui.pages.list_parts import Card

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class ListCard(Card):
    """Links and attachments stay; the rest is made anew for each item."""

    said = "清单资料"

    def __init__(self, page: "ListPage") -> None:
        self.links = LinkList(page)
        super().__init__(page, "list_item", self.links)

    def _verbs(self) -> Sequence[QPushButton]:
        return (button("派单", self._page.acting(list_acts.dispatch), icon="circle-arrow-up", variant="primary"),)

    def _under(self, row: ListRow) -> Sequence[str]:
        return (row.kind, row.state, row.unit)

    def _facts(self, row: ListRow) -> Iterator[tuple[str, str | QWidget]]:
        if row.case and row.handler:
            case = cases.get(row.case)
            yield "事项", self._case(case.id, f"{case.number}　{case.state}")
            yield "责任人", "　".join(filter(None, (row.handler, case.unit)))
            yield "办理期限", spoken(row.due)
            yield "办理结果", case.result
        yield "说明", mask_numbers(row.detail)
        yield "数量", row.quantity
        yield "分类", row.category
        yield "联系人", row.contact
        yield "电话", Masked("list_item", row.id, "phone", row.masked_phone) if row.phone else ""
        yield "所属组织", row.organization_name
        yield "登记", spoken(row.registered)
        yield "有效期至", spoken(row.expires)

    def _case(self, case: int, words: str) -> str | QWidget:
        """A link where cases have a page of their own."""
        if "cases" not in PLACES:
            return words
        link = button(words, partial(list_acts.open_case, self._page, case), variant="link")
        link.setAccessibleName(f"打开事项 {words}")
        return link
