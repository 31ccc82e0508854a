"""Everything the window can do by name, for the palette; what several pages offer alike is named once."""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from app.domain.names import fold, initials
from app.ui import desk_menu, look
from app.ui.kit import theme
from app.ui.kit.find_list import Find
from app.ui.kit.views_dialog import manage
from app.ui.pages import PAGES, Tab

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage
    from app.ui.main_window import MainWindow

Pages = list[tuple[Tab, Any]]
_ON_ROWS: tuple[tuple[str, str, Callable[["ListPage"], object], str], ...] = (
    ("编辑", "pencil", lambda page: page.edit_chosen(), "F2"),
    ("移出", "trash-2", lambda page: page.remove(), "Del"),
)


class _Named:
    """What is named already: the same words for the same act, or for what the menu of the desk has, are not named again
    for another page."""

    def __init__(self) -> None:
        self._desk = {_bare(entry.title) for entry in desk_menu.offered()}
        self._seen: set[tuple[str, object]] = set()

    def first(self, words: str, act: object = None) -> bool:
        """Whether this was not named before; it is from now on."""
        key = (words, None if words in self._desk else act)
        new = key not in self._seen
        self._seen.add(key)
        return new


def commands(window: "MainWindow") -> list[Find]:
    """All that can be done by name."""
    return [find for _, finds in grouped(window) for find in finds]


def grouped(window: "MainWindow") -> list[tuple[str, list[Find]]]:
    """What the page that is shown can do, what the header offers, the tabs, and what the other pages can do, page by
    page, with their keys."""
    pages, named = _pages(window), _Named()
    shown = [(tab, page) for tab, page in pages if page is window.page]
    others = [(tab, page) for tab, page in pages if page is not window.page]
    return [
        *((page.title, list(_of_pages(window, [(tab, page)], named))) for tab, page in shown),
        ("全局", list(_header(window, named))),
        ("页面", list(_tabs(window))),
        *((page.title, list(_of_pages(window, [(tab, page)], named))) for tab, page in others),
    ]


def matching(finds: list[Find], text: str) -> list[Find]:
    """Those whose name holds the text, or whose pinyin initials do in any reading."""
    wanted = fold(text)
    return [find for find in finds if any(wanted in form for form in _forms(find.words, wanted.isascii()))]


@lru_cache(maxsize=512)
def _forms(words: str, spelled: bool) -> tuple[str, ...]:
    return (fold(words), *(initials(words) if spelled else ()))


def _of_pages(window: "MainWindow", pages: Pages, named: _Named) -> Iterator[Find]:
    lists = [(tab, page) for tab, page in pages if hasattr(page, "spec")]
    yield from _tools(window, lists, named)
    yield from _offers(window, pages)
    yield from _on_chosen(window, lists)


def _tools(window: "MainWindow", lists: Pages, named: _Named) -> Iterator[Find]:
    """What needs no selected record; the rest is named with the record."""
    for tab, page in lists:
        on_one = {(_bare(words), act) for words, act in page.spec.single} - _on_many(page)
        for tool in page.spec.tools:
            for words, act in tool.menu or ((tool.label, tool.run),):
                if (_bare(words), act) not in on_one and named.first(_bare(words), act):
                    run = partial(_act_on, window, page.key, act)
                    yield Find(_bare(words), tool.icon or tab.icon, run, page.title, "　".join(tool.keys))
        yield Find("选择列", "columns-3", partial(_act_on, window, page.key, type(page).choose_columns), page.title)
        yield Find("保存和管理视图", "bookmark", partial(_act_on, window, page.key, manage), page.title)


def _offers(window: "MainWindow", pages: Pages) -> Iterator[Find]:
    """What a page without a list can do."""
    for tab, page in pages:
        for tool in getattr(page, "offers", ()):
            for words, act in tool.menu or ((tool.label, tool.run),):
                run = partial(_act_on, window, page.key, act)
                yield Find(_bare(words), tool.icon or tab.icon, run, page.title, "　".join(tool.keys))


def _on_chosen(window: "MainWindow", lists: Pages) -> Iterator[Find]:
    """What can be done with the records that are selected; where none is, the act says so."""
    for tab, page in lists:
        chosen = page.chosen()
        one = page.record(chosen[0]).name if len(chosen) == 1 else f"先选中一{page.spec.unit}"
        many = f"已选 {len(chosen):,} {page.spec.unit}" if chosen else one
        for words, act in page.spec.single:
            if (_bare(words), act) not in _on_many(page):
                yield Find(_bare(words), tab.icon, partial(_act_on, window, page.key, act), one)
        for tool in page.spec.bulk:
            if tool.label not in {each.label for each in page.spec.tools}:
                yield Find(_bare(tool.label), tool.icon, partial(_act_on, window, page.key, tool.run), many)
        for words, icon, act, keys in _ON_ROWS:
            yield Find(words, icon, partial(_act_on, window, page.key, act), many, keys)


def _on_many(page: "ListPage") -> set[tuple[str, object]]:
    return {(_bare(tool.label), tool.run) for tool in page.spec.bulk}


def _bare(words: str) -> str:
    return words.rstrip("…")


def _pages(window: "MainWindow") -> Pages:
    return [(tab, window.page_of(part.key)) for tab in PAGES for part in tab.parts]


def _act_on(window: "MainWindow", key: str, act: Callable[["ListPage"], object]) -> None:
    window.show_page(key)
    window.page.acting(act)()


def _tabs(window: "MainWindow") -> Iterator[Find]:
    for place, tab in enumerate(PAGES):
        yield Find(tab.title, tab.icon, partial(window.header.tabs.setCurrentIndex, place), "页面", f"Ctrl+{place + 1}")
        for part in tab.parts if len(tab.parts) > 1 else ():
            yield Find(part.title, tab.icon, partial(window.show_page, part.key), tab.title)


def _header(window: "MainWindow", named: _Named) -> Iterator[Find]:
    yield Find("最近办理", "history", window.recent)
    yield Find("撤销", "undo-2", window.undoing.undo, aside="Ctrl+Z")
    yield Find("恢复", "history", window.undoing.redo, aside="Ctrl+Y")
    for entry in desk_menu.offered():
        if named.first(_bare(entry.title)):
            yield Find(_bare(entry.title), entry.icon, partial(entry.open, window), aside=entry.keys)
    yield Find("帮助", "circle-question-mark", window.help, aside="F1")
    for points, name in theme.SIZES.items():
        yield Find(f"字号：{name}", "a-large-small", partial(look.choose, points), f"{points} 磅")
