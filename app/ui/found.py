"""What Ctrl+K finds among the records, a group a kind."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.domain import money
from app.domain.calendar import spoken
from app.services import (
    activities,
    cases,
    charity_names,
    gift_list,
    lists,
    meetings,
    members,
    merchants,
    organization_views,
    redemption_list,
)
from app.services.activities import ActivityRow
from app.services.cases import CaseRow
from app.services.gift_list import GiftRow
from app.services.lists import ListRow
from app.services.meetings import MeetingRow
from app.services.members import MemberRow
from app.services.merchants import MerchantRow
from app.ui.kit.fields import Badge
from app.ui.kit.find_list import Find
from app.ui.kit.visit import Visit
from app.ui.pages import PAGES, PLACES
from app.ui.pages.cases import STATE_DRESS
from app.ui.pages.lists import DRESS
from app.ui.pages.members import STAGE_DRESS
from app.ui.pages.merchants import FIELDS
from app.ui.pages.minutes import STATE_DRESS as MEETING_DRESS

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

HONOUR = next(field for field in FIELDS if isinstance(field, Badge))
MOST = 8
"""Finds shown in one group."""
LEAST_DIGITS = 3
"""So many digits may be part of the number of a slip."""
Found = tuple[list[Find], list[Find]]
"""The first finds of a group, and where there are more the way to all of them."""


def found(window: "MainWindow", words: str) -> list[tuple[str, list[Find]]]:
    """The groups in their order, and last the ways to all of those that have more."""
    groups = [(title, *find(window, words)) for title, find in GROUPS]
    return [*((title, finds) for title, finds, _ in groups), ("更多", [find for *_, more in groups for find in more])]


def going(window: "MainWindow", page: str, **where: object) -> partial[None]:
    """Go to a page of the window."""
    return partial(window.visit, Visit(page, **where))  # type: ignore[arg-type]


def everyone(window: "MainWindow", words: str, page: str, count: int, unit: str) -> list[Find]:
    """The way to all that were found, where they are more than are shown."""
    go = going(window, page, words=words)
    return [Find(f"列出全部 {count:,} {unit}", "list-filter", go, PAGES[PLACES[page]].title)] if count > MOST else []


def _merchants(window: "MainWindow", words: str) -> Found:
    ids = merchants.ids(words) if words else []
    finds = [_merchant(window, row) for row in merchants.rows(ids[:MOST])]
    return finds, everyone(window, words, "merchants", len(ids), "家")


def _merchant(window: "MainWindow", row: MerchantRow) -> Find:
    go, detail = going(window, "merchants", record=row.id), "　".join((row.number, row.trade))
    return Find(row.name, "store", go, detail, badge=(HONOUR.text(row), *HONOUR.dress(row)))


def _organizations(window: "MainWindow", words: str) -> Found:
    return [
        Find(name, "network", going(window, "organizations", record=number), kind)
        for number, name, kind in organization_views.search(words, MOST)
    ], []


def _people(window: "MainWindow", words: str) -> Found:
    ids = members.ids(words) if words else []
    finds = [_person(window, row) for row in members.rows(ids[:MOST])]
    return finds, everyone(window, words, "members", len(ids), "人")


def _person(window: "MainWindow", row: MemberRow) -> Find:
    badge = (row.category, *STAGE_DRESS[row.stage])
    detail = row.organization or row.masked_id or row.masked_phone
    return Find(row.name, "users", going(window, "members", record=row.id), detail, badge=badge)


def _cases(window: "MainWindow", words: str) -> Found:
    ids = cases.ids(words) if words else []
    finds = [_case(window, row) for row in cases.rows(ids[:MOST])]
    return finds, everyone(window, words, "cases", len(ids), "件")


def _case(window: "MainWindow", row: CaseRow) -> Find:
    go, detail = going(window, "cases", record=row.id), "　".join(filter(None, (row.number, row.kind, row.unit)))
    return Find(row.title, "file-text", go, detail, badge=(row.state, *STATE_DRESS[row.state]))


def _meetings(window: "MainWindow", words: str) -> Found:
    ids = meetings.ids(words) if words else []
    finds = [_meeting(window, row) for row in meetings.rows(ids[:MOST])]
    return finds, everyone(window, words, "minutes", len(ids), "次会议")


def _meeting(window: "MainWindow", row: MeetingRow) -> Find:
    go, detail = going(window, "minutes", record=row.id), "　".join(filter(None, (spoken(row.held), row.place)))
    return Find(row.title, "file-text", go, detail, badge=(row.state, *MEETING_DRESS[row.state]))


def _items(window: "MainWindow", words: str) -> Found:
    ids = lists.ids(words) if words else []
    finds = [_item(window, row) for row in lists.rows(ids[:MOST])]
    return finds, everyone(window, words, "lists", len(ids), "项")


def _item(window: "MainWindow", row: ListRow) -> Find:
    go, detail = going(window, "lists", record=row.id), "　".join(filter(None, (row.kind, row.unit)))
    return Find(row.title, "list-filter", go, detail, badge=(row.state, *DRESS[row.state]))


def _activities(window: "MainWindow", words: str) -> Found:
    ids = activities.ids(words) if words else []
    finds = [_activity(window, row) for row in activities.rows(ids[:MOST])]
    return finds, everyone(window, words, "activities", len(ids), "次")


def _activity(window: "MainWindow", row: ActivityRow) -> Find:
    detail = "　".join(filter(None, (spoken(row.on), row.kind, row.host)))
    return Find(row.title, "hand-heart", going(window, "activities", record=row.id), detail)


def _slips(window: "MainWindow", words: str) -> Found:
    """Gifts and redemptions by the number of their slip."""
    if sum(map(str.isdecimal, words)) < LEAST_DIGITS:
        return [], []
    given, redeemed = gift_list.ids(words), redemption_list.ids(words)
    finds = [_gift(window, row) for row in gift_list.rows(given[:MOST])]
    opened = going(window, "warehouse", act="兑换单")
    finds += [
        Find(row.number, "hand-heart", opened, "　".join((row.name, row.good)))
        for row in redemption_list.rows(redeemed[:MOST])
    ]
    return finds[:MOST], everyone(window, words, "charity", len(given), "笔捐赠")


def _gift(window: "MainWindow", row: GiftRow) -> Find:
    worth = f"{money.in_digits(int(row.amount or row.value))} 元"
    detail = "　".join(filter(None, (row.giver, spoken(row.on), worth)))
    return Find(row.number, "hand-heart", going(window, "charity", record=row.id), detail)


def _named(window: "MainWindow", words: str) -> Found:
    """Campaigns, funds and goods."""
    return [
        Find(name, "hand-heart", going(window, page, record=number), kind)
        for page, number, name, kind in charity_names.search(words, MOST)
    ], []


GROUPS: tuple[tuple[str, Callable[["MainWindow", str], Found]], ...] = (
    ("商户", _merchants),
    ("组织", _organizations),
    ("党员", _people),
    ("会议", _meetings),
    ("事项", _cases),
    ("清单", _items),
    ("活动", _activities),
    ("单据", _slips),
    ("项目、基金和公益仓", _named),
)
