"""CPU time from nothing to the first painted list of merchants, beside a bare window painted."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROUNDS = 5
HEAVY = ("openpyxl", "reportlab", "pypinyin")


def main() -> None:
    """Print both medians, their ratio, and which heavy packages the window had imported by then."""
    with tempfile.TemporaryDirectory() as folder:
        who = _make_store(Path(folder))
        cache = str(Path(folder, "compiled"))
        bare = [_fresh(cache, "bare") for _ in range(1 + ROUNDS)]
        full = [_fresh(cache, "merchants", folder, *who) for _ in range(1 + ROUNDS)]
    ours, theirs = _median(full), _median(bare)
    print(f"bare window {theirs:.0f} ms, list of merchants {ours:.0f} ms of CPU: {ours / theirs:.2f} x")
    print(f"imported by then of {', '.join(HEAVY)}: {', '.join(full[0][1:]) or 'none'}")


def _make_store(folder: Path) -> tuple[str, str]:
    """A sample store whose password costs nothing to try, as stretching it is not measured; who may open it."""
    from app.paths import Folder
    from app.services import centres, sample
    from app.store import vault

    vault.Cost.__init__.__defaults__ = (8, 1, 1)  # type: ignore[misc]
    begun = time.process_time()
    who = sample.create(Folder(folder))
    print(f"sample store of two years: {time.process_time() - begun:.1f} s of CPU")
    centres.close()
    return who


def _fresh(cache: str, what: str, *arguments: str) -> list[str]:
    """Start one of the windows in a process of its own; its CPU milliseconds and the heavy packages it imported."""
    command = [sys.executable, __file__, what, *arguments]
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": cache, "PYTHONDONTWRITEBYTECODE": ""}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()


def _median(starts: list[list[str]]) -> float:
    """Without the first one, which compiled the modules."""
    return statistics.median(float(start[0]) for start in starts[1:])


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 688)
    window.show()
    _report_when_painted(app, window)


def _merchants(root: str, user: str, password: str) -> None:
    from app import start
    from app.paths import Folder
    from app.services import centres
    from app.ui import look
    from app.ui.kit import memory

    app = start.application()
    folder = Folder(Path(root))
    memory.use(folder.settings)
    memory.remember("window/tab", "merchants")
    look.restore(app)
    centres.unlock(folder, user, password)
    window = start.MainWindow()
    window.show()
    assert window.page.rows.ids
    _report_when_painted(app, window.page.table.viewport())
    centres.close()


def _report_when_painted(app: Any, widget: Any) -> None:
    from PySide6.QtCore import QEvent, QObject

    class Watch(QObject):
        painted = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.painted = self.painted or event.type() == QEvent.Type.Paint
            return False

    watch = Watch()
    widget.installEventFilter(watch)
    while not watch.painted:
        app.processEvents()
    print(time.process_time() * 1000, *(name for name in HEAVY if name in sys.modules))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    {"bare": _bare, "merchants": _merchants}[sys.argv[1]](*sys.argv[2:])
