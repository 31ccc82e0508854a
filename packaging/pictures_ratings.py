"""Scenes of the page 评选 and of what is written down about merchants' integrity, for pictures.py."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other."""
    for scene in SCENES:
        scene(stage)


def rounds(stage: "Stage") -> None:
    """The list of rounds, one filed and one being scored."""
    from app.services import rounds as service
    from app.ui.pages import round_acts as acts
    from app.ui.pages import round_papers as papers

    stage.window.show_page("rounds")
    page = stage.window.page
    page.leave()
    stage.snap("rounds")
    stage.dialog("dlg_round_open", lambda: acts.open_round(page))
    running, filed, *_ = (row.id for row in service.listing())
    page.open(filed)
    stage.snap("round_filed")
    stage.dialog("dlg_round_points", lambda: acts.open_sheet(page))
    stage.dialog("dlg_round_steps", lambda: acts.show_steps(page))
    stage.dialog("dlg_round_notice", lambda: papers.print_notice(page))
    page.open(running)
    page.view.table.choose_place(2)
    stage.snap("round_scoring")
    stage.dialog("dlg_round_missing", lambda: acts.take_step(page))
    stage.dialog("dlg_round_trial", lambda: acts.try_scheme(page), lambda dialog: dialog.which.setCurrentIndex(1))


def sheets(stage: "Stage") -> None:
    """Filling in a sheet, what is wrong in it, the rows behind a point, a veto."""
    from app.services import round_evidence, round_sheets, scoring
    from app.ui.pages import round_acts as acts
    from app.ui.round_evidence_dialog import EvidenceDialog
    from app.ui.round_sheet_dialog import veto_dialog

    page = stage.window.page
    stage.dialog("dlg_sheet", lambda: acts.score(page))

    def wrong(dialog) -> None:
        dialog.form.rows[0].editor.setText("99")
        dialog.form.submit()

    stage.dialog("dlg_sheet_wrong", lambda: acts.score(page), wrong)
    desk = round_sheets.desk(page.chosen()[0], page.round)
    stage.dialog("dlg_veto", lambda: veto_dialog(stage.window, desk).exec())
    rows = scoring.score(page.round).rows
    marks = [
        row for one in rows[:5] for point in scoring.sheet(page.round, one.merchant).points for row in point.evidence
    ]
    assert round_evidence.lines(marks)
    stage.dialog("dlg_evidence", lambda: EvidenceDialog(stage.window, "依据：证照齐全、依法经营", marks).exec())


def notices(stage: "Stage") -> None:
    """From the second person to the award: notice, objection, award."""
    import datetime as dt

    from app.domain.rounds import Decision
    from app.services import objections, scoring
    from app.services import rounds as service
    from app.services.sample_ratings import agree
    from app.ui.pages import round_acts as acts
    from app.ui.round_award_dialog import RoundAwardDialog

    page, window = stage.window.page, stage.window
    today = dt.date.today()
    request = service.submit(page.round)
    page.revalidate()
    stage.snap("round_checking")
    agree(request, page.round, today)
    page.revalidate()
    stage.dialog("dlg_round_publish", lambda: acts.take_step(page))
    service.publish(page.round, today - dt.timedelta(days=12))
    first, second = (row.merchant for row in scoring.score(page.round).rows[:2])
    held = objections.receive(page.round, first, "评分时没有计入上月的一次检查", today - dt.timedelta(days=3), "吴国庆")
    objections.receive(page.round, second, "店铺已经转让，应当重新评定", today - dt.timedelta(days=2))
    objections.decide(held, Decision.REJECTED, "检查结果已经计入，见评分单。")
    page.revalidate()
    stage.snap("round_notice")
    stage.dialog("dlg_objections", lambda: acts.objections(page))
    service.close_notice(page.round)
    stage.dialog("dlg_round_award", lambda: RoundAwardDialog(window, page.round).exec())


def schemes(stage: "Stage") -> None:
    """The versions, the editor with a sum that is off, and its parts."""
    from app.services import schemes as service
    from app.ui import scheme_part_dialogs as parts
    from app.ui.pages import round_acts as acts
    from app.ui.scheme_editor_dialog import SchemeEditor

    page, window = stage.window.page, stage.window
    scheme = next(row.scheme for row in service.listing() if row.scheme.key == "huizhan")
    stage.dialog("dlg_schemes", lambda: acts.edit_schemes(page))
    open_editor = lambda: SchemeEditor(window, "修改：会战诚信商户评选办法", scheme).exec()  # noqa: E731

    def off(dialog) -> None:
        dialog.most.setText("110")
        dialog.submit()

    stage.dialog("dlg_scheme", open_editor)
    stage.dialog("dlg_scheme_wrong", open_editor, off)
    criterion = scheme.criteria[4]
    stage.dialog("dlg_criterion", lambda: parts.criterion_dialog(window, criterion, scheme.criteria).exec())
    for make in (parts.bands_dialog, parts.vetoes_dialog, parts.minimum_dialog, parts.ties_dialog, parts.award_dialog):
        stage.dialog(f"dlg_scheme_{make.__name__}", lambda make=make: make(window, scheme).exec())


def daily(stage: "Stage") -> None:
    """What is written down from day to day, and the figures made of it."""
    from app.services import credit_events, merchants
    from app.ui.credit_complaint_dialog import ComplaintDialog
    from app.ui.credit_event_dialog import EventDialog, RepairDialog
    from app.ui.credit_figures_dialog import CreditFiguresDialog
    from app.ui.credit_indicators_dialog import IndicatorsDialog
    from app.ui.credit_timeline_dialog import TimelineDialog
    from app.ui.inspection_dialog import DutiesDialog

    window = stage.window
    event = next(row for row in credit_events.counting() if row.weight)
    merchant = merchants.ids("rh")[0]
    stage.dialog("dlg_complaint_slip", lambda: ComplaintDialog(window, merchant).exec())
    stage.dialog("dlg_credit_event", lambda: EventDialog(window, merchant).exec())
    stage.dialog("dlg_credit_timeline", lambda: TimelineDialog(window, event.merchant).exec())
    stage.dialog("dlg_repair", lambda: RepairDialog(window, event).exec())
    stage.dialog("dlg_duties", lambda: DutiesDialog(window).exec())
    stage.dialog("dlg_indicators", lambda: IndicatorsDialog(window).exec())
    stage.dialog("dlg_integrity", lambda: CreditFiguresDialog(window).exec())


SCENES = (rounds, sheets, notices, schemes, daily)
