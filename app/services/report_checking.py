"""Who may issue a report that is being checked, and which reports wait for that."""

from app.domain.reports import State
from app.domain.roles import Right, holds
from app.services.session import requires
from app.store.centres import Clerk as ClerkRow
from app.store.reports import Report, ReportStep


@requires(Right.READ)
def handed_in_by(report: int) -> str:
    """Who let the report be checked last, "" where nobody has."""
    mine = (ReportStep.report == report, ReportStep.now == State.CHECKING, ReportStep.removed_at == "")
    last = ReportStep.select().where(*mine).order_by(ReportStep.id.desc()).first()
    return str(last.who) if last else ""


@requires(Right.READ)
def checkers(report: int) -> list[str]:
    """Who may issue a report that is being checked: everybody with the right to check but who handed it in."""
    by = handed_in_by(report)
    people = ClerkRow.select().where(ClerkRow.removed_at == "", ClerkRow.name != by).order_by(ClerkRow.id)
    return [row.name for row in people if holds(row.role, Right.CHECK)]


@requires(Right.READ)
def waiting() -> list[int]:
    """The reports that wait to be issued, the oldest first."""
    query = Report.select().where(Report.state == State.CHECKING, Report.removed_at == "")
    return [row.id for row in query.order_by(Report.id)]
