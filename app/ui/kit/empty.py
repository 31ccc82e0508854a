"""Where there is nothing yet: a picture, a sentence that teaches, one button and one link."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.buttons import button, label
from app.ui.kit.icons import Picture


class Empty(QWidget):
    """For a list without rows, or a page whose work comes later. `link` "" leaves the link out."""

    def __init__(
        self,
        icon: str,
        title: str,
        sentence: str,
        verb: str,
        act: Callable[[], object],
        link: str = "",
        follow: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.title, self.sentence = label(title, "title"), label(sentence, "quiet", wrap=True)
        self.act, self.link = button(verb, act, variant="primary"), button(link, follow, variant="link")
        self.column = QVBoxLayout(self)
        self.column.addStretch(2)
        for widget in (Picture(icon, "accent", 40, disc=96), self.title, self.sentence, self.act, self.link):
            self.column.addLayout(_centred(widget))
        self.column.addStretch(3)
        self.link.setVisible(bool(link))
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Take the sizes in force."""
        self.column.setSpacing(theme.px(10))
        self.sentence.setFixedWidth(theme.px(480))

    def say(self, title: str, sentence: str) -> None:
        """Change the words, for example to name what was searched for in vain."""
        self.title.setText(title)
        self.sentence.setText(sentence)


def _centred(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row
