"""Putting many names on the list of an activity at once."""

from PySide6.QtWidgets import QWidget

from app.services import activity_attendance
from app.services.activities import ActivityRow
from app.ui.kit import messages
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.lines_box import LinesBox


class NamesDialog(Dialog):
    """Accepted once at least one new name stands on the list."""

    chapter = "activities"

    def __init__(self, parent: QWidget, row: ActivityRow) -> None:
        super().__init__(parent, f"登记名单：{row.title}", width=480, height=440)
        self._activity = row.id
        self.box = LinesBox("姓名")
        self.body.addWidget(label("每行一个名字，可以从 Excel 粘贴一列，重复的只记一次。", "quiet", wrap=True))
        self.body.addWidget(self.box, 1)
        self.add_buttons(self.cancel_button(), button("登记", self.save, icon="check", variant="primary"))
        self.box.setFocus()

    def save(self) -> None:
        """Take the names down."""
        with messages.problems_shown(self):
            activity_attendance.take_down(self._activity, self.box.lines())
            self.accept()
