"""Where a round stands: its states in a row, each done, in hand or still to come, in icon and words."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.rounds import ORDER, State
from app.ui.kit import theme
from app.ui.kit.icons import Picture
from app.ui.kit.pill import Pill


class StepRow(QWidget):
    """What is done has a tick, what is in hand a pencil, what is to come neither."""

    def __init__(self) -> None:
        super().__init__()
        self.state = ""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(4))

    def show_state(self, state: str) -> None:
        """Show this state as the one in hand."""
        if state == self.state:
            return
        self.state = state
        while item := self._row.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        now = ORDER.index(State(state))
        for place, each in enumerate(ORDER):
            if place:
                self._row.addWidget(Picture("chevron-right", "hint", 14))
            last = place == now == len(ORDER) - 1
            tone, icon = (
                ("green", "check") if place < now or last else ("blue", "pencil") if place == now else ("grey", "")
            )
            self._row.addWidget(Pill(each.value, tone, icon))
        done = "、".join(each.value for each in ORDER[:now]) or "还没有"
        self.setAccessibleName(f"进度：已办{done}，正在{state}")
