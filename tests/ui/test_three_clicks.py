"""Whatever page: each function is at most three clicks from the start page, and none hides in a context menu."""

from PySide6.QtWidgets import QPushButton

from app.services import gift_list, redemption_list
from app.ui import desk_menu
from app.ui.commands import grouped
from app.ui.found import found
from app.ui.kit.row_menu import RowMenu
from app.ui.pages import PAGES

LISTED = 2
"""Clicks to what the search lists before a word is typed: the search in the header, then the line."""
ON_A_ROW = {"复制到 Excel"}
"""A key, as the foot of every list says."""


def bare(words):
    """An entry without its key and its dots."""
    return words.partition("\t")[0].rstrip("…")


def seen(top, clicks):
    """By the words on it, how many clicks each thing takes that the buttons of a widget offer."""
    took = {}
    for button in top.findChildren(QPushButton):
        if button.isVisible() and button.menu():
            button.menu().aboutToShow.emit()
            took |= {bare(each.text()): clicks + 1 for each in button.menu().actions() if each.text()}
        elif button.isVisible():
            took[bare(button.text() or button.accessibleName())] = clicks
    return took


def functions(page):
    """What the declaration of a page says can be done there."""
    spec = getattr(page, "spec", None)
    tools = [*(spec.tools if spec else getattr(page, "offers", ())), *(spec.bulk if spec else ())]
    words = {words for tool in tools for words, _ in tool.menu} | {tool.label for tool in tools if not tool.menu}
    return {bare(each) for each in words | {words for words, _ in (spec.single if spec else ())}}


def listed(window):
    return {find.words for _, finds in grouped(window) for find in finds}


def test_every_function_is_listed_by_the_search_before_a_word_is_typed(filled):
    offered = listed(filled)
    for tab in PAGES:
        assert tab.title in offered
        for part in tab.parts:
            page = filled.page_of(part.key)
            assert len(tab.parts) == 1 or part.title in offered
            assert functions(page) - offered == set(), part.key
    assert {bare(entry.title) for entry in desk_menu.offered()} - offered == set()
    headings = [heading for heading, _ in grouped(filled)]
    assert len(headings) == len(set(headings))


def test_what_the_buttons_of_a_page_do_is_three_clicks_away(filled):
    """A button of the first page of a tab is two clicks away, of another page three; what is more is listed by the
    search, or acts on the record that was chosen."""
    far = {}
    for tab in PAGES:
        for place, part in enumerate(tab.parts):
            filled.show_page(part.key)
            page = filled.page
            direct = seen(page, 2 if place == 0 else 3)
            views = {bare(name) for name, _ in page.spec.views} if hasattr(page, "spec") else set()
            far |= {words: part.key for words, clicks in direct.items() if clicks > 3 and words not in views}
    assert set(far) - listed(filled) == set()


def test_nothing_is_only_in_a_context_menu(filled, monkeypatch):
    monkeypatch.setattr(RowMenu, "popup", lambda menu, place: None)
    for key in (part.key for tab in PAGES for part in tab.parts):
        filled.show_page(key)
        page = filled.page
        menu = getattr(getattr(page, "pane", None), "row_menu", None)
        if menu is None or not getattr(page, "rows", None) or not page.rows.ids:
            continue
        offered = listed(filled) | ON_A_ROW
        for chosen in (page.rows.ids[:1], page.rows.ids[:2]):
            page.table.choose(list(chosen))
            menu.open_at(page.table.viewport().rect().center())
            assert {bare(each.text()) for each in menu.actions() if each.text()} - offered == set(), key


def test_slips_campaigns_and_funds_are_found_by_number_and_name(filled):
    gift = gift_list.rows(gift_list.ids()[:1])[0]
    redeemed = redemption_list.rows(redemption_list.ids()[:1])[0]

    def names(words):
        return [find.words for _, finds in found(filled, words) for find in finds]

    assert gift.number in names(gift.number)
    assert redeemed.number in names(redeemed.number)
    campaign = filled.page_of("campaigns").spec
    name = campaign.rows(campaign.ids()[:1])[0].name
    assert name in names(name[:4])
    find = next(each for _, finds in found(filled, gift.number) for each in finds if each.words == gift.number)
    find.act()
    assert (filled.page.key, filled.page.chosen()) == ("charity", [gift.id])
