"""The menu of a right click on a list: what buttons offer for the selected rows, one click nearer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class RowMenu(QMenu):
    """Opened by a right click or the menu key; holds nothing that has no button elsewhere."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__(page.table)
        self._page = page
        page.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        page.table.customContextMenuRequested.connect(self.open_at)

    def open_at(self, place: QPoint) -> None:
        """Offer what can be done with the selected rows, at a place of the table."""
        if chosen := self._page.chosen():
            self._fill(len(chosen) == 1)
            self.popup(self._page.table.viewport().mapToGlobal(place))

    def _fill(self, one: bool) -> None:
        page = self._page
        self.clear()
        if one and page.writable:
            self.addAction("编辑\tF2", page.edit_chosen)
        for words, act in page.spec.single if one else ():
            self.addAction(words, page.acting(act))
        self.addSeparator()
        for tool in page.spec.bulk:
            self.addAction(tool.label, page.acting(tool.run))
        self.addAction("复制到 Excel\tCtrl+C", page.table.copy)
        if page.writable:
            self.addSeparator()
            self.addAction("移出\tDel", page.remove)
