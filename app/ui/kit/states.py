"""What stands where the list is: the list, or what to do while it is empty or nothing was found in it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.ui.kit.buttons import card
from app.ui.kit.empty import Empty

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


_LONGEST = 24
"""Characters of the words sought that are repeated."""


class ListStates(QStackedWidget):
    """Shows one of the three; an empty list offers to import, else to add, else the page's first tool, and help."""

    def __init__(self, page: "ListPage", listing: QWidget) -> None:
        super().__init__()
        self._noun, self._writable, self._beside = page.spec.noun, page.writable, page.spec.aside is not None
        words = (page.spec.icon, f"还没有{self._noun}", page.spec.teach)
        ask = ("查看帮助（F1）", page.help_wanted.emit)
        tool = _begins(page)
        self.listing, self._table = listing, page.table
        self.teaching = Empty(*words, tool.text(), tool.click, *ask) if tool else Empty(*words, *ask)
        clear, add = lambda: page.finder.narrow_to("", {}), lambda: page.edit(None)
        self.nothing = Empty("search", "", "换个写法，或清空条件再找。", "清空条件", clear, "新增", add)
        for state in (_on_card(self.teaching), listing, _on_card(self.nothing)):
            self.addWidget(state)

    def show_state(self, total: int, found: int, words: str) -> None:
        """Of `total` records, so many were found; `words` are those that were sought."""
        words = words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
        sought = f"没有找到“{words}”" if words else f"没有符合条件的{self._noun}"
        self.nothing.say(sought, self.nothing.sentence.text())
        self.nothing.link.setText(f"新增“{words}”")
        self.nothing.link.setVisible(bool(words) and self._writable)
        self.setCurrentIndex(1 if found else 2 if total else 0)

    def minimumSizeHint(self) -> QSize:
        """Where something stands left of the list, only what is shown keeps the window wide."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown and self._beside else super().minimumSizeHint()

    def take_focus(self) -> None:
        """Put the focus into the list, or on the button that leads on where there is none."""
        (self.teaching.act, self._table, self.nothing.act)[self.currentIndex()].setFocus()


def _begins(page: "ListPage") -> QPushButton | None:
    """The tool with which an empty list is begun."""
    by_act = {tool.act: made for tool, made in zip(page.spec.tools, page.tools, strict=True)}
    return by_act.get("import") or by_act.get("add") or next(iter(page.tools), None)


def _on_card(part: QWidget) -> QWidget:
    surface = card()
    QVBoxLayout(surface).addWidget(part)
    return surface
