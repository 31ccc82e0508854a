"""What a clerk does with rounds: open one, take its next step, score, bring scores in, print, export."""

from typing import TYPE_CHECKING

from app.domain.errors import Problem
from app.domain.roles import Right
from app.domain.rounds import State
from app.services import round_award, round_board, round_documents, round_windows, rounds
from app.ui.kit import messages, toast
from app.ui.kit.rights import needs
from app.ui.kit.visit import Visit
from app.ui.pages import credit_acts
from app.ui.pages import round_papers as papers
from app.ui.pages.merchant_acts import SHEETS
from app.ui.pages.round_papers import opened

if TYPE_CHECKING:
    from app.services.rounds import RoundRow
    from app.ui.pages.rounds import RoundsPage


def open_round(page: "RoundsPage") -> None:
    """Ask for scheme and period of a new round, and show it."""
    from app.ui.round_open_dialog import OpenDialog

    dialog = OpenDialog(page)
    if dialog.exec():
        page.revalidate()
        page.open(dialog.round)
        page.tell_done()


def take_step(page: "RoundsPage") -> None:
    """Do what comes next for the round that is open."""
    row = opened(page)
    if round_windows.of(row.id):
        _recount(page, row)
    else:
        _STEPS[State(row.state)](page, row)


def score(page: "RoundsPage") -> None:
    """Fill in the sheet of the chosen merchant, and as long as the clerk wants of those below."""
    row = opened(page)
    if row.state != State.SCORING:
        raise Problem(f"这个批次现在是“{row.state}”，不在评分。要看评分单请按 Enter。没有改动任何内容。")
    _score(page, row.id, _merchant(page))


def open_sheet(page: "RoundsPage") -> None:
    """Show every point of the chosen merchant with its evidence; while it is scored, to be filled in."""
    from app.ui.round_points_dialog import PointsDialog

    row, merchant = opened(page), _merchant(page)
    if row.state == State.SCORING and page.writable:
        score(page)
        return
    dialog = PointsDialog(page, row.id, merchant)
    if dialog.exec() and dialog.visit:
        page.visited.emit(dialog.visit)


def show_missing(page: "RoundsPage") -> None:
    """List the merchants that lack scores, and go on with the one chosen."""
    from app.ui.round_missing_dialog import MissingDialog

    row = opened(page)
    dialog = MissingDialog(page, round_board.missing(row.id), submitting=False)
    if dialog.exec() and dialog.merchant:
        _score(page, row.id, dialog.merchant)


def bring_in(page: "RoundsPage") -> None:
    """Import a sheet of scores."""
    from app.ui.round_import_dialog import RoundImportDialog

    row = opened(page)
    if path := messages.ask_file(page, "选择要导入的评分表", SHEETS):
        dialog = RoundImportDialog(page, path, row.id)
        if dialog.plan and dialog.exec():
            page.tell_done()


@needs(Right.READ)
def objections(page: "RoundsPage") -> None:
    """Show the objections to the round, to take in another or decide."""
    from app.ui.round_objections_dialog import ObjectionsDialog

    chosen = page.chosen()
    dialog = ObjectionsDialog(page, opened(page).id, chosen[0] if chosen else 0)
    leaving = dialog.exec()
    page.revalidate()
    if leaving and dialog.visit:
        page.visited.emit(dialog.visit)


@needs(Right.READ)
def show_steps(page: "RoundsPage") -> None:
    """Show who took which step when."""
    from app.ui.round_steps_dialog import StepsDialog

    StepsDialog(page, opened(page)).exec()


@needs(Right.READ)
def try_scheme(page: "RoundsPage") -> None:
    """Show what another scheme would have made of the round."""
    from app.ui.scheme_trial_dialog import TrialDialog

    TrialDialog(page, opened(page).id).exec()


def reopen(page: "RoundsPage") -> None:
    """Take the round back from checking to scoring, with a reason."""
    from app.ui.round_open_dialog import reopen_dialog

    row = opened(page)
    if reopen_dialog(page, row.id, row.refused).exec():
        page.tell_done()


def remove(page: "RoundsPage") -> None:
    """Take a round that was not on notice off the record."""
    rounds.remove(opened(page).id)
    page.tell_done()


