"""What is written down about a person or an organisation line by line: a list, and the dialog each line opens in."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.calendar import spoken
from app.domain.errors import Invalid
from app.services import entries
from app.ui.kit import messages, theme, undoing
from app.ui.kit.buttons import Button, button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.entry_rows import EntryLine, EntryRows
from app.ui.kit.fields import Date, Field, LongText
from app.ui.kit.form import RecordForm
from app.ui.kit.shortcuts import ON_WIDGET, on_keys

END = Date("end", "结束日期", required=True)
Words = Callable[[Any], tuple[str, str]]
"""Of an entry, what its row says and what it adds quietly."""


class EntryList(QFrame):
    """The entries of a kind (of `services.entries`) of one owner. `changed` comes after each change, done or undone.

    `fields` make the form; `words` say a row, else the first two fields do and the others follow quietly. `fixed` are
    values every entry is saved with, `blank` those a new one starts with; the day that orders them starts as today.
    The newest come first unless `order` gives another key.
    """

    changed = Signal()

    def __init__(
        self,
        kind: str,
        title: str,
        fields: tuple[Field, ...],
        *,
        writable: bool,
        words: Words | None = None,
        blank: Callable[[], Mapping[str, Any]] = dict,
        order: Callable[[Any], Any] | None = None,
        **fixed: Any,
    ) -> None:
        super().__init__()
        self.kind, self.title, self.fields = kind, title, fields
        self._words, self._blank, self._order, self._fixed = words or self._plainly, blank, order, fixed
        self._owner = 0
        self._found: dict[int, SimpleNamespace] = {}
        self._declared = entries.KINDS[kind]
        self.heading, self.empty = label(title, "strong"), label("还没有登记。", "quiet")
        self.rows = EntryRows(title)
        self.add_button = button("登记", self.add, icon="plus", variant="link")
        self.add_button.setAccessibleName(f"登记{self._declared.label}")
        self.verbs = [self._verb(*verb) for verb in self._offered()] if writable else []
        self._lay_out(writable)
        self.rows.currentItemChanged.connect(lambda *_: self._follow())
        theme.changed.connect(self.draw)
        self.draw()

    def show_owner(self, owner: int, **fixed: Any) -> None:
        """Show what is written down about this one; `fixed` replaces what every entry is saved with."""
        if owner != self._owner:
            self.rows.clear()
        self._owner, self._fixed = owner, {**self._fixed, **fixed}
        self.refresh()

    def refresh(self) -> None:
        """Read the entries again."""
        fit = [each for each in entries.of(self.kind, self._owner) if self._is_mine(each)] if self._owner else []
        fit = sorted(fit, key=self._order) if self._order else fit
        self._found = {each.id: each for each in fit}
        self.rows.show_lines([EntryLine(each.id, *self._words(each), over=_over(each)) for each in fit])
        self.heading.setText(f"{self.title} {len(fit)}" if fit else self.title)
        self.rows.setVisible(bool(fit))
        self.empty.setVisible(not fit)
        self._follow()

    def add(self) -> None:
        """Write another one down."""
        values = dict.fromkeys((field.name for field in self.fields), "")
        if self._declared.newest in self._declared.days:
            values[self._declared.newest] = dt.date.today().isoformat()
        self._open(f"登记{self._declared.label}", {**values, **self._blank()}, None)

    def edit(self) -> None:
        """Change the chosen one."""
        if found := self._found.get(self.rows.chosen()):
            self._open(f"修改{self._declared.label}", vars(found), found.id)

    def end(self) -> None:
        """Let the chosen one end on a day."""
        if not (found := self._found.get(self.rows.chosen())):
            return
        act = lambda values: entries.finish(self.kind, found.id, dt.date.fromisoformat(values["end"]))  # noqa: E731
        dialog = EntryDialog(self, f"结束{self._declared.label}", (END,), _check_end, act, "结束")
        dialog.fill({"end": dt.date.today().isoformat()}, self._words(found)[0])
        if dialog.exec():
            self._done()

    def remove(self) -> None:
        """Move the chosen one to the recycle bin."""
        if chosen := self.rows.chosen():
            with messages.problems_shown(self):
                entries.remove(self.kind, [chosen])
                self._done()

    def draw(self) -> None:
        """Take the sizes in force."""
        self.column.setSpacing(theme.px(4))

    def _open(self, title: str, values: Mapping[str, Any], entry: int | None) -> None:
        owner, fixed, saved = self._owner, self._fixed, []

        def check(typed: dict[str, Any]) -> None:
            entries.check(self.kind, owner, {**typed, **fixed}, entry)

        def save(typed: dict[str, Any]) -> None:
            saved.append(entries.save(self.kind, owner, {**typed, **fixed}, entry))

        dialog = self._dialog(title, check, save)
        dialog.fill(values)
        if dialog.exec():
            self._done(saved[0])

    def _dialog(self, title: str, check: Callable[..., object], save: Callable[..., object]) -> "EntryDialog":
        """The form of an entry; a list whose entries want more to be said gives another."""
        return EntryDialog(self, title, self.fields, check, save)

    def _done(self, entry: int = 0) -> None:
        self.refresh()
        self.rows.choose(entry)
        self.changed.emit()
        (self.rows if self._found else self.add_button).setFocus()
        undoing.tell_done(self, self._undone)

    def _undone(self) -> None:
        self.refresh()
        self.changed.emit()

    def _is_mine(self, entry: SimpleNamespace) -> bool:
        return all(getattr(entry, name) == value for name, value in self._fixed.items())

    def _plainly(self, entry: SimpleNamespace) -> tuple[str, str]:
        shown = [field for field in self.fields if field.name not in ("start", "end") and field.text(entry)]
        rest = [f"{field.label} {field.text(entry)}" for field in shown[2:]]
        return "　".join(field.text(entry) for field in shown[:2]), "　".join(filter(None, (period(entry), *rest)))

    def _offered(self) -> list[tuple[str, Callable[[], None], str]]:
        ending = [("结束…", self.end, "")] if "end" in self._declared.days else []
        return [("修改", self.edit, "Enter"), *ending, ("移出", self.remove, "Del")]

    def _verb(self, words: str, act: Callable[[], object], key: str) -> Button:
        made = button(words, act, variant="link")
        name = f"{words.rstrip('…')}{self._declared.label}"
        made.setAccessibleName(name)
        made.setToolTip(f"{name}（{key}）" if key else name)
        return made

    def _follow(self) -> None:
        found = self._found.get(self.rows.chosen())
        for verb in self.verbs:
            verb.setVisible(found is not None and not (verb.text() == "结束…" and _over(found)))

    def _lay_out(self, writable: bool) -> None:
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        for each in (*self.verbs, self.add_button):
            top.addWidget(each)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(top)
        self.add_button.setVisible(writable)
        for part in (self.empty, self.rows):
            self.column.addWidget(part)
        for former, following in pairwise((self.rows, *self.verbs, self.add_button)):
            self.setTabOrder(former, following)
        if writable:
            self.rows.opened.connect(self.edit)
            on_keys(self.rows, "F2", self.edit, ON_WIDGET)
            on_keys(self.rows, "Del", self.remove, ON_WIDGET)


class EntryDialog(Dialog):
    """A form of a few fields, accepted once `act(values)` went through; what it complains of is said in its place."""

    chapter = "filling_in"
    form_type = RecordForm

    def __init__(
        self,
        parent: QWidget,
        title: str,
        fields: tuple[Field, ...],
        check: Callable[[dict[str, Any]], object],
        act: Callable[[dict[str, Any]], object],
        verb: str = "保存",
    ) -> None:
        notes = sum(isinstance(field, LongText) for field in fields)
        super().__init__(parent, title, width=600, height=min(190 + 50 * len(fields) + 64 * notes, 560))
        self._act = act
        self.words = label("", "quiet", wrap=True)
        self.form = self.form_type(fields, check, save=verb)
        self.form.title.hide()
        self.form.submitted.connect(self._try)
        self.form.cancelled.connect(self.reject)
        self.body.addWidget(self.words)
        self.body.addWidget(self.form, 1)

    def fill(self, values: Mapping[str, Any], words: str = "") -> None:
        """Show these values, and say something above them."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        if words:
            self._height = min(self._height + 48, 560)
            self.fit()
        self.form.fill(SimpleNamespace(**values), "")

    def _try(self, values: dict[str, Any]) -> None:
        with messages.problems_shown(self, partial(self._try, values)):
            try:
                self._act(values)
            except Invalid as wrong:
                refuse(self.form, wrong)
            else:
                self.accept()


def refuse(form: RecordForm, wrong: Invalid) -> None:
    """Say what is wrong under its field, or in a dialog where that is not asked for in the form."""
    if wrong.complaints.keys() <= {row.field.name for row in form.rows}:
        form.complain(wrong.complaints)
    else:
        messages.complain(form, str(wrong))


def period(entry: Any) -> str:
    """2026年3月1日 起, or 2026年3月1日 至 2026年6月30日, of an entry that lasts; "" of any other."""
    start, end = spoken(getattr(entry, "start", "")), spoken(getattr(entry, "end", ""))
    return f"{start} 至 {end}" if end else f"{start} 起" if start else ""


def _over(entry: Any) -> bool:
    return "" < (getattr(entry, "end", "") or getattr(entry, "ended", "")) <= dt.date.today().isoformat()


def _check_end(values: dict[str, Any]) -> None:
    try:
        dt.date.fromisoformat(values["end"])
    except ValueError:
        raise Invalid({"end": "请填写结束日期，要写到日，如 2026.3.5。"}) from None
