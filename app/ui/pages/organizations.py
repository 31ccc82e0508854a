"""The tab of organisations and grids: their tree as of a day at the left, the chosen node at the right."""

import datetime as dt
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import organization_views, organization_waiting, session, trees
from app.services.trees import Node
from app.ui.kit import rights, theme, toast
from app.ui.kit.buttons import button, chip, label
from app.ui.kit.finder import SearchBox
from app.ui.kit.notice import Notice
from app.ui.kit.once import moment
from app.ui.kit.shortcuts import on_keys
from app.ui.kit.spec import Tool
from app.ui.kit.split import Split
from app.ui.kit.tab_page import TabPage
from app.ui.kit.visit import Visit
from app.ui.pages import organization_acts as acts
from app.ui.pages.organization_day import DayBox
from app.ui.pages.organization_pane import WIDTHS, OrganizationPane
from app.ui.pages.organization_tree import States, Teaching, TreeCard

CALLED = {Tree.ORGANIZATIONS: "组织", Tree.GRIDS: "网格"}
TOOLS = (
    Tool("导入 Excel", "upload", acts.pick_import, act="import"),
    Tool("导出", "download", acts.export, ("Ctrl+E",)),
    Tool("打印", "printer", acts.print_documents, ("F8", "Ctrl+P")),
    Tool("更多", menu=acts.OF_ALL),
    Tool("新增下级组织", "plus", acts.add, ("F5", "Ctrl+N"), variant="primary", act="add"),
)

ON_NODE = (
    Tool("修改组织", "pencil", acts.edit, ("F2",)),
    Tool("组织情况", "columns-3", acts.overview),
)
"""What else can be done by name."""


