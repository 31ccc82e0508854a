"""What a clerk does with merchants beyond list and form: import, export, award, print."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.calendar import for_file
from app.domain.errors import Problem
from app.services import merchants
from app.ui.kit import messages, tasks, toast
from app.ui.kit.saved import open_folder

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

SHEETS = "表格文件 (*.xlsx *.xls *.et *.csv *.ods)"
WORKBOOK = "Excel 文件 (*.xlsx)"


def pick_import(page: "ListPage") -> None:
    """Let the clerk pick the street's spreadsheet, and import it."""
    path = messages.ask_file(page, "选择要导入的商户台账", SHEETS)
    if path:
        import_file(page, path)


def import_file(page: "ListPage", path: Path) -> None:
    """Import a spreadsheet through the dialog that checks it first."""
    from app.ui.import_dialog import ImportDialog

    dialog = ImportDialog(page, path)
    dialog.exec()
    page.revalidate()


def export(page: "ListPage") -> None:
    """Write the rows that are selected, or all that are listed, to a workbook."""
    chosen = page.chosen()
    wanted = chosen if len(chosen) > 1 else page.rows.ids
    path = messages.ask_place(page, "导出商户台账", f"商户台账_{for_file(dt.date.today())}.xlsx", WORKBOOK)
    if path:
        work = partial(merchants.export, path, wanted)
        tasks.run_shown(page, "正在导出", work, lambda count: _exported(page, path, count), partial(export, page))


def _exported(page: "ListPage", path: Path, count: int) -> None:
    toast.show(page, f"已导出 {count:,} 家商户。", "打开文件夹", lambda: open_folder(path.parent))


def award(page: "ListPage") -> None:
    """Give the selected merchants an honour; afterwards offer to print."""
    from app.ui.award_dialog import AwardDialog
    from app.ui.pages import honour_printing

    chosen = page.chosen()
    if not chosen:
        raise Problem("还没有选中商户，没有授予任何荣誉。请先在列表里选中要授牌的商户，Ctrl+A 全选。")
    dialog = AwardDialog(page, merchants.rows(chosen))
    dialog.exec()
    page.revalidate()
    if dialog.print_wanted:
        honour_printing.print_honours(page, chosen)


def print_documents(page: "ListPage") -> None:
    """Preview plaques and certificates of the selected merchants, or of all that are listed."""
    from app.ui.pages import honour_printing

    honour_printing.print_honours(page, page.chosen() or page.rows.ids)


def change_grid(page: "ListPage") -> None:
    """Move the selected merchants to another grid, as one act."""
    from app.ui.grid_dialog import GridDialog

    chosen = page.chosen()
    dialog = GridDialog(page, len(chosen), merchants.choices("grid"))
    if dialog.exec():
        merchants.change_many(chosen, "grid", dialog.grid.value())
        page.revalidate()
        page.table.setFocus()
        page.tell_done()
