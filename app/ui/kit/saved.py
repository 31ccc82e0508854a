"""A line that says where a file was saved, with a link to its folder; for dialogs, which hide the toast behind them."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit.buttons import button, label


class SavedLine(QWidget):
    """Empty until something was saved."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path()
        self.sentence = label("", "ok", wrap=True)
        self.open = button("打开文件夹", lambda: open_folder(self._folder), variant="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.open)
        self.hide()

    def say(self, sentence: str, path: Path) -> None:
        """Show a sentence about a file."""
        self._folder = path.parent
        self.sentence.setText(sentence)
        self.show()


def open_folder(folder: Path) -> None:
    """Let the desktop show a folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
