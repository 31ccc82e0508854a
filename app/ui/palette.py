"""Ctrl+K: one box that finds merchants and people, tells a genuine plaque, and does whatever can be named."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from app.domain.calendar import spoken
from app.domain.honours import CODE_LENGTH
from app.domain.roles import Right
from app.services import honours, members, merchants, organization_views, session
from app.services.members import MemberRow
from app.services.merchants import MerchantRow
from app.ui.commands import commands, matching
from app.ui.kit.buttons import label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Badge
from app.ui.kit.find_list import Find, FindList
from app.ui.kit.finder import SearchBox
from app.ui.kit.visit import Visit
from app.ui.pages import PAGES, PLACES
from app.ui.pages.members import STAGE_DRESS
from app.ui.pages.merchants import FIELDS

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

HONOUR = next(field for field in FIELDS if isinstance(field, Badge))
MOST = 8
"""Finds shown in one group."""
LONGEST = 24
"""Characters of the words sought that are repeated."""
WITHIN_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class PaletteBox(SearchBox):
    """The focus stays here; the keys of the list go to the list, Enter takes what is chosen in it."""

    taken = Signal()

    def __init__(self, finds: FindList) -> None:
        super().__init__("搜索商户、党员和操作，也可以直接扫牌匾上的码")
        self.setToolTip("")
        self.setMaximumWidth(16_777_215)
        self._finds = finds

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A dialog that opens would select what was typed before, and the next letter would take its place."""
        super().focusInEvent(event)
        self.end(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is left to the dialog."""
        if event.key() in WITHIN_LIST:
            QApplication.sendEvent(self._finds, event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Palette(Dialog):
    """Accepted with `chosen` once the clerk takes a find; whoever opens it then does `chosen.act`."""

    chapter = "lists"

    def __init__(self, window: "MainWindow", text: str = "") -> None:
        super().__init__(window, "全局搜索", width=680, height=500)
        self._main = window
        self._commands = commands(window)
        self.chosen: Find | None = None
        self.heading.hide()
        self.finds = FindList()
        self.box = PaletteBox(self.finds)
        self.box.sought.connect(self.seek)
        self.box.taken.connect(self.take)
        self.finds.itemClicked.connect(self.take)
        self.nothing = label("", "strong")
        for part in (self.box, self.nothing):
            self.body.addWidget(part)
        self.body.addWidget(self.finds, 1)
        self.body.addWidget(label("↑↓ 选择　Enter 打开　Esc 关闭", "hint"))
        self.box.setText(text)
        self.box.setFocus()
        self.seek()

    def seek(self) -> None:
        """Show what the words find."""
        words = self.box.words()
        if sum(map(str.isdecimal, words)) >= CODE_LENGTH:
            groups = [("验真", [self._plaque(words)])]
        else:
            groups = [*self._found(words), ("操作", matching(self._commands, words)[:MOST])]
        found = any(finds for _, finds in groups)
        short = words if len(words) <= LONGEST else words[:LONGEST] + "…"
        self.nothing.setText(f"没有找到“{short}”")
        self.nothing.setVisible(not found)
        add = [self._add(words, short)] if session.may(Right.ENTER) else []
        self.finds.show_groups(groups if found else [("可以", add)])

    def take(self) -> None:
        """Leave with the chosen find, if it leads anywhere."""
        self.chosen = self.finds.chosen()
        if self.chosen and self.chosen.act:
            self.accept()

    def _found(self, words: str) -> list[tuple[str, list[Find]]]:
        shops, people = (merchants.ids(words), members.ids(words)) if words else ([], [])
        more = [self._everyone(words, "merchants", f"{len(shops):,} 家")] if len(shops) > MOST else []
        more += [self._everyone(words, "members", f"{len(people):,} 人")] if len(people) > MOST else []
        return [
            ("商户", [self._merchant(row) for row in merchants.rows(shops[:MOST])]),
            ("组织", [self._organization(*each) for each in organization_views.search(words, MOST)]),
            ("党员", [self._person(row) for row in members.rows(people[:MOST])]),
            ("更多", more),
        ]

    def _everyone(self, words: str, page: str, count: str) -> Find:
        return Find(f"列出全部 {count}", "list-filter", self._going(page, words=words), PAGES[PLACES[page]].title)

    def _organization(self, number: int, name: str, kind: str) -> Find:
        return Find(name, "network", self._going("organizations", record=number), kind)

    def _person(self, row: MemberRow) -> Find:
        badge = (row.category, *STAGE_DRESS[row.stage])
        number = row.masked_id or row.masked_phone
        return Find(row.name, "users", self._going("members", record=row.id), row.organization or number, badge=badge)

    def _merchant(self, row: MerchantRow) -> Find:
        badge = (HONOUR.text(row), *HONOUR.dress(row))
        return Find(
            row.name, "store", self._going("merchants", record=row.id), "　".join((row.number, row.trade)), badge=badge
        )

    def _plaque(self, words: str) -> Find:
        verdict = honours.verify(words)
        if not verdict.merchant:
            return Find(verdict.state.value, "circle-x", None, verdict.sentence)
        until = f"有效期至{spoken(verdict.valid_until)}" if verdict.valid_until else "长期有效"
        detail = f"{verdict.honour}　{verdict.number}　{until}"
        go = self._going("merchants", record=verdict.merchant_id)
        return Find(verdict.merchant, "badge-check", go, detail, aside=f"现在是“{verdict.state.value}”")

    def _add(self, words: str, short: str) -> Find:
        return Find(f"新增“{short}”", "plus", self._going("merchants", words=words, act="add"), "诚信评级")

    def _going(self, page: str, **where: object) -> partial[None]:
        return partial(self._main.visit, Visit(page, **where))  # type: ignore[arg-type]
