"""Texts to be read side by side with the list of their titles."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from app.ui.kit import theme
from app.ui.kit.dialog import Dialog

SIDE = 290
"""Width of the list at 11 points."""


class ReadingDialog(Dialog):
    """The list on the left, the text that belongs to its row on the right; `texts` are titles and texts."""

    chapter = "support"

    def __init__(self, parent: QWidget | None, title: str, named: str, texts: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, title, width=1000, height=600)
        self._texts = texts
        self.list, self.text = QListWidget(), QPlainTextEdit()
        self.list.setAccessibleName(named)
        self.text.setAccessibleName("内容")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        for words, _ in texts:
            QListWidgetItem(words, self.list).setToolTip(words)
        self.list.currentRowChanged.connect(self._turn)
        row = QHBoxLayout()
        row.addWidget(self.list)
        row.addWidget(self.text, 1)
        self.body.addLayout(row, 1)
        theme.changed.connect(self.draw)
        self.draw()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def draw(self) -> None:
        """Take the sizes in force."""
        self.list.setFixedWidth(theme.px(SIDE))
        for place in range(self.list.count()):
            self.list.item(place).setSizeHint(QSize(0, theme.px(36)))

    def _turn(self, row: int) -> None:
        self.text.setPlainText(self._texts[row][1] if row >= 0 else "")
