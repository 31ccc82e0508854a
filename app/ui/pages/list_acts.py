"""What a clerk does with the three lists beyond list and form: dispatch, link, withdraw, export."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.calendar import for_file
from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import handlers, list_dispatch, lists
from app.services.case_handling import Assignment
from app.services.lists import ListRow
from app.ui.case_fields import Handler
from app.ui.kit import messages, tasks, toast
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Date, LongText
from app.ui.kit.rights import needs
from app.ui.kit.saved import open_folder
from app.ui.pages.activity_fields import units
from app.ui.pages.merchant_acts import WORKBOOK

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

DISPATCH = (
    Handler("handler", "责任人", required=True, hint="一件事交给一个人，打首字母就列出来"),
    Date("due", "办理期限", required=True),
    Choice("unit", "承办单位", options=units, free=True),
    LongText("note", "交办要求"),
)


def selected(page: "ListPage") -> ListRow:
    """The one selected item; raises Problem."""
    chosen = page.chosen()
    if len(chosen) != 1:
        raise Problem("请先在列表里选中一项。没有改动任何内容。")
    return lists.get(chosen[0])


def dispatch(page: "ListPage") -> None:
    """Hand the selected item to one person with a deadline."""
    row = selected(page)

    def to(values: dict[str, Any]) -> Assignment:
        name, person = handlers.find(values["handler"])
        return Assignment(**{**values, "handler": name}, handler_row=person)

    dialog = EntryDialog(
        page,
        "派单",
        DISPATCH,
        lambda values: list_dispatch.check(to(values)),
        lambda values: list_dispatch.dispatch(row.id, to(values)),
        "派单",
    )
    due = row.due or list_dispatch.suggested_due(dt.date.today()).isoformat()
    dialog.fill({"handler": row.handler, "due": due, "unit": "", "note": ""}, f"{row.kind}　{row.title}")
    if dialog.exec():
        page.revalidate()
        page.table.setFocus()
        page.tell_done()


def connect(page: "ListPage") -> None:
    """Bring the selected item together with one of another list."""
    row = selected(page)
    page.pane.card.show_record(row)
    page.pane.card.links.add()


def withdraw(page: "ListPage") -> None:
    """Take the selected items off the lists."""
    if not page.chosen():
        raise Problem("请先在列表里选中要撤下的。没有改动任何内容。")
    lists.withdraw(page.chosen())
    page.revalidate()
    page.tell_done()


@needs(Right.ENTER)
def export(page: "ListPage") -> None:
    """Write the items that are selected, or all that are listed, to a workbook."""
    chosen = page.chosen()
    wanted = chosen if len(chosen) > 1 else page.rows.ids
    path = messages.ask_place(page, "导出清单", f"清单_{for_file(dt.date.today())}.xlsx", WORKBOOK)
    if path:
        work = partial(lists.export, path, wanted)
        tasks.run_shown(page, "正在导出", work, lambda count: _exported(page, path, count), partial(export, page))


def _exported(page: "ListPage", path: Path, count: int) -> None:
    toast.show(page, f"已导出 {count:,} 项。", "打开文件夹", lambda: open_folder(path.parent))


@needs(Right.ADMINISTER)
def change_kinds(page: "ListPage") -> None:
    """Choose which lists are kept."""
    from app.ui.list_kinds_dialog import ListKindsDialog

    if ListKindsDialog(page).exec():
        page.revalidate()
        page.tell_done()


def recycle_bin(page: "ListPage") -> None:
    """Show the removed items."""
    from app.ui.recycle_dialog import RecycleDialog

    RecycleDialog(page, "list_item", "项").exec()
    page.revalidate()


OF_ONE = (("派单……", dispatch), ("对接……", connect), ("撤下", withdraw))
OF_ALL = (("清单类别……", change_kinds), ("回收站……", recycle_bin))
