"""The tabs, in the order they are shown. A new tab is one file and one line here; what is heavy is imported late."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.ui.pages import charity, minutes

_AFTER_THE_FIRST_PAINT = 200  # ms


@dataclass(frozen=True)
class Tab:
    """What the header shows before the page is made; `make` gives a widget with `key`, `title` and `revalidate()`."""

    key: str
    title: str
    icon: str
    make: Callable[[], QWidget]


def _home() -> QWidget:
    from app.ui.pages.home import HomePage

    QTimer.singleShot(_AFTER_THE_FIRST_PAINT, _look_ahead)
    return HomePage()


def _look_ahead() -> None:
    """Import what the tabs need that are mostly opened next, while the clerk reads the start page."""
    from app.ui.pages import members, merchants, organizations  # noqa: F401


def _organizations() -> QWidget:
    from app.ui.pages import organizations

    return organizations.page()


def _members() -> QWidget:
    from app.ui.pages import members

    return members.page()


def _merchants() -> QWidget:
    from app.ui.pages import merchants

    return merchants.page()


PAGES = (
    Tab("home", "首页", "house", _home),
    Tab("organizations", "组织", "network", _organizations),
    Tab("members", "党员", "users", _members),
    Tab("merchants", "诚信评级", "store", _merchants),
    Tab("charity", "众筹积分", "hand-heart", charity.page),
    Tab("minutes", "会议纪要", "file-text", minutes.page),
)
