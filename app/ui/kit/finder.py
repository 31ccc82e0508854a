"""What narrows a list: a search box that follows every key, chips for a few values, combo boxes for many."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QWidget

from app.domain.calendar import spoken
from app.ui.kit import icons, theme
from app.ui.kit.buttons import button, chip
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.spec import SPAN, Chips, Picker
from app.ui.kit.visit import ONLY

_BESIDE = 52
"""What a search box needs beside its words, at 11 points."""


class SearchBox(QLineEdit):
    """`sought` comes with every change of the words, also while an input method is still composing them."""

    sought = Signal()
    left_down = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self._composing = ""
        self._last = ""
        self._sought = placeholder.split("、")
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name as much of what is sought here as there is room for; the tip names all."""
        super().resizeEvent(event)
        self._name_what_fits()

    def _name_what_fits(self) -> None:
        named, room = list(self._sought), self.width() - theme.px(_BESIDE)
        while len(named) > 1 and self.fontMetrics().horizontalAdvance("、".join(named)) > room:
            named.pop()
        self.setPlaceholderText("、".join(named))

    def _tell(self) -> None:
        if self.words() != self._last:
            self._last = self.words()
            self.sought.emit()

    def _draw(self) -> None:
        self._lens.setIcon(icons.icon("search", theme.tokens().text_2, theme.px(16)))
        self.setMinimumWidth(theme.px(160))
        self.setMaximumWidth(theme.px(240))
        self._name_what_fits()


ANY_SPAN = "时间段…"
_ARROW = 48
"""What a combo box needs beside its words, at 11 points."""


class ChipRow(QWidget):
    """The values of one filter as buttons, of which one is pressed; the last may ask for other days."""

    chosen = Signal(str)
    span_wanted = Signal()

    def __init__(self, chips: Chips) -> None:
        super().__init__()
        self._chips = chips
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self._buttons = {value: chip(value, partial(self.chosen.emit, value)) for value in ("", *chips.values)}
        self._span = chip(ANY_SPAN, self.span_wanted.emit)
        for made in (*self._buttons.values(), *([self._span] if chips.any_span else ())):
            self._group.addButton(made)
            row.addWidget(made)

    def show_value(self, value: str, span: str = "") -> None:
        """Press the chip of a value, "" for the one that shows all, or that of other days, and count afresh."""
        self._span.setText(span or ANY_SPAN)
        self._span.setAccessibleName(self._span.text())
        counts = self._chips.counts()
        for each, made in self._buttons.items():
            words = each or self._chips.all_label
            made.setText(f"{words} {counts[words]:,}")
            made.setAccessibleName(made.text())
        (self._span if span else self._buttons[value]).setChecked(True)


Told = Mapping[str, Callable[[Mapping[str, str]], str]]
"""Of filters that only another page sets, what they narrow the list to."""


