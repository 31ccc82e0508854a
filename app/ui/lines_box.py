"""A box in which each line is one thing."""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from app.ui.kit.editors import NoteEditor


class LinesBox(NoteEditor):
    """Enter begins another line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(f"{name}，每行一个")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As any box of text."""
        QPlainTextEdit.keyPressEvent(self, event)

    def lines(self) -> list[str]:
        """What is written, from the top."""
        return [line.strip() for line in self.value().splitlines() if line.strip()]
