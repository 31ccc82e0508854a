"""What a clerk does with gifts beyond entering them: reverse, correct, match, print, import, export."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain import money
from app.domain.calendar import for_file
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.gifts import Kind
from app.domain.names import clean
from app.domain.roles import Right
from app.services import gift_list, gift_matching, gifts
from app.services.gift_list import GiftRow
from app.ui.holder_box import Holder
from app.ui.kit import messages, tasks, toast
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, LongText
from app.ui.kit.rights import needs
from app.ui.kit.saved import open_folder
from app.ui.pages.merchant_acts import SHEETS, WORKBOOK

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


class GiftDialog(EntryDialog):
    """Accepted once its act went through."""

    chapter = "charity"


def begin(page: Any) -> None:
    """Put the cursor into the form of the counter."""
    page.begin()


def reverse(page: "ListPage") -> None:
    """Take the selected gift back by a row of its own, with a reason."""
    row = _one(page)
    _refuse_undone(row)
    fields = (LongText("reason", "冲销原因", required=True),)

    def check(values: dict[str, Any]) -> None:
        if not clean(values["reason"]):
            raise Invalid({"reason": Complaint("missing", "请写明为什么冲销。")})

    act = lambda values: gifts.reverse(row.id, values["reason"])  # noqa: E731
    dialog = GiftDialog(page, f"冲销 {row.number}", fields, check, act, "冲销")
    fen = int(row.amount or row.value)
    dialog.fill({"reason": ""}, f"{row.giver}　{row.kind} {money.in_digits(fen)} 元。原来的一笔留着，另记一笔负数。")
    if dialog.exec():
        page.revalidate()
        page.table.setFocus()
        toast.show(page, f"已冲销 {row.number}，积分也一并收回。")


def redo(page: Any) -> None:
    """Show the selected gift in the form, to be entered anew in its place."""
    row = _one(page)
    _refuse_undone(row)
    page.correct(row.id)


def match(page: "ListPage") -> None:
    """Say who gave the selected gifts that came with a name only."""
    row = _one(page)
    if row.mark != gift_list.WAITING:
        raise Problem(f"{row.number}的捐赠人已经确定，不用匹配。没有改动任何内容。")
    found = gift_matching.suggestions(row.giver)
    offered = [(place, f"{each.name}　{each.hint}") for place, each in enumerate(found, 1)]
    fields = (
        Choice("suggested", "名称相近的", options=lambda: [*offered, (0, "都不是，在下面找")]),
        Holder("holder", "或另找", hint="名称、首字母、编号"),
    )

    def whom(values: dict[str, Any]) -> tuple[str, int]:
        if isinstance(values["holder"], list):
            return values["holder"][0], values["holder"][1]
        if values["holder"] or not values["suggested"]:
            raise Invalid({"holder": Complaint("missing", "请选一位捐赠人，或者从列出的里面选。")})
        each = found[values["suggested"] - 1]
        return each.noun, each.row

    act = lambda values: gift_matching.match(row.giver, *whom(values))  # noqa: E731
    dialog = GiftDialog(page, f"匹配捐赠人：{row.giver}", fields, whom, act, "匹配")
    count = gift_matching.waiting_as(row.giver)
    words = f"叫“{row.giver}”的有 {count:,} 笔待匹配，一次全部匹配，积分随后补记。撤销时冲销，再照原来的名字重录。"
    dialog.fill({"suggested": 1 if found else 0, "holder": ""}, words)
    if dialog.exec():
        page.revalidate()
        page.table.setFocus()
        page.tell_done()


def print_receipts(page: "ListPage") -> None:
    """Preview the receipts of the selected gifts."""
    from app.ui.pages import charity_printing

    charity_printing.preview_receipts(page, [row.id for row in _several(page)])


def print_certificates(page: "ListPage") -> None:
    """Preview certificates of donation for the selected gifts."""
    from app.ui.pages import charity_printing

    charity_printing.preview_certificates(page, [row.id for row in _several(page)])


def close_day(page: "ListPage") -> None:
    """Show what was entered today, and leave for what is opened there."""
    from app.ui.pages import fund_acts

    fund_acts.close_day(page)


def pick_import(page: "ListPage") -> None:
    """Let the clerk pick a sheet of gifts, and import it."""
    if path := messages.ask_file(page, "选择要导入的捐赠台账", SHEETS):
        import_file(page, path)


def import_file(page: "ListPage", path: Path) -> None:
    """Import a sheet of gifts through the dialog that checks it first."""
    from app.services.import_gifts import GIFTS
    from app.ui.import_dialog import ImportDialog

    ImportDialog(page, path, GIFTS).exec()
    page.revalidate()


def export(page: "ListPage") -> None:
    """Write the gifts that are selected, or all that are listed, to a workbook."""
    chosen = page.chosen()
    wanted = chosen if len(chosen) > 1 else page.rows.ids
    path = messages.ask_place(page, "导出捐赠台账", f"捐赠台账_{for_file(dt.date.today())}.xlsx", WORKBOOK)
    if path:
        work = lambda report: gift_list.export(path, wanted, report)  # noqa: E731
        tasks.run_shown(page, "正在导出", work, partial(_exported, page, path), partial(export, page))


def _exported(page: "ListPage", path: Path, count: int) -> None:
    toast.show(page, f"已导出 {count:,} 笔。", "打开文件夹", lambda: open_folder(path.parent))


def _only(**filters: str) -> Callable[["ListPage"], None]:
    """The act that lists what these filters alone let through."""

    @needs(Right.READ)
    def show(page: "ListPage") -> None:
        page.show_filter(filters)

    return show


ONLY = (
    ("待匹配捐赠人的", _only(mark=gift_list.WAITING)),
    *((f"{kind.value}", _only(kind=kind.value)) for kind in Kind),
    ("已冲销的", _only(mark=gift_list.REVERSED)),
    ("冲销", _only(mark=gift_list.REVERSAL)),
    ("全部", _only()),
)
OF_ONE = (
    ("冲销……", reverse),
    ("冲销并重录", redo),
    ("匹配捐赠人……", match),
    ("打印收据……", print_receipts),
    ("捐赠证书……", print_certificates),
)


def _several(page: "ListPage") -> list[GiftRow]:
    if not (chosen := page.chosen()):
        raise Problem("请先在台账里选中捐赠。没有改动任何内容。")
    return gift_list.rows(chosen)


def _one(page: "ListPage") -> GiftRow:
    chosen = page.chosen()
    if len(chosen) != 1:
        raise Problem("请先在台账里选中一笔捐赠。没有改动任何内容。")
    return gift_list.rows(chosen)[0]


def _refuse_undone(row: GiftRow) -> None:
    """A reversal, and what was reversed, stay as they are."""
    if row.mark in (gift_list.REVERSAL, gift_list.REVERSED):
        raise Problem(f"{row.number}是“{row.mark}”的，不能再冲销。没有改动任何内容，要恢复请重新登记。")
