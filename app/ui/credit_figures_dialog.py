"""诚信情况: complaint rate with its change, inspections, penalties, grades at the left, their rows at the right."""

import datetime as dt
from functools import partial
from itertools import pairwise

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.services import credit_figures, round_evidence
from app.services.credit_figures import Figure, Rows
from app.services.round_evidence import EvidenceLine
from app.ui.kit import theme
from app.ui.kit.bars import BarLine, BarRows
from app.ui.kit.buttons import Button, button, chip, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.fields import Date, Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable
from app.ui.kit.visit import Visit

FIELDS = (Date("on", "日期", 140), Shown("what", "内容", 240, stretch=True), Shown("detail", "说明", 240))
TOLD = "投诉率＝期间收到的投诉 / 期末营业的商户。同比是与去年同一段时间相比。"
_LEFT = 420


class CreditFiguresDialog(Dialog):
    """Accepted with `visit` once a row is opened."""

    chapter = "credit"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "诚信情况", width=1180, height=620)
        self.visit: Visit | None = None
        self.figures: list[Figure] = []
        self.lines: list[EvidenceLine] = []
        self.period = ChoiceEditor(lambda: periods(dt.date.today()), free=False)
        self.period.setAccessibleName("期间")
        self.bars = BarRows("诚信各项数字")
        self.rows = RowModel(FIELDS, lambda places: [self.lines[place] for place in places])
        self.table, self.parts = RowTable(self.rows, "名单"), QHBoxLayout()
        self.sentence = label("", "quiet", wrap=True)
        self._group, self._chips = QButtonGroup(self), list[Button]()
        self.open_it = button("打开", self._open, icon="file-text", variant="primary")
        self.open_it.setToolTip("打开这一条（在名单里按 Enter）")
        self.leave = button("关闭", self.reject)
        self._lay_out()
        self.period.fill("")
        self.period.setCurrentIndex(0)
        self.period.activated.connect(lambda _: self.read())
        self.bars.currentRowChanged.connect(self._show)
        self.bars.opened.connect(self.table.setFocus)
        self.table.opened.connect(lambda _: self._open())
        self.read()
        self.bars.setFocus()

    def read(self) -> None:
        """Count afresh for the period chosen."""
        first, _, last = str(self.period.value()).partition("|")
        self.figures = credit_figures.figures(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        self.bars.show_lines([BarLine(each.title, each.value, each.share) for each in self.figures])
        self._show(self.bars.currentRow())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _show(self, place: int) -> None:
        """The parts of a figure as chips, and the rows of the first."""
        for made in self._chips:
            self._group.removeButton(made)
            made.hide()
            made.deleteLater()
        parts = self.figures[place].parts if 0 <= place < len(self.figures) else {}
        self._chips = [chip(f"{name} {len(rows):,}", partial(self._list, rows)) for name, rows in parts.items()]
        for n, made in enumerate(self._chips):
            self._group.addButton(made)
            self.parts.insertWidget(n, made)
        if self._chips:
            self._chips[0].setChecked(True)
            self._list(next(iter(parts.values())))
        for former, following in pairwise((self.period, self.bars, *self._chips, self.table, self.leave, self.open_it)):
            self.setTabOrder(former, following)

    def _list(self, rows: Rows) -> None:
        self.lines = round_evidence.lines(rows)
        self.rows.show(list(range(len(self.lines))))
        self.table.choose_place(0)
        self.sentence.setText(TOLD if rows else f"没有这样的。{TOLD}")
        self.open_it.setEnabled(bool(self.lines))

    def _open(self) -> None:
        if chosen := self.table.chosen():
            line = self.lines[chosen[0]]
            self.visit = Visit(line.page, record=line.record)
            self.accept()

    def _lay_out(self) -> None:
        top, whole, right = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        top.addWidget(label("期间", "quiet"))
        top.addWidget(self.period)
        top.addStretch(1)
        self.bars.setFixedWidth(theme.px(_LEFT))
        self.parts.addStretch(1)
        right.addLayout(self.parts)
        right.addWidget(self.table, 1)
        right.addWidget(self.sentence)
        whole.addWidget(self.bars)
        whole.addLayout(right, 1)
        self.body.addLayout(top)
        self.body.addLayout(whole, 1)
        self.add_buttons(self.leave, self.open_it)


def periods(today: dt.date) -> list[tuple[str, str]]:
    """This year so far, its quarters so far, and last year, each as first and last day."""
    quarters = []
    for number in range((today.month + 2) // 3):
        first = dt.date(today.year, 3 * number + 1, 1)
        last = dt.date(today.year + (number == 3), (3 * number + 3) % 12 + 1, 1) - dt.timedelta(days=1)
        quarters.append((f"{first}|{min(last, today)}", f"{today.year}年{'一二三四'[number]}季度"))
    year, last_year = f"{today.year}-01-01|{today}", f"{today.year - 1}-01-01|{today.year - 1}-12-31"
    return [(year, f"{today.year}年到今天"), *quarters[::-1], (last_year, f"{today.year - 1}年")]
