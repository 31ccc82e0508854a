"""Pages of a PDF as they will come out of the printer: one at a time, on grey."""

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.ui.kit import theme
from app.ui.kit.printing import as_image

if TYPE_CHECKING:
    from app.documents.paper import Paper

ZOOMS = (1.0, 1.5, 2.0, 3.0, 4.0)
"""Sizes, as multiples of the whole page in view."""
_KEPT = 8
_COARSE = 3
"""While pages are being turned they are drawn this many times smaller."""
_SETTLED_MS = 120


class Sheet(QWidget):
    """The picture of one page, stretched to the widget's size."""

    def __init__(self) -> None:
        super().__init__()
        self.image = QImage()

    def paintEvent(self, event: QPaintEvent) -> None:
        """White until the picture is there."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("white"))
        painter.drawImage(self.rect(), self.image)
        painter.end()


class SheetView(QScrollArea):
    """Draws a page coarsely at once and finely when the clerk has stopped turning; the last few are kept."""

    def __init__(self) -> None:
        super().__init__()
        self._paper: Paper | None = None
        self._page, self._zoom = 0, 0
        self._drawn: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self.sheet = Sheet()
        self.sheet.hide()
        self.setWidget(self.sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("预览")
        self.setProperty("stop", True)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._draw_finely)

    def show_paper(self, paper: "Paper | None") -> None:
        """Show another document, or nothing while there is none."""
        self._paper = paper
        self._drawn.clear()
        self.sheet.setVisible(paper is not None)
        self.show_page(min(self._page, paper.count - 1) if paper else 0)

    def show_page(self, page: int) -> None:
        """Show a page, counted from 0."""
        self._page = page
        if self._paper:
            self.sheet.setAccessibleName(f"第 {page + 1} 页")
            self.sheet.resize(self._size())
            self.sheet.image = self._picture(self._pixels(), or_coarse=True)
            self.sheet.update()
            self._settled.start()

    @property
    def page(self) -> int:
        """The page that is shown."""
        return self._page

    def zoom(self, step: int) -> None:
        """One size larger (1) or smaller (-1); 0 shows the whole page."""
        self._zoom = max(0, min(self._zoom + step, len(ZOOMS) - 1)) if step else 0
        self.show_page(self._page)

    def zoom_words(self) -> str:
        """How large the page is shown."""
        return f"{ZOOMS[self._zoom]:.0%}" if self._zoom else "适合整页"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grey around the paper."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.tokens().divider))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole page in view."""
        super().resizeEvent(event)
        self.show_page(self._page)

    def _size(self) -> QSize:
        width, height = self._paper.size_mm(self._page) if self._paper else (1.0, 1.0)
        room = self.maximumViewportSize() - QSize(theme.px(32), theme.px(32))
        scale = min(room.width() / width, room.height() / height) * ZOOMS[self._zoom]
        return QSize(max(1, int(width * scale)), max(1, int(height * scale)))

    def _pixels(self) -> int:
        return round(self.sheet.width() * self.devicePixelRatioF())

    def _picture(self, width: int, or_coarse: bool = False) -> QImage:
        if (self._page, width) not in self._drawn:
            width = width // _COARSE if or_coarse else width
        if (self._page, width) not in self._drawn and self._paper:
            self._drawn[self._page, width] = as_image(*self._paper.image(self._page, max(1, width)))
            if len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return self._drawn[self._page, width]

    def _draw_finely(self) -> None:
        if self._paper:
            self.sheet.image = self._picture(self._pixels())
            self.sheet.update()
