"""What a clerk does with the matrix beyond looking: listing what is missing, giving it out."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.calendar import for_file
from app.paths import Out
from app.services import meeting_matrix_documents
from app.ui.kit import messages, tasks, toast
from app.ui.kit.saved import open_folder
from app.ui.kit.tasks import Report
from app.ui.pages.merchant_acts import WORKBOOK

if TYPE_CHECKING:
    from app.ui.pages.meeting_matrix import MatrixPage


def list_missing(page: "MatrixPage") -> None:
    """Name every missing meeting of what is shown; the one the clerk takes is begun."""
    from app.ui.meeting_missing_dialog import MissingDialog

    dialog = MissingDialog(page, page.lines)
    if dialog.exec() and dialog.taken and (visit := page.visit_of(*dialog.taken)):
        page.visited.emit(visit)


def show_figures(page: "MatrixPage") -> None:
    """Count the meetings of the year, what they talked about, and the demands; each number leads to its rows."""
    from app.ui.meeting_figures_dialog import MeetingFiguresDialog

    dialog = MeetingFiguresDialog(page, page.year)
    if dialog.exec() and dialog.visit:
        page.visited.emit(dialog.visit)


def export(page: "MatrixPage") -> None:
    """Write what is shown to a workbook."""
    path = messages.ask_place(page, "导出应开会议", f"{page.year}年应开会议_{_today()}.xlsx", WORKBOOK)
    if path:
        year, lines = page.year, tuple(page.lines)

        def write(report: Report) -> int:
            return meeting_matrix_documents.export(path, year, lines, report)

        tasks.run_shown(page, "正在导出", write, partial(_exported, page, path), partial(export, page))


def print_report(page: "MatrixPage") -> None:
    """Preview what is shown as a report."""
    from app.ui.kit.preview import Preview, Template

    year, lines = page.year, tuple(page.lines)

    def write(out: Out, report: Report) -> int:
        return meeting_matrix_documents.write_report(out, year, lines)

    name = f"{year}年应开会议"
    template = Template("应开会议情况", "页", f"{name}_{_today()}.pdf", [name], write)
    Preview(page, "打印应开会议", [template]).exec()
    page.revalidate()


def _exported(page: "MatrixPage", path: Path, count: int) -> None:
    toast.show(page, f"已导出 {count:,} 行到《{path.name}》。", "打开所在文件夹", partial(open_folder, path))


def _today() -> str:
    return for_file(dt.date.today())
