"""What a clerk does with organisations and grids beyond looking: each act takes the page."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.calendar import for_file
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import organization_documents, organizations
from app.ui.kit import messages, tasks, toast
from app.ui.kit.rights import needs
from app.ui.kit.saved import open_folder
from app.ui.pages.merchant_acts import SHEETS, WORKBOOK

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from app.ui.kit.preview import Template
    from app.ui.pages.organizations import OrganizationsPage


def add(page: "OrganizationsPage") -> None:
    """Ask for a new node under the chosen one."""
    from app.ui.organization_form_dialog import adding

    page.demand_today()
    _run(page, adding(page, page.tree, page.chosen(), page.nodes))


def edit(page: "OrganizationsPage") -> None:
    """Change what is on record of the chosen node."""
    from app.ui.organization_form_dialog import editing

    _run(page, editing(page, page.taken(), page.nodes))


def move(page: "OrganizationsPage") -> None:
    """Ask where the chosen node goes, and from which day on."""
    from app.ui.organization_move_dialog import MoveDialog

    node = page.taken()
    _run(page, MoveDialog(page, node, page.nodes, node.parent))


def move_to(page: "OrganizationsPage", moved: int, onto: int) -> None:
    """Ask from which day on a node that was dragged onto another (0: to the top) stands there."""
    from app.ui.organization_move_dialog import MoveDialog

    page.demand_today()
    node = next(node for node in page.nodes if node.id == moved)
    _run(page, MoveDialog(page, node, page.nodes, onto))


def merge(page: "OrganizationsPage") -> None:
    """Let the chosen node become part of another."""
    from app.ui.organization_merge_dialog import MergeDialog

    node = page.taken()
    _run(page, MergeDialog(page, node, page.nodes))


def split(page: "OrganizationsPage") -> None:
    """Part a new node off the chosen one."""
    from app.ui.organization_split_dialog import SplitDialog

    _run(page, SplitDialog(page, page.taken()))


def dissolve(page: "OrganizationsPage") -> None:
    """Let the chosen node be no more."""
    from app.ui.organization_form_dialog import dissolving

    _run(page, dissolving(page, page.taken()))


@needs(Right.ADMINISTER)
def shape(page: "OrganizationsPage") -> None:
    """Name the levels and the kinds."""
    from app.ui.organization_shape_dialog import ShapeDialog

    _run(page, ShapeDialog(page))


@needs(Right.READ)
def overview(page: "OrganizationsPage") -> None:
    """Every figure over all organisations, which leads to the rows behind it."""
    from app.ui.organization_overview_dialog import OverviewDialog

    dialog = OverviewDialog(page)
    if dialog.exec() and dialog.visit:
        page.visited.emit(dialog.visit)


@needs(Right.READ)
def units(page: "OrganizationsPage") -> None:
    """Show what the Party's organisations are to cover, and which of it they do."""
    from app.ui.coverage_dialog import CoverageDialog

    CoverageDialog(page).exec()
    page.revalidate()


def pick_import(page: "OrganizationsPage") -> None:
    """Let the clerk pick a sheet of organisations, and import it."""
    if path := messages.ask_file(page, "选择要导入的组织表", SHEETS):
        import_file(page, path)


def import_file(page: "OrganizationsPage", path: Path) -> None:
    """Import a sheet of organisations through the dialog that checks it first."""
    from app.services.import_targets import ORGANIZATIONS
    from app.ui.import_dialog import ImportDialog

    page.demand_today()
    ImportDialog(page, path, ORGANIZATIONS).exec()
    page.turn_to(Tree.ORGANIZATIONS)
    page.revalidate()


def export(page: "OrganizationsPage") -> None:
    """Write the organisations in use to a workbook that can be imported again."""
    path = messages.ask_place(page, "导出组织表", f"组织表_{for_file(dt.date.today())}.xlsx", WORKBOOK)
    if path:
        work: Any = lambda report: organizations.export(path)  # noqa: E731
        tasks.run_shown(page, "正在导出", work, partial(_exported, page, path), partial(export, page))


def print_documents(page: "OrganizationsPage") -> None:
    """Preview the chart of the tree that is shown, as of its day, and who holds which post."""
    from app.ui.kit.preview import Preview

    Preview(page, "打印组织架构", _templates(page.tree, page.day or dt.date.today())).exec()


OF_ONE = (("移动……", move), ("合并……", merge), ("拆分……", split), ("撤销……", dissolve))
OF_ALL = (*OF_ONE, ("覆盖单位……", units), ("层级和类别……", shape))


def _run(page: "OrganizationsPage", dialog: "QDialog") -> None:
    if dialog.exec():
        page.revalidate()
        if node := getattr(dialog, "node", 0):
            page.show_node(node)
        page.view.leaves.setFocus()
        page.tell_done()


def _exported(page: "OrganizationsPage", path: Path, count: int) -> None:
    toast.show(page, f"已导出 {count:,} 个组织。", "打开文件夹", lambda: open_folder(path.parent))


def _templates(tree: Tree, day: dt.date) -> "list[Template]":
    from app.ui.kit.preview import Template

    called, until = "组织" if tree == Tree.ORGANIZATIONS else "网格", for_file(day)

    def chart(paper: str) -> Template:
        write: Any = lambda path, report: organization_documents.write_chart(path, paper, tree, day)  # noqa: E731
        return Template(f"{called}架构图 {paper}", "张", f"{called}架构图_{until}.pdf", (), write)

    seats: Any = lambda path, report: organization_documents.write_seats(path, day=day)  # noqa: E731
    listed = Template("任职名单", "张", f"任职名单_{until}.pdf", (), seats)
    return [chart("A4"), chart("A3"), *([listed] if tree == Tree.ORGANIZATIONS else [])]
