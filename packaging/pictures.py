"""Draw every page, dialog and document without a screen: python packaging/pictures.py DIR [ROOM …], or --manual."""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]

ROOMS = {
    "standard": (1366, 688, 11, False),
    "scale125": (1093, 546, 11, False),
    "font15": (1366, 688, 15, False),
    "highcontrast": (1366, 688, 11, True),
}
SCENES = (
    "trust",
    "people",
    "members",
    "cases",
    "lists",
    "meetings",
    "meetings_matrix",
    "ratings",
    "honours",
    "charity",
    "warehouse",
    "reports",
)
"""Modules pictures_… whose `play(stage)` draws the scenes of a tab or two."""
SCREEN = {"screens": [{"name": "small", "x": 0, "y": 0, "width": 1366, "height": 728, "logicalDpi": 96, "dpr": 1}]}
LEDGER = """萨尔图区会战商圈商户台账,,,,
商户名称,统一社会信用代码,经营类别,负责人,联系电话
瑞和茶庄（东门店）,无,食品零售,吴国庆,13800006620
永泰书店（南街店）,,文化用品,林海燕,13900001234
,无,服装鞋帽,朱明辉,13700004321
明德鞋业（二店）,91230602MA1ABCDE0O,服装鞋帽,何文斌,13700004320
春晖照相馆（新店）,办理中,生活服务,李秀英,13600005678
同心餐饮店（北街店）,123456789012345000,餐饮服务,高振华,13500008765
瑞和茶庄（东门店）,无,食品零售,吴国庆,13800006620
合计,7 家,,,
"""


def main(words: list[str]) -> None:
    """Draw the rooms named, or all of them, into a folder."""
    if not words:
        sys.exit("usage: pictures.py DIR [ROOM …] | --manual; rooms: " + ", ".join(ROOMS))
    with tempfile.TemporaryDirectory() as folder:
        _set_up_screen(Path(folder))
        if words == ["--manual"]:
            import manual_pictures

            draw(Path(folder), Path(folder), [manual_pictures.ROOM], manual_pictures.Illustrator)
        else:
            out = Path(words[0])
            out.mkdir(parents=True, exist_ok=True)
            rooms = words[1:] or list(ROOMS)
            draw(out, Path(folder), rooms)
            documents(out, Path(folder) / rooms[0])


def draw(out: Path, folder: Path, rooms: list[str], kind: type["Stage"] | None = None) -> None:
    """Fill a sample store in `folder`, then play every scene in every room."""
    from app import start
    from app.paths import Folder
    from app.services import centres, sample
    from app.ui import look

    app = start.application()
    sys.excepthook = sys.__excepthook__  # nobody is there to close a crash box
    ledger = folder / "商户台账2026.csv"
    ledger.write_text(LEDGER, "utf-8")
    for room in rooms:
        *_, points, contrast = ROOMS[room]
        look.choose(points, contrast)
        sample.create(Folder(folder / room))
        stage = (kind or Stage)(app, out, room)
        stage.play(ledger)
        centres.close()
        before_log_in(Folder(folder / room), Folder(folder / f"{room} first"), stage.snap_alone)


