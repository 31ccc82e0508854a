"""Writing minutes, over the whole page: agenda and words at the left, at the right who came, what was resolved, and who
is to do it. What is typed is kept as one goes."""

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton

from app.domain.calendar import brief
from app.domain.errors import Invalid, Problem
from app.domain.meeting_forms import as_new, merged, packed, started_again, unpacked
from app.domain.meetings import DUE, Draft, State, when
from app.domain.roles import Right
from app.services import drafts, meeting_drafts, meeting_votes, meeting_writing, meetings, session
from app.services.drafts import Kept
from app.ui.award_dialog import is_day
from app.ui.kit import form, messages, toast
from app.ui.kit.shortcuts import WITHIN, on_keys
from app.ui.pages import minutes_acts
from app.ui.pages.minutes_agenda import WHOLE
from app.ui.pages.minutes_frame import FACTS, PEOPLE, TASKS, VOTES, MinutesFrame
from app.ui.pages.minutes_panel import KEPT


class MinutesEditor(MinutesFrame):
    """`left` comes with its id when the clerk goes back to the list, `saved` with the id after each save.

    `number` is the id of the meeting, 0 for a new one; `base` is its record as it was read, `draft` what stands here.
    """

    left = Signal(int)
    saved = Signal(int)

    def __init__(self) -> None:
        self.number, self.base, self.draft = 0, Draft(), Draft()
        self.final = self.amending = False
        self._counted: object = None
        super().__init__()
        self._pause = QTimer(self, singleShot=True, interval=form.PAUSE)
        self._connect()

    def begin(self, kind: str, organization: int, held: str = "") -> None:
        """Start a new meeting; all is filled in that can be known, and who came is asked first."""
        draft = meeting_drafts.blank(kind, organization, dt.date.fromisoformat(held) if held else None)
        self._open(0, draft, draft)
        self.switch.turn(PEOPLE if any(each.role == DUE for each in draft.attendees) else FACTS)
        (self.people if self.switch.place() == PEOPLE else self.facts.rows[0].editor).setFocus()

    def edit(self, meeting: int) -> None:
        """Go on with a meeting on record."""
        draft = meeting_drafts.draft_of(meeting)
        self._open(meeting, draft, draft)
        self.switch.turn(PEOPLE)
        self.agenda.begin()

    def resume(self, kept: Kept) -> None:
        """Go on with what was left unsaved; what was written on record meanwhile is joined with it."""
        base, mine = unpacked(kept.values.get("base", {})), unpacked(kept.values["draft"])
        if kept.row and not meetings.is_there(kept.row):
            self.number, self.draft = kept.row, mine
            self._lost()
        else:
            self._open(kept.row, base, mine)
            self.amending = self.final
            self.revalidate()
        self.switch.turn(PEOPLE)
        self.agenda.begin()
        at = f"{brief(kept.at.date(), dt.date.today())} {kept.at:%H:%M}"
        self.found_again.say(f"上次没有保存的内容（{at}）已找回。")

    def dirty(self) -> bool:
        """Whether anything is unsaved."""
        return self.draft != self.base

    def is_open(self) -> bool:
        """Whether a meeting is being written."""
        return bool(self.draft.kind)

    def close_it(self) -> None:
        """Back to the list; what is unsaved is kept."""
        self.keep()
        if self.dirty():
            toast.show(self, "没有保存的内容还留着，随时可以接着写。")
        number = self.number
        self._open(0, Draft(), Draft())
        self.left.emit(number)

    def give_up(self) -> None:
        """Forget what is unsaved."""
        number, base, draft = self.number, self.base, self.draft
        self._forget()
        self._open(0, Draft(), Draft())
        self.left.emit(number)

        def again() -> None:
            self._open(number, base, draft)
            self.saved.emit(0)

        toast.show(self, "没有保存的内容已放弃。", "找回", again, by_keys=False)

    def save(self) -> bool:
        """Save, staying here; whether it went through."""
        if not self.writable or (self.final and not self.amending):
            return False
        if self.amending:
            return minutes_acts.amend(self)
        if self.number and not self.dirty():
            return True
        return self.attempt(lambda: meeting_writing.save(self.draft, self.number or None))

    def save_and_close(self) -> None:
        """Save, and go back to the list."""
        if self.save():
            self.close_it()

    def attempt(self, act: Callable[[], int]) -> bool:
        """Do what saves, and show the meeting as it is then; or say what is wrong, where it is."""
        try:
            number = act()
        except Invalid as wrong:
            self.complain(wrong.complaints)
            return False
        except Problem as problem:
            messages.show_problem(self, problem)
            return False
        self._forget()
        self.number = number
        self.load()
        self.saved.emit(number)
        return True

    def load(self) -> None:
        """Show the record, as nothing unsaved."""
        draft = meeting_drafts.draft_of(self.number)
        self.amending = False
        self._open(self.number, draft, draft, self.agenda.place)
        self.forget_keys()

    def complain(self, complaints: Mapping[str, str]) -> None:
        """Show the first thing that is wrong, and how many more there are."""
        for panel, page in zip(self.panels, (-1, FACTS, PEOPLE, VOTES, TASKS), strict=True):
            if panel.complain(complaints):
                self.switch.turn(page if page >= 0 else self.switch.place())
                panel.complain(complaints)
                break
        more = f"（还有 {len(complaints) - 1} 处）" if len(complaints) > 1 else ""
        self.say_wrong(f"没有保存：{next(iter(complaints.values()))}{more}")

    def revalidate(self) -> None:
        """Join what is unsaved with what was written meanwhile."""
        if self.is_open() and self.number:
            self._read_again()

    def begin_amending(self) -> None:
        """Let finalised minutes be written on; saving them makes a new version."""
        self.amending = True
        self._offer()
        self._tell()
        self.agenda.writing.setFocus()

    def tick(self, attendance: int) -> bool:
        """Note one who came, by the code on the sign-in sheet; whether this meeting knows it."""
        if not self.is_open() or not any(each.id == attendance for each in self.draft.attendees):
            return False
        if self.final and not self.amending:
            toast.show(self, "这次会议的纪要已经定稿，签到没有改动。要改，请先点“修订”。", done=False)
            return True
        self.switch.turn(PEOPLE)
        toast.show(self, f"{self.people.tick(attendance)} 到会。")
        return True

    def keep(self) -> None:
        """Keep what stands here now, or forget it where nothing is unsaved any more."""
        if not self.is_open() or not self.writable:
            return
        if not self.dirty():
            self._forget()
            return
        values = {"title": self.draft.title, "draft": packed(self.draft), "base": packed(self.base)}
        try:
            drafts.keep(KEPT, self.number, values)
        except Problem as problem:
            toast.show(self, f"正在写的内容没能暂存。{problem}", done=False)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep it before the window goes or another page comes."""
        super().hideEvent(event)
        if session.may(Right.ENTER):
            self.keep()

    def _open(self, number: int, base: Draft, draft: Draft, place: int = WHOLE) -> None:
        """Show a meeting, and of its agenda the item at a place."""
        self.number, self.base = number, base
        self.final = bool(number) and meetings.record(number).state == State.FINAL
        self.amending = self.amending and self.final
        self.agenda.place = place
        for silent in (self.found_again.say, self.say_wrong):
            silent("")
        self.strip.setVisible(bool(number))
        self.unsaved.setVisible(not number)
        if number:
            self.strip.show_record(number)
        self._take(draft)
        self._offer()

    def _take(self, draft: Draft) -> None:
        """Show a draft everywhere."""
        self.draft = draft
        for panel in self.panels:
            panel.follow(draft)
        self._tell()

    def _changed(self, draft: Draft) -> None:
        self._take(draft)
        self.say_wrong("")
        if not self._pause.isActive():
            self._pause.start()

    def _moved(self, kind: str, organization: int) -> None:
        """Another kind or organisation: a new meeting starts again with what was typed."""
        day = self.draft.held
        fresh = meeting_drafts.blank(kind, organization, dt.date.fromisoformat(day) if is_day(day) else None)
        if self.number:
            fresh = Draft(**{**vars(self.draft), "kind": kind, "organization": organization})
            self._changed(fresh)
            return
        mine, was = self.draft, self.base
        self.base = fresh
        self._changed(started_again(mine, was, fresh))

    def _read_again(self) -> None:
        if not meetings.is_there(self.number):
            self._lost()
            return
        theirs = meeting_drafts.draft_of(self.number)
        mine = merged(self.base, self.draft, theirs)
        clean, said = not self.dirty(), self.found_again.sentence.text()
        self._open(self.number, theirs, theirs if clean else mine, self.agenda.place)
        self.found_again.say("" if clean else said)

    def _lost(self) -> None:
        """The meeting is on record no more: what stands here can be saved as a new one."""
        number, draft = self.number, as_new(self.draft)
        if self.writable:
            drafts.drop(KEPT, number)
        self.amending = False
        self._open(0, Draft(kind=draft.kind, organization=draft.organization), draft, self.agenda.place)
        self._pause.start()

    def _forget(self) -> None:
        self._pause.stop()
        if self.writable:
            drafts.drop(KEPT, self.number)

    def _tell(self) -> None:
        self.call(self.draft.title or "新的会议")
        state = "修订中" if self.amending else State.FINAL.value if self.final else State.DRAFT.value
        said = [when(self.draft.held, "", ""), state]
        self.state.setText("　".join(filter(None, (*said, "未保存" if self.dirty() else ""))))
        counted = (self.draft.attendees, self.draft.kind, self.draft.held)
        if counted != self._counted:
            self._counted = counted
            self.standing.setText(meeting_votes.standing(self.draft).words if self.is_open() else "")

    def _offer(self) -> None:
        locked = not self.writable or (self.final and not self.amending)
        for panel in self.panels:
            panel.lock(locked)
        self.save_button.setText("保存修订…" if self.amending else "保存")
        self.save_button.setVisible(not locked)
        self.finish.setVisible(self.writable and not self.final)
        self.amend.setVisible(self.writable and self.final and not self.amending)
        self.out.setVisible(self.writable)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.keep)
        for panel in self.panels:
            panel.changed.connect(self._changed)
        self.facts.moved.connect(self._moved)
        acts: tuple[tuple[QPushButton, Callable[[], object]], ...] = (
            (self.back, self.close_it),
            (self.save_button, self.save),
            (self.finish, lambda: minutes_acts.finalise(self)),
            (self.amend, self.begin_amending),
        )
        for made, act in acts:
            made.clicked.connect(lambda _=False, act=act: act())
        for words, put_out in minutes_acts.offered(self):
            self.out.menu().addAction(words, put_out)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            on_keys(self, keys, self.save_and_close)
        on_keys(self, "Ctrl+S", self.save)
        on_keys(self, "Ctrl+P", lambda: minutes_acts.put_out(self, minutes_acts.MINUTES))
        on_keys(self, "Esc", self.close_it, WITHIN)
