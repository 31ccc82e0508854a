"""Choosing columns: a tick for each, and their order. Everything shows in the list at once."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.ui.kit import theme
from app.ui.kit.buttons import button
from app.ui.kit.columns import Columns
from app.ui.kit.dialog import Dialog
from app.ui.kit.shortcuts import on_keys

_NAME = Qt.ItemDataRole.UserRole


class ColumnsDialog(Dialog):
    """One column at least stays ticked."""

    chapter = "views"

    def __init__(self, parent: QWidget, columns: Columns) -> None:
        super().__init__(parent, "选择要显示的列", width=460, height=560)
        self._columns = columns
        self.listing = QListWidget()
        self.listing.setAccessibleName("列表的列，空格键勾选")
        self.up = button("上移", lambda: self._move(-1))
        self.down = button("下移", lambda: self._move(1))
        self.default = button("恢复默认", self._restore, icon="undo-2")
        for made, keys in ((self.up, "Alt+Up"), (self.down, "Alt+Down")):
            made.setToolTip(f"{made.text()}（Alt+{'↑' if made is self.up else '↓'}）")
            on_keys(self, keys, made.click)
        self.listing.itemChanged.connect(self._ticked)
        self.body.addWidget(self.listing, 1)
        for each in (self.up, self.down, self.default):
            self.foot.addWidget(each)
        self.add_buttons(button("完成", self.accept, variant="primary"))
        self._fill(columns.order()[0])
        self.listing.setFocus()

    def _fill(self, current: str) -> None:
        """List the columns from left to right."""
        labels = {field.name: field.label for field in self._columns.fields}
        shown = self._columns.shown()
        self.listing.blockSignals(True)
        self.listing.clear()
        for name in self._columns.order():
            item = QListWidgetItem(labels[name], self.listing)
            item.setData(_NAME, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked)
            item.setSizeHint(QSize(0, theme.px(36)))
        self.listing.setCurrentRow(self._columns.order().index(current))
        self.listing.blockSignals(False)

    def _ticked(self, item: QListWidgetItem) -> None:
        items = [self.listing.item(row) for row in range(self.listing.count())]
        ticked = [each.data(_NAME) for each in items if each.checkState() == Qt.CheckState.Checked]
        if ticked:
            self._columns.show_only(ticked)
        else:
            item.setCheckState(Qt.CheckState.Checked)

    def _move(self, step: int) -> None:
        name = self.listing.currentItem().data(_NAME)
        self._columns.move(name, step)
        self._fill(name)

    def _restore(self) -> None:
        self._columns.restore()
        self._fill(self._columns.order()[0])
