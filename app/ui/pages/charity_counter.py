"""The counter left of the ledger: its form stays open, keeps what is half filled in, and saves."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.domain.calendar import spoken
from app.domain.errors import Invalid, Problem
from app.services import gift_forms, gifts
from app.services.gifts import Saved
from app.ui.kit import messages, theme, toast
from app.ui.kit.entries import refuse
from app.ui.kit.keeper import Keeper
from app.ui.kit.notice import Notice
from app.ui.kit.once import Moment, moment
from app.ui.pages.charity_form import GiftForm

KEY = "charity"
TITLE, REDO = "登记一笔", "冲销并重录"
WIDTH = 384
_REASON = "录入有误"


class Counter(QFrame):
    """`saved` gives what was entered, and whether its receipt is wanted."""

    changed = Signal()
    saved = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setAccessibleName("登记捐赠")
        self._redone = self._last = 0
        self._shown_at: Moment | None = None
        self._keeper = Keeper(KEY)
        self.form = GiftForm()
        self.form.giver.waits_for_scan = lambda: not self.form.dirty() and not self._redone
        self.found_again = Notice("undo-2", "放弃", self._give_up)
        self.form.announce(self.found_again, scrolling=True)
        self.form.submitted.connect(self._save)
        self.form.cancelled.connect(self.clear)
        self.form.again_wanted.connect(self.again)
        self.form.paused.connect(self._keep)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.form)
        theme.changed.connect(self.draw)
        self.draw()
        self._show(gift_forms.blank(), 0)

    def draw(self) -> None:
        """Take the sizes in force."""
        self.column.setContentsMargins(*[theme.px(16)] * 4)
        self.setFixedWidth(theme.px(WIDTH))

    def filters(self) -> dict[str, str]:
        """It narrows the list to nothing."""
        return {}

    def take(self, filters: dict[str, str]) -> dict[str, str]:
        """It knows no filter."""
        return filters

    def refresh(self) -> None:
        """Offer what can be chosen now, for today; what is half filled in stays."""
        if self._shown_at != moment() and not self.form.dirty() and not self._redone:
            self._show(gift_forms.blank(), 0)

    def begin(self) -> None:
        """Go on with the form."""
        self.form.begin()

    def redo(self, gift: int) -> None:
        """Show a gift on record, to be entered anew in its place; raises nothing, saving says what is wrong."""
        self._show(replace(gift_forms.sheet_of(gift), reason=_REASON), gift)
        self.form.amend()

    def again(self) -> None:
        """同上一笔: the gift that was entered last, once more."""
        last = self._last or gifts.last_own()
        if not last:
            toast.show(self, "您还没有登记过捐赠，没有上一笔可以照抄。", done=False)
            return
        self._show(gift_forms.again(last), 0)
        self.form.amend()
        self._keep()

    def clear(self) -> None:
        """Empty the form; what stood in it can be had back."""
        if self.form.dirty() or self._redone:
            values, redone = self.form.values(), self._redone
            toast.show(self, "没有保存，填写的内容还留着。", "继续填写", partial(self._resume, values, redone))
        self._start_anew()

    def give_back(self) -> None:
        """Show what an earlier run of the program left unsaved."""
        if self.form.dirty() or self._redone:
            return
        kept = self._keeper.left()
        if kept is None:
            return
        self._resume(kept.values, kept.row)
        at = f"{spoken(kept.at.date().isoformat())} {kept.at:%H:%M}"
        self.found_again.say(f"上次没有保存的内容（{at}）已找回。")

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the form before the window goes or another page comes."""
        super().hideEvent(event)
        if self.form.dirty():
            self._keep()

    def _save(self, values: dict[str, Any]) -> None:
        try:
            found = self._enter(values)
        except Invalid as wrong:
            refuse(self.form, wrong)
        except Problem as problem:
            messages.show_problem(self, problem, partial(self._save, values))
        else:
            printing = self.form.printing
            self._last = found.id
            self._start_anew()
            self.saved.emit(found, printing)

    def _enter(self, values: dict[str, Any]) -> Saved:
        draft = gift_forms.draft(values)
        return gifts.redo(self._redone, draft, values["reason"]) if self._redone else gifts.save(draft)

    def _start_anew(self) -> None:
        self._keeper.drop()
        self._show(gift_forms.blank(), 0)
        self.form.begin()

    def _show(self, sheet: gift_forms.Sheet, redone: int) -> None:
        """Show a sheet as nothing unsaved, or one that is to be entered anew."""
        self._shown_at = moment()
        self._redone = self._keeper.row = redone
        self.form.redoing = bool(redone)
        self.form.title.setText(f"{REDO} {gifts.number_of(redone)}" if redone else TITLE)
        self.form.save.setText("冲销并重录" if redone else "保存")
        self.form.print.setText("重录并打印" if redone else "保存并打印")
        for made in (self.form.save, self.form.print):
            made.setAccessibleName(made.text())
        self.found_again.say("")
        self.form.show_record(sheet)
        self.form.settle()

    def _resume(self, values: dict[str, Any], redone: int) -> None:
        self._show(gift_forms.sheet_of(redone) if redone else gift_forms.blank(), redone)
        self.form.refill(values)
        self.form.settle()
        self.form.begin()

    def _give_up(self) -> None:
        self._start_anew()

    def _keep(self) -> None:
        if self.form.dirty():
            self._keeper.keep(self.form)
