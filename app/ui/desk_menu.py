"""The menu of the 设置 button, and the same by name in Ctrl+K: what concerns the whole desk and no single tab."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from app.domain.roles import Right
from app.services import session

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow


@dataclass(frozen=True)
class Entry:
    """`open(window)` does it; shown only to clerks who hold `right`. `icon` is for Ctrl+K, `keys` stand beside it."""

    title: str
    right: Right
    open: Callable[["MainWindow"], object]
    icon: str = "settings"
    keys: str = ""


def _settings(window: "MainWindow") -> None:
    window.settings()


ENTRIES = (Entry("单位与显示设置……", Right.READ, _settings),)


def offered() -> Iterator[Entry]:
    """The entries this clerk may use, in the order of the menu."""
    return (entry for entry in ENTRIES if session.may(entry.right))


def fill(menu: QMenu, window: "MainWindow") -> None:
    """Put what this clerk may use into a menu."""
    menu.clear()
    for entry in offered():
        words = f"{entry.title}\t{entry.keys}" if entry.keys else entry.title
        menu.addAction(words).triggered.connect(lambda _=False, entry=entry: entry.open(window))
