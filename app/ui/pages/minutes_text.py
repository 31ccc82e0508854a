"""The box minutes are written in: plain text, in which what is pasted keeps its paragraphs and nothing else."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit

from app.domain.names import clean


class MinutesText(QPlainTextEdit):
    """`edited` comes with each change; Tab goes on to the next box."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.edited)

    def fill(self, text: str) -> None:
        """Show a text; what was typed before can no longer be taken back key by key."""
        self.setPlainText(text)

    def value(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Only words are taken, no files."""
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take the words with their paragraphs."""
        if self.canInsertFromMimeData(source):
            self.insertPlainText(plain(source.text()))


def plain(text: str) -> str:
    """Paragraphs of a pasted text, one a line: breaks of any kind, no invisible characters, no empty lines."""
    return "\n".join(filter(None, map(clean, text.splitlines())))
