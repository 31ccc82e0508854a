"""A box that finds who gives or holds points while one types: merchants, organisations and people, in a list below."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from app.services import holders
from app.services.holders import CALLED, Candidate
from app.ui.kit import theme
from app.ui.kit.editors import Editor, LineEditor
from app.ui.kit.fields import Field
from app.ui.kit.find_list import Find, FindList

_ICONS = {"merchant": "store", "organization": "network", "person": "users"}
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTH, _HEIGHT, _LONGEST = 400, 300, 16


class HolderBox(LineEditor):
    """The value is (noun, row, name) of who was chosen, else the words that were typed. `taken` comes when somebody
    was chosen by mouse or scanner, so that whoever holds the box may go on. `free` lets a mere name stand; a scan is
    for the box only while `waits_for_scan` says so."""

    taken = Signal()

    def __init__(self, free: bool = True) -> None:
        super().__init__()
        self._free = free
        self.waits_for_scan: Callable[[], bool] = lambda: True
        self._chosen: tuple[str, int, str] | None = None
        self._composing = ""
        self._finds: FindList | None = None
        self.setClearButtonEnabled(True)
        self.textEdited.connect(self.seek)

    def fill(self, value: Any) -> None:
        """Show somebody who was chosen, or mere words."""
        chosen = tuple(value) if isinstance(value, list | tuple) else None
        self._chosen = (chosen[0], chosen[1], chosen[2]) if chosen else None
        self.setText(self._chosen[2] if self._chosen else value or "")
        self.close_list()

    def value(self) -> Any:
        """Who was chosen, as a list that can be kept as JSON; else the words."""
        text = super().value()
        return list(self._chosen) if self._chosen and self._chosen[2] == text else text

    def chosen(self) -> tuple[str, int] | None:
        """The noun and id of who was chosen."""
        value = self.value()
        return (value[0], value[1]) if isinstance(value, list) else None

    def listing(self) -> bool:
        """Whether the list is open."""
        return self._finds is not None and self._finds.isVisible()

    def take(self) -> None:
        """Choose what is marked in the list."""
        find = self._finds.chosen() if self._finds else None
        if find and find.act:
            find.act()

    def close_list(self) -> None:
        """Put the list away."""
        if self._finds:
            self._finds.hide()

    def take_scan(self, text: str) -> bool:
        """Choose the merchant of a plaque or a code; False where it is none of ours, or is not waited for."""
        found = holders.scanned(text) if self.waits_for_scan() else None
        if found:
            self._take(found)
            self.taken.emit()
        return found is not None

    def seek(self) -> None:
        """Show who is found by what is typed and being composed."""
        words = self._words()
        found = holders.find(words) if words else []
        groups = [(CALLED[noun], [self._find(each) for each in found if each.noun == noun]) for noun in CALLED]
        if self._free and words and found:
            groups.append(("不是上面的", [self._mere(words)]))
        if found:
            self._open(groups)
        else:
            self.close_list()

    def event(self, event: QEvent) -> bool:
        """Esc closes the list first."""
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and event.key() == Qt.Key.Key_Escape and self.listing():  # type: ignore[attr-defined]
            event.accept()
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Find by pinyin before it has become characters."""
        self._composing = event.preeditString()
        super().inputMethodEvent(event)
        self.seek()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list go to the list, Enter takes what is marked there."""
        if not self.listing() or self._finds is None:
            super().keyPressEvent(event)
        elif event.key() in _MOVES:
            QApplication.sendEvent(self._finds, event)
        elif event.key() in _ENTER:
            self.take()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_list()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the focus."""
        super().focusOutEvent(event)
        self.close_list()

    def hideEvent(self, event: QHideEvent) -> None:
        """The list goes with the box."""
        super().hideEvent(event)
        self.close_list()

    def _words(self) -> str:
        place = self.cursorPosition()
        return (self.text()[:place] + self._composing.replace("'", "") + self.text()[place:]).strip()

    def _find(self, found: Candidate) -> Find:
        return Find(found.name, _ICONS[found.noun], partial(self._take, found), found.hint)

    def _mere(self, words: str) -> Find:
        short = words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
        return Find(f"只登记名字“{short}”", "pencil", self.close_list, "以后再匹配")

    def _take(self, found: Candidate) -> None:
        self.fill((found.noun, found.row, found.name))

    def _open(self, groups: list[tuple[str, list[Find]]]) -> None:
        if self._finds is None or self._finds.parent() is not self.window():
            self._finds = FindList()
            self._finds.setParent(self.window())
            self._finds.itemClicked.connect(self._clicked)
        self._finds.show_groups(groups)
        self._finds.setGeometry(*self._place(sum(self._heights(self._finds))))
        self._finds.show()
        self._finds.raise_()

    def _heights(self, finds: FindList) -> Iterator[int]:
        yield theme.px(6)
        yield from (finds.sizeHintForRow(row) for row in range(finds.count()))

    def _place(self, height: int) -> tuple[int, int, int, int]:
        """Below the box, as far as the window has room."""
        window = self.window()
        corner = self.mapTo(window, QPoint(0, self.height() + 2))
        width = min(max(self.width(), theme.px(_WIDTH)), window.width() - corner.x())
        return corner.x(), corner.y(), width, min(height, theme.px(_HEIGHT), window.height() - corner.y())

    def _clicked(self) -> None:
        self.take()
        self.taken.emit()


class Holder(Field):
    """Who gives, or holds points."""

    def editor(self) -> Editor:
        """A box that finds them."""
        return HolderBox()
