"""One page about a node: it scrolls, keeps its lists of entries, and makes the rest anew for each node."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services.trees import Node
from app.ui.kit.buttons import button, label
from app.ui.kit.parts import column
from app.ui.kit.scroll import Scroll

if TYPE_CHECKING:
    from app.ui.pages.organizations import OrganizationsPage

ONLY_TODAY = "看以前的日期时，这一页不显示。点“回到今天”再看。"


class Section(Scroll):
    """`fill` reads again; what it makes goes where `fresh` says. `lists` keep their place below."""

    name = ""

    def __init__(self, page: "OrganizationsPage", *lists: QWidget) -> None:
        super().__init__(self.name)
        self.page = page
        self._shown = Node("", 0, "", "", "", 0, 0)
        for each in lists:
            self.column.addWidget(each)
        self.column.addStretch(1)

    def show_node(self, node: Node, day: dt.date | None) -> None:
        """Show a node on a day; another one from its top."""
        if (node.tree, node.id) != (self._shown.tree, self._shown.id):
            self.verticalScrollBar().setValue(0)
        self._shown = node
        self.fill(node, day)

    def fill(self, node: Node, day: dt.date | None) -> None:
        """Read all about the node again."""

    def fresh(self) -> QVBoxLayout:
        """An empty part in place of what was made for the former node."""
        self.put(part := column())
        return part.layout()  # type: ignore[return-value]


class Why(QWidget):
    """A sentence with a link that unfolds the rule it comes from."""

    def __init__(self, sentence: str, rule: str, role: str = "") -> None:
        super().__init__()
        self.rule = label(rule, "hint", wrap=True)
        self.link = button("为什么", self._turn, variant="link")
        self.link.setAccessibleName(f"为什么：{sentence}")
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.addWidget(label(sentence, role, wrap=True), 1)
        row.addWidget(self.link)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.rule)
        self.link.setVisible(bool(rule))
        self.rule.hide()

    def _turn(self) -> None:
        self.rule.setVisible(self.rule.isHidden())
        self.link.setText("收起" if self.rule.isVisible() else "为什么")
