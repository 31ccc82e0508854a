"""登记来访: one digit counts one visitor, and the dialog is gone."""

import datetime as dt
from functools import partial
from unicodedata import normalize

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.services import activity_kinds, tallies
from app.ui.kit import messages, theme, undoing
from app.ui.kit.buttons import Button, button, label
from app.ui.kit.dialog import Dialog

_COLUMNS = 3
HINT = "按数字键或点一下，登记 1 人次；按错了可以撤销。"


class TallyDialog(Dialog):
    """A button for each service of the tally; accepted once a visitor was counted."""

    chapter = "activities"

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "登记来访", width=620)
        self._window = window
        self.buttons: dict[int, Button] = {}
        today = tallies.by_service(dt.date.today(), dt.date.today())
        grid = QGridLayout()
        grid.setSpacing(theme.px(8))
        for place, (digit, service) in enumerate(activity_kinds.by_digit().items()):
            made = button(f"{digit}　{service}　{today.get(service, 0)}", partial(self.count, digit))
            made.setAccessibleName(f"{digit} {service}，今天 {today.get(service, 0)} 人次")
            grid.addWidget(made, place // _COLUMNS, place % _COLUMNS)
            self.buttons[digit] = made
        self.body.addLayout(grid)
        self.body.addWidget(label(f"今天共 {sum(today.values()):,} 人次。{HINT}", "quiet", wrap=True))
        self.add_buttons(self.cancel_button("关闭"))
        self.fit()
        next(iter(self.buttons.values()), self).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit, of either width, counts."""
        typed = normalize("NFKC", event.text())
        if len(typed) == 1 and typed in "123456789":
            self.count(int(typed))
        else:
            super().keyPressEvent(event)

    def count(self, digit: int) -> None:
        """Count one visitor for the service of a digit, and go."""
        with messages.problems_shown(self):
            tallies.count(digit)
            self.accept()
            shown = getattr(self._window, "revalidate", lambda: None)
            shown()
            undoing.tell_done(self._window, shown)
