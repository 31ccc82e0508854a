"""A framed sentence inside a form or dialog, with a link that does something about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.ui.kit import theme
from app.ui.kit.buttons import button, label
from app.ui.kit.icons import Picture


class Notice(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, icon: str, link: str, act: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("notice", True)
        self.sentence = label("", wrap=True)
        self.link = button(link, act, variant="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), theme.px(4), theme.px(8), theme.px(4))
        row.addWidget(Picture(icon, "warn", 18), alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.link)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence, or go when it is empty."""
        self.sentence.setText(sentence)
        self.setVisible(bool(sentence))
