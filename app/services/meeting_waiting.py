"""What waits with meetings: those owed and not held, and minutes that are not finalised in time."""

import datetime as dt
from dataclasses import dataclass

from app.domain.roles import Right
from app.services import meeting_matrix, meetings
from app.services.session import requires


@dataclass(frozen=True)
class Lacking:
    """How many meetings of a year are missing, and the first of them in words."""

    year: int
    count: int
    first: str


@dataclass(frozen=True)
class Late:
    """Minutes that should be finalised by now; `held` is ISO."""

    meeting: int
    title: str
    held: str


@requires(Right.READ)
def missing(today: dt.date) -> Lacking | None:
    """The owed meetings that were not held up to a day; None where there are none."""
    found = meeting_matrix.missing(today)
    if not found:
        return None
    line, cell = found[0]
    return Lacking(cell.period.end.year, len(found), f"{cell.period.label}　{line.name}　{line.kind}")


@requires(Right.READ)
def unfinalised(today: dt.date) -> list[Late]:
    """Drafts of meetings held longer ago than the rule gives for finalising, the earliest first."""
    found = meetings.ids(filters={"unfinished": today.isoformat()}, order="held", descending=False)
    return [Late(row.id, row.title, row.held) for row in meetings.rows(found)]
