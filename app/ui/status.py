"""The line at the foot of the window: that all is well, which data, the last backup, who, and what day."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.calendar import brief, spoken
from app.services import centres, session
from app.ui.kit import theme
from app.ui.kit.buttons import button, label


class StatusLine(QWidget):
    """Reads what it says from the services whenever `revalidate` is called; backup and clerk can be pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setSpacing(28)
        row.setContentsMargins(14, 0, 14, 0)
        self.ready, self.data, self.day = (label() for _ in range(3))
        self.backup, self.clerk = button("", variant="link"), button("", variant="link")
        for words in (self.ready, self.data):
            row.addWidget(words)
        row.addStretch(1)
        row.addWidget(self.backup)
        row.addWidget(self.clerk)
        row.addWidget(self.day)
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Take the height for the font size in force."""
        self.setFixedHeight(theme.px(33))

    def revalidate(self) -> None:
        """Say how things stand now."""
        made, today = centres.last_backup(), dt.date.today()
        self.ready.setText("就绪")
        self.data.setText(f"数据文件：{session.folder().database.name}")
        self.backup.setText(f"上次备份：{brief(made.date(), today)}" if made else "上次备份：还没有")
        self.backup.setAccessibleName(self.backup.text())
        clerk = session.clerk()
        self.clerk.setText(f"{clerk.name}（{clerk.role}）")
        self.clerk.setAccessibleName(f"{self.clerk.text()}，切换人员")
        self.day.setText(spoken(today.isoformat()))
