"""Looking through the pages of a PDF: one page in view, buttons and keys to turn and to enlarge."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.buttons import button, icon_button, label
from app.ui.kit.sheet_view import SheetView

if TYPE_CHECKING:
    from app.documents.paper import Paper


class SheetBrowser(QWidget):
    """`turned` gives the page that came into view, counted from 0."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.view = SheetView()
        self.place, self.scale = label(""), label("")
        self._count = 0
        self.back = icon_button("上一页", "chevron-left", lambda: self.turn(-1), key="PgUp")
        self.forward = icon_button("下一页", "chevron-right", lambda: self.turn(1), key="PgDown")
        self.smaller = icon_button("缩小", "zoom-out", lambda: self.zoom(-1), key="Ctrl+-")
        self.larger = icon_button("放大", "zoom-in", lambda: self.zoom(1), key="Ctrl+=")
        self.whole = button("整页", lambda: self.zoom(0), key="Ctrl+0")
        self._lay_out()

    def show_paper(self, paper: "Paper | None") -> None:
        """Show a document from the page last looked at, or nothing."""
        self._count = paper.count if paper else 0
        self.view.show_paper(paper)
        self._say()

    def turn(self, step: int) -> None:
        """Go some pages on or back."""
        self.view.show_page(max(0, min(self.view.page + step, self._count - 1)))
        self._say()

    def zoom(self, step: int) -> None:
        """Show the page larger or smaller; 0 shows the whole of it."""
        self.view.zoom(step)
        self._say()

    def _say(self) -> None:
        self.place.setText(f"{self.view.page + 1:,} / {self._count:,}" if self._count else "")
        self.scale.setText(self.view.zoom_words())
        if self._count:
            self.turned.emit(self.view.page)

    def _lay_out(self) -> None:
        turners = QHBoxLayout()
        turners.addStretch(1)
        for part in (self.back, self.place, self.forward, self.smaller, self.scale, self.larger, self.whole):
            turners.addWidget(part)
        turners.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view, 1)
        column.addLayout(turners)
