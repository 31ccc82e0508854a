"""诚信情况: complaint rate with its change, inspections, penalties, grades at the left, their rows at the right."""

import datetime as dt
from itertools import pairwise

from PySide6.QtWidgets import QWidget

from app.domain.periods import last_quarters
from app.services import credit_figures, round_evidence
from app.services.credit_figures import Figure, Rows
from app.services.round_evidence import EvidenceLine
from app.ui.figure_bars_dialog import FigureBarsDialog
from app.ui.kit.bars import BarLine
from app.ui.kit.buttons import button, label
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.fields import Date, Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.visit import Visit

FIELDS = (Date("on", "日期", 140), Shown("what", "内容", 240, stretch=True), Shown("detail", "说明", 240))
TOLD = "投诉率＝期间收到的投诉 / 期末营业的商户。同比是与去年同一段时间相比。"


class CreditFiguresDialog(FigureBarsDialog):
    """Of a period; each row is a complaint, an inspection, an event or a merchant."""

    chapter = "credit"

    def __init__(self, parent: QWidget) -> None:
        rows = RowModel(FIELDS, lambda places: [self.lines[place] for place in places])
        super().__init__(parent, "诚信情况", "诚信各项数字", rows, left=420)
        self.figures: list[Figure] = []
        self.lines: list[EvidenceLine] = []
        self.period = ChoiceEditor(lambda: periods(dt.date.today()), free=False)
        self.period.setAccessibleName("期间")
        self.open_it.setToolTip("打开这一条（在名单里按 Enter）")
        self.leave = button("关闭", self.reject)
        self.top.addWidget(label("期间", "quiet"))
        self.top.addWidget(self.period)
        self.top.addStretch(1)
        self.add_buttons(self.leave, self.open_it)
        self.period.fill("")
        self.period.setCurrentIndex(0)
        self.period.activated.connect(lambda _: self.read())
        self.read()
        self.bars.setFocus()

    def read(self) -> None:
        """Count afresh for the period chosen."""
        first, _, last = str(self.period.value()).partition("|")
        self.figures = credit_figures.figures(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        self.bars.show_lines([BarLine(each.title, each.value, each.share) for each in self.figures])
        self._show(self.bars.currentRow())

    def open_chosen(self) -> None:
        """Leave for the record of the chosen row."""
        if chosen := self.table.chosen():
            line = self.lines[chosen[0]]
            self.visit = Visit(line.page, record=line.record)
            self.accept()

    def _show(self, place: int) -> None:
        """The parts of a figure as chips, and the rows of the first."""
        parts = self.figures[place].parts if 0 <= place < len(self.figures) else {}
        self._offer(parts, self._list)
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


def periods(today: dt.date) -> list[tuple[str, str]]:
    """This year so far, the last four quarters, and last year, each as first and last day."""
    quarters = [(f"{each.start}|{min(each.end, today)}", each.label.replace("第", "")) for each in last_quarters(today)]
    year, last_year = f"{today.year}-01-01|{today}", f"{today.year - 1}-01-01|{today.year - 1}-12-31"
    return [(year, f"{today.year}年到今天"), *quarters[::-1], (last_year, f"{today.year - 1}年")]
