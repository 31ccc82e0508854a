"""The page 基本信息 of a person's card."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.domain.privacy import mask_numbers
from app.services.members import MemberRow
from app.ui.kit.card import remove_link
from app.ui.kit.parts import facts
from app.ui.masked import Masked
from app.ui.pages.member_page import MemberPage

MARKS = {"party_worker": "党务工作者", "volunteer": "志愿者", "delegate": "党代表", "in_need": "困难党员"}


class BasicPage(MemberPage):
    """Who the person is; numbers are masked."""

    title = "基本信息"

    def __init__(self, page: object) -> None:
        super().__init__(page)  # type: ignore[arg-type]
        if self._page.writable:
            removing = remove_link(self._page, "移出这个人")
            self.column.addWidget(removing, alignment=Qt.AlignmentFlag.AlignLeft)
        self._end()

    def _fresh(self, row: MemberRow) -> Sequence[QWidget]:
        return [facts(_known(row))]


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
    yield "所在网格", row.grid
    yield "新就业群体", row.occupation
    yield "籍贯", row.native_place
    yield "住址", row.address
    yield "曾用名", row.former_name
    yield "身份", "、".join(words for name, words in MARKS.items() if getattr(row, name))
    yield "编号", row.number
    yield "备注", mask_numbers(row.note)
