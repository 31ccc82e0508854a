"""What the buttons beside faults do that is the same wherever they are offered."""

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.errors import Problem, Remedy
from app.domain.roles import Right
from app.paths import Folder
from app.services import centres, clock, session
from app.ui.kit import messages
from app.ui.kit.saved import open_folder


def install(folder: Folder) -> None:
    """Let faults offer them for the data in this folder."""
    messages.REMEDIES |= {
        Remedy.FOLDER: lambda parent: open_folder((session.folder() if session.may(Right.READ) else folder).root),
        Remedy.QUIT: leave,
        Remedy.RESTORE: partial(restore, folder),
        Remedy.DATE: lambda parent: clock.confirm(),
    }
    messages.REPORTS[:] = [partial(_report, folder)]


def _report(folder: Folder, parent: QWidget | None, error: str) -> None:
    from app.ui import support_dialog

    support_dialog.show(parent, session.folder() if session.may(Right.READ) else folder, error)


def leave(parent: QWidget | None) -> None:
    """Close the window, so that what it holds is kept; before there is one, the program ends by itself."""
    window = parent.window() if parent else None
    while window and (behind := window.parentWidget()):
        window.close()
        window = behind.window()
    if window:
        window.close()


def restore(folder: Folder, parent: QWidget | None) -> Folder | None:
    """Open the copies; gives the folder where a store that could not be opened was restored, and waits for a log-in."""
    from app.ui.backup_dialog import BackupDialog
    from app.ui.restore_dialog import ClosedRestore

    if session.may(Right.READ) and parent:
        BackupDialog(parent.window()).exec()
        return None
    if not ClosedRestore(parent, folder).exec():
        return None
    centres.rest()
    return folder


def begin_again(problem: Problem, folder: Folder) -> Folder | None:
    """The folder to start on once more after a failed start: the same one, or another that the clerk picks."""
    if problem.remedy is not Remedy.ELSEWHERE:
        return folder
    path = messages.ask_folder(None, "选择数据文件夹")
    return Folder(path) if path else None


def ask_date(window: QWidget) -> None:
    """After a log-in: point out a date that cannot be right."""
    if sentence := clock.doubt(datetime.now()):
        messages.show_problem(window, Problem(sentence, Remedy.DATE), title="请核对电脑日期")
