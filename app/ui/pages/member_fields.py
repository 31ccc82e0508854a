"""Fields that only forms about people have: a branch found by its initials, a year, a whole number."""

import datetime as dt
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.domain.names import fold, initials
from app.domain.organizations import Tree
from app.services import trees
from app.ui.kit import theme
from app.ui.kit.editors import ChoiceEditor, Editor, LineEditor
from app.ui.kit.fields import Choice, Field, Text

_NODE = Qt.ItemDataRole.UserRole
_ROW, _ROWS = 32, 4
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class BranchEditor(LineEditor):
    """Words or initials typed here narrow `found`; the value is the id of the branch chosen in it, 0 for none."""

    def __init__(self) -> None:
        super().__init__()
        self._nodes = trees.nodes(Tree.ORGANIZATIONS)
        self.found = QListWidget()
        self.found.setAccessibleName("符合的组织")
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.currentItemChanged.connect(self._follow)
        self.textChanged.connect(self._narrow)
        theme.changed.connect(self.draw)
        self.draw()
        self._narrow()

    def fill(self, value: Any) -> None:
        """Choose a branch by id; 0 or "" for none."""
        names = {node.id: node.name for node in self._nodes}
        self.setText(names.get(value, ""))

    def value(self) -> int:
        """The id of the branch chosen."""
        item = self.found.currentItem()
        return item.data(_NODE) if item else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys choose in the list."""
        if event.key() in _MOVES:
            step = 1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1
            self.found.setCurrentRow(max(0, min(self.found.currentRow() + step, self.found.count() - 1)))
        else:
            super().keyPressEvent(event)

    def draw(self) -> None:
        """Take the sizes in force."""
        self.found.setFixedHeight(theme.px(_ROW * _ROWS + 4))

    def _narrow(self) -> None:
        wanted, former = fold(self.text()), self.value()
        self.found.clear()
        for node in self._nodes:
            if wanted in fold(node.name) or (wanted.isascii() and any(wanted in each for each in initials(node.name))):
                item = QListWidgetItem(f"{node.name}　{node.members:,} 人", self.found)
                item.setData(_NODE, node.id)
                item.setSizeHint(QSize(0, theme.px(_ROW)))
                if node.id == former:
                    self.found.setCurrentItem(item)
        if wanted and not self.found.currentItem():
            self.found.setCurrentRow(0)

    def _follow(self) -> None:
        item = self.found.currentItem()
        self.setAccessibleDescription(f"已选 {item.text()}" if item else "")
        self.edited.emit()


class Branch(Field):
    """One of our organisations, found by a few letters."""

    def editor(self) -> Editor:
        """A line above a list."""
        return BranchEditor()


class CountEditor(LineEditor):
    """A whole number; 0 for none, and the words where they are no number, for the check to complain of."""

    def fill(self, value: Any) -> None:
        """Show a number, nothing for 0."""
        self.setText(str(value or ""))

    def value(self) -> int | str:
        """The number."""
        text = super().value()
        return int(text) if text.isdecimal() else text or 0


class Count(Text):
    """How many."""

    def text(self, record: Any) -> str:
        """12, or nothing for 0."""
        return str(self.value(record) or "")

    def editor(self) -> Editor:
        """A line for digits."""
        return CountEditor()


class Year(Choice):
    """A year, of this and the last ones."""

    def editor(self) -> Editor:
        """A combo box."""
        this = dt.date.today().year
        return ChoiceEditor(lambda: [(year, f"{year} 年") for year in range(this, this - 15, -1)], free=False)
