"""What the parts of the editor of minutes share: each shows the whole draft and tells what it was changed to."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.meetings import Draft
from app.ui.kit import theme
from app.ui.kit.editors import Editor

KEPT = "minutes"
"""Under which half-written minutes are kept."""


class Panel(QWidget):
    """`changed` gives the draft after each change here; `follow(draft)` shows what was changed elsewhere too."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.draft = Draft()
        self._filling = False

    def follow(self, draft: Draft) -> None:
        """Show a draft, leaving alone what stands right already."""
        self.draft, self._filling = draft, True
        self.refresh()
        self._filling = False

    def refresh(self) -> None:
        """Show `draft`."""
        raise NotImplementedError

    def lock(self, locked: bool) -> None:
        """Let nothing be changed, or let it again."""
        self.setEnabled(not locked)

    def complain(self, complaints: Mapping[str, str]) -> bool:
        """Show what of these is wrong here and put the cursor there; whether anything is."""
        return False

    def change(self, draft: Draft) -> None:
        """Take a change that was made here."""
        if not self._filling and draft != self.draft:
            self.follow(draft)
            self.changed.emit(draft)


def column_of(whole: QWidget, *parts: QWidget, gap: float = 6) -> QVBoxLayout:
    """Parts below one another, without room around them but at the right, where a scroll bar stands."""
    made = QVBoxLayout(whole)
    made.setContentsMargins(0, 0, theme.px(8), 0)
    made.setSpacing(theme.px(gap))
    for part in parts:
        made.addWidget(part)
    return made


def show(editor: Editor, value: Any) -> None:
    """Fill a box unless it holds the same already: filling anew would move the cursor."""
    if editor.value() != value:
        editor.fill(value)
