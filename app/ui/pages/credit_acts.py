"""What a clerk writes down about merchants from day to day: complaints, penalties and praise, duties, figures."""

from typing import TYPE_CHECKING, Any

from app.domain.errors import Problem
from app.domain.roles import Right
from app.ui.kit.rights import needs

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage


def complain(page: Any) -> None:
    """Take in a complaint, a report, or both at once, about the chosen merchant or one to be named."""
    from app.ui.credit_complaint_dialog import ComplaintDialog

    _run(page, ComplaintDialog(page, _merchant(page)))


def enter_event(page: Any) -> None:
    """Write down a penalty or praise of the chosen merchant or one to be named."""
    from app.ui.credit_event_dialog import EventDialog

    _run(page, EventDialog(page, _merchant(page)))


@needs(Right.READ)
def show_credit(page: "ListPage") -> None:
    """Show the penalties and praise of the chosen merchant on a time line, and when it is eligible again."""
    from app.ui.credit_timeline_dialog import TimelineDialog

    chosen = page.chosen()
    if len(chosen) != 1:
        raise Problem("请先在列表里选中一家商户。没有改动任何内容。")
    TimelineDialog(page, chosen[0]).exec()
    page.revalidate()


@needs(Right.READ)
def duties(page: Any) -> None:
    """Show the posts, who claimed them, and what was found."""
    from app.ui.inspection_dialog import DutiesDialog

    DutiesDialog(page, _merchant(page)).exec()
    page.revalidate()


@needs(Right.READ)
def indicators(page: Any) -> None:
    """Show the economic figures of the quarters."""
    from app.ui.credit_indicators_dialog import IndicatorsDialog

    IndicatorsDialog(page).exec()
    page.revalidate()


def score(page: "ListPage") -> None:
    """登记评级: fill in the sheet of the chosen merchant, or of the only one that was found."""
    from app.ui.round_sheet_dialog import SheetDialog

    chosen = page.chosen() or (page.rows.ids if len(page.rows.ids) == 1 else [])
    if len(chosen) != 1:
        raise Problem("请先选中一家商户（输入首字母，回车），再按 F7 登记评级。没有改动任何内容。")
    dialog = SheetDialog(page, chosen[0])
    if dialog.exec():
        page.show_row(chosen[0])
        dialog.tell(page, page.revalidate)
    elif dialog.visit:
        page.visited.emit(dialog.visit)


def _merchant(page: Any) -> int:
    chosen = page.chosen()
    return chosen[0] if len(chosen) == 1 else 0


def _run(page: Any, dialog: Any) -> None:
    if dialog.exec():
        page.revalidate()
        page.tell_done()
