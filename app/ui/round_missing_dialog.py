"""The merchants of a round that lack scores of an assessor, with the way to fill them in."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.services.scoring import ScoreRow
from app.ui.kit.buttons import button
from app.ui.kit.fields import Shown
from app.ui.table_dialog import TableDialog

FIELDS = (Shown("name", "商户", 240, stretch=True), Shown("reason", "缺什么", 420))


class MissingDialog(TableDialog):
    """Accepted with `merchant`, whom to score next, or 0 to submit all the same."""

    chapter = "rounds"

    def __init__(self, parent: QWidget, lacking: Sequence[ScoreRow], submitting: bool) -> None:
        super().__init__(parent, "缺评分的商户", FIELDS, width=860, height=520)
        self._lacking, self.merchant = lacking, 0
        self.table.opened.connect(lambda _: self._fill_in())
        anyway = button("照样送复核", self.accept, variant="danger")
        anyway.setToolTip("缺评分的按“未评级”送复核")
        anyway.setVisible(submitting)
        go = button("去补", self._fill_in, icon="pencil", variant="primary")
        go.setEnabled(bool(lacking))
        self.add_buttons(button("关闭", self.reject), anyway, go)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List them."""
        told = f"{len(self._lacking):,} 家。照样送审，它们是“未评级”，不是零分。" if self._lacking else "都评完了。"
        self.show_lines(self._lacking, told)

    def _fill_in(self) -> None:
        if row := self.chosen():
            self.merchant = row.merchant
            self.accept()
