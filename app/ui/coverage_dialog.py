"""覆盖单位: the 城中村, estates and buildings to be covered, and the Party organisation that covers each."""

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.roles import Right
from app.services import coverage, session
from app.services.coverage import KINDS, Unit
from app.ui.kit.buttons import button
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Badge, Choice, Date, LongText, Shown, Text
from app.ui.table_dialog import TableDialog


class Covered(Badge):
    """Whether a Party organisation covers it."""

    def text(self, record: Unit) -> str:
        """已覆盖, 未覆盖."""
        return "已覆盖" if record.covered else "未覆盖"


def _dress(row: Unit) -> tuple[str, str]:
    return ("green", "circle-check") if row.covered else ("red", "circle-x")


COLUMNS = (
    Shown("name", "单位", 220, stretch=True),
    Shown("kind", "类别", 100),
    Covered("covered", "覆盖", 110, dress=_dress),
    Shown("organization", "党组织", 240),
    Date("since", "从哪天起", 150),
)
FORM = (
    Text("name", "名称", required=True),
    Choice("kind", "类别", options=lambda: [("", ""), *((kind, kind) for kind in KINDS)], free=True),
    Choice(
        *("organization", "党组织"),
        options=lambda: [("", ""), *((name, name) for name in coverage.organizations_to_choose())],
        free=True,
        hint="空着就是还没有覆盖",
    ),
    Date("since", "从哪天起", required=True),
    LongText("note", "说明"),
)


class CoverageDialog(TableDialog):
    """Those that nobody covers stand first; below, the share with its parts."""

    chapter = "organizations"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "覆盖单位", COLUMNS)
        writable = session.may(Right.ENTER)
        self.verbs = (button("修改…", self.edit), button("移出", self.remove))
        new = button("登记单位…", self.add, icon="plus", variant="primary")
        self.add_buttons(self.cancel_button("关闭"), *((*self.verbs, new) if writable else ()))
        if writable:
            self.table.opened.connect(self.edit)
            self.keep_by_keys(self.edit, self.remove)
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List them."""
        found = coverage.listing()
        share = f"有党组织的 {coverage.covered().words}，还有 {sum(not row.covered for row in found):,} 个没有。"
        nothing = "还没有登记要覆盖的城中村、小区、楼宇。登记以后，报告里就有覆盖率。"
        self.show_lines(found, share if found else nothing)

    def follow(self) -> None:
        """Something can be done with a chosen one."""
        for verb in getattr(self, "verbs", ()):
            verb.setEnabled(self.chosen() is not None)

    def add(self) -> None:
        """Keep count of another one."""
        blank = dict.fromkeys((field.name for field in FORM), "")
        self._open("登记覆盖单位", {**blank, "since": dt.date.today().isoformat()}, None)

    def edit(self) -> None:
        """Change the chosen one."""
        if row := self.chosen():
            self._open("修改覆盖单位", vars(row), row.id)

    def remove(self) -> None:
        """Move the chosen ones to the recycle bin."""
        self.remove_chosen(coverage.remove)

    def _open(self, title: str, values: dict[str, Any], unit: int | None) -> None:
        check, save = coverage.check, coverage.save
        dialog = EntryDialog(self, title, FORM, lambda typed: check(typed, unit), lambda typed: save(typed, unit))
        moved = "换了党组织的，填从哪天起由新的党组织覆盖；以前的照旧留着。"
        dialog.fill(values, moved if unit else "")
        if dialog.exec():
            self.tell_done()
