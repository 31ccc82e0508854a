"""Where there is nothing yet: a picture, a sentence that teaches, one button and one link."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.buttons import button, card, label
from app.ui.kit.icons import Picture
from app.ui.kit.visit import Visit


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


class EmptyPage(QWidget):
    """A tab whose work comes with a later version; it says so, and leads to work that can be done today."""

    visited = Signal(object)
    help_wanted = Signal()

    def __init__(self, key: str, title: str, icon: str, heading: str, sentence: str) -> None:
        super().__init__()
        self.key, self.title = key, title
        self.column = QVBoxLayout(self)
        self.heading = label(title, "title")
        self.column.addWidget(self.heading)
        surface = card()
        self.empty = Empty(icon, heading, sentence, "去诚信评级", self._leave, "查看帮助（F1）", self.help_wanted.emit)
        QVBoxLayout(surface).addWidget(self.empty)
        self.column.addWidget(surface, 1)
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Take the sizes in force."""
        edge = theme.px(16)
        self.column.setContentsMargins(edge, edge, edge, theme.px(12))
        self.column.setSpacing(theme.px(12))

    def take_switch(self, switch: QWidget) -> None:
        """Show where the heading stands which page of its tab this is, and lead to the others."""
        self.heading.hide()
        self.column.insertWidget(0, switch, alignment=Qt.AlignmentFlag.AlignLeft)

    def revalidate(self) -> None:
        """Nothing is read here."""

    def _leave(self) -> None:
        self.visited.emit(Visit("merchants"))
