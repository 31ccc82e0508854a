"""What the cards of the tab 众筹积分 share: title and verbs that stay, and room below that is made anew."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.ui.kit import theme
from app.ui.kit.attachments import AttachmentStrip
from app.ui.kit.buttons import label, line, menu_button
from app.ui.pages.member_page import column

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class CharityPane(QWidget):
    """`noun` "" hangs no papers on it; `parts(row)` gives what is made anew, `verbs` the buttons beside 更多."""

    noun = ""

    def __init__(self, page: "ListPage", verbs: Sequence[QPushButton]) -> None:
        super().__init__()
        self.page = page
        self.name, self.under = label("", "section", wrap=True), label("", "hint", wrap=True)
        self.verbs = list(verbs)
        self.more = menu_button("更多", [(words, page.acting(act)) for words, act in page.spec.single])
        self.more.setAccessibleName("更多：" + "、".join(words.rstrip("…") for words, _ in page.spec.single))
        self.attachments = AttachmentStrip(self.noun, page.revalidate, page.writable) if self.noun else None
        self.details, self.below = QWidget(), QVBoxLayout()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(f"{page.spec.noun}资料，按上下键滚动")
        self.area.setProperty("stop", True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()

    def titles(self, row: Any) -> tuple[str, str]:
        """What stands at the head, and quietly under it."""
        raise NotImplementedError

    def parts(self, row: Any) -> Iterator[QWidget]:
        """What is said of a record."""
        raise NotImplementedError

    def show_record(self, row: Any) -> None:
        """Show a record."""
        name, under = self.titles(row)
        self.name.setText(name)
        self.under.setText(under)
        self.under.setVisible(bool(under))
        if self.attachments:
            self.attachments.show_record(row.id)
        fresh = column(*self.parts(row))
        self.below.replaceWidget(self.details, fresh)
        fresh.show()
        self.details.hide()
        self.details.deleteLater()
        self.details = fresh

    def _lay_out(self) -> None:
        buttons = QGridLayout()
        buttons.setSpacing(theme.px(6))
        shown = [*self.verbs, *([self.more] if self.page.spec.single else [])]
        for place, each in enumerate(shown):
            buttons.addWidget(each, place // 2, place % 2)
        self.more.setVisible(bool(self.page.spec.single))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.name)
        whole.addWidget(self.under)
        whole.addLayout(buttons)
        whole.addWidget(self.area, 1)
        inside = QWidget()
        inside.setProperty("plain", True)
        self.below.setContentsMargins(0, theme.px(8), theme.px(8), 0)
        self.below.setSpacing(theme.px(8))
        for part in (self.details, *((line(), self.attachments) if self.attachments else ())):
            self.below.addWidget(part)
        self.below.addStretch(1)
        inside.setLayout(self.below)
        self.area.setWidget(inside)


def allowed(page: "ListPage", made: Callable[[], list[QPushButton]]) -> list[QPushButton]:
    """Buttons for those who may enter; none for anybody else."""
    return made() if page.writable else []
