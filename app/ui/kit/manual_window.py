"""Help without a network: the chapter that is wanted, all the others, search, and the chapter on paper."""

from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from app.domain.errors import Cancelled
from app.ui.kit import manual, manual_paper, tasks, theme
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.finder import SearchBox
from app.ui.kit.shortcuts import on_keys
from app.ui.kit.template import Template

PLACE = Qt.ItemDataRole.UserRole
SIDE = 250
"""Width of the table of contents at 11 points."""


class Manual(Dialog):
    """Opens at a chapter, and at one of its sections where that is named."""

    def __init__(self, parent: QWidget, key: str, section: str = "") -> None:
        super().__init__(parent, "帮助", width=1060, height=640)
        self.box, self.contents, self.reader = SearchBox("搜索帮助"), QListWidget(), ChapterView()
        self.nothing = label("", "hint", wrap=True)
        self.contents.setAccessibleName("帮助目录")
        self.print = button("打印这一章", self._print, icon="printer", key="Ctrl+P")
        self.print_all = button("打印全部", self._print_all, variant="link")
        self._lay_out()
        self.box.sought.connect(self._list)
        self.box.left_down.connect(self.contents.setFocus)
        self.contents.currentItemChanged.connect(self._turn)
        self.reader.anchorClicked.connect(lambda address: self.turn_to(address.path()))
        on_keys(self, "Ctrl+F", self.box.setFocus)
        self._list()
        self.turn_to(key, section)

    def turn_to(self, key: str, section: str = "") -> None:
        """Show a chapter of this name, if there is one, from the section on."""
        self.box.clear()
        for row in range(self.contents.count()):
            if self.contents.item(row).data(PLACE)[0] == key:
                self.contents.setCurrentRow(row)
                self.reader.show_chapter(key, section)
        self.contents.setFocus()

    def _list(self) -> None:
        """The table of contents, or where the words sought are found."""
        words = self.box.words()
        self.contents.clear()
        if words:
            for section in manual.search(words):
                self._add(f"{manual.chapter(section.chapter).title}　{section.title}", section.chapter, section.title)
        else:
            for chapter in manual.chapters():
                self._add(chapter.title, chapter.key, "")
        self.nothing.setText("" if self.contents.count() else f"没有找到“{words}”，换个说法再试。")
        self.nothing.setVisible(not self.contents.count())

    def _add(self, words: str, key: str, section: str) -> None:
        item = QListWidgetItem(words, self.contents)
        item.setData(PLACE, (key, section))
        item.setSizeHint(QSize(0, theme.px(36)))

    def _turn(self, item: QListWidgetItem | None) -> None:
        if item:
            self.reader.show_chapter(*item.data(PLACE))

    def _print(self) -> None:
        self._preview(manual_paper.chapter(self.reader.key))

    def _print_all(self) -> None:
        try:
            with tasks.shown_here(self, "正在排版", stoppable=True) as report:
                book = manual_paper.book(report)
        except Cancelled:
            return
        self._preview(book)

    def _preview(self, template: Template) -> None:
        from app.ui.kit.preview import Preview

        Preview(self, "打印帮助", [template]).exec()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        for part in (self.box, self.nothing, self.contents):
            side.addWidget(part)
        self.box.setMaximumWidth(theme.px(SIDE))
        self.contents.setFixedWidth(theme.px(SIDE))
        row = QHBoxLayout()
        row.addLayout(side)
        row.addWidget(self.reader, 1)
        self.body.addLayout(row, 1)
        self.add_buttons(self.print_all, self.print, button("知道了", self.accept, variant="primary"))


class ChapterView(QTextBrowser):
    """A chapter as rich text: pictures of the manual, no mark-up but Markdown, no address that leads outside."""

    def __init__(self) -> None:
        super().__init__()
        self.key, self._section = "", ""
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("帮助内容")
        self.document().setDocumentMargin(theme.px(12))

    def show_chapter(self, key: str, section: str = "") -> None:
        """Show a chapter, and let a section of it stand at the top."""
        self.key, self._section = key, section
        manual_paper.write(self.document(), manual.chapter(key).text)
        self.verticalScrollBar().setValue(round(self._height_of(section)) if section else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures, and stand at the section again."""
        super().resizeEvent(event)
        self._again()

    def showEvent(self, event: QShowEvent) -> None:
        """The font is known only now."""
        super().showEvent(event)
        self._again()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture as wide as there is room; nothing that is not in the manual."""
        width = self.viewport().width() - theme.px(32)
        return manual_paper.picture(QUrl(name).path(), width, self.devicePixelRatioF())

    def _again(self) -> None:
        if self.key:
            self.show_chapter(self.key, self._section)

    def _height_of(self, section: str) -> float:
        block = self.document().begin()
        while block.isValid() and (block.text() != section or not block.blockFormat().headingLevel()):
            block = block.next()
        return self.document().documentLayout().blockBoundingRect(block).top() if block.isValid() else 0
