"""办理经过: who took which step of a round, and when."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.services import rounds
from app.services.rounds import StepRow
from app.ui.kit.buttons import button
from app.ui.kit.fields import Shown
from app.ui.table_dialog import TableDialog

if TYPE_CHECKING:
    from app.services.rounds import RoundRow


class At(Shown):
    """A moment."""

    def text(self, record: StepRow) -> str:
        """2026年11月20日 10:26."""
        return f"{spoken(record.at[:10])} {record.at[11:16]}"


class Way(Shown):
    """From which state to which."""

    def text(self, record: StepRow) -> str:
        """评分 → 复核."""
        return " → ".join(filter(None, (record.was, record.now)))


FIELDS = (
    At("at", "时间", 190),
    Way("now", "步骤", 200),
    Shown("who", "谁办的", 110),
    Shown("note", "说明", 240, stretch=True),
)


class StepsDialog(TableDialog):
    """Nothing is changed here."""

    chapter = "rounds"

    def __init__(self, parent: QWidget, row: "RoundRow") -> None:
        super().__init__(parent, f"办理经过：{row.title}", FIELDS, width=860, height=520)
        self._row = row
        self.add_buttons(button("关闭", self.reject, variant="primary"))
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List the steps, and who checked."""
        row, checked = self._row, ""
        if row.checked_by:
            checked = f"复核：{row.checked_by}，{spoken(row.checked_at[:10])}。"
        self.show_lines(rounds.steps(row.id), checked)
