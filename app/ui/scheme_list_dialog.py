"""评选办法: the schemes and their dated versions; changing one makes another version, older rounds keep theirs."""

import datetime as dt
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.domain.roles import Right
from app.domain.scheme_words import award_words, bands_words
from app.domain.schemes import Scheme
from app.services import schemes, session
from app.services.schemes import SchemeRow
from app.ui.kit import messages
from app.ui.kit.buttons import button
from app.ui.kit.fields import Shown
from app.ui.scheme_editor_dialog import SchemeEditor
from app.ui.table_dialog import TableDialog


class Version(Shown):
    """Which version it is."""

    def text(self, record: SchemeRow) -> str:
        """第 2 版, 范本."""
        return f"第 {record.version} 版" if record.version else "范本"


class Since(Shown):
    """From when it is in force."""

    def text(self, record: SchemeRow) -> str:
        """2026年1月1日."""
        return spoken(record.scheme.effective_from)


class Items(Shown):
    """How many criteria it has."""

    def text(self, record: SchemeRow) -> str:
        """11 项，4 项打分."""
        return f"{len(record.scheme.criteria)} 项，{len(record.scheme.by_hand)} 项打分"


class Used(Shown):
    """How many rounds follow it."""

    def text(self, record: SchemeRow) -> str:
        """2 个批次, 还没有用过."""
        return f"{record.rounds} 个批次" if record.rounds else "还没有用过"


FIELDS = (
    Shown("title", "评选办法", 280, stretch=True),
    Version("version", "版本", 90),
    Since("since", "施行日期", 150),
    Items("items", "评分项", 150),
    Used("rounds", "在用", 120),
)


class SchemesDialog(TableDialog):
    """Every change is saved as it is made."""

    chapter = "schemes"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "评选办法", FIELDS)
        writable = session.may(Right.ENTER)
        self.take_out = button("移出", self._remove)
        self.add = button("照此新建一个…", self._add)
        self.edit = button("修改…", self._edit, icon="pencil", variant="primary")
        self.edit.setToolTip("改成新的一版，已有的批次仍按原来的（Enter）")
        self.add_buttons(button("关闭", self.reject), *((self.take_out, self.add, self.edit) if writable else ()))
        if writable:
            self.table.opened.connect(lambda _: self._edit())
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List them."""
        self.show_lines(schemes.listing(), "")

    def follow(self) -> None:
        """Say what the chosen one gives to whom."""
        row = self.chosen()
        if row and hasattr(self, "edit"):
            note = f"　{row.note}" if row.note else ""
            told = f"等级：{bands_words(row.scheme.bands)}。授牌：{award_words(row.scheme.award)}。{note}"
            self.sentence.setText(told)
            self.take_out.setEnabled(bool(row.id and not row.rounds))

    def _edit(self) -> None:
        if row := self.chosen():
            first = max(dt.date.today().isoformat(), row.scheme.effective_from)
            self._open(f"修改：{row.title}", replace(row.scheme, effective_from=first))

    def _add(self) -> None:
        if row := self.chosen():
            today = dt.date.today().isoformat()
            self._open("新建评选办法", replace(row.scheme, key="", title="", effective_from=today))

    def _open(self, title: str, scheme: Scheme) -> None:
        if SchemeEditor(self, title, scheme).exec():
            self.tell_done()

    def _remove(self) -> None:
        row = self.chosen()
        with messages.problems_shown(self):
            if row and row.id:
                schemes.remove(row.id)
                self.tell_done()
