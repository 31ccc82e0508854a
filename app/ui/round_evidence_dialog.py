"""The rows behind a figure or a point, each leading to its record."""

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from app.services import round_evidence
from app.ui.kit.buttons import button
from app.ui.kit.fields import Date, Shown
from app.ui.kit.visit import Visit
from app.ui.table_dialog import TableDialog

FIELDS = (Date("on", "日期", 140), Shown("what", "内容", 320, stretch=True), Shown("detail", "说明", 280))


class EvidenceDialog(TableDialog):
    """Accepted with `visit` once a row with a page of its own is opened."""

    chapter = "rounds"

    def __init__(self, parent: QWidget, title: str, evidence: Iterable[tuple[str, int]], words: str = "") -> None:
        super().__init__(parent, title, FIELDS, width=900, height=500)
        self._evidence, self._words = list(evidence), words
        self.visit: Visit | None = None
        self.open_it = button("打开", self._open, icon="file-text", variant="primary")
        self.open_it.setToolTip("打开这一条（Enter）")
        self.table.opened.connect(lambda _: self._open())
        self.add_buttons(button("关闭", self.reject), self.open_it)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List the rows."""
        found = round_evidence.lines(self._evidence)
        counted = f"共 {len(found):,} 条。" if found else "没有这样的记录。"
        self.show_lines(found, self._words + counted)

    def follow(self) -> None:
        """Only some rows have a page of their own."""
        row = self.chosen()
        if hasattr(self, "open_it"):
            self.open_it.setEnabled(bool(row and row.page))

    def _open(self) -> None:
        row = self.chosen()
        if row and row.page:
            self.visit = Visit(row.page, record=row.record)
            self.accept()
