"""Who can hold a meeting of a kind: the organisations that owe it first."""

from app.domain.meetings import Kind
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import centres, meeting_kinds, meetings, trees
from app.services.session import requires
from app.services.trees import Node
from app.store.meetings import Meeting


@requires(Right.READ)
def hosts(kind: str) -> list[tuple[int, str]]:
    """Ids and names of who can hold it: those that owe it, the centre itself (0), then every other organisation."""
    told, nodes = meeting_kinds.kind(kind), trees.nodes(Tree.ORGANIZATIONS)
    owing = [node for node in nodes if _owes(node, told)]
    others = [node for node in nodes if not _owes(node, told)]
    centre = (0, centres.current().name)
    return [*((node.id, node.name) for node in owing), centre, *((node.id, node.name) for node in others)]


@requires(Right.READ)
def named(organization: int) -> dict[int, str]:
    """The name of an organisation by its id, also of one that is no more; of the centre itself for 0."""
    return {organization: meetings.names_of([organization])[organization]}


@requires(Right.READ)
def usual(kind: str) -> int | None:
    """Who held it last, else the only one that owes it; the centre where nobody does, None where the clerk chooses."""
    same = (Meeting.kind == kind, Meeting.removed_at == "")
    last = Meeting.select().where(*same).order_by(Meeting.held.desc(), Meeting.id.desc()).first()
    if last:
        return int(last.organization)
    told = meeting_kinds.kind(kind)
    owing = [node.id for node in trees.nodes(Tree.ORGANIZATIONS) if _owes(node, told)]
    if not told.owed_by or not owing:
        return 0
    return owing[0] if len(owing) == 1 else None


def _owes(node: Node, kind: Kind) -> bool:
    return node.kind in kind.owed_by
