"""What leaves the program about the round that is open: its list, a sheet to score on, its public notice."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.calendar import for_file
from app.domain.errors import Problem
from app.domain.roles import Right
from app.domain.rounds import State
from app.services import round_documents, rounds
from app.ui.kit import messages, tasks, toast
from app.ui.kit.rights import needs
from app.ui.kit.saved import open_folder
from app.ui.pages.merchant_acts import WORKBOOK

if TYPE_CHECKING:
    from app.services.rounds import RoundRow
    from app.ui.pages.rounds import RoundsPage


def opened(page: "RoundsPage") -> "RoundRow":
    """The round that is open; raises Problem where none is."""
    if not page.round:
        raise Problem("请先在“评选”里打开一个批次。没有改动任何内容。")
    return rounds.get(page.round)


def export(page: "RoundsPage") -> None:
    """Write the list as it is narrowed to a workbook."""
    row, rows = opened(page), page.view.shown()
    path = messages.ask_place(page, "导出名单", f"{row.title}_{for_file(dt.date.today())}.xlsx", WORKBOOK)
    if path:
        work = partial(round_documents.export, path, row.id, rows)
        tasks.run_shown(page, "正在导出", work, partial(_exported, page, path), partial(export, page))


def export_blank(page: "RoundsPage") -> None:
    """Write a sheet to score on elsewhere, which can be imported again."""
    row = opened(page)
    path = messages.ask_place(page, "导出评分表", f"评分表_{row.title}_{for_file(dt.date.today())}.xlsx", WORKBOOK)
    if path:
        work = partial(round_documents.export_blank, path, row.id)
        tasks.run_shown(page, "正在导出", work, partial(_exported, page, path), partial(export_blank, page))


def _exported(page: "RoundsPage", path: Path, count: int) -> None:
    toast.show(page, f"已导出 {count:,} 家。", "打开文件夹", lambda: open_folder(path.parent))


@needs(Right.READ)
def print_notice(page: "RoundsPage") -> None:
    """Preview the public notice: as it went out, or as it would go out today."""
    from app.ui.kit.preview import Preview, Template

    row = opened(page)
    kept = round_documents.kept_notice(row.id)
    if not kept and row.state in (State.DRAFT, State.SCORING):
        raise Problem("还在评分，没有可以公示的结果。没有改动任何内容，请先送复核。")
    window = round_documents.window_of(row.id) or rounds.window(dt.date.today())

    def write(out: object, report: object) -> int:
        return round_documents.put_notice(row.id, window, out)  # type: ignore[arg-type]

    template = Template("公示通告", "页", f"{row.title}公示_{for_file(window.start)}.pdf", [], write)
    Preview(page, f"公示通告：{row.title}", [template]).exec()
