"""A key figure of the start page as a card one can press."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.services.key_figures import Figure
from app.ui.kit.buttons import label
from app.ui.kit.icons import Picture
from app.ui.kit.tile import Tile
from app.ui.kit.visit import Visit


class FigureTile(Tile):
    """One key figure; pressing it opens the rows it counts."""

    def __init__(self) -> None:
        super().__init__("")
        self.setProperty("variant", "figure")
        self.visit = Visit("merchants")
        self.picture: Picture | None = None
        self.name, self.value, self.unit, self.hint = (
            label("", "quiet"),
            label("", "figure"),
            label(""),
            label("", "hint"),
        )
        words, number = QVBoxLayout(), QHBoxLayout()
        number.setSpacing(6)
        words.setSpacing(0)
        self.row.addLayout(words, 1)
        self.put(self.name, words)
        words.addLayout(number)
        self.put(self.value, number)
        self.put(self.unit, number, 1)
        self.put(self.hint, words)

    def show_figure(self, figure: Figure) -> None:
        """Say what was counted."""
        self.visit = Visit(figure.page, filters=figure.filters)
        self.setAccessibleName(f"{figure.title} {figure.value} {figure.unit}，{figure.hint}")
        for words, text in ((self.name, figure.title), (self.value, figure.value), (self.unit, figure.unit)):
            words.setText(text)
        self.hint.setText(figure.hint)
        self.updateGeometry()
        if self.picture is None:
            self.picture = Picture(figure.icon, "accent", 20, disc=40)
            self.put(self.picture)
            self.row.insertWidget(0, self.picture)

    def minimumSizeHint(self) -> QSize:
        """What it needs without the icon, which it does without where there is little width."""
        least = super().minimumSizeHint()
        shown = self.picture if self.picture and not self.picture.isHidden() else None
        icon = shown.minimumWidth() + self.row.spacing() if shown else 0
        return QSize(least.width() - icon, least.height())

    def fold(self, *, low: bool, narrow: bool) -> None:
        """Do without the hint where there is little height, without the icon where there is little width."""
        self.hint.setVisible(not low)
        if self.picture:
            self.picture.setVisible(not narrow)
