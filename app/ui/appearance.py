"""Choosing the font size, with Chinese words in each size to look at; it takes effect at once."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import look
from app.ui.kit import theme
from app.ui.kit.buttons import label
from app.ui.kit.tile import Tile

WHY = {11: "一屏多看几行", 13: "推荐", 15: "看得最清楚"}


class SizeCards(QWidget):
    """Three cards side by side, one of them pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for points, name in theme.SIZES.items():
            row.addWidget(self._card(points, name), 1)
        self.group.idClicked.connect(lambda points: look.choose(points=points))
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Press the card of the size in force."""
        self.group.button(theme.base_pt()).setChecked(True)

    def _card(self, points: int, name: str) -> Tile:
        tile = Tile(f"{name}，{points} 磅，{WHY[points]}")
        tile.setCheckable(True)
        words = QVBoxLayout()
        tile.row.addLayout(words, 1)
        sample = label(name)
        sample.setFont(QFont(theme.FAMILY, points, QFont.Weight.Bold))
        tile.put(sample, words)
        tile.put(label(f"{points} 磅，{WHY[points]}", "hint"), words)
        self.group.addButton(tile, points)
        return tile


def contrast_box() -> QCheckBox:
    """A box that turns high contrast on and off at once."""
    box = QCheckBox("高对比度：黑字白底，线条更深")
    box.setAccessibleName("高对比度")
    box.setChecked(theme.high_contrast())
    box.toggled.connect(lambda on: look.choose(contrast=on))
    return box
