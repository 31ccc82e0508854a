"""The pane that shows one person, a page at a time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.services.members import MemberRow
from app.ui.kit import theme
from app.ui.kit.attachments import AttachmentStrip
from app.ui.kit.buttons import label
from app.ui.kit.card import edit_button, more_button
from app.ui.kit.page_switch import FORMER, NEXT, PageSwitch
from app.ui.kit.scroll import Scroll
from app.ui.kit.shortcuts import on_keys
from app.ui.pages.member_basic import BasicPage
from app.ui.pages.member_dues import DuesPage
from app.ui.pages.member_hours import HoursPage
from app.ui.pages.member_merits import MeritsPage
from app.ui.pages.member_page import MemberPage
from app.ui.pages.member_path import PathPage
from app.ui.pages.member_ties import TiesPage

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

PAGES: Sequence[type[MemberPage]] = (BasicPage, PathPage, TiesPage, MeritsPage, DuesPage, HoursPage)
TITLES = (*(each.title for each in PAGES), "附件")
_IN_A_ROW = 4


class MemberCard(QWidget):
    """Name, verbs and the switch stay; each page is made when it is first wanted, and shows the person of then."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__()
        self._page = page
        self._row = MemberRow()
        self.name, self.under = label("", "section", wrap=True), label("", "hint", wrap=True)
        self.switch = PageSwitch("卡片页", TITLES, _IN_A_ROW)
        self.stack = QStackedWidget()
        self._made: dict[int, Any] = {}
        self._lay_out(page)
        self.switch.turned.connect(self._turn)
        on_keys(page, NEXT, lambda: self.switch.turn(self.switch.place() + 1))
        on_keys(page, FORMER, lambda: self.switch.turn(self.switch.place() - 1))
        self.switch.turn(0)

    def show_record(self, row: MemberRow) -> None:
        """Show a person."""
        self._row = row
        self.name.setText(row.name)
        self.under.setText("　".join(filter(None, (row.category, row.organization, row.seats))))
        self._show()

    def turn_to(self, title: str) -> Any:
        """Show the page of a title."""
        self.switch.turn(TITLES.index(title))
        return self._made[self.switch.place()]

    def _turn(self, place: int) -> None:
        if place not in self._made:
            self._made[place] = self._make(place)
            self.stack.addWidget(self._made[place])
        self.stack.setCurrentWidget(self._made[place])
        self._show()

    def _show(self) -> None:
        if self._row.id:
            self._made[self.switch.place()].show_record(self._row)

    def _make(self, place: int) -> QWidget:
        return PAGES[place](self._page) if place < len(PAGES) else Attachments(self._page)

    def _lay_out(self, page: "ListPage") -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        top.addWidget(self.name, 1)
        if page.writable:
            top.addWidget(edit_button(page))
        top.addWidget(more_button(page))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        for part in (self.under, self.switch):
            column.addWidget(part)
        column.addWidget(self.stack, 1)


class Attachments(Scroll):
    """The page 附件."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__("附件")
        self.strip = AttachmentStrip("person", page.revalidate, page.writable)
        self.column.addWidget(self.strip)
        self.column.addStretch(1)

    def show_record(self, row: MemberRow) -> None:
        """Show what is attached to a person."""
        self.strip.show_record(row.id)
