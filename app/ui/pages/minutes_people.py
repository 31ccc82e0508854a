"""The page 到会 of the editor: who came, ticked by initials, numbers of the sign-in sheet, or a scan of its rows."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain import attendance
from app.domain.errors import Invalid
from app.domain.meetings import DUE, SITTING_IN, Attendee, Presence
from app.services import meeting_people
from app.ui.kit import theme, toast
from app.ui.kit.buttons import button, label
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice
from app.ui.kit.pick import SeekingLine
from app.ui.pages.minutes_panel import Panel, column_of
from app.ui.pages.minutes_people_list import PeopleList, PersonLine

REASONS = ("出差", "外出", "生病", "值班", "经营走不开", "事假")
MOST = 4
"""Of each kind of record, how many are offered to be put on the list."""
_MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PeopleBox(SeekingLine):
    """Enter, or a blank after a name, takes what the list has first; arrow keys choose in the list."""

    taken = Signal()

    def __init__(self, people: PeopleList) -> None:
        super().__init__()
        self._people = people
        self.setPlaceholderText("首字母、序号（如 1-8、11）或扫码")
        self.setAccessibleName("记到会：首字母、序号或扫码，按 Enter")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list go to the list."""
        blank = event.key() == Qt.Key.Key_Space and self.value() and not self._parts()
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if blank or (event.key() in _ENTER and plain):
            self.taken.emit()
        elif event.key() in _MOVES:
            step = 1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1
            self._people.setCurrentRow(max(0, min(self._people.currentRow() + step, self._people.count() - 1)))
        else:
            super().keyPressEvent(event)

    def _parts(self) -> bool:
        return attendance.several(self.value())


