"""A column of a sheet: one line serves reading people's spreadsheets and writing ours."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.domain.calendar import spoken
from app.services.session import anyone


def _yes(value: bool) -> str:
    return "是" if value else ""


@anyone
def day_cell(iso: str) -> dt.date | str:
    """A date for Excel where the day is known, else the month in words, else nothing."""
    return dt.date.fromisoformat(iso) if len(iso) == 10 else spoken(iso)


@dataclass(frozen=True)
class Column:
    """`width` 0 keeps a column out of exports; no synonyms keep it out of imports. The heading of
    `money` may say that its amounts are in 万元."""

    name: str
    label: str
    synonyms: tuple[str, ...]
    width: int = 12
    kind: str = "text"
    value: Callable[[Any], Any] | None = None
    money: bool = False

    def cell(self, row: Any) -> Any:
        """What an export writes for this row."""
        value = getattr(row, self.name) if self.value is None else self.value(row)
        if self.kind == "date":
            return day_cell(value)
        return _yes(value) if isinstance(value, bool) else value
