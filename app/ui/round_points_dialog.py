"""A merchant's whole sheet in a round, to look at: every point with what it is for, leading to its rows."""

from PySide6.QtWidgets import QWidget

from app.domain.measures import shown
from app.services import scoring
from app.services.scoring_work import Point
from app.ui.kit.buttons import button
from app.ui.kit.fields import Shown
from app.ui.kit.visit import Visit
from app.ui.round_evidence_dialog import EvidenceDialog
from app.ui.table_dialog import TableDialog


class Worth(Shown):
    """What was given, of how much."""

    def text(self, record: Point) -> str:
        """12 / 15, 未评, 一票否决."""
        if not record.maximum:
            return "一票否决"
        missing = "不计入" if record.said else "未评"
        return f"{missing if record.points is None else shown(record.points)} / {record.maximum}"


class Because(Shown):
    """What it is for, who gave it and what they wrote."""

    def text(self, record: Point) -> str:
        """属实的投诉 1; 林海燕　证照过期三天."""
        return "　".join(filter(None, (record.said, record.assessor, record.note)))


FIELDS = (Shown("name", "评分项", 240, stretch=True), Worth("points", "得分", 110), Because("said", "为什么", 380))


class PointsDialog(TableDialog):
    """Accepted with `visit` once a row behind a point is opened."""

    chapter = "rounds"

    def __init__(self, parent: QWidget, round_: int, merchant: int) -> None:
        self._sheet = scoring.sheet(round_, merchant)
        super().__init__(parent, f"评分单：{self._sheet.row.name}", FIELDS)
        self.visit: Visit | None = None
        self.look = button("看依据", self._look, icon="search", variant="primary")
        self.look.setToolTip("列出这一项的记录（Enter）")
        self.table.opened.connect(lambda _: self._look())
        self.add_buttons(button("关闭", self.reject), self.look)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List the points, then what was vetoed."""
        row = self._sheet.row
        graded = f"合计 {shown(row.total)} 分，{row.grade} 级，第 {row.rank} 名" if row.rank else row.outcome
        locked = "已锁定" if self._sheet.frozen else "随记录变化"
        said = f"{graded}（{locked}）。{row.tie or row.reason}".rstrip()
        self.show_lines([*self._sheet.points, *self._sheet.vetoes], f"{said}　{scoring.GIFTS}")

    def follow(self) -> None:
        """Some points have no rows behind them."""
        point = self.chosen()
        if hasattr(self, "look"):
            self.look.setEnabled(bool(point and point.evidence))

    def _look(self) -> None:
        point = self.chosen()
        if point and point.evidence:
            dialog = EvidenceDialog(
                self, f"依据：{point.name}", point.evidence, f"{point.said}。" if point.said else ""
            )
            if dialog.exec() and dialog.visit:
                self.visit = dialog.visit
                self.accept()
