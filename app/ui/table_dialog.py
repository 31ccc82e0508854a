"""A dialog that is a table of lines with something above and below it."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit import messages, undoing
from app.ui.kit.buttons import label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Field
from app.ui.kit.rows import RowModel
from app.ui.kit.shortcuts import ON_WIDGET, on_keys
from app.ui.kit.table import RowTable


class TableDialog(Dialog):
    """`above` is a row to fill; `read` is asked for again after every act done or taken back."""

    chapter = "activities"

    def __init__(
        self, parent: QWidget, title: str, fields: Sequence[Field], width: int = 960, height: int = 580
    ) -> None:
        super().__init__(parent, title, width=width, height=height)
        self.lines: list[Any] = []
        self.rows = RowModel(fields, lambda places: [self.lines[place] for place in places])
        self.table = RowTable(self.rows, title)
        self.above, self.sentence = QHBoxLayout(), label("", "quiet", wrap=True)
        self.table.chosen_changed.connect(self.follow)
        self.body.addLayout(self.above)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sentence)

    def read(self) -> None:
        """Show what there is now."""
        raise NotImplementedError

    def follow(self) -> None:
        """What the buttons act on was chosen anew."""

    def show_lines(self, lines: Sequence[Any], sentence: str) -> None:
        """Show these, the one at the place of before chosen, and say something below."""
        place = max(0, self.table.currentIndex().row())
        self.lines = list(lines)
        self.sentence.setText(sentence)
        self.rows.show(list(range(len(self.lines))))
        if self.lines:
            self.table.choose_place(min(place, len(self.lines) - 1))
        self.follow()

    def chosen(self) -> Any:
        """The first of the chosen lines, or None."""
        places = self.table.chosen()
        return self.lines[places[0]] if places else None

    def all_chosen(self) -> list[Any]:
        """The chosen lines."""
        return [self.lines[place] for place in self.table.chosen()]

    def tell_done(self) -> None:
        """Read again after an act, and offer to take it back."""
        self.read()
        self.table.setFocus()
        undoing.tell_done(self, self.read)

    def keep_by_keys(self, edit: Callable[[], object], remove: Callable[[], object]) -> None:
        """F2 changes the chosen line, Del removes those that are chosen."""
        on_keys(self.table, "F2", edit, ON_WIDGET)
        on_keys(self.table, "Del", remove, ON_WIDGET)

    def remove_chosen(self, remove: Callable[[list[int]], object]) -> None:
        """Have the chosen lines removed by their ids; a Problem is shown."""
        if chosen := self.all_chosen():
            with messages.problems_shown(self):
                remove([row.id for row in chosen])
                self.tell_done()

    def showEvent(self, event: QShowEvent) -> None:
        """The tab key goes through what stands above the table before it comes to the table."""
        items = (self.above.itemAt(place) for place in range(self.above.count()))
        parts = [part for item in items if item and (part := item.widget())]
        for former, following in pairwise((*parts, self.table)):
            self.setTabOrder(former, following)
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)
