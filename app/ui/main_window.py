"""The window: header, one page at a time, status line. It knows the pages' order, not their work."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QMoveEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.domain.names import clean
from app.domain.roles import Right
from app.paths import APP_NAME
from app.services import centres, session
from app.ui import desk_menu, look, rating_key
from app.ui.copying import RegularCopies
from app.ui.ending import Ending
from app.ui.header import Header
from app.ui.idle import IdleWatch
from app.ui.kit import left_open, memory, messages, part_switch, tasks, toast
from app.ui.kit.first_paint import FirstPaint
from app.ui.kit.part_switch import PartSwitch
from app.ui.kit.scanning import ScanWatch
from app.ui.kit.undoing import UndoKeys
from app.ui.kit.visit import DESK, Visit
from app.ui.new_day import NewDay
from app.ui.pages import PAGES, PLACES, Part, Tab
from app.ui.status import StatusLine
from app.ui.warming import Warming

SPREADSHEETS = {".xlsx", ".xls", ".et", ".csv", ".ods"}
SCANS = {".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp"}
STILL_BUSY = "还有事情正在办理，等它完成再做这一步。"
SOON_LOCKED = "好一会儿没有操作了，30 秒后自动锁定。动一下鼠标或按任意键就不锁。"
DROPPED_FOLDER = "拖进来的是文件夹，不能导入。数据没有改动，请打开文件夹，把里面的表格文件拖进来。"
DROPPED_OTHER = "“{name}”不是表格文件，不能导入。数据没有改动，请拖 Excel 表格（或存成 Excel 表格再拖）。"


class MainWindow(QMainWindow):
    """Shows the store that is open; needs `services.centres` unlocked and `kit.memory` in use."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(f"{APP_NAME} {centres.current().name}")
        self.setAcceptDrops(True)
        sample = centres.current().sample
        self.header = Header([(tab.title, tab.icon) for tab in PAGES], sample=sample)
        self.stack, self.status = QStackedWidget(), StatusLine()
        self.undoing = UndoKeys(self, self.revalidate)
        self.ending = Ending.CLOSED
        self._made: dict[str, Any] = {}
        self._shown = [tab.key for tab in PAGES]
        self._settled = QTimer(self, singleShot=True, interval=400)
        self._settled.timeout.connect(self._remember_place)
        self._lay_out(sample)
        self._connect()
        self._restore()
        FirstPaint(self, self._listen)

    @property
    def page(self) -> Any:
        """The page that is shown."""
        return self.page_of(self._shown[self.header.tabs.currentIndex()])

    def page_of(self, key: str) -> Any:
        """The page of a key, made when it is first wanted."""
        if key not in self._made:
            tab = PAGES[PLACES[key]]
            self._made[key] = self._make_page(tab, next(part for part in tab.parts if part.key == key))
        return self._made[key]

    def show_page(self, key: str) -> None:
        """Bring the page of a key to the front, and its tab."""
        place = PLACES[key]
        self._shown[place] = key
        if place == self.header.tabs.currentIndex():
            self._show_tab(place)
        self.header.tabs.setCurrentIndex(place)

    def visit(self, visit: Visit) -> None:
        """Show a page and hand it the visit, if it takes any, or open what the desk menu has under its words."""
        if visit.page == DESK:
            if entry := desk_menu.find(visit.words.rstrip("…")):
                entry.open(self)
            return
        self.show_page(visit.page)
        if hasattr(self.page, "receive"):
            self.page.receive(visit)

    def search(self, text: str) -> None:
        """Find merchants and commands, and do what the clerk takes; `text` is what was typed already."""
        from app.ui.palette import Palette

        palette = Palette(self, text)
        if palette.exec() and palette.chosen and palette.chosen.act:
            palette.chosen.act()
        palette.deleteLater()

    def open_scan(self, text: str) -> None:
        """Show what a scanner typed: the merchant of a plaque or a code, or the record of a slip."""
        from app.ui import scans

        scans.open_scan(self, text)

    def help(self) -> None:
        """Open the help of the page that is shown."""
        from app.ui import help as help_

        help_.show(self, self.page.key)

    def tally(self) -> None:
        """Count a visitor."""
        from app.ui.tally_dialog import TallyDialog

        if session.may(Right.ENTER):
            TallyDialog(self).exec()

    def settings(self) -> None:
        """Open the settings of the centre and of the screen."""
        from app.ui.settings import SettingsDialog

        if SettingsDialog(self).exec():
            self.setWindowTitle(f"{APP_NAME} {centres.current().name}")

    def recent(self) -> None:
        """List every act, to take any of them back."""
        from app.ui.recent import RecentDialog

        RecentDialog(self).exec()
        self.revalidate()

    def leave(self, ending: Ending) -> None:
        """Close the window and whatever stands before it; half-filled forms are kept. Not while work is under way."""
        if tasks.busy():
            toast.show(self, STILL_BUSY)
            return
        self.ending = ending
        while popup := QApplication.activePopupWidget():
            popup.close()
        for shown in reversed(QApplication.topLevelWidgets()):
            if isinstance(shown, QDialog) and shown.isVisible():
                left_open.keep(shown)
                shown.reject()
        self.close()

    def revalidate(self) -> None:
        """Read again what may have changed."""
        self.page.revalidate()
        self.status.revalidate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.revalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settled.start()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._settled.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember_place()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        path = next(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
        QTimer.singleShot(0, self, lambda: self.take_file(path))

    def take_file(self, path: Path) -> None:
        """Bring a spreadsheet to the page that imports it, a scan to where it is filed, or say why not."""
        if path.is_dir():
            messages.complain(self, DROPPED_FOLDER)
        elif path.suffix.lower() in SCANS:
            from app.ui.pledge_scan_dialog import file_dropped

            file_dropped(self, path)
        elif path.suffix.lower() not in SPREADSHEETS:
            messages.complain(self, DROPPED_OTHER.format(name=clean(path.name)))
        else:
            with messages.problems_shown(self):
                session.demand(Right.ENTER)
                self._import(path)

    def _import(self, path: Path) -> None:
        """Import what a spreadsheet brings, and show the page it went to."""
        from app.services.import_targets import TARGETS
        from app.ui.import_dialog import ImportDialog

        if self.page.key not in TARGETS:
            self.visit(Visit("merchants"))
        dialog = ImportDialog(self.page, path, None)
        dialog.exec()
        if dialog.act:
            self.show_page(dialog.target.page or dialog.target.noun)
        self.revalidate()

    def _lay_out(self, sample: bool) -> None:
        frame = QWidget()
        frame.setObjectName("frame")
        frame.setProperty("sample", sample)
        column = QVBoxLayout(frame)
        edge = 4 if sample else 0
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)
        column.addWidget(self.status)
        self.setCentralWidget(frame)

    def _connect(self) -> None:
        self.header.tabs.currentChanged.connect(self._show_tab)
        self.header.search.wanted.connect(self.search)
        self.header.size_chosen.connect(lambda points: look.choose(points=points))
        self.header.help_wanted.connect(self.help)
        self._make_line_lead_on()
        self.header.desk_menu.aboutToShow.connect(lambda: desk_menu.fill(self.header.desk_menu, self))
        self.header.acts_menu.aboutToShow.connect(lambda: self.undoing.offer(self.header.acts_menu, self.recent))
        for position in range(len(PAGES)):
            self._key(f"Ctrl+{position + 1}", lambda position=position: self.header.tabs.setCurrentIndex(position))
        self._key("Ctrl+K", lambda: self.search(""))
        self._key("Ctrl+=", lambda: look.step(1))
        self._key("Ctrl+-", lambda: look.step(-1))
        self._key("F1", self.help)
        for key, page, act in (("F6", "charity", "add"), ("F9", "minutes", "add"), ("F10", "warehouse", "redeem")):
            self._key(key, lambda page=page, act=act: self.visit(Visit(page, act=act)))
        self._key("F4", self.tally)

    def _make_line_lead_on(self) -> None:
        """Let the status line open what the menu offers this clerk."""
        for line, title in ((self.status.backup, "备份与还原"), (self.status.clerk, "切换人员")):
            entry = desk_menu.find(title)
            line.setEnabled(entry is not None)
            if entry:
                line.setToolTip(title)
                line.clicked.connect(lambda _=False, entry=entry: entry.open(self))

    def _listen(self) -> None:
        """Hear what is typed and scanned, and midnight. Whoever hears every event has Qt for Python make ready for
        senders of all kinds, which takes long. Nobody else is to find the window open, but that of a sample store."""
        self.scans = ScanWatch(self)
        self.scans.scanned.connect(self.open_scan)
        if not centres.current().sample:
            self.copies = RegularCopies(self)
            self.idle = IdleWatch(self, tasks.busy)
            self.idle.nearly.connect(lambda: toast.show(self, SOON_LOCKED))
            self.idle.away.connect(lambda: self.leave(Ending.IDLE))
            self.idle.lock_wanted.connect(lambda: self.leave(Ending.LOCKED))
        self.new_day = NewDay(self)
        Warming(self, PLACES, self.page_of)

    def _key(self, key: str, act: Any, owner: QWidget | None = None) -> None:
        QShortcut(QKeySequence(key), owner or self).activated.connect(act)

    def _show_tab(self, place: int) -> None:
        self.stack.setCurrentWidget(self.page)
        self.revalidate()
        memory.remember("window/tab", PAGES[place].key)

    def _make_page(self, tab: Tab, part: Part) -> QWidget:
        page: Any = part.make()
        self.stack.addWidget(page)
        for name, hear in (("visited", self.visit), ("help_wanted", self.help)):
            if hasattr(page, name):
                getattr(page, name).connect(hear)
        for key, act in page.keys().items() if hasattr(page, "keys") else ():
            self._key(key, act, page)
        rating_key.listen(self, page)
        if len(tab.parts) > 1:
            self._join(page, part, tab)
        return page

    def _join(self, page: Any, part: Part, tab: Tab) -> None:
        """Let the clerk go from one page of a tab to the others."""
        switch = PartSwitch([(each.key, each.title) for each in tab.parts], part.key)
        switch.turned.connect(self.show_page)
        page.take_switch(switch)
        place = tab.parts.index(part)
        for keys, step in ((part_switch.NEXT, 1), (part_switch.FORMER, -1)):
            beside = tab.parts[(place + step) % len(tab.parts)].key
            self._key(keys, lambda beside=beside: self.show_page(beside), page)

    def _restore(self) -> None:
        self.resize(1366, 688)
        self.restoreGeometry(QByteArray.fromHex(memory.recall("window/place", "").encode()))
        keys = [tab.key for tab in PAGES]
        last = memory.recall("window/tab", "home")
        position = keys.index(last) if last in keys else 0
        if position == self.header.tabs.currentIndex():
            self._show_tab(position)
        self.header.tabs.setCurrentIndex(position)

    def _remember_place(self) -> None:
        memory.remember("window/place", self.saveGeometry().toHex().toStdString())