class OrganizationsPage(TabPage):
    """It stays as the clerk left it; `day` is None for today, else a past one, of which nothing can be changed;
    `waiting` is what all that is shown waits for, "" for no matter what."""

    key, title = "organizations", "组织"

    def __init__(self) -> None:
        super().__init__()
        self.writable = session.may(Right.ENTER)
        self.tools = rights.offered(TOOLS)
        self.offers = (*self.tools, *rights.offered(ON_NODE))
        self.tree = Tree.ORGANIZATIONS
        self.day: dt.date | None = None
        self.waiting = ""
        self._seen: tuple[Any, ...] = ()
        self._nodes: dict[int, Node] = {}
        self.total = label("", "quiet")
        self.seek, self.until = SearchBox("搜索组织、首字母"), DayBox()
        self.band = Notice("history", "回到今天", lambda: self.look_at(None))
        self.narrowed = Notice("list-filter", "显示全部", lambda: self.narrow_to(""))
        self.trees = {tree: TreeCard(self, tree) for tree in Tree}
        self.pane = OrganizationPane(self)
        self.listing, self.states = QStackedWidget(), States()
        self.teaching = Teaching(self)
        self._lay_out()
        self._connect()
        theme.changed.connect(self.draw)
        self.draw()

    @property
    def nodes(self) -> list[Node]:
        """What stands in the tree that is shown, on the day that is shown, each after its parent."""
        return list(self._nodes.values())

    @property
    def view(self) -> TreeCard:
        """The tree that is shown."""
        return self.trees[self.tree]

    def chosen(self) -> Node | None:
        """The chosen node."""
        return self._nodes.get(self.view.leaves.current())

    def taken(self) -> Node:
        """The chosen node, of which something can be changed; raises Problem."""
        self.demand_today()
        if node := self.chosen():
            return node
        raise Problem(f"请先在左边选中一个{CALLED[self.tree]}。没有改动任何内容。")

    def path(self, node: Node) -> str:
        """The names above a node, from the top: 会战街道党工委 › 会战商圈党委."""
        names: list[str] = []
        above = self._nodes.get(node.parent)
        while above and len(names) < len(self._nodes):
            names.insert(0, above.name)
            above = self._nodes.get(above.parent)
        return " › ".join(names)

    def demand_today(self) -> None:
        """Raise Problem while a past day is shown."""
        if self.day:
            raise Problem("现在看的是以前的组织，只能看不能改。没有改动，请先点“回到今天”。")

    def revalidate(self) -> None:
        """Read the tree again if anything was written, or a new day began, since it was last read."""
        seen = (*moment(), self.tree, self.day)
        if seen != self._seen:
            self._seen = seen
            self._nodes = {node.id: node for node in trees.nodes(self.tree, self.day)}
            self._show_nodes()
            self.pane.follow()

    def look_at(self, day: dt.date | None) -> None:
        """Show the tree as it stood on a day, None for today."""
        self.day = day
        self.until.show_day(day)
        self.band.say(f"正在查看 {spoken(day.isoformat())} 的{CALLED[self.tree]}，只能看，不能改。" if day else "")
        self._offer()
        self.revalidate()

    def turn_to(self, tree: Tree) -> None:
        """Show the other tree."""
        self.tree = tree
        self.switch[tree].setChecked(True)
        self.primary.setText(f"新增下级{CALLED[tree]}")
        self.primary.setAccessibleName(self.primary.text())
        self.listing.setCurrentWidget(self.view)
        self.look_at(self.day)
        self.pane.follow()
        if self.isVisible():
            self.view.leaves.setFocus()

    def narrow_to(self, waiting: str) -> None:
        """Show only the organisations with which this waits, and what stands above them; all for ""."""
        self.waiting = waiting
        self._show_nodes()

    def show_node(self, node: int) -> None:
        """Choose a node of the tree that is shown, whatever was sought."""
        self.seek.clear()
        self.revalidate()
        if self.waiting and node not in organization_waiting.of(self.waiting):
            self.narrow_to("")
        self.view.leaves.choose(node)
        self.view.leaves.setFocus()

    def receive(self, visit: Visit) -> None:
        """Do what another page sent the clerk here for: show a node, a page of it, or begin something."""
        if visit.record:
            self.look_at(None)
            self.turn_to(Tree(visit.filters.get("tree", Tree.ORGANIZATIONS)))
            self.narrow_to(visit.filters.get("waiting", ""))
            self.show_node(visit.record)
            self.pane.turn_to(visit.words)
        self._begin(self.tools, visit.act)

    def draw(self) -> None:
        """Take the sizes in force."""
        edge = theme.px(16)
        self.column.setContentsMargins(edge, edge, edge, theme.px(12))
        self.column.setSpacing(theme.px(12))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what other tabs wrote."""
        super().showEvent(event)
        self.revalidate()

    def _show_nodes(self) -> None:
        words = self.seek.words()
        self.total.setText(f"{len(self._nodes):,} 个")
        found = organization_views.matching(self.tree, self.nodes, words) if words else None
        waits = self._waits()
        if waits is not None:
            found = waits if found is None else found & waits
        self.narrowed.say(f"只看{self.waiting}的 {len(waits):,} 个组织，和它们的上级。" if waits is not None else "")
        self.view.show_nodes(self.nodes, found)
        empty = not self._nodes and self.day is None
        self.teaching.speak_of(self.tree)
        self.states.setCurrentIndex(0 if empty else 1)
        self.states.updateGeometry()
        for part in (self.seek, self.until):
            part.setVisible(not empty)

    def _waits(self) -> set[int] | None:
        """Of the organisations of today those with which something waits, None where nothing is asked for."""
        if not self.waiting or self.day or self.tree != Tree.ORGANIZATIONS:
            return None
        return set(organization_waiting.of(self.waiting))

    def _offer(self) -> None:
        """Sheets are of organisations; of a past day one can only print."""
        for tool, made in zip(self.tools, self.made, strict=True):
            made.setEnabled(self.day is None or tool.run is acts.print_documents)
            made.setVisible(self.tree == Tree.ORGANIZATIONS or tool.icon not in ("upload", "download"))

    def _choose_day(self, day: dt.date | None) -> None:
        if day and day > dt.date.today():
            toast.show(self, "不能看今天以后的组织。")
            self.until.show_day(self.day)
        else:
            self.look_at(None if day == dt.date.today() else day)

    def _into_tree(self) -> None:
        """The first find is chosen."""
        if not self.view.leaves.current():
            self.view.choose_first()
        self.view.leaves.setFocus()

    def _lay_out(self) -> None:
        top, second = QHBoxLayout(), QHBoxLayout()
        self.switch, group = {tree: chip(CALLED[tree], self._turning(tree)) for tree in Tree}, QButtonGroup(self)
        top.addWidget(label("组织", "title"))
        top.addWidget(self.total)
        for made in self.switch.values():
            group.addButton(made)
            top.addWidget(made)
        self.switch[self.tree].setChecked(True)
        top.addStretch(1)
        self.made = [self._tool(tool) for tool in self.tools]
        self.primary = self.made[-1] if self.writable else QPushButton()
        for each in self.made:
            top.addWidget(each)
        self.overview = button("组织情况", self.acting(acts.overview), icon="columns-3")
        second.addWidget(self.seek, 1)
        second.addWidget(self.until)
        second.addStretch(1)
        second.addWidget(self.overview)
        for card in self.trees.values():
            self.listing.addWidget(card)
        for state in (self.teaching, Split(self.listing, self.pane, "organizations/pane", WIDTHS)):
            self.states.addWidget(state)
        self.column = QVBoxLayout(self)
        self.column.addLayout(top)
        self.column.addLayout(second)
        self.column.addWidget(self.band)
        self.column.addWidget(self.narrowed)
        self.column.addWidget(self.states, 1)

    def _turning(self, tree: Tree) -> Any:
        return lambda: self.turn_to(tree)

    def _connect(self) -> None:
        self.seek.sought.connect(self._show_nodes)
        self.seek.left_down.connect(self._into_tree)
        self.until.chosen.connect(self._choose_day)
        for keys in ("Ctrl+F", "F3"):
            on_keys(self, keys, self.seek.setFocus)


def page() -> OrganizationsPage:
    """The tab 组织."""
    return OrganizationsPage()
