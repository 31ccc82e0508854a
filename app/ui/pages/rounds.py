"""The page 评选: the rounds, and one of them with its merchants and the step that is next."""

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.roles import Right
from app.services import round_board, session
from app.ui.kit import rights, theme
from app.ui.kit.buttons import label
from app.ui.kit.once import Moment, moment
from app.ui.kit.spec import Tool
from app.ui.kit.tab_page import TabPage
from app.ui.kit.visit import Visit
from app.ui.pages import round_acts as acts
from app.ui.pages import round_papers as papers
from app.ui.pages.round_list import RoundList
from app.ui.pages.round_view import RoundView

OF_ALL = (
    Tool("评选办法", "file-text", acts.edit_schemes),
    Tool("诚信情况", "columns-3", acts.overview, act="overview"),
    Tool("更多", menu=acts.DAILY),
    Tool("新建批次", "plus", acts.open_round, ("F5", "Ctrl+N"), variant="primary", act="add"),
)
OF_ONE = (
    Tool("登记评级", "pencil", acts.score, ("F7",)),
    Tool("导入评分", "upload", acts.bring_in),
    Tool("导出", "download", papers.export, ("Ctrl+E",)),
    Tool("异议", "circle-alert", acts.objections),
    Tool("更多", menu=acts.OF_ROUND),
)


class RoundsPage(TabPage):
    """`round` is the round that is open, 0 while they are listed; it stays as the clerk left it."""

    key, title = "rounds", "评选"

    def __init__(self) -> None:
        super().__init__()
        self.writable = session.may(Right.ENTER)
        self.round = 0
        self._read_at: Moment | None = None
        self.tools_of_all, self.tools_of_one = rights.offered(OF_ALL), rights.offered(OF_ONE)
        self.offers = (*self.tools_of_all, *self.tools_of_one)
        self.heading, self.total = label("评选", "title"), label("", "quiet")
        self.list, self.view = RoundList(self), RoundView(self)
        self.stack, self.tools = QStackedWidget(), QStackedWidget()
        self._lay_out()
        theme.changed.connect(self.draw)
        self.draw()

    def revalidate(self) -> None:
        """Read again if anything was written, or a new day began, since it was last read."""
        if self._read_at != moment():
            self._read_at = moment()
            self.read()

    def read(self) -> None:
        """Read the rounds, and the one that is open; one that went away is left."""
        lines = round_board.listing()
        self.total.setText(f"{len(lines):,} 个批次")
        if self.round and self.round not in {line.id for line in lines}:
            self.leave()
        self.list.read()
        if self.round:
            self.view.read()

    def open(self, round_: int) -> None:
        """Show the merchants of a round."""
        self.round = round_
        self.view.begin()
        self._turn(1)
        self.view.table.setFocus()

    def leave(self) -> None:
        """Back to the list of rounds."""
        self.round = 0
        self._turn(0)
        self.list.take_focus()

    def chosen(self) -> list[int]:
        """The ids of the chosen merchants of the round that is open."""
        return self.view.table.chosen() if self.round else []

    def receive(self, visit: Visit) -> None:
        """Do what another page sent the clerk here for: show a round, or begin something."""
        self.revalidate()
        if visit.record:
            self.open(visit.record)
            if visit.filters:
                self.view.narrow(dict(visit.filters))
        self._begin(self.tools_of_all, visit.act)

    def tell_done(self) -> None:
        """Read again, say what was just done, and offer to take it back."""
        self.revalidate()
        super().tell_done()

    def draw(self) -> None:
        """Take the sizes in force."""
        edge = theme.px(16)
        self.column.setContentsMargins(edge, edge, edge, theme.px(12))
        self.column.setSpacing(theme.px(10))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many columns as fit."""
        super().resizeEvent(event)
        for table in (self.list.table, self.view.table):
            table.fit(self.width())

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what other pages wrote."""
        super().showEvent(event)
        self.revalidate()

    def _turn(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.tools.setCurrentIndex(place)
        self.total.setVisible(place == 0)

    def _lay_out(self) -> None:
        self.top = top = QHBoxLayout()
        top.addWidget(self.heading)
        top.addWidget(self.total)
        top.addStretch(1)
        top.addWidget(self.tools)
        for part, tools in ((self.list, self.tools_of_all), (self.view, self.tools_of_one)):
            self.stack.addWidget(part)
            self.tools.addWidget(self._row(tools, part))
        self.column = QVBoxLayout(self)
        self.column.addLayout(top)
        self.column.addWidget(self.stack, 1)

    def _row(self, tools: tuple[Tool, ...], part: QWidget) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        for tool in tools:
            row.addWidget(self._tool(tool, part))
        return whole


def page() -> RoundsPage:
    """The page 评选."""
    return RoundsPage()
