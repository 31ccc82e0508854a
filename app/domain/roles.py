"""Who may do what at the desk; whatever is not granted here is denied."""

from enum import StrEnum


class Role(StrEnum):
    """What a clerk is here for, as it is stored and shown."""

    COUNTER = "窗口"
    CHECKER = "复核"
    ADMINISTRATOR = "管理员"
    READER = "只读"


class Right(StrEnum):
    """What a service asks of whoever calls it, and how a refusal names it."""

    READ = "查看"
    ENTER = "办理"
    CHECK = "复核"
    ADMINISTER = "管理"


_GRANTED = {
    Role.COUNTER: {Right.READ, Right.ENTER},
    Role.CHECKER: {Right.READ, Right.ENTER, Right.CHECK},
    Role.ADMINISTRATOR: set(Right),
    Role.READER: {Right.READ},
}


def holds(role: str, right: Right) -> bool:
    """Whether a role has a right; a role this program does not know has none."""
    return role in set(Role) and right in _GRANTED[Role(role)]


def holders(right: Right) -> tuple[str, ...]:
    """The roles that have a right."""
    return tuple(role.value for role in Role if right in _GRANTED[role])
