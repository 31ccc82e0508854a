"""What becomes of cases when two merchants or two organisations turn out to be, or become, one."""

from app.domain.roles import Right
from app.services.session import requires
from app.store.cases import Case
from app.store.writing import Act

_COLUMNS = {"merchant": ("merchant",), "organization": ("organization", "unit_row")}


@requires(Right.ENTER)
def join(act: Act, noun: str, kept: int, gone: int) -> None:
    """Let all cases about one record, or handled by it, be the other's, as part of an act."""
    for name in _COLUMNS[noun]:
        for row in Case.select().where(getattr(Case, name) == gone):
            act.change(row, {name: kept})
