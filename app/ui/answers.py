"""The links that tell how the three sides rate what a person or an organisation answered for, year by year."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.services.answered import Answers
from app.ui.kit.buttons import button, label
from app.ui.kit.parts import in_line
from app.ui.kit.visit import Visit


def years(whose: str, told: Sequence[Answers], leave: Callable[[Visit], object]) -> list[QWidget]:
    """A link for each year with rated cases, which shows them; `leave` goes to one that is opened there."""
    return [_link(whose, each, leave) if each.cases else label(each.words, "quiet") for each in told]


def _link(whose: str, told: Answers, leave: Callable[[Visit], object]) -> QWidget:
    made = button(told.words, lambda: _show(made, whose, told, leave), variant="link")
    made.setToolTip("看是哪些事项")
    return in_line(made)


def _show(parent: QWidget, whose: str, told: Answers, leave: Callable[[Visit], object]) -> None:
    """Show the rows of a year."""
    from app.ui.answers_dialog import AnswersDialog

    dialog = AnswersDialog(parent.window(), whose, told)
    dialog.exec()
    if dialog.visit:
        leave(dialog.visit)
