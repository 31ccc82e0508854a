"""Bringing an item of the lists together with one of another list."""

import datetime as dt

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import Invalid, Problem
from app.domain.names import fold, initials
from app.services import list_links, lists
from app.services.lists import ListRow
from app.ui.kit import messages
from app.ui.kit.buttons import button, label
from app.ui.kit.editors import DateEditor, LineEditor
from app.ui.kit.fields import Shown
from app.ui.kit.finder import SearchBox
from app.ui.kit.form_row import Complaint
from app.ui.table_dialog import TableDialog

FIELDS = (
    Shown("role", "清单", 80),
    Shown("title", "名称", 300, stretch=True),
    Shown("unit", "单位或商户", 180),
    Shown("state", "状态", 90),
)
NOTHING = "没有可以对接的：另一种清单里还没有待对接的项目，请先登记。"


class LinkDialog(TableDialog):
    """Words narrow the table, the arrow keys choose in it; accepted once the two are linked."""

    chapter = "lists"

    def __init__(self, parent: QWidget, item: int) -> None:
        self._all = list_links.candidates(item)
        if not self._all:
            raise Problem(NOTHING)
        super().__init__(parent, f"对接：{lists.get(item).title}", FIELDS, width=820, height=560)
        self._item = item
        self.box = SearchBox("输入名称或首字母")
        self.box.sought.connect(self.read)
        self.box.left_down.connect(self._into_table)
        self.above.addWidget(self.box)
        self.above.addStretch(1)
        self.start, self.note, self.complaint = DateEditor(), LineEditor(), Complaint()
        self.start.setAccessibleName("对接日期，必填")
        self.start.fill(dt.date.today().isoformat())
        self.note.setAccessibleName("说明")
        row = QHBoxLayout()
        for words, editor in (("对接日期 *", self.start), ("说明", self.note)):
            name = label(words, "quiet")
            name.setBuddy(editor)
            row.addWidget(name)
            row.addWidget(editor, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.complaint)
        self.table.opened.connect(self.submit)
        self.go = button("对接", self.submit, icon="check", variant="primary")
        self.add_buttons(self.cancel_button(), self.go)
        self.read()
        self.box.setFocus()

    def read(self) -> None:
        """Show what the words find."""
        wanted = fold(self.box.words())
        found = [row for row in self._all if _holds(row, wanted)]
        self.show_lines(found, f"共 {len(found):,} 项。" if found else "没有找到，换个写法再找。")

    def follow(self) -> None:
        """Only a chosen one can be linked."""
        if hasattr(self, "go"):
            self.go.setEnabled(bool(self.chosen()))

    def submit(self) -> None:
        """Link the two, or say what is wrong."""
        chosen = self.chosen()
        values = {"start": self.start.value(), "note": self.note.value()}
        with messages.problems_shown(self):
            try:
                list_links.link(self._item, chosen.id if chosen else 0, values)
            except Invalid as wrong:
                self.complaint.say(str(wrong))
            else:
                self.accept()

    def _into_table(self) -> None:
        self.table.setFocus()


def _holds(row: ListRow, wanted: str) -> bool:
    said = f"{row.title}{row.unit}{row.role}"
    spelled = wanted.isascii() and any(wanted in each for each in initials(row.title))
    return wanted in fold(said) or spelled
