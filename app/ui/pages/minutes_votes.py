"""The page 决议 of the editor: motions with their votes, and the arithmetic as it will be printed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from app.domain.meeting_forms import without_motion
from app.domain.meetings import Draft, Motion, Presence, turnout
from app.domain.votes import Ballot
from app.services import meeting_votes
from app.ui.kit import theme
from app.ui.kit.buttons import icon_button, label, restyle
from app.ui.kit.editors import ChoiceEditor, LineEditor, NoteEditor
from app.ui.pages.minutes_boxes import BoxesPanel
from app.ui.pages.minutes_panel import show

COUNTS = (("favour", "赞成"), ("against", "反对"), ("abstain", "弃权"), ("written", "书面"))
_TEXT = 68


class CountBox(LineEditor):
    """A number of votes."""

    def count(self) -> int:
        """The number, 0 where there is none; what is no number counts as -1, which no ballot allows."""
        text = self.value()
        return int(text) if text.isdecimal() and len(text) <= 5 else -1 if text else 0


class MotionBox(QFrame):
    """One resolution; `edit(motion)` is told each change."""

    def __init__(self, number: int, edit: Callable[[Motion], object], remove: Callable[[], object]) -> None:
        super().__init__()
        self.motion, self._edit, self._filling = Motion(), edit, False
        self.said = NoteEditor()
        self.said.setAccessibleName(f"决议 {number} 的内容，必填")
        self.said.setPlaceholderText("决议的内容，如：同意修建停车棚")
        self.item = ChoiceEditor(self._items, free=False)
        self.item.setAccessibleName(f"决议 {number} 属于哪项议题")
        self.voted = QCheckBox("投票表决")
        self.counts = {name: self._count(f"决议 {number} {words}") for name, words in COUNTS}
        self.outcome = label("", "strong", wrap=True)
        self._titles: tuple[str, ...] = ()
        gone = icon_button(f"移出决议 {number}", "trash-2", remove)
        self._lay_out(number, gone)
        self.said.edited.connect(lambda: self._tell(text=self.said.value()))
        self.item.activated.connect(lambda _: self._tell(item=self.item.value()))
        self.voted.toggled.connect(self._vote)

    def show_motion(self, draft: Draft, motion: Motion) -> None:
        """Show a motion of a draft."""
        self.motion, self._filling = motion, True
        self._titles = tuple(item.title for item in draft.items)
        show(self.said, motion.text)
        self.item.fill(motion.item)
        self.voted.setChecked(motion.ballot is not None)
        for name, box in self.counts.items():
            wanted = getattr(motion.ballot, name) if motion.ballot else 0
            if box.count() != wanted:
                box.fill(str(wanted) if wanted else "")
        self.votes.setVisible(motion.ballot is not None)
        self.outcome.setText(meeting_votes.outcome(draft, motion))
        self.outcome.setVisible(bool(self.outcome.text()))
        self._filling = False

    def draw(self) -> None:
        """Take the sizes in force."""
        self.said.setFixedHeight(theme.px(_TEXT))

    def _tell(self, **values: Any) -> None:
        if not self._filling:
            self._edit(replace(self.motion, **values))

    def _vote(self, on: bool) -> None:
        self._tell(ballot=Ballot(0, 0, 0) if on else None)
        if on and not self._filling:
            self.counts["favour"].setFocus()

    def _counted(self) -> None:
        counts = {name: box.count() for name, box in self.counts.items()}
        self._tell(ballot=Ballot(0, 0, **counts))

    def _items(self) -> list[tuple[Any, str]]:
        return [(-1, "不属于某项议题"), *((place, f"{place + 1}　{title}") for place, title in enumerate(self._titles))]

    def _count(self, name: str) -> CountBox:
        made = CountBox()
        made.setAccessibleName(name)
        made.setMaxLength(5)
        made.edited.connect(self._counted)
        return made

    def _lay_out(self, number: int, gone: QWidget) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(f"决议 {number}", "strong"), 0, 0)
        grid.addWidget(self.voted, 0, 1)
        grid.addWidget(gone, 0, 2)
        self.votes = QWidget()
        votes = QGridLayout(self.votes)
        votes.setContentsMargins(0, 0, 0, 0)
        votes.setHorizontalSpacing(theme.px(4))
        for place, (name, words) in enumerate(COUNTS):
            named = label(words, "quiet")
            named.setBuddy(self.counts[name])
            votes.addWidget(named, 0, place)
            votes.addWidget(self.counts[name], 1, place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(8))
        column.setSpacing(theme.px(4))
        column.addLayout(grid)
        for part in (self.said, self.item, self.votes, self.outcome):
            column.addWidget(part)
        self.draw()


class VotesPanel(BoxesPanel):
    """All resolutions of a meeting."""

    def __init__(self) -> None:
        super().__init__("决议", "Alt+R", "还没有决议。表决的票数和算式会印在纪要上。")
        theme.changed.connect(self.draw)

    def draw(self) -> None:
        """Take the sizes in force."""
        for box in self.boxes:
            box.draw()

    def refresh(self) -> None:
        """Show the motions again where they or what they are counted against changed."""
        draft = self.draft
        seen = (draft.motions, draft.attendees, draft.kind, draft.held, [item.title for item in draft.items])
        if seen == self._seen:
            return
        self._seen = seen
        self._make(len(draft.motions))
        for box, motion in zip(self.boxes, draft.motions, strict=True):
            box.show_motion(draft, motion)

    def add(self, item: int = -1) -> None:
        """Put another resolution at the end, on an item of the agenda; it is voted on where votes were before."""
        here = sum(each.presence == Presence.PRESENT for each in self.draft.attendees)
        voted = turnout(self.draft.attendees).voting_present if here else 0
        ballot = Ballot(0, 0, voted) if voted and any(each.ballot for each in self.draft.motions) else None
        self.change(replace(self.draft, motions=(*self.draft.motions, Motion(item=item, ballot=ballot))))
        self.boxes[-1].said.setFocus()

    def complain(self, complaints: Mapping[str, str]) -> bool:
        """Go to the first resolution something is wrong with; the arithmetic says what."""
        found = sorted(name for name in complaints if name.startswith("motions."))
        for place, box in enumerate(self.boxes):
            mine = {name.rsplit(".", 1)[1]: said for name, said in complaints.items() if _is_of(name, place)}
            box.said.setProperty("wrong", "text" in mine)
            restyle(box.said)
            if mine and found and _is_of(found[0], place):
                self.area.ensureWidgetVisible(box)
                (box.said if "text" in mine else box.counts.get(next(iter(mine)), box.counts["favour"])).setFocus()
        return bool(found)

    def _box(self, place: int) -> MotionBox:
        return MotionBox(place + 1, partial(self._edit, place), partial(self._remove, place))

    def _remove(self, place: int) -> None:
        self.change(without_motion(self.draft, place))

    def _edit(self, place: int, motion: Motion) -> None:
        motions = list(self.draft.motions)
        motions[place] = motion
        self.change(replace(self.draft, motions=tuple(motions)))


def _is_of(name: str, place: int) -> bool:
    return name.startswith(f"motions.{place}.")
