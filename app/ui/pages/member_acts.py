"""What a clerk does with people beyond list and form: import and export."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.calendar import for_file
from app.services import members
from app.ui.kit import messages, tasks, toast
from app.ui.kit.saved import open_folder
from app.ui.pages.merchant_acts import SHEETS, WORKBOOK

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


def pick_import(page: "ListPage") -> None:
    """Let the clerk pick a form of members, and import it."""
    path = messages.ask_file(page, "选择要导入的党员信息表", SHEETS)
    if path:
        import_file(page, path)


def import_file(page: "ListPage", path: Path) -> None:
    """Import a form of members through the dialog that checks it first."""
    from app.services.import_targets import MEMBERS
    from app.ui.import_dialog import ImportDialog

    ImportDialog(page, path, MEMBERS).exec()
    page.revalidate()


def export(page: "ListPage") -> None:
    """Write the people that are selected, or all that are listed, to a workbook."""
    chosen = page.chosen()
    wanted = chosen if len(chosen) > 1 else page.rows.ids
    path = messages.ask_place(page, "导出党员花名册", f"党员花名册_{for_file(dt.date.today())}.xlsx", WORKBOOK)
    if path:
        work = partial(members.export, path, wanted)
        tasks.run_shown(page, "正在导出", work, lambda count: _exported(page, path, count), partial(export, page))


def _exported(page: "ListPage", path: Path, count: int) -> None:
    toast.show(page, f"已导出 {count:,} 人。", "打开文件夹", lambda: open_folder(path.parent))
