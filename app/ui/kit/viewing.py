"""What a list shows: words sought, filters, order and columns, kept from one start to the next and in named views."""

import copy
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.services import views
from app.ui.kit import memory
from app.ui.kit.settling import Settling
from app.ui.kit.spec import SPAN

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

_WIDEST = 4000
"""Of a column, in pixels at 11 points."""


class Viewing(QObject):
    """Remembers what the clerk changes at once; never the words sought, for the file they would go to is plain."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__(page)
        self._page = page
        self._written: dict[str, Any] = {}
        self._settling = Settling(self, self._remember)
        for changed in (page.finder.changed, page.table.columns.changed, page.rows.sort_wanted):
            changed.connect(self._settling.start)

    def content(self) -> dict[str, Any]:
        """All that makes up a view, as JSON can hold it."""
        page = self._page
        return {
            "search": page.finder.search(),
            "filters": page.finder.filters(),
            "order": [page.order, page.descending],
            "columns": page.table.columns.state(),
        }

    def begin(self) -> None:
        """Open the page as it was left, then with the view that was made the first one; widths stay as left."""
        left = memory.recall(self._key(), {})
        self._page.finder.blockSignals(True)
        self.show(left if _is_sound(left) else {})
        first = self._first()
        if "columns" in first:
            widths = self._page.table.columns.state()["widths"] or first["columns"]["widths"]
            first = {**first, "columns": {**first["columns"], "widths": widths}}
        if first:
            self.show(first)
        self._page.finder.blockSignals(False)

    def _first(self) -> dict[str, Any]:
        """What the view holds with which the page opens."""
        supplied = {name: {"filters": filters} for name, filters in self._page.spec.views}
        own = {view.name: view.content for view in views.listing(self._page.key)}
        return {**supplied, **own}.get(views.first(self._page.key), {})

    def show(self, content: dict[str, Any]) -> None:
        """Show a view; what it does not speak of stays, and filters and columns that are no more are left out."""
        page = self._page
        sortable = [field.name for field in page.table.columns.fields if field.sortable]
        order, descending = content.get("order", (page.spec.order, page.spec.descending))
        if order in sortable:
            page.order, page.descending = order, bool(descending)
        if "columns" in content:
            page.table.columns.take(content["columns"])
        page.finder.narrow_to(content.get("search", ""), self._known(content.get("filters", {})))

    def _known(self, filters: dict[str, str]) -> dict[str, str]:
        spec = self._page.spec
        values = {spec.chips.name: spec.chips.values} | {each.name: tuple(each.values()) for each in spec.pickers}
        spans = SPAN if spec.chips.any_span else ()
        return {
            name: value for name, value in filters.items() if value in values.get(name, ()) or (name in spans and value)
        }

    def _remember(self) -> None:
        content = {**self.content(), "search": ""}
        if content != self._written:
            memory.remember(self._key(), content)
            self._written = copy.deepcopy(content)

    def _key(self) -> str:
        return f"{self._page.key}/list"


def _is_sound(content: Any) -> bool:
    """Whether this can be what was remembered: the file is plain, and anyone's editor may have been at it."""
    match content:
        case {
            "search": "",
            "filters": dict(filters),
            "order": [str(), bool()],
            "columns": {"order": list(order), "shown": list() | None as shown, "widths": dict(widths)},
        }:
            words = [*filters.values(), *order, *(shown or ())]
            fit = all(isinstance(width, int | float) and 0 < width < _WIDEST for width in widths.values())
            return fit and all(isinstance(word, str) for word in words)
    return False
