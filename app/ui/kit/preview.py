"""What will be printed, before it is: the real pages, the printer, the template, and saving as PDF instead."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import Problem
from app.services.handed_out import Viewed
from app.ui.kit import memory, messages, printing, tasks, theme, toast
from app.ui.kit.browser import SheetBrowser
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog, answer_enter
from app.ui.kit.editors import ChoiceEditor, NumberBox
from app.ui.kit.loaded import BESIDE, LoadedBox
from app.ui.kit.saved import SavedLine
from app.ui.kit.shortcuts import on_keys
from app.ui.kit.template import Template

__all__ = ["NO_PAPER", "NO_PRINTER", "WITHOUT_PRINTER", "Preview", "Template"]

NO_PRINTER = "没有安装打印机"
WITHOUT_PRINTER = "这台电脑没有安装打印机，请先“另存为 PDF”，拿到有打印机的电脑上打印。"
BOXES = "有的字任何字体里都没有，打出来是方框：{odd}。请核对是否录错，或换用通行的写法。"
NO_PAPER = "这台电脑没有安装打印机，请抄在纸上。它不能存成文件。"
_PANEL = 300
_LAST = "print"
"""Under this key the printer and tray of the last print are remembered, by template."""


class Preview(Dialog):
    """Shows the first template at once; another one is made when it is chosen. What is only looked at is in no file."""

    chapter = "print"

    def __init__(self, parent: QWidget, title: str, templates: Sequence[Template]) -> None:
        super().__init__(parent, title, width=1180, height=640)
        self.desk = parent
        self.templates, self.template = templates, templates[0]
        self._made: dict[int, Viewed] = {}
        self._count = 0
        self.handed: printing.Order | None = None
        self.browser, self.now = SheetBrowser(), label("", "quiet", wrap=True)
        self.odd = label("", "warn", wrap=True)
        self.paper_words = label("", "hint", wrap=True)
        self.printer = ChoiceEditor(lambda: [(name, name) for name in printing.printers()], free=False)
        self.style_box = ChoiceEditor(lambda: [(n, each.label) for n, each in enumerate(templates)], free=False)
        self.copies, self.range = NumberBox(), QLineEdit()
        self.paper = LoadedBox(self, lambda: self.printer.value() or "", self._restart)
        ready = bool(printing.printers())
        first, second = ("primary", "plain") if ready else ("plain", "primary")
        self.print = button("打印", self._print, icon="printer", variant=first)
        self.print.setToolTip("打印（Ctrl+P）")
        self.save = button("另存为 PDF", self._save, icon="download", variant=second, key="Ctrl+S")
        self.save.setVisible(not self.template.on_paper_only)
        on_keys(self, "Ctrl+P", self.print.click)
        self.saved = SavedLine()
        self._lay_out()
        self._fill()
        self._make()

    @property
    def pdf(self) -> bytes:
        """The PDF that is shown."""
        return self._shown.getvalue()

    @property
    def _shown(self) -> Viewed:
        return self._made[self.templates.index(self.template)]

    def done(self, result: int) -> None:
        """Leave nothing behind in memory."""
        self.browser.show_paper(None)
        self._made.clear()
        super().done(result)

    def _make(self) -> None:
        self.browser.show_paper(None)
        self._count = 0
        self._enable(False)
        self.now.setText("正在生成……")
        template, place = self.template, self.templates.index(self.template)
        if place in self._made:
            self._show(place, self._made[place])
        else:
            progress = tasks.Progress(self, "正在生成")
            work = partial(template.made, self.paper.start.value())
            tasks.run(work, partial(self._show, place), self._failed, progress)

    def _restart(self) -> None:
        """Begin on another label."""
        self._made.pop(self.templates.index(self.template), None)
        self._make()

    def _show(self, place: int, made: Viewed) -> None:
        from app.documents.paper import Paper

        self._made[place] = made
        if self.template is not self.templates[place]:
            return
        paper = Paper(made.getvalue())
        self._count = paper.count
        self.odd.setText(BOXES.format(odd=made.odd))
        self.odd.setVisible(bool(made.odd))
        self.browser.show_paper(paper)
        self._enable(True)

    def _failed(self, error: Exception) -> None:
        self.now.setText("没有生成，请换一种模板。")
        tasks.show_failure(self, error)

    def _choose(self) -> None:
        self.template = self.templates[self.style_box.value()]
        self._recall()
        self._make()

    def _enable(self, ready: bool) -> None:
        self.print.setEnabled(ready and bool(self.printer.count()))
        self.save.setEnabled(ready and not self.template.on_paper_only)
        self._say_how_many()

    def _say_how_many(self) -> None:
        try:
            asked = len(printing.pages_of(self.range.text(), self._count))
        except Problem:  # not typed to the end yet; pressing the button says what is wrong
            asked = self._count
        verb = "重打" if self.handed else "打印"
        which = f"这 {asked:,} {self.template.unit}" if self._count and (self.range.text() or not self.handed) else ""
        self.print.setText(f"{verb}{which or ('打坏的' if self.handed else '')}")
        self.print.setAccessibleName(self.print.text())

    def _say_where(self, page: int) -> None:
        name = "".join(self.template.names[page : page + 1])
        self.now.setText(f"第 {page + 1:,} / {self._count:,} {self.template.unit}　{name}".rstrip())

    def _print(self) -> None:
        with messages.problems_shown(self):
            if self.handed and not self.range.text().strip():
                raise Problem("还没有写打坏了第几张，没有重打。请写成 5 或 3，5 这样。")
            pages = printing.pages_of(self.range.text(), self._count)
            exact, tray = self.template.overprint is not None, self.paper.tray.value()
            order = printing.Order(self.pdf, self.printer.value(), pages, self.copies.value(), exact, tray)
            work, shown = partial(self.template.send, order, self.paper.start.value()), self._shown
            tasks.run_shown(self, "正在打印", work, lambda _: self._printed(order, shown))

    def _printed(self, order: printing.Order, shown: Viewed) -> None:
        """Note what went to the printer, even where this window was closed meanwhile."""
        memory.remember(f"{_LAST}/{self.template.label}", [order.printer, order.tray])
        sheets, loaded, start = len(order.pages) * order.copies, self.template.loaded, self.paper.start.value()
        sent = f"已送到打印机“{order.printer}”，共 {sheets:,} 页。"
        with messages.problems_shown(self):
            if loaded is None:
                self.template.note(order.pages, shown)
            elif self.handed:
                loaded.spoiled(order.pages, start)
            else:
                loaded.used(order.pages, sheets, start)
        if loaded is None:
            toast.show(self.desk, sent)
            self.accept()
        else:
            self._ask_spoiled(order, sent)

    def _ask_spoiled(self, order: printing.Order, sent: str) -> None:
        """Stay, so that a sheet that jammed is printed again, and it alone."""
        self.handed = order
        self.now.setText(sent)
        self.copies.setValue(1)
        for part in (self.copies, self.style_box, self.save, self.paper.start, self.paper.tray, self.paper.calibrate):
            part.setEnabled(False)
        self.save.hide()
        self.range.clear()
        self.range.setPlaceholderText("如 5；都好就不填")
        self.range_name.setText("打坏了")
        self.range.setAccessibleName("打坏了第几张")
        self.leave.setText("都打好了")
        self.leave.setAccessibleName("都打好了")
        self.paper.say()
        self._say_how_many()
        answer_enter(self.leave)
        self.range.setFocus()

    def _save(self) -> None:
        path = messages.ask_place(self, "另存为 PDF", self.template.file_name, "PDF 文件 (*.pdf)")
        if path is None:
            return
        from app.documents.pages import replacing

        with messages.problems_shown(self, self._save):
            with replacing(path) as file:
                file.write(self.pdf)
            self.template.note(range(self._count), self._shown)
            self.saved.say(f"已保存《{path.name}》。", path)

    def _recall(self) -> None:
        """The printer and tray this template was last printed with, and what its paper asks for."""
        printer, tray = memory.recall(f"{_LAST}/{self.template.label}", ["", ""])
        names = printing.printers()
        self.printer.fill(printer if printer in names else next(iter(names), None))
        self.paper.tray.fill(tray if tray in printing.TRAYS else next(iter(printing.TRAYS)))
        self.paper.show_loaded(self.template.loaded)

    def _fill(self) -> None:
        self._recall()
        self.printer.setPlaceholderText(NO_PRINTER)
        self.printer.activated.connect(self.paper.say)
        self.browser.turned.connect(self._say_where)
        self.style_box.fill(0)
        self.style_box.activated.connect(self._choose)
        self.copies.setRange(1, 99)
        self.range.setPlaceholderText("全部；或如 1-3，5")
        self.range.textChanged.connect(self._say_how_many)
        if not self.printer.count():
            self.paper_words.setText(NO_PAPER if self.template.on_paper_only else WITHOUT_PRINTER)

    def _lay_out(self) -> None:
        self.column.removeWidget(self.heading)
        row = QHBoxLayout()
        row.addWidget(self.browser, 1)
        row.addWidget(self._right())
        row.setSpacing(theme.px(16))
        self.body.addLayout(row, 1)

    def _right(self) -> QWidget:
        panel = QWidget()
        panel.setFixedWidth(theme.px(_PANEL))
        right = QVBoxLayout(panel)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.heading)
        right.addWidget(self.now)
        right.addWidget(self.odd)
        right.addWidget(self._scrolled(), 1)
        self.leave = button("关闭（Esc）", self.reject)
        for each in (self.print, self.save, self.leave):
            right.addWidget(each)
        return panel

    def _scrolled(self) -> QScrollArea:
        """What is asked, which scrolls where the window is low."""
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(4), 0)
        column.addLayout(self._asked())
        for part in (self.paper, self.paper_words, self.saved):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _asked(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnMinimumWidth(0, theme.px(BESIDE))
        grid.setColumnStretch(1, 1)
        asked = {"打印机": self.printer, "模板": self.style_box, "份数": self.copies, "页码": self.range}
        for place, (name, box) in enumerate(asked.items()):
            box.setAccessibleName(name)
            box.setMinimumWidth(theme.px(120))
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.range_name = label(name, "quiet")
            grid.addWidget(self.range_name, place, 0)
            grid.addWidget(box, place, 1)
        return grid
