"""最近办理: every act, who did it and when, to be found and taken back."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.services import journal
from app.services.journal import Entry
from app.ui.kit import undoing
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Shown
from app.ui.kit.finder import SearchBox
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable


class At(Shown):
    """When it was done."""

    def text(self, record: Entry) -> str:
        """2026年11月20日 10:26."""
        return record.moment


class Standing(Shown):
    """Whether it can be taken back."""

    def text(self, record: Entry) -> str:
        """可以撤销, 可以恢复, 没能撤销 where it was tried, or nothing."""
        return f"{'没能' if record.refused else '可以'}{record.verb}" if record.undoable else ""


FIELDS = (
    At("at", "时间", 196),
    Shown("who", "办理人", 110),
    Shown("what", "内容", 360, stretch=True),
    Standing("standing", "状态", 104),
)


class RecentDialog(Dialog):
    """Found by words, taken back one at a time; whoever opens it reads its page again afterwards."""

    chapter = "home"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "最近办理", width=900, height=560)
        self.search = SearchBox("搜索内容、办理人")
        self.rows = RowModel(FIELDS, self._entries)
        self.table = RowTable(self.rows, "最近办理")
        self.sentence = label("", "quiet", wrap=True)
        self.act = button("撤销", self._take_back, icon="undo-2")
        self.search.setMaximumWidth(16_777_215)
        self.search.sought.connect(self.read)
        self.search.left_down.connect(self.table.setFocus)
        self.table.chosen_changed.connect(self._follow)
        self.body.addWidget(self.search)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sentence)
        self.add_buttons(button("关闭", self.reject), self.act)
        self.read()
        self.table.choose_place(0)
        self.table.setFocus()

    def read(self) -> None:
        """List what the search finds, newest first; the chosen act stays chosen."""
        chosen = self.table.chosen()
        self.rows.show(journal.ids(self.search.words()))
        self.table.choose(chosen)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names of the acts what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _take_back(self) -> None:
        undoing.take_back(self, self.table.chosen()[0], self.read)
        self.read()

    def _entries(self, numbers: Sequence[int]) -> list[Entry]:
        refused = undoing.refusals(self)
        return [replace(entry, refused=refused.get(entry.id, "")) for entry in journal.entries(numbers)]

    def _follow(self) -> None:
        chosen = self.table.chosen()
        entry = self._entries(chosen[:1])[0] if chosen else None
        self.act.setEnabled(bool(entry and entry.undoable))
        self.act.setText(entry.verb if entry else "撤销")
        offer = f"{entry.verb}：{entry.name}" if entry and entry.undoable else ""
        self.act.setAccessibleName(offer or "撤销")
        refused = entry.refused if entry and entry.undoable else ""
        self.sentence.setText(refused or offer or "选中一行，就能撤销或恢复它。")
