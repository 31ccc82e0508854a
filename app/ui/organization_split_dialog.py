"""Parting a new node off another: its name, and what goes along."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QWidget

from app.domain.errors import Invalid
from app.domain.organizations import Tree
from app.services import organization_views, organizations
from app.services.organization_views import NOUNS, Item
from app.services.trees import Node
from app.ui.kit import messages, theme
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import LineEditor
from app.ui.organization_move_dialog import DayLine

_ITEM = Qt.ItemDataRole.UserRole
_ROW = 36


class SplitDialog(Dialog):
    """Accepted once the new node stands beside the old one; `node` is then its id."""

    chapter = "organizations"

    def __init__(self, parent: QWidget, node: Node) -> None:
        super().__init__(parent, f"拆分：{node.name}", width=640, height=580)
        self._node, self.node = node, 0
        called = "组织" if node.tree == Tree.ORGANIZATIONS else "网格"
        self.name, self.line, self.count = LineEditor(), DayLine("拆分日期"), label("", "hint")
        self.name.setAccessibleName(f"新{called}的名称，必填")
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.items = QListWidget()
        self.items.setAccessibleName("带走的内容，按空格打勾")
        for item in organization_views.contents(node.tree, node.id):
            self._offer(item)
        self._lay_out(called)
        self.items.itemChanged.connect(lambda _: self._tally())
        self._tally()
        self.name.setFocus()

    def go(self) -> None:
        """Split, or say why not."""
        taken = [(item.noun, item.id) for item in self.taken()]
        with messages.problems_shown(self):
            try:
                self.node = organizations.split(
                    self._node.tree, self._node.id, self.name.value(), taken, self.line.day()
                )
            except Invalid as wrong:
                self.wrong.setText(str(wrong))
                self.wrong.show()
                self.name.setFocus()
            else:
                self.accept()

    def taken(self) -> list[Item]:
        """What is ticked."""
        rows = (self.items.item(place) for place in range(self.items.count()))
        return [row.data(_ITEM) for row in rows if row.checkState() == Qt.CheckState.Checked]

    def _offer(self, item: Item) -> None:
        row = QListWidgetItem(f"{item.name}　{NOUNS[item.noun]}", self.items)
        row.setData(_ITEM, item)
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(Qt.CheckState.Unchecked)
        row.setSizeHint(QSize(0, theme.px(_ROW)))

    def _tally(self) -> None:
        said = organization_views.counted(self.taken())
        self.count.setText(f"带走：{said}" if said else "还没有打勾，先建一个空的也可以。")

    def _lay_out(self, called: str) -> None:
        grid = QGridLayout()
        words = label(f"新{called}的名称 *", "quiet")
        words.setBuddy(self.name)
        grid.addWidget(words, 0, 0)
        grid.addWidget(self.name, 0, 1)
        grid.addWidget(self.wrong, 1, 1)
        self.body.addLayout(grid)
        self.body.addWidget(label("哪些跟着过去（空格打勾）：", "quiet"))
        self.body.addWidget(self.items, 1)
        self.body.addWidget(self.count)
        self.body.addLayout(self.line)
        self.add_buttons(self.cancel_button(), button("拆分", self.go, icon="check", variant="primary"))
