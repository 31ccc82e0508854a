"""The tabs in the order they are shown, each with its pages. A new page is one file and one line here; what is heavy is
imported late."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

_AFTER_THE_FIRST_PAINT = 200  # ms


@dataclass(frozen=True)
class Part:
    """One page of a tab; `make` gives a widget with `key`, `title` and `revalidate()`, and `take_switch(switch)` where
    a tab has more than one."""

    key: str
    title: str
    make: Callable[[], QWidget]


@dataclass(frozen=True)
class Tab:
    """What the header shows before any of its pages is made; the first is shown at first."""

    title: str
    icon: str
    parts: tuple[Part, ...]

    @property
    def key(self) -> str:
        """The key of its first page, by which it is remembered."""
        return self.parts[0].key


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


def _rounds() -> QWidget:
    from app.ui.pages import rounds

    return rounds.page()


def _honours() -> QWidget:
    from app.ui.pages import honours

    return honours.page()


def _charity() -> QWidget:
    from app.ui.pages import charity

    return charity.page()


def _points() -> QWidget:
    from app.ui.pages import points

    return points.page()


def _warehouse() -> QWidget:
    from app.ui.pages import warehouse

    return warehouse.page()


def _campaigns() -> QWidget:
    from app.ui.pages import campaigns

    return campaigns.page()


def _funds() -> QWidget:
    from app.ui.pages import funds

    return funds.page()


def _minutes() -> QWidget:
    from app.ui.pages import minutes

    return minutes.page()


def _matrix() -> QWidget:
    from app.ui.pages import meeting_matrix

    return meeting_matrix.MatrixPage()


def _cases() -> QWidget:
    from app.ui.pages import cases

    return cases.page()


def _lists() -> QWidget:
    from app.ui.pages import lists

    return lists.page()


def _activities() -> QWidget:
    from app.ui.pages import activities

    return activities.page()


def _one(key: str, title: str, icon: str, make: Callable[[], QWidget]) -> Tab:
    return Tab(title, icon, (Part(key, title, make),))


PAGES = (
    _one("home", "首页", "house", _home),
    _one("organizations", "组织", "network", _organizations),
    _one("members", "党员", "users", _members),
    Tab(
        "诚信评级",
        "store",
        (
            Part("merchants", "商户", _merchants),
            Part("rounds", "评选", _rounds),
            Part("honours", "荣誉", _honours),
        ),
    ),
    Tab(
        "众筹积分",
        "hand-heart",
        (
            Part("charity", "捐赠", _charity),
            Part("points", "积分", _points),
            Part("warehouse", "公益仓", _warehouse),
            Part("campaigns", "众筹项目", _campaigns),
            Part("funds", "基金", _funds),
        ),
    ),
    Tab(
        "会议纪要",
        "file-text",
        (
            Part("minutes", "会议", _minutes),
            Part("matrix", "应开会议", _matrix),
            Part("cases", "事项", _cases),
            Part("lists", "三张清单", _lists),
            Part("activities", "活动服务", _activities),
        ),
    ),
)
PLACES = {part.key: place for place, tab in enumerate(PAGES) for part in tab.parts}
"""The place of the tab each page belongs to, by the key of the page."""
