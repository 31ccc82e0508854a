"""What the cards of lists and activities share: name and verbs that stay, and room that scrolls below them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.attachments import AttachmentStrip
from app.ui.kit.buttons import button, label, line, menu_button

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

Facts = Iterable[tuple[str, str | QWidget]]


class Card(QWidget):
    """`_facts(row)` are what is said of a record; `parts` stay and show the record by `show_record(row)`."""

    said = ""

    def __init__(self, page: "ListPage", noun: str, *parts: Any) -> None:
        super().__init__()
        self._page = page
        self.name, self.under = label("", "section", wrap=True), label("", "hint", wrap=True)
        self.parts = parts
        self.attachments = AttachmentStrip(noun, page.revalidate, page.writable)
        self.details, self.below = QWidget(), QVBoxLayout()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(f"{self.said}，按上下键滚动")
        self.area.setProperty("stop", True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()

    def show_record(self, row: Any) -> None:
        """Show a record."""
        self.name.setText(row.name)
        self.under.setText("　".join(filter(None, self._under(row))))
        self.attachments.show_record(row.id)
        for part in self.parts:
            part.show_record(row)
        fresh = grid_of(self._facts(row))
        self.below.replaceWidget(self.details, fresh)
        fresh.show()
        self.details.hide()
        self.details.deleteLater()
        self.details = fresh

    def _under(self, row: Any) -> Sequence[str]:
        raise NotImplementedError

    def _facts(self, row: Any) -> Facts:
        raise NotImplementedError

    def _verbs(self) -> Sequence[QPushButton]:
        """The buttons before 编辑 and 更多."""
        return ()

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(theme.px(6))
        for place, each in enumerate(self._offered()):
            buttons.addWidget(each, 0, place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.name)
        column.addWidget(self.under)
        column.addLayout(buttons)
        column.addWidget(self.area, 1)
        inside = QWidget()
        inside.setProperty("plain", True)
        self.below.setContentsMargins(0, theme.px(8), theme.px(8), 0)
        self.below.setSpacing(theme.px(8))
        for part in (self.details, line(), *self.parts, line(), self.attachments):
            self.below.addWidget(part)
        self.below.addStretch(1)
        inside.setLayout(self.below)
        self.area.setWidget(inside)

    def _offered(self) -> Sequence[QPushButton]:
        page = self._page
        more = menu_button("更多", [(words, page.acting(act)) for words, act in page.spec.single])
        more.setAccessibleName("更多：" + "、".join(words.rstrip("…") for words, _ in page.spec.single))
        if not page.writable:
            return (more,) if page.spec.single else ()
        edit = button("编辑", page.edit_chosen, icon="pencil")
        edit.setToolTip("编辑（F2 或 Enter）")
        return (*self._verbs(), edit, more)


def grid_of(facts: Facts) -> QWidget:
    """What is known, a name beside each value; empty ones are left out."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(theme.px(6))
    grid.setHorizontalSpacing(theme.px(12))
    grid.setColumnStretch(1, 1)
    for place, (name, value) in enumerate((name, value) for name, value in facts if value):
        beside = Qt.AlignmentFlag.AlignTop if isinstance(value, str) else Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(label(name, "quiet"), place, 0, beside)
        shown = label(value, wrap=True) if isinstance(value, str) else value
        linked = isinstance(value, QPushButton)
        grid.addWidget(shown, place, 1, Qt.AlignmentFlag.AlignLeft if linked else Qt.AlignmentFlag(0))
    return made
