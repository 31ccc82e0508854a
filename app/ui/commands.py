"""Everything the window can do by name, for the palette."""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from app.domain.names import fold, initials
from app.ui import look
from app.ui.kit import theme
from app.ui.kit.find_list import Find
from app.ui.pages import PAGES

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage
    from app.ui.main_window import MainWindow


def commands(window: "MainWindow") -> list[Find]:
    """The tools of every page, the tabs, and what the header offers, with their keys."""
    return [*_tools(window), *_tabs(window), *_header(window)]


def matching(finds: list[Find], text: str) -> list[Find]:
    """Those whose name holds the text, or whose pinyin initials do in any reading."""
    wanted = fold(text)
    return [find for find in finds if any(wanted in form for form in _forms(find.words, wanted.isascii()))]


@lru_cache(maxsize=512)
def _forms(words: str, spelled: bool) -> tuple[str, ...]:
    return (fold(words), *(initials(words) if spelled else ()))


def _tools(window: "MainWindow") -> Iterator[Find]:
    for place, tab in enumerate(PAGES):
        page = window.page_at(place)
        for tool in page.spec.tools if hasattr(page, "spec") else ():
            entries = tool.menu or ((tool.label, tool.run),)
            for words, act in entries:
                run = partial(_act_on, window, place, act)
                yield Find(words.rstrip("…"), tool.icon or tab.icon, run, tab.title, "　".join(tool.keys))


def _act_on(window: "MainWindow", place: int, act: Callable[["ListPage"], object]) -> None:
    window.header.tabs.setCurrentIndex(place)
    window.page.acting(act)()


def _tabs(window: "MainWindow") -> Iterator[Find]:
    for place, tab in enumerate(PAGES):
        yield Find(tab.title, tab.icon, partial(window.header.tabs.setCurrentIndex, place), "页面", f"Ctrl+{place + 1}")


def _header(window: "MainWindow") -> Iterator[Find]:
    yield Find("最近办理", "history", window.recent)
    yield Find("撤销", "undo-2", window.undoing.undo, aside="Ctrl+Z")
    yield Find("恢复", "history", window.undoing.redo, aside="Ctrl+Y")
    yield Find("设置", "settings", window.settings)
    yield Find("帮助", "circle-question-mark", window.help, aside="F1")
    for points, name in theme.SIZES.items():
        yield Find(f"字号：{name}", "a-large-small", partial(look.choose, points), f"{points} 磅")
