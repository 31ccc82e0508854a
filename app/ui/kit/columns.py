"""Which columns of a table are shown, in which order and how wide: as fits the window, or as the clerk chose."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTableView

from app.ui.kit import theme
from app.ui.kit.fields import Field

FEW, SOME = 1250, 1500
"""Effective widths from which columns of priority 2 and 3 have room."""
_MOST = 3
"""The priority of columns that show without being chosen, if only in a wide window."""
LEAST = 170
"""The width at 11 points, of ten characters, that is left to the column of names before others fold."""


class Columns(QObject):
    """`changed` comes when the clerk moves, widens, hides or shows a column. Widths are kept as for 11 points."""

    changed = Signal()

    def __init__(self, table: QTableView, fields: Sequence[Field]) -> None:
        super().__init__(table)
        self._table, self.fields = table, list(fields)
        self._header = table.horizontalHeader()
        self._available = 0
        self._chosen: list[str] | None = None
        self._widths: dict[str, float] = {}
        self._arranging = False
        self._header.setSectionsMovable(True)
        self._header.sectionMoved.connect(self._moved)
        self._header.sectionResized.connect(self._resized)

    def order(self) -> list[str]:
        """The names of all columns from left to right, hidden ones too."""
        return [self.fields[self._header.logicalIndex(place)].name for place in range(len(self.fields))]

    def shown(self) -> list[str]:
        """The names of the visible columns from left to right."""
        return [name for name in self.order() if not self._header.isSectionHidden(self._place(name))]

    def copied(self) -> list[int]:
        """The numbers of the columns that are copied: the chosen ones, or all that a wide window shows."""
        places = [self._place(name) for name in self.order()]
        return [place for place in places if self._wanted(self.fields[place], _MOST)]

    def first(self) -> int:
        """The number, as the model counts, of the leftmost visible column."""
        return self._place(self.shown()[0])

    def state(self) -> dict[str, Any]:
        """What the clerk chose, as JSON can hold it; `shown` is None where the window's width decides."""
        return {"order": self.order(), "shown": self._chosen, "widths": self._widths}

    def take(self, state: dict[str, Any]) -> None:
        """Arrange the columns as a state says; {} is as declared. Columns it does not know keep their place."""
        known = [field.name for field in self.fields]
        shown = [name for name in state.get("shown") or () if name in known]
        self._chosen = shown or None
        self._widths = {name: width for name, width in state.get("widths", {}).items() if name in known}
        order = [name for name in state.get("order", ()) if name in known]
        with self._by_itself():
            for place, name in enumerate([*order, *(name for name in known if name not in order)]):
                self._header.moveSection(self._header.visualIndex(self._place(name)), place)
        self.scale()

    def show_only(self, names: Sequence[str]) -> None:
        """Show these columns in every window from now on."""
        self._chosen = [name for name in self.order() if name in names]
        self.fit(self._available)
        self.changed.emit()

    def move(self, name: str, step: int) -> None:
        """Move a column one place to the left (-1) or right (1), as far as there is one."""
        place = self._header.visualIndex(self._place(name))
        if 0 <= place + step < len(self.fields):
            self._header.moveSection(place, place + step)

    def restore(self) -> None:
        """Back to what is declared."""
        self.take({})
        self.changed.emit()

    def scale(self) -> None:
        """Give every column its width at the font size in force."""
        with self._by_itself():
            for place, field in enumerate(self.fields):
                self._table.setColumnWidth(place, theme.px(self._width(field)))
        self.fit(self._available)

    def fit(self, available: int) -> None:
        """Show the chosen columns, or as many as a window of this width (pixels) has room for."""
        self._available = available
        shown = self._fitting()
        with self._by_itself():
            for place, field in enumerate(self.fields):
                self._table.setColumnHidden(place, field not in shown)
                if field in shown and field.name != self._filling():
                    self._table.setColumnWidth(place, theme.px(self._width(field)))
        self.fill()

    def refit(self) -> None:
        """Show what fits now that the table has another width."""
        self.fit(self._available)

    def fill(self) -> None:
        """Give the room that is left to one column, unless the clerk gave it a width."""
        name = self._filling()
        if name in self._widths:
            return
        others = sum(self._header.sectionSize(self._place(each)) for each in self.shown() if each != name)
        room = self._table.viewport().width() - others
        with self._by_itself():
            self._table.setColumnWidth(self._place(name), max(room, theme.px(self._least(name))))

    def _fitting(self) -> list[Field]:
        """The chosen columns, all of them; else those for which window and table have room, the weighty ones first."""
        effective = theme.effective(self._available)
        most = 1 + (effective >= FEW) + (effective >= SOME)
        shown = [self.fields[self._place(name)] for name in self.order()]
        shown = [field for field in shown if self._wanted(field, most)]
        if self._chosen is None:
            room = theme.effective(self._table.viewport().width())
            for field in sorted(shown, key=lambda field: (field.priority, shown.index(field)), reverse=True):
                if not field.stretch and sum(map(self._needed, shown)) > room:
                    shown.remove(field)
        return shown

    def _needed(self, field: Field) -> float:
        """The width at 11 points a column must have to be of use."""
        return min(self._width(field), LEAST) if field.stretch else self._width(field)

    def _width(self, field: Field) -> float:
        return self._widths.get(field.name, field.width or 0)

    def _wanted(self, field: Field, most: int) -> bool:
        """Whether the clerk chose this column, or where she chose none, whether its priority is within `most`."""
        return field.priority <= most if self._chosen is None else field.name in self._chosen

    def _least(self, name: str) -> int:
        """The width, at 11 points, under which a column is scrolled to instead of squeezed."""
        return 48 if self._chosen is None else min(self.fields[self._place(name)].width or 48, LEAST)

    def _filling(self) -> str:
        shown = self.shown()
        named = [name for name in shown if self.fields[self._place(name)].stretch]
        roomy = theme.effective(self._available) >= SOME and self._declared(shown) <= self._table.viewport().width()
        return shown[-1] if roomy or not named else named[0]

    def _declared(self, names: Sequence[str]) -> int:
        """The width in pixels of these columns if none were stretched."""
        return sum(theme.px(self._width(self.fields[self._place(name)])) for name in names)

    def _place(self, name: str) -> int:
        return next(place for place, field in enumerate(self.fields) if field.name == name)

    def _moved(self) -> None:
        if not self._arranging:
            self.fill()
            self.changed.emit()

    def _resized(self, place: int, before: int, width: int) -> None:
        if not self._arranging and width:
            self._widths[self.fields[place].name] = round(width * 11 / theme.base_pt(), 1)
            self.fill()
            self.changed.emit()

    @contextmanager
    def _by_itself(self) -> Iterator[None]:
        """What happens to the columns in here was not done by the clerk."""
        before, self._arranging = self._arranging, True
        yield
        self._arranging = before
