"""As of which day the tree is shown."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.calendar import spoken
from app.ui.kit import theme, toast
from app.ui.kit.buttons import label
from app.ui.kit.editors import DateEditor

_WIDTH = 158


class DayBox(QWidget):
    """`chosen` gives the day typed, None where the box was emptied."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._day: dt.date | None = None
        self.box = _Box()
        self.box.setAccessibleName("截至日期")
        self.box.setToolTip("输入以前的日期按 Enter，看那一天的组织；按 Esc 回到今天")
        self.box.editingFinished.connect(self._read)
        self.box.left.connect(lambda: self.chosen.emit(None))
        words = label("截至", "quiet")
        words.setBuddy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words)
        row.addWidget(self.box)
        theme.changed.connect(self.draw)
        self.show_day(None)
        self.draw()

    def draw(self) -> None:
        """Take the sizes in force."""
        self.box.setFixedWidth(theme.px(_WIDTH))

    def show_day(self, day: dt.date | None) -> None:
        """Show the day in force, None for today."""
        self._day = day
        self.box.setText(spoken((day or dt.date.today()).isoformat()))

    def _read(self) -> None:
        try:
            day = dt.date.fromisoformat(self.box.value()) if self.box.text().strip() else dt.date.today()
        except ValueError:
            toast.show(self, "没有看懂这个日期，请写到日，如 2026.6.30。")
            self.show_day(self._day)
            return
        if day != (self._day or dt.date.today()):
            self.chosen.emit(day)
        else:
            self.show_day(self._day)


class _Box(DateEditor):
    """Esc goes back to today."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
