"""试算: what another scheme would have made of a round, the merchants whose place or grade changes, side by side."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.measures import shown
from app.domain.schemes import Scheme
from app.services import rounds, schemes, scoring
from app.services.scoring import Difference, ScoreRow
from app.ui.kit import tasks
from app.ui.kit.buttons import button, label
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.fields import Shown
from app.ui.table_dialog import TableDialog

NO_ROUND = "还没有评选批次可以用来试算。建一个批次并评分以后，就能看到改办法的影响。"
WORKING = "正在试算"
NOT_DONE = "没有算完，也没有改动任何内容。再选一次批次或办法，就重新试算。"


class Change(Shown):
    """Before and after, one word where they are the same."""

    def text(self, record: Difference) -> str:
        """3 → 5; 92 → 88.5; A → B."""
        was, now = (_word(self.name, row) for row in (record.before, record.after))
        return was if was == now else f"{was or '—'} → {now or '—'}"


FIELDS = (
    Shown("name", "商户", 260, stretch=True),
    Change("rank", "名次", 110),
    Change("total", "得分", 150),
    Change("grade", "等级", 150),
    Change("listed", "授牌", 170),
)


class TrialDialog(TableDialog):
    """Nothing is written. Without a round the newest, without a scheme the clerk chooses one."""

    chapter = "schemes"

    def __init__(self, parent: QWidget, round_: int = 0, scheme: Scheme | None = None) -> None:
        super().__init__(parent, "试算", FIELDS, width=1000)
        self._scheme = scheme
        self.schemes = schemes.listing()
        self.known = [row for row in rounds.listing() if not row.only] or rounds.listing()
        self.round = self._box("批次", [(row.id, row.title) for row in self.known], round_)
        options = [(place, _called(row)) for place, row in enumerate(self.schemes)]
        self.which = self._box("改用的办法", options if scheme is None else [(0, "正在编辑的这一版")], 0)
        self.above.addStretch(1)
        self.add_buttons(button("关闭", self.reject, variant="primary"))
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """Work both out again from the rows as they are now, off the screen's thread."""
        if not self.known:
            self.show_lines([], NO_ROUND)
            return
        scheme = self._scheme or self.schemes[self.which.value()].scheme
        self.show_lines([], f"{WORKING}……")
        work, progress = partial(_worked_out, self.round.value(), scheme), tasks.Progress(self, WORKING)
        tasks.run(work, self._show, self._failed, progress, counts=True)

    def _show(self, found: list[Difference]) -> None:
        gained = sum(row.after.listed and not row.before.listed for row in found)
        lost = sum(row.before.listed and not row.after.listed for row in found)
        told = f"{len(found):,} 家有变化：新进授牌名单 {gained:,} 家，退出 {lost:,} 家。" if found else "没有变化。"
        self.show_lines(found, f"{told}只是试算，没有改动任何内容。")

    def _failed(self, error: Exception) -> None:
        self.show_lines([], NOT_DONE)
        tasks.show_failure(self, error, self.read)

    def _box(self, name: str, options: list[tuple[Any, str]], value: Any) -> ChoiceEditor:
        made = ChoiceEditor(lambda: options, free=False)
        made.setAccessibleName(name)
        made.fill(value)
        made.setCurrentIndex(max(made.currentIndex(), 0))
        made.activated.connect(lambda _: self.read())
        self.above.addWidget(label(name, "quiet"))
        self.above.addWidget(made)
        return made


def _worked_out(round_: int, scheme: Scheme, report: tasks.Report) -> list[Difference]:
    return scoring.dry_run(round_, scheme)


def _called(row: schemes.SchemeRow) -> str:
    return f"{row.title}（第 {row.version} 版）" if row.version else f"{row.title}（范本）"


def _word(name: str, row: ScoreRow) -> str:
    if name == "rank":
        return str(row.rank or "")
    if name == "total":
        return shown(row.total) if row.rank else ""
    if name == "grade":
        return row.grade or row.outcome
    return "拟授牌" if row.listed else "不授牌"
