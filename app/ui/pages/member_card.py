"""The pane that shows one person."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.calendar import spoken
from app.domain.privacy import mask_numbers
from app.services.members import MemberRow
from app.ui.kit import theme
from app.ui.kit.buttons import button, label
from app.ui.masked import Masked

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class MemberCard(QWidget):
    """Name and buttons stay; what is below is made anew for each person."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__()
        self._page = page
        self.name, self.under = label("", "section", wrap=True), label("", "hint")
        self.edit = button("编辑", page.edit_chosen, icon="pencil")
        self.edit.setToolTip("编辑（F2 或 Enter）")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("人员资料，按上下键滚动")
        self.area.setProperty("stop", True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.name, self.under):
            column.addWidget(part)
        if page.writable:
            buttons = QHBoxLayout()
            buttons.addWidget(self.edit)
            buttons.addStretch(1)
            column.addLayout(buttons)
        column.addWidget(self.area, 1)

    def show_record(self, row: MemberRow) -> None:
        """Show a person."""
        self.name.setText(row.name)
        self.under.setText("　".join(filter(None, (row.category, row.organization, row.seats))))
        inside = QWidget()
        inside.setProperty("plain", True)
        grid = QGridLayout(inside)
        grid.setVerticalSpacing(theme.px(6))
        grid.setHorizontalSpacing(theme.px(12))
        grid.setColumnStretch(1, 1)
        known = [(words, value) for words, value in _known(row) if value]
        for place, (words, value) in enumerate(known):
            grid.addWidget(label(words, "quiet"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(value, wrap=True) if isinstance(value, str) else value, place, 1)
        grid.setRowStretch(len(known), 1)
        self.area.setWidget(inside)


def _known(row: MemberRow) -> Iterator[tuple[str, str | QWidget]]:
    yield "身份证号", Masked("person", row.id, "id_number", row.masked_id) if row.id_number else ""
    yield "电话", Masked("person", row.id, "phone", row.masked_phone) if row.phone else ""
    yield "性别", row.sex
    yield "出生年月", spoken(row.birth)
    yield "民族", row.ethnic
    yield "学历", " ".join(filter(None, (row.education, row.degree)))
    yield "入党日期", spoken(row.joined)
    yield "转正日期", spoken(row.full_since)
    yield "党龄", f"{row.party_age} 年" if row.party_age is not None else ""
    yield "工作单位", " ".join(filter(None, (row.employer, row.post)))
    yield "新就业群体", row.occupation
    yield "籍贯", row.native_place
    yield "住址", row.address
    yield "身份", "、".join(_marks(row))
    yield "编号", row.number
    yield "备注", mask_numbers(row.note)


def _marks(row: MemberRow) -> Iterator[str]:
    marks = {"party_worker": "党务工作者", "volunteer": "志愿者", "delegate": "党代表", "in_need": "困难党员"}
    return (words for name, words in marks.items() if getattr(row, name))
