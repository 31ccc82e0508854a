"""Forms in dialogs that were closed over the clerk's head, as by a lock: kept, and given back when opened again."""

import datetime as dt

from PySide6.QtWidgets import QDialog, QLineEdit

from app.domain.roles import Right
from app.services import drafts, session
from app.ui.kit.form import RecordForm
from app.ui.kit.notice import Notice


def keep(dialog: QDialog) -> None:
    """Keep what was typed into the forms of a dialog that is about to be closed; passwords never."""
    if session.may(Right.ENTER):
        for place, form in _forms(dialog):
            if form.dirty():
                drafts.keep(_key(dialog, place), 0, form.values())


def give_back(dialog: QDialog) -> None:
    """Fill in what was kept of a dialog, and say so in it."""
    for place, form in _forms(dialog) if session.may(Right.ENTER) else ():
        if kept := drafts.kept(_key(dialog, place)):
            drafts.drop(_key(dialog, place), 0)
            _refill(form, kept.values, kept.at)


def _refill(form: RecordForm, values: dict[str, object], at: dt.datetime) -> None:
    before = form.values()

    def give_up() -> None:
        form.refill(before)
        notice.say("")

    notice = Notice("undo-2", "放弃", give_up)
    form.announce(notice, scrolling=True)
    form.refill(values)
    notice.say(f"锁定前没有保存的内容（{at.month}月{at.day}日 {at:%H:%M}）已找回。")


def _forms(dialog: QDialog) -> list[tuple[int, RecordForm]]:
    return [(place, form) for place, form in enumerate(dialog.findChildren(RecordForm)) if not _secret(form)]


def _secret(form: RecordForm) -> bool:
    boxes = [row.editor for row in form.rows if isinstance(row.editor, QLineEdit)]
    return any(box.echoMode() != QLineEdit.EchoMode.Normal for box in boxes)


def _key(dialog: QDialog, place: int) -> str:
    return f"{type(dialog).__name__}/{dialog.windowTitle()}/{place}"
