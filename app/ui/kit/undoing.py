"""Taking acts back and bringing them back again, and saying so."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget

from app.domain.errors import Problem
from app.services import journal
from app.ui.kit import messages, toast
from app.ui.kit.shortcuts import on_keys

NOTHING_TO_UNDO = "这次登录以后没有可以撤销的操作。更早的请到“最近办理”里撤销。"
NOTHING_TO_REDO = "没有可以恢复的操作。"
STAYS_REVERSED = "“{name}”已经冲销，台账里的冲销不能恢复。数据没有改动，要恢复请重新登记一笔。"
STAYS_SHORT = "已冲销，不能恢复，请重新登记"
GO_ON = "再按 {keys}，{verb}更早的“{name}”。"
UNDO_KEYS, REDO_KEYS = "Ctrl+Z", "Ctrl+Y"
LONGEST_NAME = 30
"""Characters of an act's name in a menu."""


def tell_done(parent: QWidget, shown: Callable[[], object]) -> None:
    """Say what was just done, as the journal names it, and offer to take it back; `shown` reads the page again."""
    act = journal.last()
    verb = act.verb if act.undoable else ""
    toast.show(parent, f"已{act.what}", verb, lambda: take_back(parent, act.id, shown))


def refusals(parent: QWidget) -> dict[int, str]:
    """Why acts could not be taken back in this window, by their numbers."""
    keys = toast.behind(parent).findChild(UndoKeys)
    return keys.refused if keys else {}


def take_back(parent: QWidget, number: int, shown: Callable[[], object], go_on: Callable[[], str] = str) -> None:
    """Take an act back (an undoing: do it again), read the page again, and say so; or say why not, and what `go_on`
    then says."""
    with messages.problems_shown(parent):
        try:
            journal.undo(number)
        except Problem as problem:
            if problem.remedy:  # the disk may be there again next time
                raise
            refusals(parent)[number] = str(problem)
            raise Problem("\n".join(filter(None, (str(problem), go_on())))) from problem
        refusals(parent).pop(number, None)
        shown()
        tell_done(parent, shown)


class UndoKeys(QObject):
    """Ctrl+Z and Ctrl+Y of a window: first for what is typed in the field in use, then for the acts of this session. An
    act that was refused once is passed over afterwards; `refused` says why, by its number."""

    def __init__(self, window: QWidget, shown: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._shown = window, shown
        self.refused: dict[int, str] = {}
        on_keys(window, UNDO_KEYS, self.undo)
        on_keys(window, REDO_KEYS, self.redo)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)

    def undo(self) -> None:
        """Take back typing, or else the newest act."""
        field = _field()
        if field and _can(field).isUndoAvailable():
            field.undo()
        else:
            self._take(self._undoable, UNDO_KEYS, NOTHING_TO_UNDO)

    def redo(self) -> None:
        """Bring back typing, or else the act taken back last."""
        field = _field()
        if field and _can(field).isRedoAvailable():
            field.redo()
        else:
            self._take(self._redoable, REDO_KEYS, NOTHING_TO_REDO)

    def offer(self, menu: QMenu, all_acts: Callable[[], object]) -> None:
        """Fill a menu with what can be taken back and brought back now, by name, and the way to all acts."""
        menu.clear()
        for act, verb, keys, do in (
            (self._undoable(), "撤销", UNDO_KEYS, self.undo),
            (self._redoable(), "恢复", REDO_KEYS, self.redo),
        ):
            name = f"{verb}：{_short(act.name)}" if act else f"没有可以{verb}的操作"
            stays = bool(act and not act.undoable)
            words = f"{name}（{STAYS_SHORT}）" if stays else name
            menu.addAction(f"{words}\t{keys}", do).setEnabled(bool(act) and not stays)
        menu.addSeparator()
        menu.addAction("最近办理……", all_acts)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field would keep these keys to itself even where it has nothing to undo."""
        keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        return (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and any(event.matches(key) for key in keys)
        )

    def _watch(self, _: QWidget | None, now: QWidget | None) -> None:
        if isinstance(now, QLineEdit | QPlainTextEdit | QComboBox) and now.window() is self._window:
            now.installEventFilter(self)

    def _undoable(self) -> journal.Entry | None:
        return journal.last_of_session(self.refused)

    def _redoable(self) -> journal.Entry | None:
        return journal.last_undone(self.refused)

    def _take(self, next_act: Callable[[], journal.Entry | None], keys: str, otherwise: str) -> None:
        act = next_act()
        if act and act.undoable:
            take_back(self._window, act.id, self._shown, partial(_go_on, next_act, keys))
        else:
            toast.show(self._window, STAYS_REVERSED.format(name=act.name) if act else otherwise, done=not act)


def _go_on(next_act: Callable[[], journal.Entry | None], keys: str) -> str:
    """What the same keys do now."""
    act = next_act()
    return GO_ON.format(keys=keys, verb=act.verb, name=act.name) if act and act.undoable else ""


def _field() -> QLineEdit | QPlainTextEdit | None:
    """The box the clerk is typing in, if any."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QComboBox):
        return focused.lineEdit() if focused.isEditable() else None
    return focused if isinstance(focused, QLineEdit | QPlainTextEdit) else None


def _can(field: QLineEdit | QPlainTextEdit) -> QLineEdit | QTextDocument:
    return field if isinstance(field, QLineEdit) else field.document()


def _short(name: str) -> str:
    """Fit for a menu, where & would mark a letter."""
    return (name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…").replace("&", "&&")
