"""办理记录: everything anybody did, for the administrator to search, read, export and check for tampering."""

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from app.domain.calendar import for_file
from app.domain.errors import Problem
from app.services import audit
from app.services.audit import Verdict
from app.ui.kit import messages, tasks, theme
from app.ui.kit.buttons import button, label, restyle
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Shown
from app.ui.kit.finder import FindBar
from app.ui.kit.rows import RowModel
from app.ui.kit.saved import SavedLine
from app.ui.kit.spec import Chips, Picker
from app.ui.kit.table import RowTable

WORKBOOK = "Excel 文件 (*.xlsx)"
FIELDS = (
    Shown("moment", "时间", 204),
    Shown("who", "人员", 104),
    Shown("kind", "类别", 84),
    Shown("what", "内容", 420, stretch=True),
)
NOTHING = "这一条没有改动数据。"


class JournalDialog(Dialog):
    """A list, under it what the chosen entry changed."""

    chapter = "records"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "办理记录", width=1080, height=640)
        chips = Chips("kind", audit.EVERYTHING, tuple(audit.KINDS), audit.counts)
        pickers = (Picker("who", "所有人员", audit.people), Picker("period", "所有时间", lambda: list(audit.PERIODS)))
        self.finder = FindBar("搜索内容、人员", chips, pickers)
        self.rows = RowModel(FIELDS, audit.rows)
        self.table = RowTable(self.rows, "办理记录")
        self.changes = QPlainTextEdit()
        self.changes.setReadOnly(True)
        self.changes.setTabChangesFocus(True)
        self.changes.setAccessibleName("这一条改动了什么")
        self.count = label("", "hint")
        self.verdict = label("", "quiet", wrap=True)
        self.saved = SavedLine()
        self.check = button("校验", self.verify, icon="badge-check")
        self.save = button("导出", self.export, icon="download", key="Ctrl+E")
        self._lay_out()
        self.finder.changed.connect(self.read)
        self.finder.box.left_down.connect(self.table.setFocus)
        self.table.chosen_changed.connect(self._follow)
        theme.changed.connect(self._scale)
        self._scale()
        self.finder.refresh()
        self.read()
        self.table.choose_place(0)
        self.table.setFocus()

    def read(self) -> None:
        """List what search and filters find, newest first; the chosen entry stays chosen."""
        chosen = self.table.chosen()
        self.rows.show(audit.ids(self.finder.search(), self.finder.filters()))
        self.table.choose(chosen)
        self.count.setText(f"共 {len(self.rows.ids):,} 条")
        self._follow()

    def export(self) -> None:
        """Write what is listed, or the several chosen, to a workbook."""
        chosen = self.table.chosen()
        wanted = chosen if len(chosen) > 1 else self.rows.ids
        path = messages.ask_place(self, "导出办理记录", f"办理记录_{for_file(dt.date.today())}.xlsx", WORKBOOK)
        if path:
            work = partial(audit.export, path, wanted)
            tasks.run_shown(
                self, "正在导出", work, lambda count: self._exported(f"已导出 {count:,} 条。", path), self.export
            )

    def verify(self) -> None:
        """Check the whole journal and name the first entry that is not as it was written."""
        tasks.run_shown(self, "正在校验办理记录", audit.verify, self._verified)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what was done the room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.verdict, 1)
        foot.addWidget(self.count)
        for part in (self.finder, self.table, self.changes):
            self.body.addWidget(part, 1 if part is self.table else 0)
        self.body.addLayout(foot)
        self.body.addWidget(self.saved)
        self.add_buttons(self.check, self.save, self.cancel_button("关闭"))

    def _exported(self, sentence: str, path: Path) -> None:
        self.saved.say(sentence, path)
        self.finder.refresh()
        self.read()

    def _verified(self, verdict: Verdict) -> None:
        self.verdict.setText(verdict.sentence)
        self.verdict.setProperty("role", "error" if verdict.broken else "ok")
        restyle(self.verdict)
        if verdict.broken:
            self.finder.narrow_to("", {})
            self.table.choose(list(verdict.broken[:1]))

    def _follow(self) -> None:
        chosen = self.table.chosen()
        self.changes.setPlainText(_told(chosen[0]) if chosen else "")

    def _scale(self) -> None:
        self.changes.setFixedHeight(theme.px(96))


def _told(number: int) -> str:
    try:
        return "\n".join(audit.changes(number)) or NOTHING
    except Problem as problem:
        return str(problem)
