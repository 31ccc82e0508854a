"""Which merchant a record of another page is about, so that it can be rated from there."""

from app.domain.roles import Right
from app.services import holders
from app.services.session import requires
from app.store.cases import Case
from app.store.gifts import Gift
from app.store.honours import Honour
from app.store.lists import ListItem
from app.store.warehouse import Good

_COLUMNS = {
    "honours": (Honour, Honour.merchant),
    "cases": (Case, Case.merchant),
    "lists": (ListItem, ListItem.merchant),
    "warehouse": (Good, Good.merchant),
}
"""By the key of a page its records, and the column that names a merchant."""


@requires(Right.READ)
def of(page: str, record: int) -> int:
    """The id of the merchant that a record of a page is about, 0 for none."""
    if page in _COLUMNS:
        model, column = _COLUMNS[page]
        return model.select(column).where(model.id == record).scalar() or 0
    if page == "charity":
        record = Gift.select(Gift.holder).where(Gift.id == record).scalar() or 0
    noun, row = holders.record(record) if page in ("charity", "points") and record else ("", 0)
    return row if noun == "merchant" else 0
