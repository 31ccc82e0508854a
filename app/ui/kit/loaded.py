"""What a preview asks about paper that is counted or was printed elsewhere: its tray, its first label."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ui.kit import printing, theme
from app.ui.kit.buttons import button, label
from app.ui.kit.editors import ChoiceEditor, NumberBox
from app.ui.kit.template import Loaded

BESIDE = 62
"""Room for the name before a box, at 11 points."""


class LoadedBox(QWidget):
    """The tray, the first label, what is left, and the way to measure the printer; only what matters is seen."""

    def __init__(self, parent: QWidget, printer: Callable[[], str], restarted: Callable[[], object]) -> None:
        super().__init__()
        self._dialog, self._printer, self.loaded = parent, printer, Loaded(str, _nothing, _nothing)
        self.tray = ChoiceEditor(lambda: [(name, name) for name in printing.TRAYS], free=False)
        self.tray.fill(next(iter(printing.TRAYS)))
        self.start = NumberBox()
        self.words = label("", "hint", wrap=True)
        self.calibrate = button("套打校准……", self._calibrate, variant="link")
        self._names = [label(name, "quiet") for name in ("纸盒", "起始标签")]
        self.start.valueChanged.connect(restarted)
        self.tray.activated.connect(self.say)
        self._lay_out()

    def show_loaded(self, loaded: Loaded | None) -> None:
        """Show what matters for this paper; nothing for plain paper."""
        self.loaded = loaded or Loaded(str, _nothing, _nothing)
        over = self.loaded.overprint
        self.start.blockSignals(True)
        self.start.setRange(1, over.cells if over else 1)
        self.start.setValue(1)
        self.start.blockSignals(False)
        shown = (over is not None, over is not None and over.cells > 1)
        for part, seen in zip((self.tray, self.start), shown, strict=True):
            part.setVisible(seen)
        for name, seen in zip(self._names, shown, strict=True):
            name.setVisible(seen)
        self.calibrate.setVisible(over is not None)
        self.say()

    def say(self) -> None:
        """Say how much paper there is, and how true the printer is."""
        over = self.loaded.overprint
        state = over.state(self._printer(), self.tray.value()) if over and self._printer() else ""
        words = "".join(filter(None, (self.loaded.left(), state)))
        self.words.setText(words)
        self.setVisible(bool(words or over))

    def _calibrate(self) -> None:
        if self.loaded.overprint:
            self.loaded.overprint.calibrate(self._dialog, self._printer(), self.tray.value())
            self.say()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnMinimumWidth(0, theme.px(BESIDE))
        grid.setColumnStretch(1, 1)
        for place, (name, box) in enumerate(zip(self._names, (self.tray, self.start), strict=True)):
            box.setAccessibleName(name.text())
            box.setMinimumWidth(theme.px(120))
            grid.addWidget(name, place, 0)
            grid.addWidget(box, place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(grid)
        column.addWidget(self.words)
        column.addWidget(self.calibrate)


def _nothing(*_: object) -> None:
    """Plain paper is not counted."""
