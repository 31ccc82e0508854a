"""What narrows a list: a search box that follows every key, chips for a few values, combo boxes for many."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QWidget

from app.ui.kit import icons, theme
from app.ui.kit.buttons import chip
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.spec import Chips, Picker


class SearchBox(QLineEdit):
    """`sought` comes with every change of the words, also while an input method is still composing them."""

    sought = Signal()
    left_down = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self._composing = ""
        self._last = ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setToolTip(f"{placeholder}（Ctrl+F）")
        self.setClearButtonEnabled(True)
        self._lens = QAction(self)
        self.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(self._tell)
        theme.changed.connect(self._draw)
        self._draw()

    def words(self) -> str:
        """What is typed, with what is being composed at the cursor."""
        place = self.cursorPosition()
        return (self.text()[:place] + self._composing.replace("'", "") + self.text()[place:]).strip()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Search for pinyin before it has become characters."""
        self._composing = event.preeditString()
        super().inputMethodEvent(event)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter go to the list, Esc empties the box."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if self.words() != self._last:
            self._last = self.words()
            self.sought.emit()

    def _draw(self) -> None:
        self._lens.setIcon(icons.icon("search", theme.tokens().text_2, theme.px(16)))
        self.setMinimumWidth(theme.px(160))
        self.setMaximumWidth(theme.px(240))


class ChipRow(QWidget):
    """The values of one filter as buttons, of which one is pressed."""

    chosen = Signal(str)

    def __init__(self, chips: Chips) -> None:
        super().__init__()
        self._chips = chips
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self._buttons = {value: chip(value, partial(self.chosen.emit, value)) for value in ("", *chips.values)}
        for made in self._buttons.values():
            self._group.addButton(made)
            row.addWidget(made)

    def show_value(self, value: str) -> None:
        """Press the chip of a value, "" for the one that shows all, and count afresh."""
        counts = self._chips.counts()
        for each, made in self._buttons.items():
            words = each or self._chips.all_label
            made.setText(f"{words} {counts[words]:,}")
            made.setAccessibleName(made.text())
        self._buttons[value].setChecked(True)


class FindBar(QWidget):
    """`changed` says that the words or a filter changed; `search()` and `filters()` say to what."""

    changed = Signal()

    def __init__(self, placeholder: str, chips: Chips, pickers: Sequence[Picker]) -> None:
        super().__init__()
        self._filters: dict[str, str] = {}
        self._chips, self._pickers = chips, pickers
        self.box = SearchBox(placeholder)
        self.box.sought.connect(self.changed)
        self._row = ChipRow(chips)
        self._row.chosen.connect(lambda value: self._choose(chips.name, value))
        self._folded = self._combo(chips.name, chips.all_label, lambda: list(chips.values))
        self._combos = [self._combo(each.name, each.all_label, each.values) for each in pickers]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for part in (self.box, self._row, self._folded, *self._combos):
            row.addWidget(part)
        row.setStretchFactor(self.box, 1)
        row.addStretch(1)
        self._folded.hide()

    def search(self) -> str:
        """The words sought."""
        return self.box.words()

    def filters(self) -> dict[str, str]:
        """The filters in force, by name."""
        return dict(self._filters)

    def narrow_to(self, text: str, filters: dict[str, str]) -> None:
        """Seek these words among the records that pass these filters, and nothing else."""
        self._filters = dict(filters)
        self.box.blockSignals(True)
        self.box.setText(text)
        self.box.blockSignals(False)
        self.refresh()
        self.changed.emit()

    def refresh(self) -> None:
        """Count and offer afresh; what is chosen stays."""
        self._row.show_value(self._filters.get(self._chips.name, ""))
        for name, combo in zip([self._chips.name, *[p.name for p in self._pickers]], self._all_combos(), strict=True):
            combo.blockSignals(True)
            combo.fill(self._filters.get(name, ""))
            combo.blockSignals(False)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is with the chips folded into their combo box."""
        parts = [self.box.minimumWidth(), *[combo.minimumSizeHint().width() for combo in self._all_combos()]]
        return QSize(sum(parts) + theme.px(8) * len(parts), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the chips where they have no room."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        others = sum(combo.sizeHint().width() + theme.px(8) for combo in self._combos)
        wanted = self.box.minimumWidth() + theme.px(8) + self._row.sizeHint().width() + others
        self._row.setVisible(wanted <= self.width())
        self._folded.setVisible(wanted > self.width())

    def _all_combos(self) -> list[ChoiceEditor]:
        return [self._folded, *self._combos]

    def _combo(self, name: str, all_label: str, values: Callable[[], list[str]]) -> ChoiceEditor:
        combo = ChoiceEditor(lambda: [("", all_label), *((value, value) for value in values())], free=False)
        combo.setAccessibleName(all_label)
        combo.activated.connect(lambda: self._choose(name, combo.value()))
        return combo

    def _choose(self, name: str, value: str) -> None:
        self._filters.pop(name, None)
        if value:
            self._filters[name] = value
        self.refresh()
        self.changed.emit()
