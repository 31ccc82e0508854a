"""One page about a node: it scrolls, keeps its lists of entries, and makes the rest anew for each node."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.services.trees import Node
from app.ui.kit import theme
from app.ui.kit.buttons import button, label

if TYPE_CHECKING:
    from app.ui.pages.organizations import OrganizationsPage

ONLY_TODAY = "看以前的日期时，这一页不显示。点“回到今天”再看。"


class Section(QScrollArea):
    """`fill` reads again; what it makes goes where `fresh` says. `lists` keep their place below."""

    name = ""

    def __init__(self, page: "OrganizationsPage", *lists: QWidget) -> None:
        super().__init__()
        self.page = page
        self.setWidgetResizable(True)
        self.setAccessibleName(f"{self.name}，按上下键滚动")
        self.setProperty("stop", True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside, self._made, self._shown = QWidget(), QWidget(), Node("", 0, "", "", "", 0, 0)
        inside.setProperty("plain", True)
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, theme.px(4), theme.px(8), 0)
        self.column.setSpacing(theme.px(12))
        self.column.addWidget(self._made)
        for each in lists:
            self.column.addWidget(each)
        self.column.addStretch(1)
        self.setWidget(inside)

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
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self.column.replaceWidget(self._made, part)
        self._made.hide()
        self._made.deleteLater()
        self._made = part
        part.show()
        return column


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
