"""What is still missing for a report, each with a button that leads to where it is put right."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.roles import Right
from app.services import session
from app.services.report_gaps import Gap
from app.ui.kit import theme
from app.ui.kit.buttons import button, label
from app.ui.kit.icons import Picture
from app.ui.kit.listing import Listing
from app.ui.kit.visit import ONLY, RESUME, Visit
from app.ui.meeting_missing_dialog import MissingDialog

COMPLETE = "这一期的数据齐了，可以生成报告。"
LACKING = "不补也能先出草稿；补好以后数字自动更新。"


class GapList(QWidget):
    """`wanted` carries the Visit of the gap whose 去补 was pressed."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.listing, self.sentence = Listing("缺的数据", gap=8), label("", "quiet", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.listing, 1)
        column.addWidget(self.sentence)

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """List these, or say that nothing is missing."""
        self.listing.show_rows([self._row(gap) for gap in gaps] or [_done()])
        self.listing.heading.setText(f"缺的数据 {len(gaps)} 项" if gaps else "缺的数据")
        self.sentence.setText(LACKING if gaps else "")

    def say(self, sentence: str) -> None:
        """Say why nothing can be listed."""
        self.listing.show_rows([])
        self.sentence.setText(sentence)

    def _row(self, gap: Gap) -> QWidget:
        go = button("去补", lambda: self._go(gap))
        go.setAccessibleName(f"去补：{gap.sentence}")
        return _line("triangle-alert", "yellow", gap.sentence, go)

    def _go(self, gap: Gap) -> None:
        """Lead to what is missing; of meetings owed to a new one, once the clerk took which."""
        if not gap.owed:
            self.wanted.emit(_visit(gap))
            return
        dialog = MissingDialog(self, gap.owed)
        dialog.begin.setEnabled(session.may(Right.ENTER))
        if dialog.exec() and dialog.taken and session.may(Right.ENTER):
            line, cell = dialog.taken
            told = {"kind": line.kind, "organization": str(line.organization), "held": cell.period.end.isoformat()}
            self.wanted.emit(Visit("minutes", act="add", filters=told))


def _visit(gap: Gap) -> Visit:
    only = {ONLY: ",".join(map(str, gap.ids))} if gap.ids else {}
    return Visit(gap.page, "" if gap.ids or gap.filters else RESUME, filters={**gap.filters, **only})


def _done() -> QWidget:
    return _line("circle-check", "green", COMPLETE)


def _line(icon: str, tone: str, words: str, *more: QWidget) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(10))
    line.addWidget(Picture(icon, size=18, tone=tone, disc=32))
    line.addWidget(label(words, wrap=True), 1)
    for each in more:
        line.addWidget(each)
    return row
