"""How the levels of both trees are called, and which kinds of organisation there are: each line a name."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.organizations import Tree
from app.domain.presets import shipped
from app.services import centres, organization_shape
from app.ui.kit import messages
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import ChoiceEditor
from app.ui.lines_box import LinesBox

CALLED = {Tree.ORGANIZATIONS: "组织", Tree.GRIDS: "网格"}
HINT = "每行一个名称。改名称不影响已经登记的组织；套用预设后请核对，再保存。"


class ShapeDialog(Dialog):
    """Accepted once it is saved; a preset only fills the boxes."""

    chapter = "organizations"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "层级和类别", width=860, height=560)
        self.preset = ChoiceEditor(lambda: [(one.key, one.title) for one in shipped()], free=False)
        self.preset.setAccessibleName("预设")
        used = [one.key for one in shipped() if one.title == centres.current().preset]
        self.preset.fill(used[0] if used else shipped()[0].key)
        self.levels = {Tree.ORGANIZATIONS: LinesBox("组织层级"), Tree.GRIDS: LinesBox("网格层级")}
        self.kinds = LinesBox("组织类别")
        for tree, box in self.levels.items():
            box.fill("\n".join(organization_shape.levels(tree)))
        self.kinds.fill("\n".join(organization_shape.kinds()))
        self._lay_out()
        self.preset.setFocus()

    def take_preset(self) -> None:
        """Put the levels of the preset into the boxes; nothing is saved yet."""
        preset = next(one for one in shipped() if one.key == self.preset.value())
        self.levels[Tree.ORGANIZATIONS].fill("\n".join(preset.levels))
        self.levels[Tree.GRIDS].fill("\n".join(preset.grid_levels))

    def save(self) -> None:
        """Save all three."""
        with messages.problems_shown(self):
            named = {tree.value: box.lines() for tree, box in self.levels.items()}
            organization_shape.save(named, self.kinds.lines())
            self.accept()

    def _lay_out(self) -> None:
        top, boxes = QHBoxLayout(), QHBoxLayout()
        words = label("套用预设", "quiet")
        words.setBuddy(self.preset)
        top.addWidget(words)
        top.addWidget(self.preset)
        top.addWidget(button("套用", self.take_preset))
        top.addStretch(1)
        named = [(f"{called}层级，从上到下", self.levels[tree]) for tree, called in CALLED.items()]
        for title, box in (*named, ("组织类别", self.kinds)):
            column = QVBoxLayout()
            heading = label(title, "quiet")
            heading.setBuddy(box)
            column.addWidget(heading)
            column.addWidget(box, 1)
            boxes.addLayout(column)
        self.body.addLayout(top)
        self.body.addLayout(boxes, 1)
        self.body.addWidget(label(HINT, "hint", wrap=True))
        self.add_buttons(self.cancel_button(), button("保存", self.save, icon="check", variant="primary"))
