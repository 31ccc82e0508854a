"""What a clerk does with honours after they were given: review, take back, give anew, print, count blanks, flags."""

import datetime as dt
from typing import TYPE_CHECKING

from app.domain.calendar import for_file
from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import honour_list, session
from app.services.honour_list import PlaqueRow
from app.ui.kit import messages, toast, undoing
from app.ui.kit.entries import EntryDialog
from app.ui.kit.rights import needs
from app.ui.kit.saved import open_folder
from app.ui.kit.visit import Visit
from app.ui.pages import honour_printing
from app.ui.pages.merchant_acts import SHEETS, WORKBOOK

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


def pick_import(page: "ListPage") -> None:
    """Let the clerk pick a list of plaques that hung before the program came, and import it."""
    from app.services.honour_import import HONOURS
    from app.ui.import_dialog import ImportDialog

    if path := messages.ask_file(page, "选择要导入的旧牌登记表", SHEETS):
        ImportDialog(page, path, HONOURS).exec()
        page.revalidate()


def export(page: "ListPage") -> None:
    """Write the honours that are selected, or all that are listed, to a workbook."""
    chosen = page.chosen()
    wanted = chosen if len(chosen) > 1 else page.rows.ids
    path = messages.ask_place(page, "导出荣誉登记册", f"荣誉登记册_{for_file(dt.date.today())}.xlsx", WORKBOOK)
    if path:
        count = honour_list.export(path, wanted)
        toast.show(page, f"已导出 {count:,} 块。", "打开文件夹", lambda: open_folder(path.parent))


def review(page: "ListPage") -> None:
    """Record the yearly review of the selected honours."""
    from app.ui.honour_dialogs import review_dialog

    ask(page, review_dialog(page, _several(page)))


def reclaim(page: "ListPage") -> None:
    """Take the selected honours back."""
    from app.ui.honour_dialogs import reclaim_dialog

    ask(page, reclaim_dialog(page, _several(page)))


def reissue(page: "ListPage") -> None:
    """Give another plaque in place of the selected one."""
    from app.ui.honour_dialogs import reissue_dialog

    ask(page, reissue_dialog(page, _one(page)))


def print_documents(page: "ListPage") -> None:
    """Preview plaques and certificates of the selected honours, or of all that are listed."""
    chosen = page.chosen()
    wanted = honour_list.rows(chosen or page.rows.ids)
    if not wanted:
        raise Problem("名单是空的，没有可打印的牌匾。请先换一个筛选条件。")
    first = {row.kind for row in wanted} if chosen else ()
    honour_printing.print_honours(page, list(dict.fromkeys(row.merchant_id for row in wanted)), first)


def print_sheet(page: "ListPage") -> None:
    """Preview all about the merchant of the selected honour on one page."""
    honour_printing.print_sheet(page, _one(page).merchant_id)


@needs(Right.READ)
def open_merchant(page: "ListPage") -> None:
    """Go to the merchant of the selected honour."""
    page.visited.emit(Visit("merchants", record=_one(page).merchant_id))


@needs(Right.READ)
def show_flags(page: "ListPage") -> None:
    """Show who holds the revolving flags."""
    from app.ui.flags_dialog import FlagsDialog

    FlagsDialog(page, page.writable).exec()
    page.revalidate()


@needs(Right.READ)
def show_kinds(page: "ListPage") -> None:
    """Show the kinds of honour there are; only an administrator changes them."""
    from app.ui.honour_kinds_dialog import HonourKindsDialog

    HonourKindsDialog(page, session.may(Right.ADMINISTER)).exec()
    page.revalidate()


@needs(Right.READ)
def show_stock(page: "ListPage") -> None:
    """Show the stock of blanks."""
    from app.ui.stock_dialog import StockDialog

    StockDialog(page, page.writable).exec()
    page.revalidate()


def file_pledge(page: "ListPage") -> None:
    """Let the clerk pick the scan of a signed pledge, and file it by the code on it."""
    from app.ui.pledge_scan_dialog import PATTERNS, file_scan

    def filed(_: object) -> None:
        page.revalidate()
        undoing.tell_done(page, page.revalidate)

    if path := messages.ask_file(page, "选择签好的承诺书（扫描件或照片）", PATTERNS):
        file_scan(page, path, filed)


def ask(page: "ListPage", dialog: EntryDialog) -> None:
    """Open a dialog; where its act went through, say so and offer to take it back."""
    if dialog.exec():
        page.revalidate()
        page.table.setFocus()
        page.tell_done()


OF_ONE = (
    ("补发……", reissue),
    ("打印商户情况表……", print_sheet),
    ("打开这家商户", open_merchant),
)
OF_ALL = (
    ("流动红旗……", show_flags),
    ("空白件库存……", show_stock),
    ("荣誉种类……", show_kinds),
    ("归档签好的承诺书……", file_pledge),
)


def _several(page: "ListPage") -> list[PlaqueRow]:
    chosen = page.chosen()
    if not chosen:
        raise Problem("请先在名单里选中要办理的荣誉。没有改动任何内容。")
    return honour_list.rows(chosen)


def _one(page: "ListPage") -> PlaqueRow:
    chosen = page.chosen()
    if len(chosen) != 1:
        raise Problem("请先在名单里选中一块牌匾。没有改动任何内容。")
    return honour_list.rows(chosen)[0]
