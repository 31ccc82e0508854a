"""The pane that shows one record: its name and verbs stay, what is below is made anew for each record."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.roles import Right
from app.services import session
from app.ui.kit import theme
from app.ui.kit.attachments import AttachmentStrip
from app.ui.kit.buttons import Button, button, label, line, menu_button
from app.ui.kit.parts import in_line
from app.ui.kit.scroll import Scroll
from app.ui.kit.visit import Visit

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

_LONGEST = 16
"""Characters of a link's words."""


class RecordCard(QWidget):
    """`said` names what scrolls; attachments hang on `noun` ("" for none); `removing` is on the link that removes.

    `kept` are parts above the attachments that stay and show a record by `show_record(row)`. `abreast` buttons stand
    in a row."""

    said = noun = removing = ""
    abreast = 2

    def __init__(self, page: "ListPage", *kept: Any) -> None:
        super().__init__()
        self.page, self.kept, self._shown = page, kept, 0
        self.name, self.under = label("", "section", wrap=True), label("", "hint", wrap=True)
        self.more = more_button(page)
        self.attachments = self._strip() if self.noun else None
        self.area = Scroll(self.said, 8, 8)
        self._lay_out()

    def titles(self, row: Any) -> tuple[str, str]:
        """What stands at the head, and quietly under it."""
        raise NotImplementedError

    def verbs(self) -> Sequence[QPushButton]:
        """The buttons under the head."""
        return (self.more,)

    def parts(self, row: Any) -> Iterable[QWidget]:
        """What is said of a record."""
        raise NotImplementedError

    def show_record(self, row: Any) -> None:
        """Show a record; the place stays where it is the same one."""
        name, under = self.titles(row)
        self.name.setText(name)
        self.under.setText(under)
        self.under.setVisible(bool(under))
        for part in self.kept:
            part.show_record(row)
        if self.attachments:
            self.attachments.show_record(row.id)
        self.area.renew(self.parts(row), same=row.id == self._shown)
        self._shown = row.id

    def link(self, words: str, visit: Visit) -> QWidget:
        """A way to what is shown elsewhere."""
        short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        made = button(short, partial(self.page.visited.emit, visit), variant="link")
        made.setAccessibleName(f"打开{words}")
        made.setToolTip(words)
        return in_line(made)

    def _strip(self) -> AttachmentStrip:
        """Attachments are added to what is never edited, too."""
        return AttachmentStrip(self.noun, self.page.revalidate, session.may(Right.ENTER))

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(theme.px(6))
        for place, each in enumerate(self.verbs()):
            buttons.addWidget(each, place // self.abreast, place % self.abreast)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.name)
        whole.addWidget(self.under)
        whole.addLayout(buttons)
        whole.addWidget(self.area, 1)
        for part in (*self.kept, self.attachments):
            if part:
                self.area.column.addWidget(line())
                self.area.column.addWidget(part)
        if self.removing and self.page.writable:
            self.area.column.addWidget(remove_link(self.page, self.removing), alignment=Qt.AlignmentFlag.AlignLeft)
        self.area.column.addStretch(1)


def more_button(page: "ListPage") -> Button:
    """What else can be done with the record; hidden where there is nothing."""
    made = menu_button("更多", [(words, page.acting(act)) for words, act in page.spec.single])
    made.setAccessibleName("更多：" + "、".join(words.rstrip("…") for words, _ in page.spec.single))
    if not page.spec.single:
        made.hide()
    return made


def edit_button(page: "ListPage") -> Button:
    """Opens the form on the record."""
    made = button("编辑", page.edit_chosen, icon="pencil")
    made.setToolTip("编辑（F2 或 Enter）")
    return made


def remove_link(page: "ListPage", words: str) -> Button:
    """Moves the record to the recycle bin."""
    made = button(words, page.remove, icon="trash-2", variant="link")
    made.setToolTip("移出（Del），可以撤销")
    return made
