"""What becomes of cases, list items, activities and places on attendance lists when two records turn out to be one."""

from app.domain.roles import Right
from app.services.session import requires
from app.store.activities import Activity
from app.store.cases import Case
from app.store.database import Record
from app.store.lists import ListItem
from app.store.meetings import Attendance
from app.store.writing import Act

_MOVE: dict[str, tuple[tuple[type[Record], str], ...]] = {
    "merchant": ((Case, "merchant"),),
    "organization": (
        (Case, "organization"),
        (Case, "unit_row"),
        (ListItem, "organization"),
        (Activity, "organization"),
    ),
    "person": ((Case, "handler_row"),),
}


@requires(Right.ENTER)
def join(act: Act, noun: str, kept: int, gone: int) -> None:
    """Let all that is about one record, or handled by it, be the other's, as part of an act. Meetings stay with the
    organisation that held them; what they left open comes up at the other (see meeting_drafts.carried)."""
    for model, name in _MOVE[noun]:
        for row in model.select().where(getattr(model, name) == gone):
            act.change(row, {name: kept})
    for row in Attendance.select().where(Attendance.noun == noun, Attendance.row == gone):
        act.change(row, {"row": kept})
