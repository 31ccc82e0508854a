"""What happens to merchants beside form and list: renamed, handed over, merged, removed, brought back."""

from itertools import combinations
from typing import TYPE_CHECKING

from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import merchants
from app.services.merchants import MerchantRow
from app.ui.kit import toast
from app.ui.kit.rights import needs
from app.ui.pages import credit_acts

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage
    from app.ui.merchant_event_dialog import Kind


def rename(page: "ListPage") -> None:
    """Give the selected merchant another name."""
    from app.ui.merchant_event_dialog import RENAME

    _record(page, RENAME)


def hand_over(page: "ListPage") -> None:
    """Record the selected merchant's new owner."""
    from app.ui.merchant_event_dialog import HAND_OVER

    _record(page, HAND_OVER)


def give_new_code(page: "ListPage") -> None:
    """Record the selected merchant's new licence."""
    from app.ui.merchant_event_dialog import NEW_CODE

    _record(page, NEW_CODE)


@needs(Right.READ)
def show_history(page: "ListPage") -> None:
    """Show what became of the selected merchant, and bring an earlier state back."""
    from app.ui.history_dialog import HistoryDialog

    row = _selected(page)
    if HistoryDialog(page, "merchant", row.id, row.name).exec():
        page.revalidate()
        page.tell_done()


def recycle_bin(page: "ListPage") -> None:
    """Show the removed merchants."""
    from app.ui.recycle_dialog import RecycleDialog

    RecycleDialog(page, "merchant", "家商户").exec()
    page.revalidate()


def find_duplicates(page: "ListPage") -> None:
    """Go through all records that look like one merchant."""
    _compare(page, _pairs(), "没有找到重复的商户：名称和电话、或名称和地址都相同的才算。")


def find_its_duplicates(page: "ListPage") -> None:
    """Go through those that look like the selected merchant."""
    row = _selected(page)
    pairs = [pair for pair in _pairs() if row.id in (pair[0].id, pair[1].id)]
    _compare(page, pairs, f"没有找到和{row.name}重复的商户。")


def print_sheet(page: "ListPage") -> None:
    """Preview all about the selected merchant on one page."""
    from app.ui.pages import honour_printing

    honour_printing.print_sheet(page, _selected(page).id)


def print_pledges(page: "ListPage") -> None:
    """Preview blank pledges for the selected merchants, or for all that are listed."""
    from app.ui.pages import honour_printing

    honour_printing.print_pledges(page, page.chosen() or page.rows.ids)


def print_codes(page: "ListPage") -> None:
    """Preview the code sheets of the selected merchants, or of all that are listed."""
    from app.ui.pages import honour_printing

    honour_printing.print_codes(page, page.chosen() or page.rows.ids)


def file_pledge(page: "ListPage") -> None:
    """File the scan of a signed pledge by the code on it."""
    from app.ui.pages import honour_acts

    honour_acts.file_pledge(page)


OF_ONE = (
    ("更名……", rename),
    ("转让……", hand_over),
    ("换证……", give_new_code),
    ("打印商户情况表……", print_sheet),
    ("打印空白承诺书……", print_pledges),
    ("打印诚信二维码……", print_codes),
    ("查找并合并重复……", find_its_duplicates),
    ("历史……", show_history),
    ("登记投诉举报……", credit_acts.complain),
    ("登记奖惩……", credit_acts.enter_event),
    ("奖惩记录……", credit_acts.show_credit),
    ("责任岗和检查……", credit_acts.duties),
)
OF_ALL = (
    ("打印空白承诺书……", print_pledges),
    ("打印诚信二维码……", print_codes),
    ("归档签好的承诺书……", file_pledge),
    ("查找并合并重复……", find_duplicates),
    ("回收站……", recycle_bin),
)


def _record(page: "ListPage", kind: "Kind") -> None:
    from app.ui.merchant_event_dialog import EventDialog

    if EventDialog(page, kind, _selected(page)).exec():
        page.revalidate()
        page.tell_done()


def _compare(page: "ListPage", pairs: list[tuple[MerchantRow, MerchantRow]], nothing: str) -> None:
    from app.ui.duplicates_dialog import DuplicatesDialog
    from app.ui.pages.merchant_twins import TWINS

    if pairs:
        DuplicatesDialog(page, pairs, TWINS).exec()
        page.revalidate()
    else:
        toast.show(page, nothing)


def _pairs() -> list[tuple[MerchantRow, MerchantRow]]:
    from app.services import merchant_events

    found = {
        (one.id, two.id): (one, two) for group in merchant_events.duplicates() for one, two in combinations(group, 2)
    }
    return list(found.values())


def _selected(page: "ListPage") -> MerchantRow:
    chosen = page.chosen()
    if len(chosen) != 1:
        raise Problem("请先在列表里选中一家商户。没有改动任何内容。")
    return merchants.get(chosen[0])
