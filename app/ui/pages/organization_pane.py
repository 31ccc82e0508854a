"""The right side: all about the chosen node, on a few pages."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.organizations import Tree
from app.ui.kit import theme
from app.ui.kit.buttons import button, label, menu_button
from app.ui.kit.page_switch import FORMER, NEXT, PageSwitch
from app.ui.kit.shortcuts import WITHIN, on_keys
from app.ui.pages import organization_acts as acts
from app.ui.pages.organization_sections import Section, sections

if TYPE_CHECKING:
    from app.ui.pages.organizations import OrganizationsPage

WIDTHS = {"showing": (640, 500)}
_IN_A_ROW = 5


class OrganizationPane(QFrame):
    """Hidden while no node is chosen. Its pages are kept, each reads when it is looked at."""

    turned = Signal()

    def __init__(self, page: "OrganizationsPage") -> None:
        super().__init__()
        self.setProperty("card", True)
        self._page = page
        self._cards: dict[Tree, _Card] = {}
        self.stack = QStackedWidget()
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.stack)
        on_keys(self, "Esc", self._leave, WITHIN)
        on_keys(page, NEXT, lambda: self._step(1))
        on_keys(page, FORMER, lambda: self._step(-1))
        theme.changed.connect(self.draw)
        self.draw()
        self.hide()

    def state(self) -> str:
        """Which width it wants; always the same."""
        return "showing"

    def follow(self) -> None:
        """Show the chosen node as it is now."""
        node = self._page.chosen()
        self.setVisible(node is not None)
        if node:
            self.stack.setCurrentWidget(self.card)
            self.card.show_node()

    @property
    def card(self) -> "_Card":
        """The card of the tree that is shown, made when it is first wanted."""
        if self._page.tree not in self._cards:
            made = self._cards[self._page.tree] = _Card(self._page, self._page.tree)
            self.stack.addWidget(made)
        return self._cards[self._page.tree]

    def turn_to(self, title: str) -> None:
        """Show the page of this title, if there is one."""
        if title in self.card.titles:
            self.card.switch.turn(self.card.titles.index(title))

    def draw(self) -> None:
        """Take the sizes in force."""
        self.column.setContentsMargins(*[theme.px(16)] * 4)
        self.turned.emit()

    def _step(self, by: int) -> None:
        if self.isVisible():
            self.card.switch.turn(self.card.switch.place() + by)

    def _leave(self) -> None:
        self._page.view.leaves.choose(0)
        self._page.view.leaves.setFocus()


class _Card(QWidget):
    """Name and buttons of a node, and the pages about it."""

    def __init__(self, page: "OrganizationsPage", tree: Tree) -> None:
        super().__init__()
        self._page = page
        self.name, self.under = label("", "section", wrap=True), label("", "hint", wrap=True)
        self._makers = sections(page, tree)
        self.titles = list(self._makers)
        self.sections: dict[int, Section] = {}
        self.switch = PageSwitch("这个组织的几页", self.titles, _IN_A_ROW)
        self.stack = QStackedWidget()
        self.buttons = QWidget()
        self._lay_out()
        self.switch.turned.connect(self._turn)
        self.switch.turn(0)

    def show_node(self) -> None:
        """Show the chosen node on the page that is open."""
        chosen = self._page.chosen()
        if chosen is None:
            return
        self.name.setText(chosen.name)
        above = self._page.path(chosen)
        self.under.setText("　".join(filter(None, dict.fromkeys((chosen.kind, chosen.level, above)))))
        self.under.setVisible(bool(self.under.text()))
        self.buttons.setVisible(self._page.writable and self._page.day is None)
        self.section.show_node(chosen, self._page.day)

    @property
    def section(self) -> Section:
        """The page that is open, made when it is first wanted."""
        place = self.switch.place()
        if place not in self.sections:
            self.sections[place] = self._makers[self.titles[place]]()
            self.stack.addWidget(self.sections[place])
        return self.sections[place]

    def _turn(self, place: int) -> None:
        self.stack.setCurrentWidget(self.section)
        self.show_node()

    def _lay_out(self) -> None:
        page = self._page
        edit = button("修改", page.acting(acts.edit), icon="pencil")
        edit.setToolTip("修改（F2 或 Enter）")
        move = button("移动…", page.acting(acts.move))
        move.setToolTip("移动（Ctrl+M）")
        more = menu_button("更多", [(words, page.acting(act)) for words, act in acts.OF_ONE[1:]])
        more.setAccessibleName("更多：合并、拆分、撤销")
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for each in (edit, move, more):
            row.addWidget(each)
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(top)
        for part in (self.under, self.switch):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
