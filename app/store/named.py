"""What a centre sets as a whole and knows by name, such as its kinds of meeting: rows in an order of their own."""

from collections.abc import Sequence
from typing import Any

from app.store.database import Record
from app.store.writing import Act


def keep_only(act: Act, model: type[Record], wanted: Sequence[dict[str, Any]]) -> None:
    """Keep the rows of these values (`name` among them) in this order and no others; what goes stays on record."""
    rows: dict[str, Any] = {row.name: row for row in model.select()}
    for position, values in enumerate(wanted):
        placed = {**values, "position": position, "removed_at": ""}
        if values["name"] in rows:
            act.change(rows.pop(values["name"]), placed)
        else:
            act.add(model(**placed))
    for row in rows.values():
        if not row.removed_at:
            act.change(row, row.when_undone())
