"""Taking acts back and bringing them back again, and saying so."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget

from app.services import journal
from app.ui.kit import messages, toast
from app.ui.kit.shortcuts import on_keys

NOTHING_TO_UNDO = "这次登录以后没有可以撤销的操作。更早的请到“最近办理”里撤销。"
NOTHING_TO_REDO = "没有可以恢复的操作。"
LONGEST_NAME = 30
"""Characters of an act's name in a menu."""


def tell_done(parent: QWidget, shown: Callable[[], object]) -> None:
    """Say what was just done, as the journal names it, and offer to take it back; `shown` reads the page again."""
    act = journal.last()
    verb = act.verb if act.undoable else ""
    toast.show(parent, f"已{act.what}", verb, lambda: take_back(parent, act.id, shown))


def take_back(parent: QWidget, number: int, shown: Callable[[], object]) -> None:
    """Take an act back (an undoing: do it again), read the page again, and say so."""
    with messages.problems_shown(parent):
        journal.undo(number)
        shown()
        tell_done(parent, shown)


class UndoKeys(QObject):
    """Ctrl+Z and Ctrl+Y of a window: first for what is typed in the field in use, then for the acts of this session."""

    def __init__(self, window: QWidget, shown: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._shown = window, shown
        on_keys(window, "Ctrl+Z", self.undo)
        on_keys(window, "Ctrl+Y", self.redo)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)

    def undo(self) -> None:
        """Take back typing, or else the newest act."""
        field = _field()
        if field and _can(field).isUndoAvailable():
            field.undo()
        else:
            self._take(journal.last_of_session(), NOTHING_TO_UNDO)

    def redo(self) -> None:
        """Bring back typing, or else the act taken back last."""
        field = _field()
        if field and _can(field).isRedoAvailable():
            field.redo()
        else:
            self._take(journal.last_undone(), NOTHING_TO_REDO)

    def offer(self, menu: QMenu, all_acts: Callable[[], object]) -> None:
        """Fill a menu with what can be taken back and brought back now, by name, and the way to all acts."""
        menu.clear()
        offers = (
            (journal.last_of_session(), "撤销", "Ctrl+Z", self.undo),
            (journal.last_undone(), "恢复", "Ctrl+Y", self.redo),
        )
        for act, verb, keys, do in offers:
            name = f"{verb}：{_short(act.name)}" if act else f"没有可以{verb}的操作"
            menu.addAction(f"{name}\t{keys}", do).setEnabled(bool(act))
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

    def _take(self, act: journal.Entry | None, otherwise: str) -> None:
        if act:
            take_back(self._window, act.id, self._shown)
        else:
            toast.show(self._window, otherwise)


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