class Stage:
    """The main window in one room, photographed scene by scene."""

    def __init__(self, app, out: Path, room: str) -> None:
        from app.ui.main_window import MainWindow

        self.app, self.out, self.room = app, out, room
        width, height, *_ = ROOMS[room]
        self.window = MainWindow()
        self.window.resize(width, height)
        self.window.show()
        self.window.activateWindow()

    def play(self, ledger: Path) -> None:
        """Every page, then every dialog; at the end the window is gone, as it is before anybody logs in."""
        import pictures_merchants

        from app.ui.kit import toast

        self.pages()
        pictures_merchants.play(self, ledger)
        self.window_dialogs()
        for name in SCENES:
            import_module(f"pictures_{name}").play(self)
        toast.show(self.window, "已新增商户 瑞和茶庄（东门店）", "撤销", lambda: None)
        self.snap("toast")
        self.leave(self.window)

    def leave(self, window) -> None:
        """Close a window and leave nothing of it behind."""
        from PySide6.QtCore import QEvent

        window.close()
        window.deleteLater()
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def window_dialogs(self) -> None:
        """What the header opens."""
        from app.ui import help as help_

        self.dialog("dlg_help", lambda: help_.show(self.window, "merchants"))
        self.dialog("dlg_guide", lambda: help_.Guide(self.window).exec())
        self.dialog("dlg_settings", self.window.settings)
        self.dialog("dlg_recent", self.window.recent)
        self.dialog("dlg_global_search", lambda: self.window.search("rh"))

    def pages(self) -> None:
        """The six tabs as they open."""
        tabs = self.window.header.tabs
        for place, name in enumerate(("home", "organizations", "members", "merchants", "charity", "minutes")):
            tabs.setCurrentIndex(place)
            self.snap(name)

    def dialog(
        self, name: str, act: Callable[[], object], prepare: Callable[..., object] = lambda dialog: None
    ) -> None:
        """Photograph the dialog that `act` opens, once its background work is done, and close it."""
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from app.ui.kit import tasks

        def look() -> None:
            shown = QApplication.activeModalWidget()
            if shown is None or tasks.busy():
                QTimer.singleShot(20, look)
                return
            prepare(shown)
            self.snap(name, shown)
            shown.reject()

        QTimer.singleShot(0, look)
        act()

    def snap_alone(self, name: str, widget) -> None:
        """Save a dialog that has no window behind it."""
        settle(self.app)
        self._save(name, widget.grab())

    def snap(self, name: str, front=None) -> None:
        """Save the window, with a dialog in front of it."""
        from PySide6.QtGui import QPainter

        settle(self.app)
        picture = self.window.grab()
        if front:
            painter = QPainter(picture)
            painter.drawPixmap(front.pos() - self.window.pos(), front.grab())
            painter.end()
        self._save(name, picture)

    def _save(self, name: str, pixmap) -> None:
        width, height, *_ = ROOMS[self.room]
        prefix = "" if self.room == "standard" else f"{self.room}_"
        pixmap.save(str(self.out / f"{prefix}{name}_{width}x{height}.png"))


def before_log_in(known, fresh, snap: Callable[..., None]) -> None:
    """The dialogs that stand alone: logging in to a known folder, and the three steps of the first start."""
    from app.services import centres
    from app.ui.first_start import FirstStart
    from app.ui.log_in import LogIn

    log_in = LogIn(known)
    log_in.show()
    snap("dlg_log_in", log_in)
    log_in.close()
    guide = FirstStart(fresh)
    guide.show()
    for name, text in {"centre": "会战商圈党群服务中心", "admin": "王建国", "password": "1234"}.items():
        guide.asking.form.row(name).editor.setText(text)
    snap("dlg_first_run_centre", guide)
    for name in ("password", "again"):
        guide.asking.form.row(name).editor.setText("口令 12345678")
    guide.asking.form.submit()
    snap("dlg_first_run_code", guide)
    guide.code.typed.setText(guide.code.secret)
    guide.code.go.click()
    snap("dlg_first_run_fontsize", guide)
    guide.close()
    centres.close()


def documents(out: Path, folder: Path) -> None:
    """One page of each kind of document."""
    from app.documents.paper import Paper
    from app.paths import Folder
    from app.services import centres, honour_prints, honours, sample

    centres.unlock(Folder(folder), sample.USER, sample.PASSWORD)
    kind = honours.kinds()[0]
    wanted = list(honour_prints.holders(kind.code))[:1]
    for style in honour_prints.STYLES:
        file = out / f"{style}.pdf"
        honour_prints.write_documents(kind.code, wanted, style, file)
        _save_page(Paper(file), out / f"print_{style}.png")
        file.unlink()
    centres.close()


def settle(app) -> None:
    """Let layouts and paintings that wait take place."""
    for _ in range(5):
        app.processEvents()


def _save_page(paper, path: Path) -> None:
    from PySide6.QtGui import QImage

    width, height, pixels = paper.image(0, 1200)
    QImage(pixels, width, height, QImage.Format.Format_RGB32).save(str(path))


def _set_up_screen(folder: Path) -> None:
    file = folder / "screen.json"
    file.write_text(json.dumps(SCREEN))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


if __name__ == "__main__":
    main(sys.argv[1:])
