"""What a clerk does with activities beyond list and form: visitors, the roster, regulations, figures, names, export."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.calendar import for_file
from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import activities
from app.services.activities import ActivityRow
from app.ui.kit import messages, tasks, toast
from app.ui.kit.rights import needs
from app.ui.kit.saved import open_folder
from app.ui.pages.merchant_acts import WORKBOOK

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


def selected(page: "ListPage") -> ActivityRow:
    """The one selected activity; raises Problem."""
    chosen = page.chosen()
    if len(chosen) != 1:
        raise Problem("请先在列表里选中一次活动。没有改动任何内容。")
    return activities.get(chosen[0])


def tally(page: "ListPage") -> None:
    """Count a visitor."""
    from app.ui.tally_dialog import TallyDialog

    TallyDialog(page.window()).exec()


@needs(Right.READ)
def show_visitors(page: "ListPage") -> None:
    """Show how many visitors came, day by day, and correct a day."""
    from app.ui.tally_figures_dialog import TallyFiguresDialog

    TallyFiguresDialog(page).exec()
    page.revalidate()


@needs(Right.READ)
def show_figures(page: "ListPage") -> None:
    """Show what the activities of a period came to, and list those behind a number."""
    from app.ui.activity_figures_dialog import ActivityFiguresDialog

    dialog = ActivityFiguresDialog(page)
    if dialog.exec():
        page.show_filter(dialog.filters)


@needs(Right.READ)
def show_roster(page: "ListPage") -> None:
    """Show which department sits in when, and plan it."""
    from app.ui.roster_dialog import RosterDialog

    RosterDialog(page).exec()
    page.revalidate()


@needs(Right.READ)
def show_regulations(page: "ListPage") -> None:
    """Show the system documents and when they are to be reviewed."""
    from app.ui.regulations_dialog import RegulationsDialog

    RegulationsDialog(page).exec()
    page.revalidate()


def take_down(page: "ListPage") -> None:
    """Put names on the list of the selected activity."""
    from app.ui.activity_names_dialog import NamesDialog

    if NamesDialog(page, selected(page)).exec():
        page.revalidate()
        page.tell_done()


def hand_over(page: "ListPage") -> None:
    """Make a case of what came up in the selected activity."""
    from app.ui.hand_over_dialog import hand_over_dialog

    row = selected(page)
    if hand_over_dialog(page, "activity", row.id, row.title).exec():
        page.revalidate()
        page.tell_done()


def export(page: "ListPage") -> None:
    """Write the activities that are selected, or all that are listed, to a workbook."""
    chosen = page.chosen()
    wanted = chosen if len(chosen) > 1 else page.rows.ids
    path = messages.ask_place(page, "导出活动", f"活动与服务_{for_file(dt.date.today())}.xlsx", WORKBOOK)
    if path:
        work = partial(activities.export, path, wanted)
        tasks.run_shown(page, "正在导出", work, lambda count: _exported(page, path, count), partial(export, page))


def _exported(page: "ListPage", path: Path, count: int) -> None:
    toast.show(page, f"已导出 {count:,} 次活动。", "打开文件夹", lambda: open_folder(path.parent))


@needs(Right.ADMINISTER)
def change_kinds(page: "ListPage") -> None:
    """Choose which kinds of activity and which services there are."""
    from app.ui.activity_kinds_dialog import ActivityKindsDialog

    if ActivityKindsDialog(page).exec():
        page.revalidate()
        page.tell_done()


def recycle_bin(page: "ListPage") -> None:
    """Show the removed activities."""
    from app.ui.recycle_dialog import RecycleDialog

    RecycleDialog(page, "activity", "次").exec()
    page.revalidate()


OF_ONE = (("登记名单……", take_down), ("转为事项……", hand_over))
OF_ALL = (
    ("汇总……", show_figures),
    ("坐诊排班……", show_roster),
    ("来访统计……", show_visitors),
    ("制度……", show_regulations),
    ("服务目录和类别……", change_kinds),
    ("回收站……", recycle_bin),
)