class PeoplePanel(Panel):
    """`done` comes when the list was gone through and Enter is pressed once more."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._seen: object = None
        self.list = PeopleList("参会名单")
        self.box = PeopleBox(self.list)
        self.hint = label("", "hint", wrap=True)
        self.setFocusProxy(self.box)
        column_of(self, self.box, self.hint, self.list, self._verbs()).setContentsMargins(0, 0, 0, 0)
        self.box.taken.connect(self._take)
        self.box.sought.connect(self._show_list)
        self.list.pressed_on.connect(self._press)
        self.list.noted.connect(self.note)
        self.list.gone.connect(self.remove)
        theme.changed.connect(self._show_list)

    def refresh(self) -> None:
        """Show the list again where it changed."""
        if self._seen != self.draft.attendees:
            self._seen = self.draft.attendees
            self._show_list()

    def tick(self, attendance_id: int) -> str:
        """Note that the one of this row of the sign-in sheet came, and give the name; "" where it is none of ours."""
        places = [place for place, each in enumerate(self.draft.attendees) if each.id == attendance_id != 0]
        if not places:
            return ""
        self._mark(places, Presence.PRESENT)
        self.list.setCurrentRow(places[0])
        return self.draft.attendees[places[0]].name

    def note(self, presence: str) -> None:
        """Note something of the chosen one."""
        line = self.list.chosen()
        if line is None or line.place < 0 or line.person.role == SITTING_IN:
            return
        if presence == Presence.EXCUSED:
            self._excuse(line)
        else:
            self._mark([line.place], presence)
            self._next()

    def remove(self) -> None:
        """Take the chosen one off the list."""
        line = self.list.chosen()
        if line and line.place >= 0:
            kept = tuple(each for place, each in enumerate(self.draft.attendees) if place != line.place)
            self.change(replace(self.draft, attendees=kept))

    def add(self, person: Attendee, role: str = SITTING_IN) -> None:
        """Put somebody on the list."""
        added = replace(person, role=role, presence="", id=0)
        if not any((each.name, each.unit) == (added.name, added.unit) for each in self.draft.attendees):
            self.change(replace(self.draft, attendees=(*self.draft.attendees, added)))
        self.box.clear()

    def _take(self) -> None:
        text = self.box.value()
        if not text:
            self.done.emit()
        elif attendance.several(text):
            self._take_several(text)
        elif (line := self.list.chosen()) and line.place >= 0 and line.person.role == DUE:
            self._mark([line.place], Presence.PRESENT)
            self.box.clear()
        elif line and line.place < 0:
            self.add(line.person)

    def _take_several(self, text: str) -> None:
        meant = attendance.meant(text, self.draft.attendees)
        self._mark(meant.places, Presence.PRESENT)
        self.box.setText("、".join(meant.unknown))
        if meant.unknown:
            toast.show(self, f"名单里找不到或不止一个：{'、'.join(meant.unknown)}。其余已记到会。", done=False)
        elif attendance.numbered(text):
            self.done.emit()

    def _mark(self, places: list[int] | tuple[int, ...], presence: str, reason: str = "") -> None:
        people = attendance.marked(self.draft.attendees, places, presence, reason)
        self.change(replace(self.draft, attendees=people))

    def _press(self) -> None:
        line = self.list.chosen()
        if line and line.place < 0:
            self.add(line.person)
        elif line:
            self._mark([line.place], attendance.turned(line.person.presence))

    def _next(self) -> None:
        self.list.setCurrentRow(min(self.list.currentRow() + 1, self.list.count() - 1))

    def _excuse(self, line: PersonLine) -> None:
        reasons = Choice("reason", "事由", options=lambda: [(each, each) for each in ("", *REASONS)], free=True)

        def act(values: dict[str, str]) -> None:
            if len(values["reason"]) > 40:
                raise Invalid({"reason": "事由太长，请写在 40 个字以内。"})
            self._mark([line.place], Presence.EXCUSED, values["reason"])

        dialog = EntryDialog(self, f"请假：{line.person.name}", (reasons,), lambda values: None, act, "记请假")
        dialog.chapter = "minutes"
        dialog.fill({"reason": line.person.reason})
        if dialog.exec():
            self._next()

    def _all_present(self) -> None:
        self.change(replace(self.draft, attendees=attendance.completed(self.draft.attendees, Presence.PRESENT)))

    def _others_absent(self) -> None:
        self.change(replace(self.draft, attendees=attendance.completed(self.draft.attendees, Presence.ABSENT)))

    def _as_due(self) -> None:
        """Somebody who sits in becomes due, and the other way round."""
        line = self.list.chosen()
        if line and line.place < 0:
            self.add(line.person, DUE)
        elif line:
            role = SITTING_IN if line.person.role == DUE else DUE
            people = list(self.draft.attendees)
            people[line.place] = replace(line.person, role=role, presence="", reason="")
            self.change(replace(self.draft, attendees=tuple(people)))

    def _show_list(self) -> None:
        text, people = self.box.words(), self.draft.attendees
        several = attendance.several(text)
        places = range(len(people)) if several or not text else attendance.fitting(text, people)
        lines = [PersonLine(place, people[place]) for place in places]
        if text and not several:
            lines += [PersonLine(-1, each) for each in self._others(text)]
        self.list.show_lines(lines)
        if text and not several:
            self.list.setCurrentRow(0)
        self.hint.setText("" if people else "还没有应到人员，打名字或首字母从党员、组织、商户里添加。")
        self.hint.setVisible(not people)

    def _others(self, text: str) -> list[Attendee]:
        """Who could be put on the list: those on record, and the bare name itself."""
        known = {(each.noun, each.row) for each in self.draft.attendees if each.row}
        found = [each for each in meeting_people.find(text, MOST) if (each.noun, each.row) not in known]
        return found if text.isascii() else [*found, Attendee(name=text)]

    def _verbs(self) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(4))
        offered = (
            ("全部到会", self._all_present, "还没有记的都记为到会"),
            ("其余缺席", self._others_absent, "还没有记的都记为缺席"),
            ("应到/列席", self._as_due, "选中的人改为列席，或改为应到"),
            ("到会", lambda: self.note(Presence.PRESENT), "选中的人到会（空格或 D）"),
            ("请假…", lambda: self.note(Presence.EXCUSED), "选中的人请假（J）"),
            ("缺席", lambda: self.note(Presence.ABSENT), "选中的人缺席（Q）；W 清除"),
            ("移出", self.remove, "从名单移出（Del）"),
        )
        for place, (words, act, tip) in enumerate(offered):
            made = button(words, act, variant="link" if place > 2 else "plain")
            made.setToolTip(tip)
            column = (place - 3, 3) if place > 2 else (place, 4)
            grid.addWidget(made, 1 if place > 2 else 0, column[0] * column[1], 1, column[1])
        return whole
