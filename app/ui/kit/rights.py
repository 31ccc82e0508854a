"""Which acts of a page are offered to whoever is logged in: those not said to need less are for clerks who enter."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from app.domain.roles import Right
from app.services import session
from app.ui.kit.spec import Spec, Tool

Act = TypeVar("Act", bound=Callable[..., object])


def needs(right: Right) -> Callable[[Act], Act]:
    """Say what right an act asks for, where that is another than to enter."""

    def mark(act: Act) -> Act:
        act.right = right  # type: ignore[attr-defined]
        return act

    return mark


def allowed(spec: Spec) -> Spec:
    """The same tab, with only those tools and menu entries that the clerk at the desk may use."""
    return replace(spec, tools=offered(spec.tools), bulk=offered(spec.bulk), single=_entries(spec.single))


def offered(tools: tuple[Tool, ...]) -> tuple[Tool, ...]:
    """Those tools that the clerk at the desk may use, their menus likewise."""
    return tuple(replace(tool, menu=_entries(tool.menu)) for tool in tools if _may_press(tool))


def _may_press(tool: Tool) -> bool:
    return bool(_entries(tool.menu)) if tool.menu else _may(tool.run)


def _entries(entries: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    return tuple(entry for entry in entries if _may(entry[1]))


def _may(act: Callable[..., object]) -> bool:
    return session.may(getattr(act, "right", Right.ENTER))
