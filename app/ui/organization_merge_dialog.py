"""Letting one node become part of another, with what moves said before it does."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.errors import Problem
from app.domain.organizations import Tree
from app.services import organization_views, organizations, trees
from app.services.trees import Node
from app.ui.kit import messages
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.organization_move_dialog import DayLine, NodePicker


class MergeDialog(Dialog):
    """Accepted once the node is part of the one chosen; `node` is then the one that stays."""

    chapter = "organizations"

    def __init__(self, parent: QWidget, gone: Node, nodes: Sequence[Node]) -> None:
        super().__init__(parent, f"合并：{gone.name}", width=620, height=580)
        self._gone, self.node = gone, 0
        called = "组织" if gone.tree == Tree.ORGANIZATIONS else "网格"
        within = trees.below(gone.tree, gone.id)
        self._names = {each.id: each.name for each in nodes if each.id not in within}
        self._moving = organization_views.counted(organization_views.contents(gone.tree, gone.id))
        self.picker = NodePicker("并入的组织", [each for each in nodes if each.id in self._names])
        self.preview = label("", wrap=True)
        self.line = DayLine("合并日期")
        self.body.addWidget(label(f"选一个保留的{called}，“{gone.name}”并进去，名称不再使用。", "quiet", wrap=True))
        self.body.addWidget(self.picker, 1)
        self.body.addWidget(self.preview)
        self.body.addLayout(self.line)
        self.add_buttons(self.cancel_button(), button("合并", self.go, icon="check", variant="primary"))
        self.picker.chosen.connect(self._foretell)
        self.picker.opened.connect(lambda _: self.go())
        self.picker.choose(gone.parent)
        self._foretell(self.picker.current())
        self.picker.setFocus()

    def go(self) -> None:
        """Merge, or say why not."""
        with messages.problems_shown(self):
            kept = self.picker.current()
            if not kept:
                raise Problem("还没有选保留的一个，没有合并。请在上面选一个。")
            organizations.merge(self._gone.tree, kept, self._gone.id, self.line.day())
            self.node = kept
            self.accept()

    def _foretell(self, kept: int) -> None:
        what = self._moving or "没有要转过去的内容"
        target = f"转到“{self._names[kept]}”" if kept else "转到选中的一个"
        held = "它的任职到这一天为止。"
        self.preview.setText(f"{what}{f'，{target}' if self._moving else ''}；{held}" if kept else f"{what}。{held}")
