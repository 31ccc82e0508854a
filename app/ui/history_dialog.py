"""历史: what became of one record, act by act, and the way back to any of them."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.roles import Right
from app.services import history, session
from app.services.history import Version
from app.ui.kit import messages
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable


class At(Shown):
    """When it was done."""

    def text(self, record: Version) -> str:
        """2026年11月20日 10:26."""
        return record.moment


FIELDS = (At("at", "时间", 196), Shown("who", "办理人", 110), Shown("what", "内容", 340, stretch=True))


class HistoryDialog(Dialog):
    """Accepted once the record was brought back to an earlier act."""

    chapter = "changes"

    def __init__(self, parent: QWidget, noun: str, row: int, name: str) -> None:
        super().__init__(parent, f"历史：{name}", width=860, height=560)
        self._noun, self._row = noun, row
        self.versions = history.of(noun, row)
        self.rows = RowModel(FIELDS, lambda places: [self.versions[place] for place in places])
        self.table = RowTable(self.rows, "历史")
        self.changes = label("", "quiet", wrap=True)
        self.back = button("恢复到这里", self.bring_back, icon="history")
        self.table.chosen_changed.connect(self._follow)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.changes)
        self.add_buttons(button("关闭", self.reject), self.back)
        self.back.setVisible(session.may(Right.ENTER) and history.comes_back(noun))
        self.rows.show(list(range(len(self.versions))))
        self.table.choose_place(0)
        self.table.setFocus()

    def bring_back(self) -> None:
        """Give the record the values it had after the selected act."""
        with messages.problems_shown(self):
            history.bring_back(self._noun, self._row, self.versions[self.table.chosen()[0]])
            self.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names of the acts what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _follow(self) -> None:
        chosen = self.table.chosen()
        version = self.versions[chosen[0]] if chosen else None
        changes = version.changes if version else ()
        self.changes.setText("；".join(changes) or "这一步没有改动已有的内容。")
        self.back.setEnabled(bool(version and version.values and chosen[0] > 0))
