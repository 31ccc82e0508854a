"""发展情况: how many came into each stage, quarter by quarter; each number opens its people."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.domain.members import Stage
from app.services import development, members
from app.ui.kit import theme
from app.ui.kit.buttons import Button, button, icon_button, label
from app.ui.kit.fields import Date, Shown
from app.ui.member_list_dialog import LinesDialog, PersonLine

Period = tuple[str, dt.date, dt.date]
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
FIELDS = (
    Shown("name", "姓名", 140),
    Shown("what", "现在", 140),
    Shown("organization", "所在支部", 240, stretch=True),
    Date("day", "入党日期", 150),
)


class FunnelDialog(LinesDialog):
    """One year at a time, beside it the year before; of one organisation and all below it, if one is chosen."""

    def __init__(self, parent: QWidget, organization: int) -> None:
        super().__init__(parent, "发展情况", FIELDS)
        self._organization = organization
        self.year = dt.date.today().year
        self.heading_of_year = label("", "strong")
        self._numbers = QWidget()
        self.former = icon_button("上一年", "chevron-left", lambda: self._go(-1), variant="tool")
        self.later = icon_button("下一年", "chevron-right", lambda: self._go(1), variant="tool")
        for part in (self.former, self.heading_of_year, self.later):
            self.above.addWidget(part)
        self.above.addStretch(1)
        self._room = QHBoxLayout()
        self._room.addWidget(self._numbers, 1)
        self.body.insertLayout(1, self._room)
        self.add_buttons(button("关闭", self.reject), self.open_it)
        self._read()
        self.later.setFocus()

    def _go(self, step: int) -> None:
        self.year += step
        self._read()

    def _read(self) -> None:
        self.heading_of_year.setText(f"{self.year} 年")
        fresh = self._grid(_periods(self.year))
        self._room.replaceWidget(self._numbers, fresh)
        self._numbers.deleteLater()
        self._numbers = fresh
        stops = (self.former, self.later, *fresh.findChildren(Button), self.table)
        for former, following in pairwise(stops):
            self.setTabOrder(former, following)
        self.show_lines([], "点上面的数字，看是哪些人。")

    def _grid(self, periods: Sequence[Period]) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        for place, words in enumerate(("", "现有", *(words for words, *_ in periods))):
            grid.addWidget(label(words, "quiet"), 0, place, RIGHT)
            grid.setColumnStretch(place, 1)
        came = [development.funnel(first, last, self._organization) for _, first, last in periods]
        for line, stage in enumerate(Stage, 1):
            grid.addWidget(label(stage.value), line, 0)
            people = [self._now(stage), *(tuple(found[stage.value]) for found in came)]
            for place, (words, who) in enumerate(zip(("现有", *(each[0] for each in periods)), people, strict=True), 1):
                grid.addWidget(self._number(f"{stage.value}　{words}", who), line, place, RIGHT)
        return whole

    def _now(self, stage: Stage) -> tuple[int, ...]:
        within = {"organization": str(self._organization)} if self._organization else {}
        return tuple(members.ids(filters={"stage": stage.value, **within}))

    def _number(self, words: str, who: Sequence[int]) -> QWidget:
        if not who:
            return label("—", "quiet")
        made = button(f"{len(who):,}", lambda: self._show(words, who), variant="link")
        made.setAccessibleName(f"{words} {len(who):,} 人")
        made.setMaximumHeight(theme.px(32))
        made.setMinimumWidth(theme.px(36))
        return made

    def _show(self, words: str, who: Sequence[int]) -> None:
        lines = [
            PersonLine(row.id, row.name, row.organization or "—", row.category, row.joined) for row in members.rows(who)
        ]
        self.show_lines(lines, f"{words}：{len(lines):,} 人。")
        self.table.setFocus()


def _periods(year: int) -> list[Period]:
    """The quarters of a year, the year, and the one before."""
    names = ("一季度", "二季度", "三季度", "四季度")
    quarters = [(names[each], dt.date(year, 3 * each + 1, 1), _last(year, 3 * each + 3)) for each in range(len(names))]
    whole = [("全年", dt.date(year, 1, 1), _last(year, 12)), ("上年", dt.date(year - 1, 1, 1), _last(year - 1, 12))]
    return [*quarters, *whole]


def _last(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
