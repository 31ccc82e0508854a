"""What the pages of a person's card share: room that scrolls, parts that stay, and parts made anew."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import Problem
from app.services.members import MemberRow
from app.ui.kit import undoing
from app.ui.kit.entries import EntryDialog, EntryList
from app.ui.kit.scroll import Scroll

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class MemberPage(Scroll):
    """A page of the card. `_fresh(row)` gives what is made anew for each person; lists of entries stay below it."""

    title = ""

    def __init__(self, page: "ListPage") -> None:
        super().__init__(self.title)
        self._page = page
        self.row = MemberRow()
        self.lists: list[EntryList] = []

    def show_record(self, row: MemberRow) -> None:
        """Show a person; the place stays where it is the same one."""
        same, self.row = row.id == self.row.id, row
        for each in self.lists:
            each.show_owner(row.id)
        self.renew(self._fresh(row), same=same)

    def tell_done(self) -> None:
        """Read the tab again after an act, go on where the clerk was, and offer to take the act back."""
        focused = QApplication.focusWidget()
        name = focused.accessibleName() if focused and self.isAncestorOf(focused) else ""
        self._page.revalidate()
        self._go_on(name)
        undoing.tell_done(self._page, self._page.revalidate)

    def _fresh(self, row: MemberRow) -> Iterable[QWidget]:
        raise NotImplementedError

    def _ask(self, dialog: EntryDialog) -> None:
        """Open a dialog; where its act went through, say so."""
        if dialog.exec():
            self.tell_done()

    def _add_list(self, kind: str, title: str, fields: tuple[Any, ...], **more: Any) -> EntryList:
        """Put a list of entries at the end of the page."""
        return self._put(EntryList(kind, title, fields, writable=self._page.writable, **more))

    def _put(self, made: EntryList) -> EntryList:
        made.changed.connect(self._page.revalidate)
        self.lists.append(made)
        self.column.addWidget(made)
        return made

    def _end(self) -> None:
        """No more parts come: keep what there is at the top."""
        self.column.addStretch(1)

    def _go_on(self, name: str) -> None:
        """Put the focus on what is called so, or on the list."""
        found = [part for part in self.inside.findChildren(QWidget) if part.accessibleName() == name and name]
        seen = [part for part in found if part.isVisible() and part.isEnabled()]
        (seen[0] if seen else self).setFocus()


def selected(page: "ListPage", read: Callable[[int], MemberRow]) -> MemberRow:
    """The one person that is selected; raises Problem."""
    chosen = page.chosen()
    if len(chosen) != 1:
        raise Problem("请先在名册里选中一个人。没有改动任何内容。")
    return read(chosen[0])
