"""缺的会: every owed meeting that was not held, the longest ago first; Enter begins the one chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.services import meeting_matrix
from app.services.meeting_matrix import Cell, Line
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Field, Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable

FIELDS: tuple[Field, ...] = (
    Shown("name", "组织", 260, stretch=True),
    Shown("kind", "会议类型", 130),
    Shown("period", "应开时段", 130),
    Shown("until", "应在此前开", 140),
)


@dataclass(frozen=True)
class _Row:
    name: str
    kind: str
    period: str
    until: str


class MissingDialog(Dialog):
    """Accepted with `taken` once the clerk takes one."""

    chapter = "matrix"

    def __init__(self, parent: QWidget, lines: Sequence[Line]) -> None:
        super().__init__(parent, "缺的会", width=820, height=520)
        self.taken: tuple[Line, Cell] | None = None
        self._found = meeting_matrix.absent(lines)
        self.rows = RowModel(FIELDS, lambda places: [self._row(place) for place in places])
        self.table = RowTable(self.rows, "缺的会")
        self.table.opened.connect(self._take)
        self.body.addWidget(self.table, 1)
        self.rows.show(list(range(len(self._found))))
        self.table.choose_place(0)
        self.begin = button("新建纪要", lambda: self._take(self.table.chosen()[0]), icon="plus", variant="primary")
        self.begin.setEnabled(bool(self._found))
        said = f"共 {len(self._found):,} 次，时间早的在前" if self._found else "应开的会都开了，没有缺的。"
        self.foot.addWidget(label(said, "quiet"))
        close = self.cancel_button("关闭（Esc）")
        self.add_buttons(self.begin, close)
        (self.table if self._found else close).setFocus()

    def _take(self, place: int) -> None:
        self.taken = self._found[place]
        self.accept()

    def _row(self, place: int) -> _Row:
        line, cell = self._found[place]
        return _Row(line.name, line.kind, cell.period.label, spoken(cell.period.end.isoformat()))
