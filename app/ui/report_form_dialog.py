"""A superior's spreadsheet mapped: point at a cell at the left, choose at the right what goes into it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.names import fold, initials
from app.exchange.form_parts import Grid
from app.services import report_forms
from app.services.report_forms import FormRow
from app.ui.kit import messages, theme
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import ChoiceEditor, LineEditor
from app.ui.report_form_grid import FORMULA, FormGrid

HOW = "在左边选一个格子，按 Enter，再从右边选要填的数据。Del 取消一个格子。"
_RIGHT, _HIGH = 340, 34
_KEY = Qt.ItemDataRole.UserRole


class Choices(QListWidget):
    """What a cell may take; Enter takes it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("可以填的数据")
        self.known = report_forms.choices()
        self.search("")

    def search(self, text: str) -> None:
        """List those whose words or initials hold the text."""
        wanted = fold(text)
        self.clear()
        for key, words in self.known:
            if wanted in fold(words) or (wanted.isascii() and any(wanted in form for form in initials(words))):
                made = QListWidgetItem(words, self)
                made.setSizeHint(QSize(0, theme.px(_HIGH)))
                made.setData(_KEY, key)
                made.setToolTip(words)
        self.setCurrentRow(0)

    def key(self) -> str:
        """The one chosen, "" where none is."""
        return str(self.currentItem().data(_KEY)) if self.currentItem() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the chosen one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem():
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


class FormDialog(Dialog):
    """Accepted once the form is kept. `file` is a new one's, else `form` is what was mapped before."""

    chapter = "reports"

    def __init__(self, parent: QWidget, grids: Sequence[Grid], form: FormRow | None, file: Path | None) -> None:
        super().__init__(parent, "上级表格的对应关系", width=1240, height=640)
        self.form, self._file, self.grids = form, file, {grid.name: grid for grid in grids}
        self.mapped = dict(form.cells) if form else {}
        self.name, self.sought = LineEditor(), QLineEdit()
        self.sheets = ChoiceEditor(lambda: [(name, name) for name in self.grids], free=False)
        self.grid, self.choices = FormGrid(), Choices()
        self.words = dict(self.choices.known)
        self.sentence = label(HOW, "quiet", wrap=True)
        self.keep = button("保存对应关系", self.save, icon="check", variant="primary", key="Ctrl+S")
        self._lay_out()
        self._connect()
        self.name.fill(form.name if form else file.stem if file else "")
        self.sheets.fill(grids[0].name)
        self._show_sheet()
        self.grid.setFocus()

    def put(self) -> None:
        """Let the chosen figure go into the current cell, and go back to the cells."""
        address, key = self.grid.address(), self.choices.key()
        if not address or not key:
            return
        if self.grid.fixed():
            self.sentence.setText(FORMULA)
            return
        self.mapped[self._sheet(), address] = key
        self._mark()
        self.grid.setFocus()

    def take_out(self, address: str) -> None:
        """Let nothing go into a cell."""
        self.mapped.pop((self._sheet(), address), None)
        self._mark()

    def save(self) -> None:
        """Keep what goes where."""
        with messages.problems_shown(self):
            if self.form:
                report_forms.change(self.form.id, self.name.value(), self.mapped)
            elif self._file:
                report_forms.add(self.name.value(), self._file, self.mapped)
            self.accept()

    def _seek(self, _: str = "") -> None:
        if self.grid.fixed():
            self.sentence.setText(FORMULA)
            return
        self.sought.setFocus()
        self.sought.selectAll()

    def _sheet(self) -> str:
        return str(self.sheets.value())

    def _show_sheet(self) -> None:
        self.grid.show_grid(self.grids[self._sheet()], {})
        self._mark()

    def _mark(self) -> None:
        at = self.grid.currentRow(), self.grid.currentColumn()
        mine = {cell: self._short(key) for (sheet, cell), key in self.mapped.items() if sheet == self._sheet()}
        self.grid.mark(mine)
        self.grid.setCurrentCell(*at)
        count = len(self.mapped)
        self.sentence.setText(f"已对应 {count:,} 格。{HOW}" if count else HOW)

    def _short(self, key: str) -> str:
        """What goes in, without the section it is of."""
        words = self.words.get(key, key)
        return words.partition("　")[2] or words

    def _connect(self) -> None:
        self.sheets.activated.connect(lambda _: self._show_sheet())
        self.grid.wanted.connect(self._seek)
        self.grid.cleared.connect(self.take_out)
        self.sought.textChanged.connect(self.choices.search)
        self.sought.returnPressed.connect(self.put)
        self.choices.itemActivated.connect(lambda _: self.put())

    def _lay_out(self) -> None:
        top, whole, right = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        for words, editor in (("表格名称", self.name), ("工作表", self.sheets)):
            editor.setAccessibleName(words)
            top.addWidget(label(words, "quiet"))
            top.addWidget(editor, 1 if editor is self.name else 0)
        self.sought.setPlaceholderText("搜索数据，可以打首字母")
        self.sought.setAccessibleName("搜索数据")
        self.sought.setClearButtonEnabled(True)
        side = QWidget()
        side.setFixedWidth(theme.px(_RIGHT))
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.sought)
        right.addWidget(self.choices, 1)
        right.addWidget(button("填进选中的格子", self.put, icon="chevron-left"))
        whole.addWidget(self.grid, 1)
        whole.addWidget(side)
        self.body.addLayout(top)
        self.body.addLayout(whole, 1)
        self.body.addWidget(self.sentence)
        self.foot.addStretch(1)
        self.foot.addWidget(self.cancel_button())
        self.foot.addWidget(self.keep)
