"""Organisations with which something waits: an election, or an agreement that ends."""

import datetime as dt
from collections.abc import Callable

from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import organization_figures, trees
from app.services.session import requires
from app.store.organizations import Agreement

ELECTIONS, AGREEMENTS = "需要换届", "共建协议到期"
KINDS = (ELECTIONS, AGREEMENTS)


@requires(Right.READ)
def of(kind: str, today: dt.date | None = None) -> list[int]:
    """Of the organisations that stand on a day (today), those with which this waits, the most pressing first."""
    today = today or dt.date.today()
    standing = {node.id for node in trees.nodes(Tree.ORGANIZATIONS, today)}
    return [node for node in dict.fromkeys(_WAITING[kind](today)) if node in standing]


@requires(Right.READ)
def agreements(organization: int, today: dt.date) -> list[Agreement]:
    """The agreements of an organisation that end soon or have ended, the earliest first."""
    return [each for each in organization_figures.agreements_due(today) if each.organization == organization]


_WAITING: dict[str, Callable[[dt.date], list[int]]] = {
    ELECTIONS: lambda today: [node for node, _ in organization_figures.terms_due(today)],
    AGREEMENTS: lambda today: [each.organization for each in organization_figures.agreements_due(today)],
}
