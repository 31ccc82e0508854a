"""Asking into which grid several merchants go."""

from PySide6.QtWidgets import QWidget

from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import ChoiceEditor


class GridDialog(Dialog):
    """`grid` holds the answer; a grid that is not there yet can be typed."""

    chapter = "merchants"

    def __init__(self, parent: QWidget, merchants: int, grids: list[str]) -> None:
        super().__init__(parent, "改片区", width=460)
        self.grid = ChoiceEditor(lambda: [(grid, grid) for grid in grids], free=True)
        self.grid.setAccessibleName("新的片区")
        self.grid.fill("")
        self.body.addWidget(label(f"选中的 {merchants:,} 家商户都改到：", "quiet", wrap=True))
        self.body.addWidget(self.grid)
        change = button(f"改 {merchants:,} 家的片区", self.accept, icon="check", variant="primary")
        self.add_buttons(self.cancel_button(), change)
        self.fit()
        self.grid.setFocus()
