"""What a clerk does with cases beyond list and form: hand out, move on, finish, rate, close, print, import, export."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.calendar import for_file
from app.domain.cases import Draft
from app.domain.errors import Problem
from app.domain.roles import Right
from app.paths import Out
from app.services import case_documents, case_handling, case_kinds, cases
from app.services.cases import CaseRow
from app.ui.kit import messages, tasks, toast
from app.ui.kit.rights import needs
from app.ui.kit.saved import open_folder
from app.ui.pages.merchant_acts import SHEETS, WORKBOOK

if TYPE_CHECKING:
    from app.ui.case_dialogs import CaseDialog
    from app.ui.kit.page import ListPage


def blank(words: str) -> Draft:
    """What a new case begins with: it came in today, as the first kind."""
    return Draft(kind=case_kinds.names()[0], title=words, received=dt.date.today().isoformat())


def pick_import(page: "ListPage") -> None:
    """Let the clerk pick a sheet of running cases, and import it."""
    if path := messages.ask_file(page, "选择要导入的事项台账", SHEETS):
        import_file(page, path)


def import_file(page: "ListPage", path: Path) -> None:
    """Import a sheet of running cases through the dialog that checks it first."""
    from app.services.import_cases import CASES
    from app.ui.import_dialog import ImportDialog

    ImportDialog(page, path, CASES).exec()
    page.revalidate()


def export(page: "ListPage") -> None:
    """Write the cases that are selected, or all that are listed, to a workbook."""
    chosen = page.chosen()
    wanted = chosen if len(chosen) > 1 else page.rows.ids
    path = messages.ask_place(page, "导出事项台账", f"事项台账_{for_file(dt.date.today())}.xlsx", WORKBOOK)
    if path:
        work = partial(case_documents.export, path, wanted)
        tasks.run_shown(page, "正在导出", work, lambda count: _exported(page, path, count), partial(export, page))


def _exported(page: "ListPage", path: Path, count: int) -> None:
    toast.show(page, f"已导出 {count:,} 件。", "打开文件夹", lambda: open_folder(path.parent))


def dispatch(page: "ListPage") -> None:
    """Hand the selected cases out, or on."""
    from app.ui.case_dialogs import dispatch_dialog

    _finish(page, dispatch_dialog(page, _several(page)))


def advance(page: "ListPage") -> None:
    """Move the selected cases to another stage."""
    from app.ui.case_dialogs import advance_dialog

    rows = _several(page)
    if len(kinds := {row.kind for row in rows}) > 1:
        raise Problem(f"选中的有{'、'.join(sorted(kinds))}，环节不一样，没有改动。请先用“类别”筛选，再选同一类的。")
    _finish(page, advance_dialog(page, rows))


def close(page: "ListPage") -> None:
    """Strike the selected cases off the list, as one act that can be taken back."""
    case_handling.close([row.id for row in _several(page)])
    _done(page)


def _asking(name: str) -> Callable[["ListPage"], None]:
    """The act that opens one of the dialogs about one case."""

    def ask(page: "ListPage") -> None:
        from app.ui import case_dialogs

        make: Callable[[QWidget, CaseRow], CaseDialog] = getattr(case_dialogs, name)
        _finish(page, make(page, _one(page)))

    return ask


finish = _asking("finish_dialog")
extend = _asking("extend_dialog")
hand_over = _asking("hand_over_dialog")
rate = _asking("rate_dialog")
satisfy = _asking("satisfy_dialog")
reopen = _asking("reopen_dialog")


def print_sheet(page: "ListPage") -> None:
    """Preview the file of the selected case."""
    from app.ui.kit.preview import Preview, Template

    row = _one(page)
    file_name = f"案卷_{row.number}_{for_file(dt.date.today())}.pdf"

    def write(path: Out, report: tasks.Report) -> int:
        return case_documents.write_sheet(row.id, path)

    template = Template("一事一档", "页", file_name, [row.title], write)
    Preview(page, f"打印案卷：{row.number}", [template]).exec()
    page.revalidate()


@needs(Right.READ)
def show_history(page: "ListPage") -> None:
    """Show what became of the selected case's record, act by act."""
    from app.ui.history_dialog import HistoryDialog

    row = _one(page)
    HistoryDialog(page, "case_file", row.id, f"{row.number} {row.title}").exec()


@needs(Right.READ)
def show_board(page: "ListPage") -> None:
    """Show the open cases by stage, and move them on."""
    from app.ui.case_board import CaseBoard

    dialog = CaseBoard(page, page.finder.filters().get("kind", ""), page.writable)
    opened = dialog.exec()
    page.revalidate()
    if opened:
        page.show_row(dialog.case)


@needs(Right.READ)
def show_figures(page: "ListPage") -> None:
    """Show shares and the funnel, each with its rows."""
    from app.ui.case_figures_dialog import FiguresDialog

    dialog = FiguresDialog(page)
    if dialog.exec() and dialog.visit:
        page.visited.emit(dialog.visit)


@needs(Right.ADMINISTER)
def edit_kinds(page: "ListPage") -> None:
    """Change which kinds of case there are, their days and their stages."""
    from app.ui.case_kinds_dialog import KindsDialog

    if KindsDialog(page).exec():
        _done(page)


def recycle_bin(page: "ListPage") -> None:
    """Show the removed cases."""
    from app.ui.recycle_dialog import RecycleDialog

    RecycleDialog(page, "case_file", "件").exec()
    page.revalidate()


OF_ONE = (
    ("交办或转办……", dispatch),
    ("转到环节……", advance),
    ("办结……", finish),
    ("延期……", extend),
    ("移交12315……", hand_over),
    ("评价……", rate),
    ("登记满意度……", satisfy),
    ("销号", close),
    ("重开……", reopen),
    ("打印案卷……", print_sheet),
    ("历史……", show_history),
)
OF_ALL = (
    ("导出……", export),
    ("办理情况……", show_figures),
    ("事项类别……", edit_kinds),
    ("回收站……", recycle_bin),
)


def _several(page: "ListPage") -> list[CaseRow]:
    if not (chosen := page.chosen()):
        raise Problem("请先在列表里选中事项。没有改动任何内容。")
    return cases.rows(chosen)


def _one(page: "ListPage") -> CaseRow:
    chosen = page.chosen()
    if len(chosen) != 1:
        raise Problem("请先在列表里选中一件事项。没有改动任何内容。")
    return cases.get(chosen[0])


def _finish(page: "ListPage", dialog: "CaseDialog") -> None:
    if dialog.exec():
        _done(page)


def _done(page: "ListPage") -> None:
    page.revalidate()
    page.table.setFocus()
    page.tell_done()
