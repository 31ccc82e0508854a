"""A box that finds what can be redeemed while one types, and the form in which Enter takes what is marked in such a
box."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt

from app.services import good_list
from app.ui.holder_box import HolderBox
from app.ui.kit.editors import Editor
from app.ui.kit.fields import Field
from app.ui.kit.find_list import Find
from app.ui.kit.form import RecordForm


class GoodBox(HolderBox):
    """The value is ("good", id, name) of what was chosen, else the words that were typed."""

    def __init__(self) -> None:
        super().__init__(free=False)

    def take_scan(self, text: str) -> bool:
        """A scanner says who, never what."""
        return False

    def seek(self) -> None:
        """Show what is found by what is typed and being composed."""
        words = self._words()
        found = good_list.find(words) if words else []
        if found:
            self._open([("公益仓", [self._offer(each) for each in found])])
        else:
            self.close_list()

    def _offer(self, found: good_list.Offer) -> Find:
        return Find(found.name, "hand-heart", partial(self.fill, ("good", found.id, found.name)), found.hint)


class Offer(Field):
    """What is to be redeemed."""

    def editor(self) -> Editor:
        """A box that finds it."""
        return GoodBox()


class WithHolder(Field):
    """Who holds points, on record already."""

    def editor(self) -> Editor:
        """A box that finds them."""
        return HolderBox(free=False)


class FindingForm(RecordForm):
    """Enter in an open list takes what is marked, and goes on."""

    def __init__(self, fields: Any, check: Callable[[dict[str, Any]], Any], save: str = "保存") -> None:
        super().__init__(fields, check, save)
        for row in self.rows:
            if isinstance(row.editor, HolderBox):
                row.editor.taken.connect(partial(self._go, row.editor, 1))

    def _enter(self, watched: QObject, modifiers: Qt.KeyboardModifier) -> bool:
        if isinstance(watched, HolderBox) and watched.listing() and modifiers == Qt.KeyboardModifier.NoModifier:
            watched.take()
        return super()._enter(watched, modifiers)