@needs(Right.READ)
def edit_schemes(page: "RoundsPage") -> None:
    """List the schemes, to change one as a new version or make another."""
    from app.ui.scheme_list_dialog import SchemesDialog

    SchemesDialog(page).exec()
    page.revalidate()


@needs(Right.READ)
def overview(page: "RoundsPage") -> None:
    """Show complaint rate, pass rate, penalties and grades, each with the rows behind it."""
    from app.ui.credit_figures_dialog import CreditFiguresDialog

    dialog = CreditFiguresDialog(page)
    if dialog.exec() and dialog.visit:
        page.visited.emit(dialog.visit)


DAILY = (
    ("登记投诉举报……", credit_acts.complain),
    ("登记奖惩……", credit_acts.enter_event),
    ("责任岗和检查……", credit_acts.duties),
    ("经济指标……", credit_acts.indicators),
)
OF_ROUND = (
    ("公示通告……", papers.print_notice),
    ("导出空白评分表……", papers.export_blank),
    ("办理经过……", show_steps),
    ("用别的办法试算……", try_scheme),
    ("退回评分……", reopen),
    ("移出这个批次", remove),
)


def _merchant(page: "RoundsPage") -> int:
    if not (chosen := page.chosen()):
        raise Problem("请先选中一家商户。没有改动任何内容。")
    return chosen[0]


def _score(page: "RoundsPage", round_: int, merchant: int) -> None:
    from app.ui.round_sheet_dialog import SheetDialog

    while merchant:
        dialog = SheetDialog(page, merchant, round_)
        if not dialog.exec():
            break
        page.revalidate()
        page.view.table.choose([merchant])
        dialog.tell(page, page.revalidate)
        merchant = _following(page, round_, merchant) if dialog.another else 0
    if dialog.visit:
        page.visited.emit(dialog.visit)


def _following(page: "RoundsPage", round_: int, merchant: int) -> int:
    """The next merchant that lacks scores, 0 where none does."""
    lacking = [row.merchant for row in round_board.missing(round_) if row.merchant != merchant]
    if not lacking:
        toast.show(page, "要评的都评完了。")
    return lacking[0] if lacking else 0


def _begin(page: "RoundsPage", row: "RoundRow") -> None:
    rounds.begin(row.id)
    page.tell_done()


def _submit(page: "RoundsPage", row: "RoundRow") -> None:
    """Where scores are missing the clerk fills them in, or submits all the same."""
    from app.ui.round_missing_dialog import MissingDialog

    if lacking := round_board.missing(row.id):
        dialog = MissingDialog(page, lacking, submitting=True)
        if not dialog.exec():
            return
        if dialog.merchant:
            _score(page, row.id, dialog.merchant)
            return
    rounds.submit(row.id)
    page.tell_done()


def _check(page: "RoundsPage", row: "RoundRow") -> None:
    """Publish what was agreed to, take back what was not, else show what waits."""
    from app.ui.approvals_dialog import ApprovalsDialog
    from app.ui.round_publish_dialog import PublishDialog

    if row.refused:
        reopen(page)
    elif row.checked_by:
        if PublishDialog(page, row.id).exec():
            page.tell_done()
            papers.print_notice(page)
    else:
        ApprovalsDialog(page).exec()
        page.revalidate()


def _recount(page: "RoundsPage", row: "RoundRow") -> None:
    """Count a provisional window again, and say what changed."""
    found = round_documents.recount(row.id)
    page.revalidate()
    toast.show(page, found.sentence, "打印公示通告", lambda: papers.print_notice(page))


def _close(page: "RoundsPage", row: "RoundRow") -> None:
    rounds.close_notice(row.id)
    page.tell_done()


def _award(page: "RoundsPage", row: "RoundRow") -> None:
    if row.state == State.AWARDED and not round_award.due(row.id):
        round_award.archive(row.id)
        page.tell_done()
        return
    from app.ui.round_award_dialog import RoundAwardDialog

    dialog = RoundAwardDialog(page, row.id)
    if dialog.exec():
        page.revalidate()
        toast.show(page, dialog.said, "去打印" if dialog.numbers else "", lambda: page.visited.emit(PRINT))


PRINT = Visit("merchants", filters={"honour": "待打印"})
_STEPS = {
    State.DRAFT: _begin,
    State.SCORING: _submit,
    State.CHECKING: _check,
    State.NOTICE: _close,
    State.OBJECTIONS: _award,
    State.AWARDED: _award,
}
