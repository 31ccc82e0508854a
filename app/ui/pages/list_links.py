"""What an item is linked to, on its card: opened, linked further, ended."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.calendar import spoken
from app.services import list_links
from app.services.list_links import Link
from app.services.lists import ListRow
from app.ui.kit import messages, theme
from app.ui.kit.buttons import Button, button, label
from app.ui.kit.entries import EntryDialog
from app.ui.kit.entry_rows import EntryLine, EntryRows
from app.ui.kit.fields import Date
from app.ui.kit.shortcuts import ON_WIDGET, on_keys

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

END = (Date("end", "结束日期", required=True),)


class LinkList(QWidget):
    """Enter opens the other item; Del takes a link off."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__()
        self._page, self._item = page, 0
        self._found: dict[int, Link] = {}
        self.heading, self.empty = label("对接", "strong"), label("还没有对接的资源、需求或项目。", "quiet", wrap=True)
        self.rows = EntryRows("对接")
        self.add_button = _verb("对接…", "和另一项对接", self.add)
        self.verbs = [_verb("打开", "打开对接的这一项（Enter）", self.open)]
        if page.writable:
            self.verbs += [_verb("结束…", "结束这个对接", self.end), _verb("移出", "移出这个对接（Del）", self.remove)]
            on_keys(self.rows, "Del", self.remove, ON_WIDGET)
        self.rows.opened.connect(self.open)
        self.rows.currentItemChanged.connect(lambda *_: self._follow())
        self._lay_out()
        self.add_button.setVisible(page.writable)

    def show_record(self, row: ListRow) -> None:
        """Show the links of an item."""
        if row.id != self._item:
            self.rows.clear()
        self._item = row.id
        self._found = {link.id: link for link in list_links.of(row.id)}
        self.rows.show_lines([_line(link) for link in self._found.values()])
        self.heading.setText(f"对接 {len(self._found)}" if self._found else "对接")
        self.rows.setVisible(bool(self._found))
        self.empty.setVisible(not self._found)
        self._follow()

    def open(self) -> None:
        """Show the other item."""
        if link := self._found.get(self.rows.chosen()):
            self._page.show_row(link.other.id)

    def add(self) -> None:
        """Bring this item together with another."""
        from app.ui.list_link_dialog import LinkDialog

        with messages.problems_shown(self):
            if LinkDialog(self._page, self._item).exec():
                self._done()

    def end(self) -> None:
        """Let the chosen link end on a day."""
        if not (link := self._found.get(self.rows.chosen())):
            return
        act = lambda values: list_links.end([link.id], dt.date.fromisoformat(values["end"]))  # noqa: E731
        dialog = EntryDialog(self, "结束对接", END, partial(list_links.check_end, link.id), act, "结束")
        dialog.fill({"end": dt.date.today().isoformat()}, link.other.title)
        if dialog.exec():
            self._done()

    def remove(self) -> None:
        """Take the chosen link off the record."""
        if chosen := self.rows.chosen():
            with messages.problems_shown(self):
                list_links.remove([chosen])
                self._done()

    def _done(self) -> None:
        self._page.revalidate()
        (self.rows if self._found else self.add_button).setFocus()
        self._page.tell_done()

    def _follow(self) -> None:
        link = self._found.get(self.rows.chosen())
        for verb in self.verbs:
            verb.setVisible(link is not None and not (verb.text() == "结束…" and link.end != ""))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        for each in (*self.verbs, self.add_button):
            top.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(top)
        column.addWidget(self.empty)
        column.addWidget(self.rows)


def _verb(words: str, tip: str, act: Callable[[], object]) -> Button:
    made = button(words, act, variant="link")
    made.setAccessibleName(tip.partition("（")[0])
    made.setToolTip(tip)
    return made


def _line(link: Link) -> EntryLine:
    until = f" 至 {spoken(link.end)}" if link.end else " 起"
    detail = "　".join(filter(None, (link.other.state, f"{spoken(link.start)}{until}", link.note)))
    return EntryLine(link.id, f"{link.other.role}　{link.other.title}", detail, over=bool(link.end))
