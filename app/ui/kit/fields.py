"""One declaration per attribute: it is the table's column, the form's row and the export's heading."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Qt

from app.domain import money
from app.domain.calendar import spoken
from app.ui.kit.editors import (
    AmountEditor,
    ChoiceEditor,
    CodeEditor,
    DateEditor,
    Editor,
    LineEditor,
    NoteEditor,
    TickEditor,
)

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Field:
    """`width` (pixels at 11 pt) makes it a column; an editor makes it a form row.

    `priority` 1 is always a column, 2 from an effective width of 1250, 3 from 1500, 4 only where the clerk chose it.
    `stretch` takes the room that is left, `sortable` orders the list by it, `folded` hides the row under 更多.
    """

    name: str
    label: str
    width: int | None = None
    priority: int = 1
    stretch: bool = False
    sortable: bool = False
    required: bool = False
    folded: bool = False
    hint: str = ""
    align: ClassVar[Qt.AlignmentFlag] = LEFT

    def value(self, record: Any) -> Any:
        """The attribute as the record holds it."""
        return getattr(record, self.name)

    def text(self, record: Any) -> str:
        """The attribute as people read it."""
        return str(self.value(record))

    def editor(self) -> Editor | None:
        """A fresh box to edit it in; None where it is worked out and never typed."""
        return None


class Shown(Field):
    """A computed column."""


@dataclass(frozen=True)
class Badge(Field):
    """A word or two in a coloured pill; `dress` gives (tone, icon name or ""): words and icon say it without colour."""

    dress: Callable[[Any], tuple[str, str]] = lambda record: ("grey", "")


class Text(Field):
    """One line of text."""

    def editor(self) -> Editor:
        """A line."""
        return LineEditor()


class Code(Text):
    """A unified social credit code."""

    def editor(self) -> Editor:
        """A line that a code may be scanned into."""
        return CodeEditor()


class LongText(Field):
    """Several lines of text."""

    def text(self, record: Any) -> str:
        """On one line, as a table shows it."""
        return " ".join(self.value(record).split())

    def editor(self) -> Editor:
        """A box of several lines."""
        return NoteEditor()


class Date(Field):
    """A day or a month, as ISO text."""

    def text(self, record: Any) -> str:
        """2026年3月5日."""
        return spoken(self.value(record))

    def editor(self) -> Editor:
        """A line that understands dates."""
        return DateEditor()


class Amount(Field):
    """Money in fen; the list sums what is selected of it."""

    align = RIGHT

    def text(self, record: Any) -> str:
        """10,005.30."""
        return money.in_digits(self.value(record))

    def editor(self) -> Editor:
        """A line that understands amounts and says them in capitals."""
        return AmountEditor()


class YesNo(Field):
    """A promise given or not."""

    def text(self, record: Any) -> str:
        """是, or nothing."""
        return "是" if self.value(record) else ""

    def editor(self) -> Editor:
        """A box to tick."""
        return TickEditor()


@dataclass(frozen=True)
class Choice(Field):
    """One of several; `options` gives (value, label) pairs, asked for each time a form is filled."""

    options: Callable[[], list[tuple[Any, str]]] = list
    free: bool = False

    def editor(self) -> Editor:
        """A combo box."""
        return ChoiceEditor(self.options, self.free)
