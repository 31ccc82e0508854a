"""A masked number with a button that shows it whole for a minute, once the clerk has said why."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.roles import Right
from app.services import personal, personal_columns, session
from app.ui.kit import messages, theme
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import LineEditor

SECONDS = 60
SHOW, HIDE = "显示", "隐去"


class ReasonDialog(Dialog):
    """Accepted with `reason`: one of the ready ones by one key, or one that is typed."""

    chapter = "records"

    def __init__(self, parent: QWidget, what: str) -> None:
        super().__init__(parent, f"查看{what}", width=460)
        self.reason = ""
        told = f"请选择事由，会记入办理记录；{what}显示 {SECONDS} 秒，然后重新隐去。"
        self.body.addWidget(label(told, "quiet", wrap=True))
        self.ready = [self._offer(place, reason) for place, reason in enumerate(personal.REASONS, 1)]
        self.typed = LineEditor()
        self.typed.setPlaceholderText("其他事由")
        self.typed.setAccessibleName("其他事由")
        self.typed.setMaxLength(60)
        self.body.addWidget(self.typed)
        self.show_it = button(SHOW, lambda: self._take(self.typed.value()), icon="eye", variant="primary")
        self.typed.edited.connect(lambda: self.show_it.setEnabled(bool(self.typed.value())))
        self.show_it.setEnabled(False)
        self.add_buttons(self.cancel_button(), self.show_it)
        self.fit()
        self.ready[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The number before a ready reason takes it, unless one is being typed."""
        place = int(event.text()) if event.text() in {str(n) for n in range(1, len(self.ready) + 1)} else 0
        if place:
            self._take(personal.REASONS[place - 1])
        else:
            super().keyPressEvent(event)

    def _offer(self, place: int, reason: str) -> QWidget:
        made = button(f"{place}　{reason}", lambda: self._take(reason))
        made.setToolTip(f"按 {place}")
        made.setAccessibleName(reason)
        self.body.addWidget(made)
        return made

    def _take(self, reason: str) -> None:
        self.reason = reason
        self.accept()


class Masked(QWidget):
    """The number in `field` of a row of a noun (a table); who may not work here sees no button."""

    def __init__(self, noun: str, row: int, field: str, masked: str) -> None:
        super().__init__()
        self._place, self._masked = (noun, row, field), masked
        self._what = personal_columns.label(noun, field)
        self.number = label(masked)
        self.turn = button(SHOW, self._turn, variant="link")
        self._minute = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._minute.timeout.connect(self.hide_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self.number)
        line.addWidget(self.turn)
        line.addStretch(1)
        column.addLayout(line)
        self.turn.setVisible(session.may(Right.ENTER) and "*" in masked)
        self._say(SHOW)

    def hide_again(self) -> None:
        """Mask the number, as after its minute."""
        self._minute.stop()
        self.number.setText(self._masked)
        self._say(SHOW)

    def _turn(self) -> None:
        if self._minute.isActive():
            self.hide_again()
            return
        dialog = ReasonDialog(self, self._what)
        if dialog.exec():
            with messages.problems_shown(self):
                self.number.setText(personal.reveal(*self._place, dialog.reason))
                self._say(HIDE)
                self._minute.start()

    def _say(self, verb: str) -> None:
        self.turn.setText(verb)
        self.turn.setAccessibleName(f"{verb}{self._what}")
