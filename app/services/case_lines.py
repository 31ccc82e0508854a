"""Rows behind a figure about cases, whatever they are rows of, each as a line that leads to its record."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.calendar import spoken
from app.domain.roles import Right
from app.services import cases
from app.services.case_figures import CASES, MEETINGS
from app.services.session import requires
from app.store.database import among
from app.store.meetings import Meeting, Resolution


@dataclass(frozen=True)
class Line:
    """One row; `case` or `meeting` is the id of the record to open."""

    id: int
    name: str
    detail: str
    case: int = 0
    meeting: int = 0


@requires(Right.READ)
def of(noun: str, wanted: Sequence[int]) -> list[Line]:
    """The rows of a noun (a table) of these ids, in the order asked for."""
    if noun == CASES:
        return [_case(row) for row in cases.rows(wanted)]
    found = {line.id: line for line in (_meetings(wanted) if noun == MEETINGS else _resolutions(wanted))}
    return [found[number] for number in wanted]


def _case(row: cases.CaseRow) -> Line:
    parts = (row.kind, row.state, row.unit, f"{spoken(row.due)}前" if row.due and not row.done else "")
    return Line(row.id, f"{row.number}　{row.title}", "　".join(filter(None, parts)), case=row.id)


def _meetings(wanted: Sequence[int]) -> list[Line]:
    rows = Meeting.select().where(among(Meeting.id, wanted))
    return [Line(row.id, row.title, f"{row.kind}　{spoken(row.held)}", meeting=row.id) for row in rows]


def _resolutions(wanted: Sequence[int]) -> list[Line]:
    query = Resolution.select(Resolution, Meeting).join(Meeting).where(among(Resolution.id, wanted))
    return [Line(row.id, row.text, row.meeting.title, meeting=row.meeting.id) for row in query]
