"""Ctrl+K: one box that finds merchants and people, tells a genuine plaque, and does whatever can be named."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from app.domain import slips
from app.domain.calendar import spoken
from app.domain.roles import Right
from app.domain.slips import Slip
from app.services import honours, session
from app.ui.commands import grouped, matching
from app.ui.found import MOST, found, going
from app.ui.kit.buttons import label
from app.ui.kit.dialog import Dialog
from app.ui.kit.find_list import Find, FindList
from app.ui.kit.finder import SearchBox
from app.ui.scans import READERS, is_plaque, open_scan

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

LONGEST = 24
"""Characters of the words sought that are repeated."""
WITHIN_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class PaletteBox(SearchBox):
    """The focus stays here; the keys of the list go to the list, Enter takes what is chosen in it."""

    taken = Signal()

    def __init__(self, finds: FindList) -> None:
        super().__init__("搜索商户、党员和操作，也可以直接扫牌匾和单据上的码")
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

    chapter = "views"

    def __init__(self, window: "MainWindow", text: str = "") -> None:
        super().__init__(window, "全局搜索", width=680, height=500)
        self._main = window
        self._every = grouped(window)
        self._commands = [find for _, finds in self._every for find in finds]
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
        """Show what the words find, all that can be done before there are any."""
        words = self.box.words()
        if not words:
            self.nothing.hide()
            self.finds.show_groups(self._every)
            return
        groups = self._recognised(words)
        if not groups:
            groups = [*found(self._main, words), ("操作", matching(self._commands, words)[:MOST])]
        any_found = any(finds for _, finds in groups)
        short = words if len(words) <= LONGEST else words[:LONGEST] + "…"
        self.nothing.setText(f"没有找到“{short}”")
        self.nothing.setVisible(not any_found)
        add = [self._add(words, short)] if session.may(Right.ENTER) else []
        self.finds.show_groups(groups if any_found else [("可以", add)])

    def take(self) -> None:
        """Leave with the chosen find, if it leads anywhere."""
        self.chosen = self.finds.chosen()
        if self.chosen and self.chosen.act:
            self.accept()

    def take_scan(self, text: str) -> bool:
        """Show what a scan found, or leave with it where it leads anywhere."""
        self.box.setText(text)
        shown = self.finds.chosen()
        if self.nothing.isHidden() and shown and shown.act:
            self.chosen = Find(shown.words, shown.icon, partial(open_scan, self._main, text))
            self.accept()
        return True

    def _recognised(self, words: str) -> list[tuple[str, list[Find]]]:
        """What can only be a code: of a plaque, or of a slip."""
        if is_plaque(words):
            return [("验真", [self._plaque(words)])]
        slip = slips.read(words)
        return [("单据", [self._slip(*slip)])] if slip else []

    def _plaque(self, words: str) -> Find:
        verdict = honours.verify(words)
        if not verdict.merchant:
            return Find(verdict.state.value, "circle-x", None, verdict.sentence)
        until = f"有效期至{spoken(verdict.valid_until)}" if verdict.valid_until else verdict.endless
        detail = f"{verdict.honour}　{verdict.number}　{until}"
        go = going(self._main, "merchants", record=verdict.merchant_id)
        return Find(verdict.merchant, "badge-check", go, detail, aside=f"现在是“{verdict.state.value}”")

    def _slip(self, slip: Slip, number: int) -> Find:
        title = f"{READERS[slip].title}单据" if slip in READERS else "单据"
        return Find(title, "file-text", partial(open_scan, self._main, slips.code(slip, number)), f"第 {number} 号")

    def _add(self, words: str, short: str) -> Find:
        return Find(f"新增“{short}”", "plus", going(self._main, "merchants", words=words, act="add"), "诚信评级")
