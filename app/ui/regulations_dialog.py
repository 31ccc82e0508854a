"""制度: the system documents, what is due for review, and the scan of each."""

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.roles import Right
from app.services import regulations, session
from app.services.regulations import CATEGORIES, DUE, ENDED, HOLDS
from app.ui.kit import messages, theme
from app.ui.kit.attachments import AttachmentStrip
from app.ui.kit.buttons import button
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Badge, Choice, Date, LongText, Shown, Text
from app.ui.table_dialog import TableDialog

DRESS = {DUE: ("yellow", "calendar-clock"), HOLDS: ("green", "circle-check"), ENDED: ("grey", "circle-minus")}
COLUMNS = (
    Shown("title", "制度", 240, stretch=True),
    Badge("state", "状态", 110, dress=lambda row: DRESS[row.state]),
    Date("review", "下次复审", 150),
)
FORM = (
    Text("title", "名称", required=True),
    Choice("category", "类别", options=lambda: [("", ""), *((name, name) for name in CATEGORIES)], free=True),
    Date("adopted", "通过日期", required=True),
    Date("review", "下次复审", hint="空着按规定推算"),
    Date("ended", "废止日期"),
    LongText("note", "说明"),
)
_STRIP = 320


class RegulationsDialog(TableDialog):
    """The table at the left, what is attached to the chosen one at the right."""

    chapter = "activities"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "制度", COLUMNS)
        writable = session.may(Right.ENTER)
        self.strip = AttachmentStrip("regulation", self.read, writable)
        self.strip.setFixedWidth(theme.px(_STRIP))
        beside = QHBoxLayout()
        self.body.removeWidget(self.table)
        beside.addWidget(self.table, 1)
        side = QVBoxLayout()
        side.addWidget(self.strip)
        side.addStretch(1)
        beside.addLayout(side)
        self.body.insertLayout(1, beside, 1)
        self.verbs = (
            button("复审通过", self.review),
            button("修改…", self.edit),
            button("移出", self.remove),
        )
        new = button("登记制度…", self.add, icon="plus", variant="primary")
        self.add_buttons(button("关闭", self.reject), *((*self.verbs, new) if writable else ()))
        if writable:
            self.table.opened.connect(self.edit)
            self.keep_by_keys(self.edit, self.remove)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List them."""
        found = regulations.listing(dt.date.today())
        waiting = sum(row.state == DUE for row in found)
        some = f"共 {len(found):,} 项" + (f"，{waiting:,} 项该复审。" if waiting else "，没有到复审时间的。")
        self.show_lines(found, some if found else "还没有登记制度。登记以后，到时间会提醒复审。")

    def follow(self) -> None:
        """Show what is attached to the chosen one."""
        if not hasattr(self, "verbs"):
            return
        row = self.chosen()
        self.strip.setVisible(row is not None)
        if row:
            self.strip.show_record(row.id)
        for verb in self.verbs:
            verb.setEnabled(row is not None)

    def add(self) -> None:
        """Write another one down."""
        blank = dict.fromkeys((field.name for field in FORM), "")
        self._open("登记制度", {**blank, "adopted": dt.date.today().isoformat()}, None)

    def edit(self) -> None:
        """Change the chosen one."""
        if row := self.chosen():
            self._open("修改制度", vars(row), row.id)

    def review(self) -> None:
        """The chosen one was looked at today and holds on."""
        if row := self.chosen():
            with messages.problems_shown(self):
                regulations.reviewed(row.id, dt.date.today())
                self.tell_done()

    def remove(self) -> None:
        """Move the chosen ones to the recycle bin."""
        self.remove_chosen(regulations.remove)

    def _open(self, title: str, values: dict[str, Any], row: int | None) -> None:
        dialog = EntryDialog(self, title, FORM, regulations.check, lambda typed: regulations.save(typed, row))
        dialog.fill(values)
        if dialog.exec():
            self.tell_done()