class FindBar(QWidget):
    """`changed` says that the words or a filter changed; `search()` and `filters()` say to what."""

    changed = Signal()

    def __init__(self, placeholder: str, chips: Chips, pickers: Sequence[Picker], told: Told | None = None) -> None:
        super().__init__()
        self._filters: dict[str, str] = {}
        self._chips, self._pickers, self._told = chips, pickers, told or {}
        self._narrowed = button("", self._widen, icon="x", variant="chip")
        self._narrowed.hide()
        self.box = SearchBox(placeholder)
        self.box.sought.connect(self.changed)
        self._row = ChipRow(chips)
        self._row.chosen.connect(lambda value: self._choose(chips.name, value))
        self._row.span_wanted.connect(self.choose_span)
        self._folded = self._combo(chips.name, chips.all_label, self._folded_values)
        self._combos = [self._combo(each.name, each.all_label, each.values) for each in pickers]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for part in (self.box, self._narrowed, self._row, self._folded, *self._combos):
            row.addWidget(part)
        row.setStretchFactor(self.box, 99)  # it grows before room is left empty
        row.addStretch(1)
        self._folded.hide()

    def search(self) -> str:
        """The words sought."""
        return self.box.words()

    def filters(self) -> dict[str, str]:
        """The filters in force, by name."""
        return {name: value for name, value in self._filters.items() if name != ONLY}

    def among(self, ids: Sequence[int]) -> Sequence[int]:
        """Those of the rows found that another page asked for, where one did."""
        if ONLY not in self._filters:
            return ids
        wanted = self._only()
        return [number for number in ids if number in wanted]

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
        self._row.show_value(self._filters.get(self._chips.name, ""), self._span_told())
        for name, combo in zip([self._chips.name, *[p.name for p in self._pickers]], self._all_combos(), strict=True):
            combo.blockSignals(True)
            combo.fill((combo is self._folded and self._span_told()) or self._filters.get(name, ""))
            combo.blockSignals(False)
        self._tell_narrowed()
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it is with the chips folded into their combo box."""
        parts = [
            self.box.minimumWidth(),
            self._room_for_narrowed(),
            *[combo.minimumSizeHint().width() for combo in self._all_combos()],
        ]
        return QSize(sum(parts) + theme.px(8) * len(parts), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the chips where they have no room."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        others = sum(combo.sizeHint().width() + theme.px(8) for combo in self._combos) + self._room_for_narrowed()
        wanted = self.box.minimumWidth() + theme.px(8) + self._row.sizeHint().width() + others
        self._row.setVisible(wanted <= self.width())
        self._folded.setVisible(wanted > self.width())
        self._make_room_for_span(self.width() - self.box.minimumWidth() - theme.px(8) - others)

    def _make_room_for_span(self, room: int) -> None:
        """Let the days asked for be read in the combo box, as far as there is room."""
        words = self._span_told()
        needed = self._folded.fontMetrics().horizontalAdvance(words) + theme.px(_ARROW) if words else 0
        self._folded.setMinimumWidth(max(0, min(needed, room)))
        self._folded.setToolTip(words)

    def _tell_narrowed(self) -> None:
        """Say what another page narrowed the list to; no chip of its own stands for it."""
        said = [say(self._filters) for name, say in self._told.items() if name in self._filters]
        said += [f"只看这 {len(self._only()):,} 条"] if ONLY in self._filters else []
        self._narrowed.setText("、".join(said))
        self._narrowed.setAccessibleName(f"取消筛选：{self._narrowed.text()}")
        self._narrowed.setToolTip("点一下取消这个筛选")
        self._narrowed.setVisible(bool(said))

    def _only(self) -> set[int]:
        return set(map(int, filter(None, self._filters.get(ONLY, "").split(","))))

    def _room_for_narrowed(self) -> int:
        return 0 if self._narrowed.isHidden() else self._narrowed.sizeHint().width() + theme.px(8)

    def _widen(self) -> None:
        known = {self._chips.name, *(SPAN if self._chips.any_span else ()), *(picker.name for picker in self._pickers)}
        self._filters = {name: value for name, value in self._filters.items() if name in known}
        self.refresh()
        self.changed.emit()

    def _all_combos(self) -> list[ChoiceEditor]:
        return [self._folded, *self._combos]

    def _combo(self, name: str, all_label: str, values: Callable[[], list[str]]) -> ChoiceEditor:
        combo = ChoiceEditor(lambda: [("", all_label), *((value, value) for value in values())], free=False)
        combo.setAccessibleName(all_label)
        combo.activated.connect(lambda: self._choose(name, combo.value()))
        return combo

    def _span_told(self) -> str:
        """The days asked for in words, 2026年1月1日—3月31日, "" for none."""
        if not self._chips.any_span:
            return ""
        start, end = (spoken(self._filters.get(name, "")) for name in SPAN)
        end = end.removeprefix(start[: len("2026年")]) if start else end
        return f"{start}—{end}" if start and end else f"{start}起" if start else f"到{end}" if end else ""

    def _folded_values(self) -> list[str]:
        """What the combo box offers that the chips fold into."""
        spans = [self._span_told() or ANY_SPAN] if self._chips.any_span else []
        return [*self._chips.values, *spans]

    def choose_span(self) -> None:
        """Let the clerk say from which day to which."""
        from app.ui.kit import span_dialog

        found = span_dialog.ask(self.window(), self._filters)
        if found is None:
            self.refresh()
            return
        others = {self._chips.name, *SPAN}
        self._filters = {name: value for name, value in self._filters.items() if name not in others} | found
        self.refresh()
        self.changed.emit()

    def _choose(self, name: str, value: str) -> None:
        if name == self._chips.name and self._chips.any_span:
            if value in (ANY_SPAN, self._span_told()) and value:
                self.choose_span()
                return
            for end in SPAN:
                self._filters.pop(end, None)
        self._filters.pop(name, None)
        if value:
            self._filters[name] = value
        self.refresh()
        self.changed.emit()
