"""What a clerk does with people beyond list and form: import, export, transfer, lists of what waits, merging."""

import datetime as dt
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.calendar import for_file
from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import member_duplicates, member_waiting, members, session
from app.services.members import MemberRow
from app.ui.kit import messages, tasks, toast
from app.ui.kit.rights import needs
from app.ui.kit.saved import open_folder
from app.ui.pages.member_page import selected
from app.ui.pages.member_prints import print_evidence
from app.ui.pages.merchant_acts import SHEETS, WORKBOOK

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

STEPS = (member_waiting.LATE_STEPS, member_waiting.SOON_STEPS, member_waiting.ENDING)
LETTERS = (member_waiting.LATE_LETTERS, member_waiting.LETTERS)
DUES = (member_waiting.ARREARS, member_waiting.NO_BASE)


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


def transfer(page: "ListPage") -> None:
    """Move the selected people to another branch of ours, as one act."""
    from app.ui.member_transfer_dialog import within_dialog

    chosen = page.chosen()
    if not chosen:
        raise Problem("请先在名册里选中要转接的人。没有改动任何内容。")
    if within_dialog(page, members.rows(chosen)).exec():
        page.revalidate()
        page.table.setFocus()
        page.tell_done()


@needs(Right.READ)
def show_steps(page: "ListPage") -> None:
    """List the steps of 发展党员 that are late or soon due."""
    _list(page, "发展待办", STEPS, "发展历程")


@needs(Right.READ)
def show_letters(page: "ListPage") -> None:
    """List the letters that have not arrived."""
    _list(page, "转接在途和超期", LETTERS, "组织关系")


@needs(Right.READ)
def show_arrears(page: "ListPage") -> None:
    """List who owes dues, of the organisation chosen in the tree or of all."""
    _list(page, "欠缴党费", DUES, "党费")


@needs(Right.READ)
def show_funnel(page: "ListPage") -> None:
    """Show how many came into each stage, quarter by quarter."""
    from app.ui.member_funnel_dialog import FunnelDialog

    dialog = FunnelDialog(page, int(page.aside.filters().get("organization", 0)))
    if dialog.exec():
        _open(page, dialog.person, "发展历程")


@needs(Right.READ)
def show_birthdays(page: "ListPage") -> None:
    """List the political birthdays of a month, and print its list or cards."""
    from app.ui.member_list_dialog import BirthdaysDialog
    from app.ui.pages.member_prints import print_birthdays, print_cards

    may_print = session.may(Right.ENTER)
    print_list = partial(print_birthdays, page) if may_print else None
    dialog = BirthdaysDialog(page, int(page.aside.filters().get("organization", 0)), print_list)
    if dialog.exec() and dialog.cards:
        print_cards(page, dialog.chosen())
    elif dialog.person:
        _open(page, dialog.person, "基本信息")


@needs(Right.READ)
def show_history(page: "ListPage") -> None:
    """Show what became of the selected person's record, and bring an earlier state back."""
    from app.ui.history_dialog import HistoryDialog

    row = selected(page, members.get)
    if HistoryDialog(page, "person", row.id, row.name).exec():
        page.revalidate()
        page.tell_done()


def recycle_bin(page: "ListPage") -> None:
    """Show the removed people."""
    from app.ui.recycle_dialog import RecycleDialog

    RecycleDialog(page, "person", "人").exec()
    page.revalidate()


def find_duplicates(page: "ListPage") -> None:
    """Go through all records that look like one person."""
    _compare(page, _pairs(), "没有找到重复的人：姓名和电话、或姓名和出生年月都相同的才算。")


def find_its_duplicates(page: "ListPage") -> None:
    """Go through those that look like the selected person."""
    row = selected(page, members.get)
    pairs = [pair for pair in _pairs() if row.id in (pair[0].id, pair[1].id)]
    _compare(page, pairs, f"没有找到和{row.name}重复的人。")


OF_ONE = (
    ("转接……", transfer),
    ("查重合并……", find_its_duplicates),
    ("推荐依据表……", print_evidence),
    ("历史……", show_history),
)
OF_ALL = (
    ("发展待办……", show_steps),
    ("发展情况……", show_funnel),
    ("转接在途和超期……", show_letters),
    ("欠缴党费……", show_arrears),
    ("政治生日……", show_birthdays),
    ("查重合并……", find_duplicates),
    ("回收站……", recycle_bin),
)


def _list(page: "ListPage", title: str, kinds: tuple[str, ...], card: str) -> None:
    from app.ui.member_list_dialog import WaitingDialog

    dialog = WaitingDialog(page, title, kinds, page.aside.filters())
    if not dialog.exec():
        return
    if dialog.listed:
        page.show_filter({"waiting": dialog.listed})
    else:
        _open(page, dialog.person, card)


def _open(page: "ListPage", person: int, card: str) -> None:
    """Show a person in the list and a page of the card."""
    page.show_row(person)
    page.pane.card.turn_to(card)


def _compare(page: "ListPage", pairs: list[tuple[MemberRow, MemberRow]], nothing: str) -> None:
    from app.ui.duplicates_dialog import DuplicatesDialog
    from app.ui.pages.member_twins import TWINS

    if pairs:
        DuplicatesDialog(page, pairs, TWINS).exec()
        page.revalidate()
    else:
        toast.show(page, nothing)


def _pairs() -> list[tuple[MemberRow, MemberRow]]:
    groups = member_duplicates.duplicates()
    found = {(one.id, two.id): (one, two) for group in groups for one, two in combinations(group, 2)}
    return list(found.values())
