"""What the pages of a person's card share: room that scrolls, parts that stay, and parts made anew."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.errors import Problem
from app.services.members import MemberRow
from app.ui.kit import theme, undoing
from app.ui.kit.buttons import label
from app.ui.kit.entries import EntryDialog, EntryList

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class MemberPage(QScrollArea):
    """A page of the card. `_fresh(row)` gives what is made anew for each person; lists of entries stay below it."""

    title = ""

    def __init__(self, page: "ListPage") -> None:
        super().__init__()
        self._page = page
        self.row = MemberRow()
        self._made = QWidget()
        self.lists: list[EntryList] = []
        self.setWidgetResizable(True)
        self.setAccessibleName(f"{self.title}，按上下键滚动")
        self.setProperty("stop", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._inside.setProperty("plain", True)
        self.column = QVBoxLayout(self._inside)
        self.column.addWidget(self._made)
        self.setWidget(self._inside)
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Take the sizes in force."""
        self.column.setContentsMargins(0, theme.px(4), theme.px(8), theme.px(4))
        self.column.setSpacing(theme.px(12))

    def show_record(self, row: MemberRow) -> None:
        """Show a person; the place stays where it is the same one."""
        place = self.verticalScrollBar().value() if row.id == self.row.id else 0
        self.row = row
        fresh = column(*self._fresh(row))
        self.column.replaceWidget(self._made, fresh)
        fresh.show()
        self._made.hide()
        self._made.deleteLater()
        self._made = fresh
        self._order(fresh)
        for each in self.lists:
            each.show_owner(row.id)
        self._inside.layout().activate()  # type: ignore[union-attr]
        self.verticalScrollBar().setValue(place)

    def tell_done(self) -> None:
        """Read the tab again after an act, go on where the clerk was, and offer to take the act back."""
        focused = QApplication.focusWidget()
        name = focused.accessibleName() if focused and self.isAncestorOf(focused) else ""
        self._page.revalidate()
        self._go_on(name)
        undoing.tell_done(self._page, self._page.revalidate)

    def _order(self, fresh: QWidget) -> None:
        """The tab key comes to what was made anew before it comes to the lists below."""
        stops = [part for part in fresh.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for former, following in pairwise((self, *stops)):
            self.setTabOrder(former, following)

    def _fresh(self, row: MemberRow) -> Sequence[QWidget]:
        raise NotImplementedError

    def _ask(self, dialog: EntryDialog) -> None:
        """Open a dialog; where its act went through, say so."""
        if dialog.exec():
            self.tell_done()

    def _add_list(self, kind: str, title: str, fields: tuple[Any, ...], **more: Any) -> EntryList:
        """Put a list of entries at the end of the page."""
        made = EntryList(kind, title, fields, writable=self._page.writable, **more)
        made.changed.connect(self._page.revalidate)
        self.lists.append(made)
        self.column.addWidget(made)
        return made

    def _end(self) -> None:
        """No more parts come: keep what there is at the top."""
        self.column.addStretch(1)

    def _go_on(self, name: str) -> None:
        """Put the focus on what is called so, or on the list."""
        found = [part for part in self._inside.findChildren(QWidget) if part.accessibleName() == name and name]
        seen = [part for part in found if part.isVisible() and part.isEnabled()]
        (seen[0] if seen else self).setFocus()


def column(*parts: QWidget, gap: float = 8) -> QWidget:
    """Parts below one another, without room around them."""
    whole = QWidget()
    made = QVBoxLayout(whole)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(theme.px(gap))
    for part in parts:
        made.addWidget(part)
    return whole


def in_line(*parts: QWidget) -> QWidget:
    """Parts beside one another at the left, without room around them."""
    whole = QWidget()
    made = QHBoxLayout(whole)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(theme.px(8))
    for part in parts:
        made.addWidget(part)
    made.addStretch(1)
    return whole


def facts(known: Sequence[tuple[str, str | QWidget]]) -> QWidget:
    """Names and values in two columns; what is empty is left out."""
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(theme.px(6))
    grid.setHorizontalSpacing(theme.px(12))
    grid.setColumnStretch(1, 1)
    for place, (words, value) in enumerate((words, value) for words, value in known if value):
        beside = Qt.AlignmentFlag.AlignTop if isinstance(value, str) else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(label(words, "quiet"), place, 0, beside)
        grid.addWidget(label(value, wrap=True) if isinstance(value, str) else value, place, 1)
    return whole


def selected(page: "ListPage", read: Callable[[int], MemberRow]) -> MemberRow:
    """The one person that is selected; raises Problem."""
    chosen = page.chosen()
    if len(chosen) != 1:
        raise Problem("请先在名册里选中一个人。没有改动任何内容。")
    return read(chosen[0])
