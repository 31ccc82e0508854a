"""Composition: the application, the store, the window, and what happens when something goes wrong."""

import logging
import os
import sys
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from app import logbook
from app.domain.errors import Cancelled, Problem
from app.paths import APP_NAME, Folder, default_folder
from app.services import centres, session
from app.store import lock
from app.ui import language, look, remedies
from app.ui.copying import copy_before_leaving
from app.ui.ending import Ending
from app.ui.kit import memory, messages, tasks
from app.ui.main_window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def run(data: str | None, *, demo: bool) -> int:
    """Open the window on a data folder (the usual one for None), or on a throw-away sample; returns the exit code."""
    app = application()
    folder = Folder(Path(data)) if data else default_folder()
    memory.use(folder.settings)
    look.restore(app)
    remedies.install(folder)
    try:
        if demo:
            practise(app)
        elif _log_in(folder) if centres.exists(folder) else _first_start(app, folder):
            _attend(app, folder)
            copy_before_leaving()
        return 0
    except Problem as problem:
        other = messages.show_problem(None, problem, partial(remedies.begin_again, problem, folder), "打不开数据")
        return run(str(other.root), demo=demo) if isinstance(other, Folder) else 1
    finally:
        centres.close()


def application() -> "QApplication":
    """The running QApplication, speaking Chinese, its bugs logged and admitted."""
    from PySide6.QtWidgets import QApplication

    _choose_input_method()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName(APP_NAME)
    language.install(app)
    sys.excepthook = _admit
    return app


def practise(app: "QApplication") -> None:
    """Show a sample store that is gone when its window closes."""
    import shutil
    import tempfile

    from app.services import sample

    root = tempfile.mkdtemp(prefix="shangquan-")
    try:
        with tasks.shown_here(None, "正在准备示例数据", stoppable=True) as report:
            sample.create(Folder(Path(root)), report)
        show(app)
    except Cancelled:
        return
    finally:
        centres.close()
        logbook.close()
        shutil.rmtree(root, ignore_errors=True)


def show(app: "QApplication") -> Ending:
    """Show the window on the store that is open until it ends, and leave nothing of it behind."""
    from PySide6.QtCore import QEvent

    logbook.open_in(session.folder())
    window = MainWindow()
    window.show()
    remedies.ask_date(window)
    app.exec()
    window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return window.ending


def _attend(app: "QApplication", folder: Folder) -> None:
    """One window after the other, with a log-in between, until one is closed or nobody logs in."""
    entered = True
    while entered and (ending := show(app)) is not Ending.CLOSED:
        who = session.clerk().name
        if ending not in (Ending.LOCKED, Ending.SWITCHED):  # whoever takes over is not kept waiting
            copy_before_leaving()
        if ending is Ending.PRACTICE:
            centres.close()
            practise(app)
        else:
            centres.rest()
        entered = _log_in(folder, ending, who)


def _first_start(app: "QApplication", folder: Folder) -> bool:
    from app.ui.first_start import FirstStart

    guide = FirstStart(folder)
    if not guide.exec() or not _renewed():
        return False
    if not guide.sample:
        return True
    centres.close()
    practise(app)
    return _log_in(folder, Ending.PRACTICE)


def _log_in(folder: Folder, after: Ending = Ending.CLOSED, who: str = "") -> bool:
    from app.ui.log_in import LogIn

    lock.take(folder)
    return bool(LogIn(folder, after, who).exec()) and _renewed()


def _renewed() -> bool:
    """Whether whoever came in by the recovery code has a new password now; everybody else has one."""
    from app.ui.recovery import Renewal

    if not session.recovered():
        return True
    renewal = Renewal()
    renewed = bool(renewal.exec())
    renewal.deleteLater()
    return renewed


def _admit(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log where a bug happened, never what was typed, and show the crash box."""
    from PySide6.QtWidgets import QApplication

    if issubclass(kind, KeyboardInterrupt):
        sys.exit(1)
    logging.getLogger(__name__).error("bug\n%s", messages.details(error))
    messages.crash(QApplication.activeWindow(), error)


def _choose_input_method() -> None:
    """Qt falls silent where fcitx is asked for and its plugin is not there; what fcitx 5 offers as ibus does as well.

    The portal is needed where there is no ibus-daemon: without it Qt's plugin does not look for anybody else.
    """
    from PySide6.QtCore import QLibraryInfo

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    if list(plugins.glob("*fcitx*")):
        return
    for name in ("QT_IM_MODULE", "QT_IM_MODULES"):
        asked = os.environ.get(name, "")
        if "fcitx" in asked:
            os.environ[name] = asked.replace("fcitx5", "fcitx").replace("fcitx", "ibus")
            os.environ.setdefault("IBUS_USE_PORTAL", "1")
