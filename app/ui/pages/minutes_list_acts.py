"""What a clerk does with meetings of the list: print, finalise, look at the series, export, and the kinds there are."""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from app.domain.calendar import for_file
from app.domain.errors import Problem
from app.domain.roles import Right
from app.paths import Out
from app.services import meeting_export, meetings
from app.services.meetings import MeetingRow
from app.ui.kit import messages, tasks, toast
from app.ui.kit.rights import needs
from app.ui.kit.saved import open_folder
from app.ui.pages import minutes_acts
from app.ui.pages.merchant_acts import WORKBOOK

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


def selected(page: "ListPage") -> MeetingRow:
    """The one meeting that is selected; raises Problem."""
    chosen = page.chosen()
    if len(chosen) != 1:
        raise Problem("请先在列表里选中一次会议。没有改动任何内容。")
    return meetings.get(chosen[0])


def print_minutes(page: "ListPage") -> None:
    """Preview the minutes, and what else is printed of the meeting."""
    minutes_acts.preview(page, selected(page).id)


def print_shared(page: "ListPage") -> None:
    """Preview the copy without what is not public."""
    minutes_acts.preview(page, selected(page).id, minutes_acts.SHARED)


def print_agenda(page: "ListPage") -> None:
    """Preview the agenda."""
    minutes_acts.preview(page, selected(page).id, minutes_acts.AGENDA)


def print_sign_in(page: "ListPage") -> None:
    """Preview the sign-in sheet."""
    minutes_acts.preview(page, selected(page).id, minutes_acts.SIGN_IN)


def finalise(page: "ListPage") -> None:
    """Freeze the minutes of the selected meeting."""
    minutes_acts.finalise_one(page, selected(page).id)


def print_book(page: "ListPage") -> None:
    """Preview the minutes of a year as one book, of the kind and the organisation that the list is narrowed to."""
    from app.services import meeting_documents
    from app.ui.kit.preview import Preview, Template

    chosen = page.filters()
    if not (year := chosen.get("year") or next(iter(meetings.years()), "")):
        raise Problem("还没有会议，没有可以汇编的纪要。没有改动任何内容。")
    kind, host = chosen.get("kind", ""), meetings.host(chosen.get("organization_name", ""))

    def template(words: str, shared: bool) -> Template:
        def write(out: Out, report: tasks.Report) -> int:
            return meeting_documents.write_book(int(year), out, kind, host, report, shared=shared)

        return Template(words, "页", f"{words}_{year}年.pdf", [], write)

    Preview(page, f"{year}年纪要汇编", [template("纪要汇编", False), template("公开稿汇编", True)]).exec()


@needs(Right.READ)
def show_series(page: "ListPage") -> None:
    """List all meetings of the selected one's series."""
    page.show_filter({"series": str(selected(page).series)})


@needs(Right.READ)
def show_history(page: "ListPage") -> None:
    """Show what became of the selected meeting's record, act by act."""
    from app.ui.history_dialog import HistoryDialog

    row = selected(page)
    HistoryDialog(page, "meeting", row.id, row.name).exec()


def recycle_bin(page: "ListPage") -> None:
    """Show the removed meetings."""
    from app.ui.recycle_dialog import RecycleDialog

    RecycleDialog(page, "meeting", "次会议").exec()
    page.revalidate()


@needs(Right.ADMINISTER)
def edit_kinds(page: "ListPage") -> None:
    """Set which kinds of meeting there are, who owes them, and by which rules."""
    from app.ui.meeting_kinds_dialog import MeetingKindsDialog

    if MeetingKindsDialog(page).exec():
        page.revalidate()
        page.tell_done()


def export(page: "ListPage") -> None:
    """Write the meetings that are selected, or all that are listed, to a workbook."""
    chosen = page.chosen()
    wanted = chosen if len(chosen) > 1 else page.rows.ids
    path = messages.ask_place(page, "导出会议一览表", f"会议一览表_{for_file(dt.date.today())}.xlsx", WORKBOOK)
    if path:
        work = partial(meeting_export.export, path, wanted)
        done = f"已导出《{path.name}》，{len(wanted):,} 次会议。"
        show = lambda _: toast.show(page, done, "打开文件夹", lambda: open_folder(path.parent))  # noqa: E731
        tasks.run_shown(page, "正在导出", work, show, partial(export, page))


OF_ONE = (
    ("打印纪要……", print_minutes),
    ("打印公开稿……", print_shared),
    ("打印议程……", print_agenda),
    ("打印签到表……", print_sign_in),
    ("定稿", finalise),
    ("同一系列的会议", show_series),
    ("历史……", show_history),
)
OF_ALL = (
    ("全年纪要汇编……", print_book),
    ("打印签到表……", print_sign_in),
    ("会议类型……", edit_kinds),
    ("回收站……", recycle_bin),
)
