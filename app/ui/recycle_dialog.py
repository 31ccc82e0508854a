"""回收站: the records that were removed, to be taken out again."""

from collections.abc import Iterable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.services import history, journal
from app.services.history import Removed
from app.ui.kit import messages, toast, undoing
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable


class RemovedAt(Shown):
    """When it was removed."""

    def text(self, record: Removed) -> str:
        """2026年11月20日 10:26."""
        return f"{spoken(record.at.date().isoformat())} {record.at:%H:%M}"


FIELDS = (Shown("name", "名称", 320, stretch=True), RemovedAt("at", "移入时间", 210))


class RecycleDialog(Dialog):
    """Lists the removed records of a noun (a table), and the attachments removed from the others."""

    chapter = "changes"

    def __init__(self, parent: QWidget, noun: str, unit: str) -> None:
        super().__init__(parent, "回收站", width=760, height=520)
        self._noun, self._unit, self._desk = noun, unit, parent
        self._removed: list[Removed] = []
        self.rows = RowModel(FIELDS, lambda places: [self._removed[place] for place in places])
        self.table = RowTable(self.rows, "回收站")
        self.sentence = label("", "quiet", wrap=True)
        self.back = button("恢复", self.take_out, icon="undo-2", variant="primary")
        self.table.chosen_changed.connect(self._follow)
        self.table.opened.connect(self.take_out)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sentence)
        self.add_buttons(button("关闭", self.reject), self.back)
        self.read()
        self.table.choose_place(0)
        self.table.setFocus()

    def read(self) -> None:
        """List what is in the bin now."""
        self._removed = history.recycled(self._noun)
        self.rows.show(list(range(len(self._removed))))
        self._follow()

    def take_out(self) -> None:
        """Take the selected records out, as one act."""
        place = self.table.currentIndex().row()
        with messages.problems_shown(self):
            history.take_out([self._removed[chosen] for chosen in self.table.chosen()])
            done = journal.last()
            self.read()
            self.table.choose_place(place)
            self.sentence.setText(f"已{done.what}。")
            toast.show(self, f"已{done.what}", "撤销", lambda: undoing.take_back(self._desk, done.id, self._again))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the names what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _counted(self, places: Iterable[int]) -> str:
        """家商户, or 项 where attachments are among them."""
        return self._unit if all(self._removed[place].noun == self._noun for place in places) else "项"

    def _again(self) -> None:
        self._desk.revalidate()  # type: ignore[attr-defined]

    def _follow(self) -> None:
        chosen = len(self.table.chosen())
        self.back.setEnabled(bool(chosen))
        self.back.setText(f"恢复 {chosen:,} {self._counted(self.table.chosen())}" if chosen > 1 else "恢复")
        self.back.setAccessibleName(self.back.text())
        every = range(len(self._removed))
        many = f"共 {len(self._removed):,} {self._counted(every)}，移出的都在这里，可以随时恢复。Ctrl+A 全选。"
        self.sentence.setText(many if self._removed else "回收站是空的。移出的会放在这里，可以恢复。")
