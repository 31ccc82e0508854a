"""The pages about a node: what it is, what became of it; the others stand in files of their own."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.calendar import spoken
from app.domain.organizations import Tree
from app.domain.privacy import mask_numbers
from app.services import enterprises, organization_figures, organization_views, trees
from app.services.trees import Node
from app.ui.kit.attachments import AttachmentStrip
from app.ui.kit.buttons import button, label, line
from app.ui.kit.icons import Picture
from app.ui.kit.parts import facts
from app.ui.kit.visit import Visit
from app.ui.pages import organization_work
from app.ui.pages.organization_liaison import LiaisonSection
from app.ui.pages.organization_section import Section
from app.ui.pages.organization_terms import MoneySection, SeatSection

if TYPE_CHECKING:
    from app.ui.pages.organizations import OrganizationsPage

MERCHANTS = {Tree.ORGANIZATIONS: "organization_node", Tree.GRIDS: "grid_node"}
"""The merchants' filters by the id of a node."""


def sections(page: "OrganizationsPage", tree: Tree) -> dict[str, Callable[[], Section]]:
    """The pages about a node of a tree by their titles, each to be made when it is first wanted."""
    if tree == Tree.GRIDS:
        return {
            "基本情况": lambda: Basics(page),
            "任职": lambda: SeatSection(page, tree),
            "变动": lambda: Past(page, tree),
        }
    return {
        "基本情况": lambda: Basics(page),
        "任职换届": lambda: SeatSection(page, tree),
        "协议经费": lambda: MoneySection(page),
        "联系商户": lambda: LiaisonSection(page),
        "变动附件": lambda: Past(page, tree),
    }


class Basics(Section):
    """Who leads it, how many stand at it and below it, what the rules say against it, and how to reach it."""

    name = "基本情况"

    def fill(self, node: Node, day: dt.date | None) -> None:
        """Read it all again."""
        part = self.fresh()
        part.addWidget(facts(self._facts(node, day)))
        if node.tree == Tree.ORGANIZATIONS and day is None:
            for each in organization_work.parts(self.page, node):
                part.addWidget(each)
            for sentence in organization_figures.warnings(node.id):
                part.addWidget(_warning(sentence))

    def _facts(self, node: Node, day: dt.date | None) -> Iterator[tuple[str, str | QWidget]]:
        record = organization_views.facts(node.tree, node.id)
        if node.kind == enterprises.KIND:
            yield enterprises.CHAIR, enterprises.chair(node.id, day) or "还没有登记"
        else:
            keeper = trees.HEAD if node.tree == Tree.ORGANIZATIONS else "负责人"
            yield keeper, node.head or "还没有登记"
        if node.tree == Tree.ORGANIZATIONS:
            yield "党员", self._members(node, day)
        yield "商户", self._merchants(node, day)
        yield "组建方式", getattr(record, "formation", "")
        yield "成立", spoken(getattr(record, "founded", ""))
        yield "地址", getattr(record, "address", "")
        yield "电话", getattr(record, "phone", "")
        yield "阵地", _venue(record)
        yield "行业链", getattr(record, "chain", "")
        yield "备注", mask_numbers(record.note)

    def _members(self, node: Node, day: dt.date | None) -> QWidget:
        here = {"organization": str(node.id)}
        own = (f"本级 {node.members:,} 人", Visit("members", filters={**here, "deep": "0"}))
        return self._links(own, (f"含下级 {node.members_below:,} 人", Visit("members", filters=here)), day)

    def _merchants(self, node: Node, day: dt.date | None) -> QWidget:
        here = {MERCHANTS[Tree(node.tree)]: str(node.id)}
        own = (f"本级 {node.merchants:,} 家", Visit("merchants", filters={**here, "deep": "0"}))
        return self._links(own, (f"含下级 {node.merchants_below:,} 家", Visit("merchants", filters=here)), day)

    def _links(self, own: tuple[str, Visit], below: tuple[str, Visit], day: dt.date | None) -> QWidget:
        """Two counts that lead to the rows; of a past day only the counts."""
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        for words, visit in (own, below):
            if day:
                row.addWidget(label(words))
                continue
            link = button(words, self._going(visit), variant="link")
            link.setToolTip("打开名单")
            row.addWidget(link)
        row.addStretch(1)
        return part

    def _going(self, visit: Visit) -> Callable[[], None]:
        return lambda: self.page.visited.emit(visit)


class Past(Section):
    """What happened to it, the newest first; of an organisation also what is attached to it."""

    name = "变动"

    def __init__(self, page: "OrganizationsPage", tree: Tree) -> None:
        super().__init__(page)
        self.attachments = None
        if tree == Tree.ORGANIZATIONS:
            self.attachments = AttachmentStrip("organization", page.revalidate, page.writable)
            self.column.insertWidget(self.column.count() - 1, line())
            self.column.insertWidget(self.column.count() - 1, self.attachments)

    def fill(self, node: Node, day: dt.date | None) -> None:
        """Read it all again."""
        part = self.fresh()
        part.addWidget(label("变动", "strong"))
        record = organization_views.facts(node.tree, node.id)
        told = [_told(event) for event in organization_views.events(node.tree, node.id)]
        if founded := getattr(record, "founded", ""):
            told.append(f"{spoken(founded)}　成立")
        for sentence in told or ["还没有移动、更名、合并或拆分。"]:
            part.addWidget(label(sentence, "quiet", wrap=True))
        if self.attachments:
            self.attachments.show_record(node.id)


def _told(event: Any) -> str:
    said = {
        trees.MOVED: f"移动：从“{event.was}”到“{event.now}”",
        trees.RENAMED: f"更名：“{event.was}”改为“{event.now}”",
        trees.MERGED: f"合并：“{event.was}”并入“{event.now}”",
        trees.SPLIT: f"拆分：从“{event.was}”分出“{event.now}”",
        trees.DISSOLVED: "撤销",
    }
    return f"{spoken(event.on)}　{said.get(event.kind, event.kind)}"


def _venue(record: Any) -> str:
    area = f"{record.venue_area} 平方米" if getattr(record, "venue_area", "") else ""
    return "　".join(filter(None, (getattr(record, "venue", ""), area, getattr(record, "venue_hours", ""))))


def _warning(sentence: str) -> QWidget:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(Picture("triangle-alert", "warn", 18), alignment=Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(sentence, "warn", wrap=True), 1)
    return part
