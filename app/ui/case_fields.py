"""Fields that only forms about cases have: a merchant or a handler found by a few letters."""

from typing import Any

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QCompleter

from app.domain.calendar import spoken
from app.services import case_forms, handlers
from app.ui.kit.editors import Editor, LineEditor
from app.ui.kit.fields import Field, Shown
from app.ui.kit.pick import HintedLine


class MerchantEditor(LineEditor):
    """Words or initials typed here offer merchants below; the value is the id of one, "" for none, else the words."""

    def __init__(self) -> None:
        super().__init__()
        self._ids: dict[str, int] = {}
        self._model = QStringListModel(self)
        self.offered = QCompleter(self._model, self)
        self.offered.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(self.offered)
        self.textEdited.connect(self._offer)

    def fill(self, value: Any) -> None:
        """Show a merchant by id, or words that were typed and not understood."""
        name = case_forms.merchant_name(value) if isinstance(value, int) else value or ""
        if name and isinstance(value, int):
            self._ids[name] = value
        self.setText(name)

    def value(self) -> int | str:
        """The id of the merchant of this name."""
        text = self.text().strip()
        if text and text not in self._ids:
            self._ids[text] = case_forms.merchant_named(text)
        return self._ids.get(text) or text

    def _offer(self, text: str) -> None:
        found = case_forms.merchants_like(text.strip())
        self._ids |= {name: number for number, name in found}
        self._model.setStringList([name for _, name in found])


class Merchant(Field):
    """One of our merchants."""

    def editor(self) -> Editor:
        """A line that offers merchants."""
        return MerchantEditor()


class Handler(Field):
    """Who is to do it: one of our people, or a name from elsewhere."""

    def editor(self) -> Editor:
        """A line that offers people."""
        return HintedLine(handlers.people)


class Day(Shown):
    """A day that is never typed here."""

    def text(self, record: Any) -> str:
        """2026年3月5日."""
        return spoken(self.value(record))


class OrDash(Shown):
    """What may not be there yet."""

    def text(self, record: Any) -> str:
        """城管办, or — where there is none."""
        return str(self.value(record) or "—")
