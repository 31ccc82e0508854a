"""Lists of people that wait for something, opened from the tools: each line leads to its person."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain import money
from app.domain.volunteering import hours
from app.services import entries, member_waiting, members
from app.services.members import MemberRow
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.fields import Date, Field, Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable


@dataclass(frozen=True)
class PersonLine:
    """A line about a person; `day` is ISO, "" where there is none."""

    person: int
    name: str
    organization: str
    what: str
    day: str = ""
    note: str = ""


FIELDS: tuple[Field, ...] = (
    Shown("name", "姓名", 130),
    Shown("what", "事项", 260, stretch=True),
    Date("day", "日期", 140),
    Shown("organization", "所在支部", 190),
)


class LinesDialog(Dialog):
    """A table of lines with room for choices above it; accepted with `person` once a line was opened."""

    chapter = "members"

    def __init__(self, parent: QWidget, title: str, fields: Sequence[Field] = FIELDS) -> None:
        super().__init__(parent, title, width=900, height=560)
        self.person = 0
        self.lines: list[Any] = []
        self.rows = RowModel(fields, lambda places: [self.lines[place] for place in places])
        self.table = RowTable(self.rows, title)
        self.above, self.sentence = QHBoxLayout(), label("", "quiet", wrap=True)
        self.open_it = button("打开这个人", self.open_chosen, icon="users", variant="primary")
        self.table.opened.connect(self.open_chosen)
        self.table.chosen_changed.connect(self._follow)
        self.body.addLayout(self.above)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.sentence)

    def show_lines(self, lines: Sequence[Any], sentence: str) -> None:
        """Show these, the first chosen, and say something below."""
        self.lines = list(lines)
        self.rows.show(list(range(len(self.lines))))
        self.sentence.setText(sentence)
        self.table.choose_place(0)
        self._follow()

    def open_chosen(self) -> None:
        """Leave for the person of the chosen line."""
        if chosen := self.table.chosen():
            self.person = self.lines[chosen[0]].person
            self.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what room there is."""
        super().resizeEvent(event)
        self.table.fit(0)

    def _follow(self) -> None:
        self.open_it.setEnabled(bool(self.table.chosen()))


class WaitingDialog(LinesDialog):
    """What waits, a kind at a time, with those at or under the organisation that is chosen in the tree."""

    def __init__(self, parent: QWidget, title: str, kinds: Sequence[str], filters: dict[str, str]) -> None:
        super().__init__(parent, title)
        self._filters, self.listed = filters, ""
        self.kind = ChoiceEditor(lambda: [(kind, f"{kind} {len(self._found(kind)):,}") for kind in kinds], free=False)
        self.kind.setAccessibleName("哪一类")
        first = next((kind for kind in kinds if self._found(kind)), kinds[0])
        self.kind.fill(first)
        self.kind.activated.connect(self._read)
        self.above.addWidget(self.kind)
        self.above.addStretch(1)
        self.in_list = button("在名册里列出", self._list)
        self.add_buttons(button("关闭", self.reject), self.in_list, self.open_it)
        self.kind.setVisible(len(kinds) > 1)
        self.setTabOrder(self.kind, self.table)
        self._read()
        self.table.setFocus()

    def _read(self) -> None:
        found = self._found(self.kind.value())
        rows = {row.id: row for row in members.rows(list(dict.fromkeys(each.person for each in found)))}
        lines = [
            PersonLine(each.person, row.name, row.organization or "—", each.what, each.day, each.note)
            for each in found
            if (row := rows[each.person])
        ]
        within = "在左边选中的组织里，" if self._filters else ""
        owed = sum(each.fen for each in found)
        total = f"，合计 {money.in_digits(owed)} 元" if owed else ""
        self.show_lines(
            lines, f"{within}共 {len(lines):,} 条{total}。" if lines else f"{within}没有这样的事，都办完了。"
        )

    def _follow(self) -> None:
        """Say why, below the chosen line."""
        super()._follow()
        chosen = self.table.chosen()
        if chosen and (note := self.lines[chosen[0]].note):
            self.sentence.setText(note)

    def _found(self, kind: str) -> list[member_waiting.Waiting]:
        found = member_waiting.of(kind)
        if not self._filters:
            return list(found)
        within = set(members.ids(filters=self._filters))
        return [each for each in found if each.person in within]

    def _list(self) -> None:
        self.listed = self.kind.value()
        self.accept()


def service_dialog(parent: QWidget, row: MemberRow) -> LinesDialog:
    """The rows behind the total of a person's volunteer hours."""
    fields: tuple[Field, ...] = (
        Shown("what", "活动", 260, stretch=True),
        Date("day", "日期", 150),
        Shown("organization", "时间", 150),
        Shown("note", "时长", 130),
    )
    given = entries.of("service", row.id)
    lines = [
        PersonLine(row.id, row.name, f"{each.begins}—{each.ends}", each.event, each.on, hours(each.minutes))
        for each in given
    ]
    dialog = LinesDialog(parent, f"志愿服务：{row.name}", fields)
    dialog.add_buttons(button("关闭", dialog.reject, variant="primary"))
    dialog.show_lines(lines, f"共 {hours(sum(each.minutes for each in given))}，{len(given):,} 次。")
    dialog.table.setFocus()
    return dialog


class BirthdaysDialog(LinesDialog):
    """政治生日 of a month: a list to print, and cards for those that are chosen."""

    def __init__(self, parent: QWidget, organization: int, print_list: Callable[[int, int], None] | None) -> None:
        fields: tuple[Field, ...] = (
            Shown("name", "姓名", 130),
            Date("day", "入党日期", 160),
            Shown("what", "周年", 110),
            Shown("organization", "所在支部", 240, stretch=True),
        )
        super().__init__(parent, "政治生日", fields)
        self._organization, self.cards = organization, False
        self.month = ChoiceEditor(lambda: [(month, f"{month} 月") for month in range(1, 13)], free=False)
        self.month.setAccessibleName("月份")
        self.month.fill(dt.date.today().month)
        self.month.activated.connect(self._read)
        self.above.addWidget(self.month)
        self.above.addStretch(1)
        self.print_list = button("打印名单", lambda: print_list and print_list(self.month.value(), organization))
        self.print_cards = button("打印贺卡", self._print_cards, icon="printer")
        for each in (self.print_list, self.print_cards):
            each.setVisible(print_list is not None)
        self.add_buttons(button("关闭", self.reject), self.print_list, self.print_cards, self.open_it)
        self.setTabOrder(self.month, self.table)
        self._read()
        self.month.setFocus()

    def chosen(self) -> list[int]:
        """The people chosen, all where none or one is."""
        places = self.table.chosen()
        return [self.lines[place].person for place in (places if len(places) > 1 else range(len(self.lines)))]

    def _read(self) -> None:
        from app.services import member_documents

        month, year = self.month.value(), dt.date.today().year
        found = member_documents.birthdays(month, self._organization)
        rows = members.rows([person for person, _ in found])
        lines = [
            PersonLine(row.id, row.name, row.organization or "—", f"{year - joined.year} 周年", row.joined)
            for row, (_, joined) in zip(rows, found, strict=True)
        ]
        some = f"{month} 月有 {len(lines):,} 位党员过政治生日。贺卡给选中的几位打，只选一位或不选就是全部。"
        self.show_lines(lines, some if lines else f"{month} 月没有党员过政治生日，请换一个月份。")
        for each in (self.print_list, self.print_cards):
            each.setEnabled(bool(lines))

    def _print_cards(self) -> None:
        self.cards = True
        self.accept()
