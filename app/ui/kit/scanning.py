"""A scanner gun types faster than anybody. Whatever comes so fast is held back, so that no field ever holds it, and is
told as one text once Enter ends it; what was no scan after all goes on to where it was typed."""

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from app.ui.kit import hearing, toast, typed
from app.ui.kit.typed import Typed

GAP = 35
"""Milliseconds within which the next character of a scan follows; 0 takes nothing for a scan."""
PATIENCE = 120
"""Milliseconds to wait for more where a scan has clearly begun: the program itself may have been busy."""
CLEARLY, SHORTEST = 3, 6
"""Pieces after which a scan has clearly begun, and characters that the shortest one has."""
LONGEST_SHOWN = 24
USELESS = "扫到的“{text}”在这个窗口里用不上，没有改动任何内容。"
_HEARD = {
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
}


class ScanWatch(QObject):
    """Watches the whole application as long as `owner` lives.

    The box in use and the dialog in front come first: one that has `take_scan(text)` and gives True took the scan.
    """

    scanned = Signal(str)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._held: list[Typed] = []
        self._leaving: list[Typed] = []
        self._given: QEvent | None = None
        self._last = (0, 0.0)
        self._composing = self._shown = self._ended = False
        self._quiet = QTimer(self, singleShot=True)
        self._settled = QTimer(self, singleShot=True, interval=0)  # what waits to be heard is heard before
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._quiet.timeout.connect(self._settled.start)
        self._settled.timeout.connect(self._settle)
        self._rest.timeout.connect(self._give)
        hearing.listen(self)

    def hear(self, watched: QObject, event: QEvent) -> bool:
        """Hold back what may be a scan."""
        if not GAP or event.type() not in _HEARD or event is self._given:
            return False
        if event.type() == QEvent.Type.MouseButtonPress:
            self._let_go()
        elif isinstance(watched, QWidget) and not typed.is_secret(watched):
            if isinstance(event, QInputMethodEvent):
                return self._composed(watched, event)
            if isinstance(event, QKeyEvent):
                return self._pressed(watched, event) if event.type() == QEvent.Type.KeyPress else self._claimed(event)
        return False

    def _claimed(self, event: QKeyEvent) -> bool:
        """No shortcut may take the Enter of a scan; any other must find typed what was typed before it."""
        if self._ends(event):
            event.accept()
            return True
        if not typed.types(event) and not typed.is_beside(event):
            self._let_go()
        return False

    def _pressed(self, watched: QWidget, event: QKeyEvent) -> bool:
        if typed.is_beside(event):
            if self._held:
                self._wait(event)
            return False
        if not self._follows(event):
            self._let_go()
        if self._ends(event):
            self._finish()
        elif typed.types(event) and (self._held or event.text() != " "):  # a blank presses buttons
            self._hold(typed.of_key(watched, event), event)
        else:
            self._let_go()
            return False
        event.accept()
        return True

    def _composed(self, watched: QWidget, event: QInputMethodEvent) -> bool:
        """Composing at a clerk's pace goes straight on; what follows too fast, or was not composed, may be a scan."""
        follows = self._follows(None)
        if not follows:
            self._let_go()
        composed, self._composing = self._composing, bool(event.preeditString())
        if follows or (event.commitString() and not composed and not self._composing):
            self._hold(typed.of_method(watched, event, composed=composed), None)
            return True
        self._shown = self._composing
        self._last = (0, time.monotonic())
        return False

    def _follows(self, event: QKeyEvent | None) -> bool:
        """Whether this came as fast as a scanner types; the window system's own times tell, however late it is."""
        stamp, moment = self._last
        if stamp and event and event.timestamp() >= stamp:
            return event.timestamp() - stamp < GAP
        return (time.monotonic() - moment) * 1000 < self._patience()

    def _patience(self) -> int:
        return PATIENCE if len(self._held) >= CLEARLY else GAP

    def _ends(self, event: QKeyEvent) -> bool:
        """Whether this is the Enter after a scan, or the second one of a scanner that sends two."""
        plain = event.key() in typed.ENTER and not event.modifiers() & typed.COMMANDING
        return plain and (self._ended or self._is_scan()) and self._follows(event)

    def _is_scan(self) -> bool:
        return sum(piece.weight for piece in self._held) >= SHORTEST

    def _hold(self, piece: Typed, event: QKeyEvent | None) -> None:
        self._ended = False
        self._held.append(piece)
        self._wait(event)

    def _wait(self, event: QKeyEvent | None) -> None:
        self._last = (event.timestamp() if event else 0, time.monotonic())
        self._settled.stop()
        self._quiet.start(self._patience())

    def _settle(self) -> None:
        """Nothing came for a while. Where an input method swallowed the Enter, it gave its letters for it."""
        if self._is_scan() and any(piece.composed for piece in self._held):
            self._finish()
        else:
            self._let_go()

    def _let_go(self) -> None:
        self._ended = False
        self._leaving += self._take_back()
        self._give()

    def _give(self) -> None:
        """Give on what is no scan, in its order; where a piece opens a dialog, the dialog gets the rest."""
        while self._leaving:
            piece = self._leaving.pop(0)
            if self._leaving:
                self._rest.start()
            self._deliver(piece.receiver(), piece.event)

    def _deliver(self, receiver: QObject | None, event: QKeyEvent | QInputMethodEvent) -> None:
        if isinstance(event, QInputMethodEvent):
            self._shown = bool(event.preeditString())
        if receiver:
            self._given = event
            QCoreApplication.sendEvent(receiver, event)

    def _finish(self) -> None:
        pieces = self._take_back()
        self._last, self._ended = (0, time.monotonic()), True
        if pieces:
            text, target = "".join(piece.text for piece in pieces) + pieces[-1].composing, pieces[-1].target
            if self._shown or self._composing:
                self._composing = False
                QGuiApplication.inputMethod().reset()
                self._deliver(pieces[-1].receiver(), QInputMethodEvent())
            QTimer.singleShot(0, self, lambda: self._tell(text, target))

    def _take_back(self) -> list[Typed]:
        self._quiet.stop()
        self._settled.stop()
        pieces, self._held = self._held, []
        return pieces

    def _tell(self, text: str, target: QWidget) -> None:
        while popup := QApplication.activePopupWidget():
            popup.close()
        front = QApplication.activeModalWidget()
        takers = [each for each in (target, front) if each and isValid(each) and hasattr(each, "take_scan")]
        if any(taker.take_scan(text) for taker in takers):
            return
        if front is None:
            self.scanned.emit(text)
            return
        short = text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"
        toast.show(front, USELESS.format(text=short), "打开", lambda: self.scanned.emit(text), done=False)
