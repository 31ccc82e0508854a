"""会议统计: the numbers of a year at the left, at the right the rows behind the chosen one, each of which leads on."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.services import meeting_figures
from app.services.meeting_figures import Line
from app.ui.kit import theme
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.entry_rows import EntryLine, EntryRows
from app.ui.kit.fields import Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.scroll import scrolled
from app.ui.kit.table import RowTable
from app.ui.kit.visit import Visit

FIELDS = (Shown("name", "名称", 240, stretch=True), Shown("detail", "说明", 240))
_LEFT = 340


class MeetingFiguresDialog(Dialog):
    """Accepted with `visit` once the clerk takes a row."""

    chapter = "matrix"

    def __init__(self, parent: QWidget, year: int) -> None:
        super().__init__(parent, f"{year} 年会议统计", width=1000, height=560)
        self.visit: Visit | None = None
        self._lines: tuple[Line, ...] = ()
        self.all = meeting_figures.of_year(year)
        self.figures = EntryRows("各项数字")
        self.figures.show_lines([EntryLine(n + 1, each.title, each.value) for n, each in enumerate(self.all)])
        self.rows = RowModel(FIELDS, lambda places: [self._lines[place] for place in places])
        self.table = RowTable(self.rows, "名单")
        self.leave = button("关闭（Esc）", self.reject)
        self._lay_out()
        self.figures.currentRowChanged.connect(self._show)
        self.figures.opened.connect(self.table.setFocus)
        self.table.opened.connect(self._take)
        self.figures.setCurrentRow(0)
        self.figures.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _show(self, place: int) -> None:
        self._lines = self.all[place].lines
        self.rows.show(list(range(len(self._lines))))
        self.table.choose_place(0)

    def _take(self, place: int) -> None:
        line = self._lines[place]
        self.visit = Visit(line.page, record=line.record)
        self.accept()

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.addWidget(self.figures)
        column.addStretch(1)
        area = scrolled(inside)
        area.setFixedWidth(theme.px(_LEFT))
        whole = QHBoxLayout()
        whole.addWidget(area)
        whole.addWidget(self.table, 1)
        self.body.addLayout(whole, 1)
        self.foot.addWidget(label("↑↓ 选一项，Enter 到名单；在名单里按 Enter 打开它", "hint", wrap=True), 1)
        self.foot.addWidget(self.leave)
