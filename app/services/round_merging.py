"""What speaks for or against a merchant goes along when two records are found to be one merchant."""

from typing import Any

from app.domain.roles import Right
from app.services.session import requires
from app.store.cases import Case
from app.store.lists import ListItem
from app.store.meetings import Attendance
from app.store.ratings import CreditEvent, DutyClaim, Inspection, Mark, MerchantGrade, Objection, Round, Sheet
from app.store.writing import Act

_MOVE = (Case, CreditEvent, DutyClaim, Inspection, ListItem, MerchantGrade, Objection)


@requires(Right.ENTER)
def join(act: Act, kept: int, gone: int) -> None:
    """Move complaints, credit events, duties, grades and places in rounds from one merchant to the other; in a round
    that both are part of, the one kept keeps its own marks and its own sheet; a round about one alone goes on."""
    for model in _MOVE:
        for row in _of(model, gone):
            act.change(row, {"merchant": kept})
    for row in Attendance.select().where(Attendance.noun == "merchant", Attendance.row == gone):
        act.change(row, {"row": kept})
    for model in (Mark, Sheet):
        for row in _foreign(model, kept, gone):
            act.change(row, {"merchant": kept})
    for row in _about(gone):
        act.change(row, {"only": kept})


@requires(Right.READ)
def count(kept: int, gone: int) -> int:
    """How many rows `join` would move."""
    moving = sum(len(_of(model, gone)) for model in _MOVE)
    return moving + sum(len(_foreign(model, kept, gone)) for model in (Mark, Sheet)) + len(_about(gone))


def _foreign(model: Any, kept: int, gone: int) -> list[Any]:
    """The rows of the one that goes in rounds that the one kept is no part of."""
    own = {row.round_id for row in _of(model, kept)}
    return [row for row in _of(model, gone) if row.round_id not in own]


def _about(merchant: int) -> list[Round]:
    return list(Round.select().where(Round.only == merchant, Round.removed_at == ""))


def _of(model: Any, merchant: int) -> list[Any]:
    return list(model.select().where(model.merchant == merchant, model.removed_at == ""))
