"""The agenda at the left and the words of the chosen item in the middle."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.cases import FUNCTIONS
from app.domain.meeting_forms import exchanged, without_item
from app.domain.meetings import ITEM_STATES, Item
from app.ui.kit import theme
from app.ui.kit.buttons import button, icon_button, label, restyle
from app.ui.kit.editors import ChoiceEditor, LineEditor
from app.ui.kit.shortcuts import ON_WIDGET, on_keys
from app.ui.pages.minutes_panel import Panel, show
from app.ui.pages.minutes_text import MinutesText

WHOLE = -1
"""The place of what is written about the meeting as a whole."""
_ROW, _LIST = 40, 216


class ItemList(QListWidget):
    """The agenda; Enter goes into the words of an item."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is a double click."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


class AgendaPanel(Panel):
    """Shows one item at a time; `place` is its place in the agenda, WHOLE for the words about the whole meeting."""

    def __init__(self) -> None:
        super().__init__()
        self.place = WHOLE
        self.list = ItemList()
        self.list.setAccessibleName("议程")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = LineEditor()
        self.title.setAccessibleName("议题名称，必填")
        self.category = ChoiceEditor(self._categories, free=True)
        self.state = ChoiceEditor(lambda: [(each, each) for each in ITEM_STATES], free=False)
        self.private = QCheckBox("不公开")
        self.private.setToolTip("公开稿里略去这一项，只写“略 n 项”")
        self.writing = MinutesText("这一项的记录")
        self.whole, self.wrong = label("会议概况", "strong"), label("", "error", wrap=True)
        self.verbs = self._verbs()
        self._lay_out()
        self._connect()
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Take the sizes in force."""
        self.list.setFixedWidth(theme.px(_LIST))
        self._show_list()

    def refresh(self) -> None:
        """Show the agenda, and the chosen item."""
        self.place = min(self.place, len(self.draft.items) - 1)
        self._show_list()
        self._show_item()

    def lock(self, locked: bool) -> None:
        """What is locked can still be read and copied."""
        self.writing.setReadOnly(locked)
        for part in (self.title, self.category, self.state, self.private, *self.verbs):
            part.setEnabled(not locked)

    def turn(self, place: int) -> None:
        """Show the item at a place, and go into its words."""
        self.list.setCurrentRow(max(0, min(place, len(self.draft.items) - 1) + 1))
        self.writing.setFocus()

    def begin(self) -> None:
        """Into the words of the first item, of the whole meeting where there is none."""
        self.turn(0)

    def add(self) -> None:
        """Put another item at the end, and name it."""
        if self.writing.isReadOnly():
            return
        self.change(replace(self.draft, items=(*self.draft.items, Item(title="新的议题"))))
        self.list.setCurrentRow(len(self.draft.items))
        self.title.setFocus()
        self.title.selectAll()

    def remove(self) -> None:
        """Take the chosen item out."""
        if self.place >= 0 and not self.writing.isReadOnly():
            self.change(without_item(self.draft, self.place))
            self.list.setFocus()

    def shift(self, step: int) -> None:
        """Put the chosen item one place up or down."""
        other = self.place + step
        if not self.writing.isReadOnly() and self.place >= 0 and 0 <= other < len(self.draft.items):
            self.change(exchanged(self.draft, self.place, other))
            self.list.setCurrentRow(other + 1)

    def complain(self, complaints: Mapping[str, str]) -> bool:
        """Show the first item without a name."""
        found = sorted((int(name.split(".")[1]), said) for name, said in complaints.items() if _of_item(name))
        if found:
            self.turn(found[0][0])
            self.title.setFocus()
        self._say(found[0][1] if found else "")
        return bool(found)

    def _say(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        self.title.setProperty("wrong", bool(sentence))
        restyle(self.title)

    def _show_list(self) -> None:
        self.list.blockSignals(True)
        words = ["会议概况", *(f"{place}　{_marked(item)}" for place, item in enumerate(self.draft.items, 1))]
        if words != [self.list.item(row).text() for row in range(self.list.count())]:
            self.list.clear()
            for said in words:
                item = QListWidgetItem(said, self.list)
                item.setToolTip(said)
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(0, theme.px(_ROW)))
        self.list.setCurrentRow(self.place + 1)
        self.list.blockSignals(False)

    def _show_item(self) -> None:
        about = self.place >= 0
        self.of_item.setVisible(about)
        self.whole.setVisible(not about)
        item = self.draft.items[self.place] if about else Item()
        show(self.title, item.title)
        show(self.category, item.category)
        show(self.state, item.state)
        if self.private.isChecked() != item.private:
            self.private.setChecked(item.private)
        text = item.text if about else self.draft.text
        if self.writing.value() != text:
            self.writing.fill(text)
        self.writing.setAccessibleName(f"{item.title}的记录" if about else "会议概况")

    def _chose(self, row: int) -> None:
        if row >= 0 and row - 1 != self.place:
            self.place, self._filling = row - 1, True
            self._show_item()
            self.writing.document().clearUndoRedoStacks()
            self._filling = False

    def _edit(self, **values: Any) -> None:
        if self._filling:
            return
        if self.place < 0:
            self.change(replace(self.draft, text=self.writing.value()))
            return
        items = list(self.draft.items)
        items[self.place] = replace(items[self.place], **values)
        self.change(replace(self.draft, items=tuple(items)))

    def _named(self) -> None:
        self._say("")
        self._edit(title=self.title.value())

    def _categories(self) -> list[tuple[Any, str]]:
        used = (item.category for item in self.draft.items)
        return [(each, each) for each in dict.fromkeys(("", *FUNCTIONS, *used))]

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._chose)
        self.list.itemActivated.connect(lambda _: self.writing.setFocus())
        self.title.edited.connect(self._named)
        self.category.edited.connect(lambda: self._edit(category=self.category.value()))
        self.state.activated.connect(lambda _: self._edit(state=self.state.value()))
        self.private.toggled.connect(lambda on: self._edit(private=on))
        self.writing.edited.connect(lambda: self._edit(text=self.writing.value()))
        self.category.fill("")
        self.state.fill(ITEM_STATES[0])
        on_keys(self.list, "Del", self.remove, ON_WIDGET)
        on_keys(self.list, "Ctrl+Up", lambda: self.shift(-1), ON_WIDGET)
        on_keys(self.list, "Ctrl+Down", lambda: self.shift(1), ON_WIDGET)

    def _verbs(self) -> list[QWidget]:
        add = button("议题", self.add, icon="plus")
        add.setToolTip("添加议题（Alt+N）")
        add.setAccessibleName("添加议题")
        up = icon_button("上移（Ctrl+↑）", "chevron-up", lambda: self.shift(-1), variant="tool")
        down = icon_button("下移（Ctrl+↓）", "chevron-down", lambda: self.shift(1), variant="tool")
        gone = icon_button("移出这一项（Del）", "trash-2", self.remove, variant="tool")
        return [add, up, down, gone]

    def _lay_out(self) -> None:
        left, middle = QVBoxLayout(), QVBoxLayout()
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(4))
        for verb in self.verbs:
            foot.addWidget(verb)
        foot.addStretch(1)
        left.addWidget(self.list, 1)
        left.addLayout(foot)
        self.of_item = self._head_of_item()
        middle.addWidget(self.whole)
        middle.addWidget(self.of_item)
        middle.addWidget(self.wrong)
        middle.addWidget(self.writing, 1)
        self.wrong.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addLayout(left)
        row.addLayout(middle, 1)

    def _head_of_item(self) -> QWidget:
        """What is asked of an item above its words."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.title, 0, 0, 1, 5)
        for place, (words, part) in enumerate((("类别", self.category), ("状态", self.state))):
            named = label(words, "quiet")
            named.setBuddy(part)
            part.setAccessibleName(words)
            grid.addWidget(named, 1, place * 2)
            grid.addWidget(part, 1, place * 2 + 1)
            grid.setColumnStretch(place * 2 + 1, 1)
        grid.addWidget(self.private, 1, 4)
        return made


def _marked(item: Item) -> str:
    """The title of an item, whether it is for few eyes, and whether it comes from an earlier meeting."""
    again = "续议 " if item.origin else "通报 " if item.case else ""
    return f"{'不公开 ' if item.private else ''}{again}{item.title}"


def _of_item(name: str) -> bool:
    return name.startswith("items.")
