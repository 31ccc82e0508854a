"""The pane that shows one item of the lists: whom it was handed to, what it is linked to."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.calendar import spoken
from app.domain.privacy import mask_numbers
from app.services import cases
from app.services.lists import ListRow
from app.ui.kit.buttons import button
from app.ui.kit.card import RecordCard, edit_button
from app.ui.kit.parts import facts
from app.ui.kit.visit import Visit
from app.ui.masked import Masked
from app.ui.pages import list_acts
from app.ui.pages.list_links import LinkList

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class ListCard(RecordCard):
    """Links and attachments stay; the rest is made anew for each item."""

    said, noun, abreast = "清单资料", "list_item", 3

    def __init__(self, page: "ListPage") -> None:
        self.links = LinkList(page)
        super().__init__(page, self.links)

    def verbs(self) -> Sequence[QPushButton]:
        if not self.page.writable:
            return (self.more,)
        first = button("派单", self.page.acting(list_acts.dispatch), icon="circle-arrow-up", variant="primary")
        return (first, edit_button(self.page), self.more)

    def titles(self, row: ListRow) -> tuple[str, str]:
        return row.name, "　".join(filter(None, (row.kind, row.state, row.unit)))

    def parts(self, row: ListRow) -> Iterator[QWidget]:
        yield facts(self._known(row))

    def _known(self, row: ListRow) -> Iterator[tuple[str, str | QWidget]]:
        if row.case and row.handler:
            case = cases.get(row.case)
            yield "事项", self.link(f"{case.number}　{case.state}", Visit("cases", record=case.id))
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
