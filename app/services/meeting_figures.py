"""How many meetings were held, and what they talked about: every number with the rows behind it."""

from app.domain.cases import FUNCTIONS
from app.domain.roles import Right
from app.services import meeting_kinds
from app.services.session import requires
from app.store.meetings import AgendaItem, Meeting

UNSORTED = "未分类"


@requires(Right.READ)
def held(first: str, last: str) -> dict[str, tuple[int, ...]]:
    """The ids of the meetings held between two ISO days, by kind in the order of the kinds; only kinds that met."""
    found: dict[str, list[int]] = {name: [] for name in meeting_kinds.names()}
    within = (Meeting.held >= first, Meeting.held <= last, Meeting.removed_at == "")
    for number, kind in Meeting.select(Meeting.id, Meeting.kind).where(*within).order_by(Meeting.held).tuples():
        found.setdefault(kind, []).append(number)
    return {kind: tuple(numbers) for kind, numbers in found.items() if numbers}


@requires(Right.READ)
def categories(first: str, last: str) -> dict[str, tuple[tuple[int, int], ...]]:
    """The items (id of the item and of its meeting) on the agendas between two ISO days, by category (五项职能 first,
    those without one last)."""
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in FUNCTIONS}
    here = (Meeting.held >= first, Meeting.held <= last, Meeting.removed_at == "", AgendaItem.removed_at == "")
    query = AgendaItem.select(AgendaItem.id, AgendaItem.meeting, AgendaItem.category).join(Meeting).where(*here)
    without: list[tuple[int, int]] = []
    for item, meeting, category in query.order_by(Meeting.held, AgendaItem.position, AgendaItem.id).tuples():
        (found.setdefault(category, []) if category else without).append((item, meeting))
    return {name: tuple(items) for name, items in {**found, UNSORTED: without}.items()}
