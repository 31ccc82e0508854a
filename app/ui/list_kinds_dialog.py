"""Which lists a centre keeps: a preset to start from, and a line for each list."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import Invalid
from app.domain.lists import Kind, Role
from app.services import list_kinds
from app.ui.kit import messages
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.form_row import Complaint
from app.ui.lines_box import LinesBox

HINT = f"每行一个清单：名称，空一格，再写里面放的是什么（{'、'.join(Role)}）。改动不影响已经登记的项目。"


class ListKindsDialog(Dialog):
    """Accepted once it is saved; a preset only fills the box."""

    chapter = "lists"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "清单类别", width=600, height=430)
        self.preset = ChoiceEditor(lambda: [(title, title) for title in list_kinds.presets()], free=False)
        self.preset.setAccessibleName("预设")
        self.preset.fill(next(iter(list_kinds.presets())))
        self.box, self.complaint = LinesBox("清单"), Complaint()
        self._show(list_kinds.kinds())
        row = QHBoxLayout()
        row.addWidget(label("套用预设", "quiet"))
        row.addWidget(self.preset, 1)
        row.addWidget(button("套用", self.take_preset))
        self.body.addLayout(row)
        self.body.addWidget(self.box, 1)
        self.body.addWidget(self.complaint)
        self.body.addWidget(label(HINT, "hint", wrap=True))
        self.add_buttons(self.cancel_button(), button("保存", self.save, icon="check", variant="primary"))
        self.preset.setFocus()

    def take_preset(self) -> None:
        """Put the lists of the preset into the box; nothing is saved yet."""
        self._show(list_kinds.presets()[self.preset.value()])

    def save(self) -> None:
        """Save, or say what is wrong."""
        parts = [line.rsplit(maxsplit=1) for line in self.box.lines()]
        with messages.problems_shown(self):
            try:
                list_kinds.save([Kind(each[0], each[1] if each[1:] else "") for each in parts])
            except Invalid as wrong:
                self.complaint.say(str(wrong))
            else:
                self.accept()

    def _show(self, kinds: "list[Kind] | tuple[Kind, ...]") -> None:
        self.box.fill("\n".join(f"{kind.name} {kind.role}" for kind in kinds))
