"""Fields that only lists and activities have: our organisations by id, whole numbers, hours."""

from typing import Any

from app.domain.activities import plain_hours, read_hours
from app.domain.organizations import Tree
from app.domain.volunteering import hours
from app.services import trees
from app.ui.kit.editors import Editor, LineEditor
from app.ui.kit.fields import RIGHT, Text
from app.ui.pages.member_fields import CountEditor


def nodes() -> list[tuple[Any, str]]:
    """Our organisations by id, as a choice offers them."""
    return [(0, ""), *((node.id, node.name) for node in trees.nodes(Tree.ORGANIZATIONS))]


def units() -> list[tuple[Any, str]]:
    """Our organisations by name."""
    return [("", ""), *((node.name, node.name) for node in trees.nodes(Tree.ORGANIZATIONS))]


class Number(Text):
    """How many; nothing for 0."""

    align = RIGHT

    def text(self, record: Any) -> str:
        """1,200."""
        value = self.value(record)
        return f"{value:,}" if value else ""

    def editor(self) -> Editor:
        """A line for digits."""
        return CountEditor()


class Counted(Number):
    """How many, worked out and never typed."""

    def editor(self) -> None:  # type: ignore[override]
        """None: it follows from other rows."""


class HoursEditor(LineEditor):
    """Minutes typed as hours; the words where they are none, for the check to complain of."""

    def fill(self, value: Any) -> None:
        """Show minutes, nothing for 0."""
        self.setText(plain_hours(value) if isinstance(value, int) else value or "")

    def value(self) -> int | str:
        """The minutes."""
        return read_hours(self.text())


class Hours(Text):
    """Minutes as hours."""

    align = RIGHT

    def text(self, record: Any) -> str:
        """2 小时 30 分."""
        return hours(self.value(record)) if self.value(record) else ""

    def editor(self) -> Editor:
        """A line for hours."""
        return HoursEditor()
