"""What makes an organisation's record acceptable, and what a tree of them must hold to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from app.domain.drafts import checked_day, too_long
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean

FORMATIONS = ("单独组建", "联合组建", "挂靠组建")
VENUES = ("服务中心", "驿站", "微站点")
SOURCES = ("民主选举", "支部联建", "上级选派", "社会选聘")
"""Where a secretary came from."""


class Tree(StrEnum):
    """The two trees that stand beside each other; the value is the table of their nodes."""

    ORGANIZATIONS = "organization"
    GRIDS = "grid"


class State(StrEnum):
    """Whether an organisation or a grid is still there; the value is what is stored and what people see."""

    IN_USE = "在册"
    DISSOLVED = "撤销"
    MERGED = "并入"


@dataclass(frozen=True)
class Draft:
    """An organisation as typed into the form or read from a spreadsheet; `parent` is the name of the one above."""

    name: str = ""
    short_name: str = ""
    kind: str = ""
    level: str = ""
    parent: str = ""
    formation: str = ""
    founded: str = ""
    address: str = ""
    phone: str = ""
    venue: str = ""
    venue_area: str = ""
    venue_hours: str = ""
    chain: str = ""
    note: str = ""


_LENGTHS = {"name": 60, "short_name": 30, "address": 120, "note": 500}


def check(draft: Draft) -> Draft:
    """The draft normalised; raises Invalid naming every field at fault."""
    complaints: dict[str, str] = {}
    tidy: dict[str, Any] = {name: clean(value) for name, value in vars(draft).items()}
    draft = replace(draft, **tidy)
    draft = replace(draft, founded=checked_day(draft.founded, "founded", complaints))
    if not draft.name:
        complaints["name"] = Complaint("no_name", "组织名称是空的，请填写名称。")
    if draft.formation and draft.formation not in FORMATIONS:
        sentence = f"没有“{draft.formation}”这种组建方式，请填{'、'.join(FORMATIONS)}。"
        complaints["formation"] = Complaint("bad_formation", sentence)
    complaints |= too_long(draft, _LENGTHS)
    if complaints:
        raise Invalid(complaints)
    return draft


def is_below(parents: Mapping[int, int], node: int, above: int) -> bool:
    """Whether a node stands at or under another; `parents` gives the parent of each, 0 at the top."""
    seen = set()
    while node and node not in seen:
        if node == above:
            return True
        seen.add(node)
        node = parents.get(node, 0)
    return False


def in_depth(children: Mapping[int, list[int]], top: int = 0, depth: int = 0) -> list[tuple[int, int]]:
    """(node, depth) of all below `top`, each followed by what stands under it; `children` are in their order."""
    found = []
    waiting = [(node, depth) for node in reversed(children.get(top, []))]
    while waiting:
        node, at = waiting.pop()
        found.append((node, at))
        waiting += [(child, at + 1) for child in reversed(children.get(node, []))]
    return found
