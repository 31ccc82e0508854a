"""The menu of the 设置 button, and the same by name in Ctrl+K: what concerns the whole desk and no single tab."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.domain.roles import Right
from app.services import centres, session
from app.ui.ending import Ending

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


@dataclass(frozen=True)
class Entry:
    """`open(window)` does it; shown only to clerks who hold `right`. `icon` is for Ctrl+K, `keys` stand beside it.

    `sample` True or False keeps it to the sample store or to one's own.
    """

    title: str
    right: Right
    open: Callable[["MainWindow"], object]
    icon: str = "settings"
    keys: str = ""
    sample: bool | None = None


def _settings(window: "MainWindow") -> None:
    window.settings()


def _journal(window: "MainWindow") -> None:
    from app.ui.journal_dialog import JournalDialog

    JournalDialog(window).exec()


def _people(window: "MainWindow") -> None:
    from app.ui.people_dialog import PeopleDialog

    own = session.clerk()
    PeopleDialog(window).exec()
    if session.clerk() != own:
        window.leave(Ending.SWITCHED)


def _own_password(window: "MainWindow") -> None:
    from app.ui.kit import toast
    from app.ui.person_forms import change_own_password

    if change_own_password(window).exec():
        toast.show(window, "口令已修改，下次登录用新口令。")


def _approvals(window: "MainWindow") -> None:
    from app.ui.approvals_dialog import ApprovalsDialog

    ApprovalsDialog(window).exec()
    window.revalidate()


def _personal(window: "MainWindow") -> None:
    from app.ui.personal_dialog import PersonalDialog

    PersonalDialog(window).exec()
    window.revalidate()


def _backup(window: "MainWindow") -> None:
    from app.ui.backup_dialog import BackupDialog

    BackupDialog(window).exec()
    window.revalidate()


def _close_day(window: "MainWindow") -> None:
    from app.ui.day_sheet_dialog import DaySheetDialog

    dialog = DaySheetDialog(window)
    if dialog.exec() and dialog.visit:
        window.visit(dialog.visit)
    window.revalidate()


def _copy_now(window: "MainWindow") -> None:
    from app.ui.copying import copy_now

    copy_now(window)


def _reports(window: "MainWindow") -> None:
    from app.ui import reports_dialog

    reports_dialog.show(window)


def _about(window: "MainWindow") -> None:
    from app.ui.about_dialog import AboutDialog

    AboutDialog(window).exec()


def _support(window: "MainWindow") -> None:
    from app.ui import support_dialog

    support_dialog.show(window)


def _leaving(ending: Ending) -> Callable[["MainWindow"], object]:
    return lambda window: window.leave(ending)


ENTRIES = (
    Entry("单位与显示设置……", Right.READ, _settings),
    Entry("季度报告……", Right.READ, _reports, "file-text"),
    Entry("待复核……", Right.ENTER, _approvals, "check"),
    Entry("窗口日结……", Right.READ, _close_day, "printer"),
    Entry("办理记录……", Right.ADMINISTER, _journal, "history"),
    Entry("个人信息……", Right.ADMINISTER, _personal, "file-text"),
    Entry("人员与口令……", Right.ADMINISTER, _people, "users"),
    Entry("修改我的口令……", Right.READ, _own_password, "key-round"),
    Entry("备份与还原……", Right.READ, _backup, "database", sample=False),
    Entry("立即备份", Right.ENTER, _copy_now, "save", sample=False),
    Entry("导出问题报告……", Right.READ, _support, "file-text"),
    Entry("关于……", Right.READ, _about, "info"),
    Entry("练习（示例数据）", Right.READ, _leaving(Ending.PRACTICE), "hand-heart", sample=False),
    Entry("结束练习", Right.READ, _leaving(Ending.CLOSED), "undo-2", sample=True),
    Entry("切换人员", Right.READ, _leaving(Ending.SWITCHED), "users", sample=False),
    Entry("锁定", Right.READ, _leaving(Ending.LOCKED), "lock", "Ctrl+L", sample=False),
)


def offered() -> Iterator[Entry]:
    """The entries this clerk may use on the store that is open, in the order of the menu."""
    sample = centres.current().sample
    return (entry for entry in ENTRIES if session.may(entry.right) and entry.sample in (None, sample))


def find(title: str) -> Entry | None:
    """The entry of this title, where the clerk may use it."""
    return next((entry for entry in offered() if entry.title.rstrip("…") == title), None)


def fill(menu: QMenu, window: "MainWindow") -> None:
    """Put what this clerk may use into a menu."""
    menu.clear()
    for entry in offered():
        words = f"{entry.title}\t{entry.keys}" if entry.keys else entry.title
        menu.addAction(words).triggered.connect(lambda _=False, entry=entry: entry.open(window))
