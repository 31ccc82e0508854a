"""The forms of an organisation and of a grid, and the question on which day one is no more."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain import organizations as rules
from app.domain.errors import Invalid
from app.domain.organizations import FORMATIONS, VENUES, Draft, Tree
from app.services import organization_shape, organizations
from app.services.trees import Node
from app.ui.award_dialog import is_day
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Date, Field, LongText, Text

ON = Date("on", "从哪天起", required=True, hint="改名称、改上级从这一天起算")


class NodeDialog(EntryDialog):
    """Accepted once it is saved; `node` is then the id of the node."""

    chapter = "organizations"
    node = 0


def adding(parent: QWidget, tree: Tree, above: Node | None, nodes: Sequence[Node]) -> NodeDialog:
    """Ask for a new node, offered under `above`."""
    made = _organization(parent, None, nodes) if tree == Tree.ORGANIZATIONS else _grid(parent, None, nodes)
    if tree == Tree.ORGANIZATIONS:
        under: str | int = above.name if above else ""
    else:
        under = above.id if above else 0
    made.fill({**vars(Draft()), "level": _level_under(tree, above), "parent": under, "on": _today()})
    return made


def editing(parent: QWidget, node: Node, nodes: Sequence[Node]) -> NodeDialog:
    """Ask for what is to be changed of a node."""
    if node.tree == Tree.ORGANIZATIONS:
        made = _organization(parent, node.id, nodes)
        made.fill({**vars(organizations.draft_of(node.id)), "on": _today()})
    else:
        made = _grid(parent, node.id, nodes)
        made.fill({"name": node.name, "level": node.level, "parent": node.parent, "on": _today()})
    return made


def dissolving(parent: QWidget, node: Node) -> NodeDialog:
    """Ask on which day a node is no more."""

    def act(values: dict[str, Any]) -> None:
        organizations.dissolve(node.tree, node.id, dt.date.fromisoformat(values["on"]))

    day = Date("on", "撤销日期", required=True)
    made = NodeDialog(parent, f"撤销：{node.name}", (day,), check_day, act, "撤销")
    words = "里面已经没有党员、商户和下级时才能撤销。撤销以后，查看以前的日期仍能看到它。"
    made.fill({"on": _today()}, words)
    return made


def check_day(values: dict[str, Any]) -> None:
    """A whole day, not after today; raises Invalid."""
    if not is_day(values["on"]):
        raise Invalid({"on": "请填写日期，要写到日，如 2026.3.5。"})
    if values["on"] > _today():
        raise Invalid({"on": "日期在今天以后，请在发生之后再登记。"})


def _organization(parent: QWidget, number: int | None, nodes: Sequence[Node]) -> NodeDialog:
    def check(values: dict[str, Any]) -> None:
        check_day(values)
        rules.check(_draft(values))

    def act(values: dict[str, Any]) -> None:
        made.node = organizations.save(_draft(values), number, dt.date.fromisoformat(values["on"]))

    made = NodeDialog(parent, "修改组织" if number else "新增组织", _organization_fields(nodes, number), check, act)
    return made


def _grid(parent: QWidget, number: int | None, nodes: Sequence[Node]) -> NodeDialog:
    def act(values: dict[str, Any]) -> None:
        on = dt.date.fromisoformat(values["on"])
        made.node = organizations.save_grid(values["name"], values["level"], values["parent"], number, on)

    above = [(node.id, _indented(node)) for node in nodes if node.id != number]
    fields = (
        Text("name", "网格名称", required=True),
        Choice("level", "层级", options=lambda: _named(organization_shape.levels(Tree.GRIDS)), free=True),
        Choice("parent", "上级网格", options=lambda: [(0, "（最上级）"), *above]),
        ON,
    )
    made = NodeDialog(parent, "修改网格" if number else "新增网格", fields, check_day, act)
    return made


def _organization_fields(nodes: Sequence[Node], number: int | None) -> tuple[Field, ...]:
    above = [(node.name, _indented(node)) for node in nodes if node.id != number]
    return (
        Text("name", "组织名称", required=True),
        Choice("kind", "类别", options=lambda: _named(organization_shape.kinds()), free=True),
        Choice("level", "层级", options=lambda: _named(organization_shape.levels(Tree.ORGANIZATIONS)), free=True),
        Choice("parent", "上级组织", options=lambda: [("", "（最上级）"), *above]),
        Choice("formation", "组建方式", options=lambda: _named(FORMATIONS)),
        Date("founded", "成立日期"),
        Text("phone", "联系电话"),
        Text("address", "地址"),
        ON,
        Text("short_name", "简称", folded=True),
        Choice("venue", "阵地", options=lambda: _named(VENUES), free=True, folded=True),
        Text("venue_area", "阵地面积", folded=True, hint="平方米"),
        Text("venue_hours", "开放时间", folded=True, hint="如 9:00—18:00"),
        Text("chain", "行业链", folded=True),
        LongText("note", "备注", folded=True),
    )


def _draft(values: dict[str, Any]) -> Draft:
    return Draft(**{name: value for name, value in values.items() if name != "on"})


def _level_under(tree: Tree, above: Node | None) -> str:
    """The level next below that of the node above, the first where there is none."""
    names = organization_shape.levels(tree)
    place = names.index(above.level) + 1 if above and above.level in names else above.depth + 1 if above else 0
    return names[place] if place < len(names) else ""


def _named(values: Sequence[str]) -> list[tuple[Any, str]]:
    return [("", ""), *((value, value) for value in values)]


def _indented(node: Node) -> str:
    return f"{'　' * node.depth}{node.name}"


def _today() -> str:
    return dt.date.today().isoformat()
