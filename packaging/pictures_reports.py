"""Scenes of the reports for pictures.py: the list, one report in all its parts, the rows behind a figure."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from pictures import Stage

    from app.ui.figure_rows_dialog import Behind


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other."""
    import datetime as dt

    from app.domain.periods import due
    from app.services import reports
    from app.ui.figure_rows_dialog import FigureRowsDialog
    from app.ui.report_content import read
    from app.ui.report_dialog import ReportDialog
    from app.ui.reports_dialog import ReportsDialog

    window = stage.window
    stage.dialog("dlg_reports_none", lambda: ReportsDialog(window).exec())
    report = reports.begin(due(dt.date.today()))
    stage.dialog("dlg_reports", lambda: ReportsDialog(window).exec())
    for place, name in enumerate(("figures", "text", "gaps", "changes", "path")):
        dialog = ReportDialog(window, read(report))
        dialog.turn(place)
        stage.dialog(f"dlg_report_{name}", dialog.exec)
    rows = [line for line in read(report).lines if line.value.number and line.definition.noun]
    chosen = next((line for line in rows if line.definition.code == "work.received"), rows[0])
    behind = _behind(report, chosen.definition.code)
    stage.dialog("dlg_figure_rows", lambda: FigureRowsDialog(window, chosen, behind, "本期").exec())
    _forms(stage, report)
    _send_on(stage, report)


def _forms(stage: "Stage", report: int) -> None:
    """A superior's spreadsheet, mapped."""
    import tempfile
    from pathlib import Path

    from openpyxl import Workbook

    from app.services import report_forms, reports
    from app.ui.report_form_dialog import FormDialog
    from app.ui.report_forms_dialog import FormsDialog

    book = Workbook()
    page = book.active
    page.title = "季报"
    for line in (
        ["商圈党群工作季报"],
        ["报告期间", ""],
        ["指标", "本期", "上期"],
        ["党组织（个）"],
        ["党员（人）"],
        ["合计"],
    ):
        page.append(line)
    page["B6"] = "=B4+B5"
    page.merge_cells("A1:C1")
    cells = {("季报", "B2"): "#period", ("季报", "B4"): "org.party", ("季报", "C4"): "org.party@previous"}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "街道季报表.xlsx"
        book.save(file)
        form = report_forms.get(report_forms.add("街道季报表", file, cells))
    row = reports.get(report)
    stage.dialog("dlg_report_forms", lambda: FormsDialog(stage.window, row).exec())
    grids = report_forms.cells(form.id)
    stage.dialog("dlg_report_form", lambda: FormDialog(stage.window, grids, form, None).exec())


def _send_on(stage: "Stage", report: int) -> None:
    from app.services import reports
    from app.ui import report_steps
    from app.ui.report_content import read
    from app.ui.report_dialog import ReportDialog

    reports.hand_in(report)
    stage.dialog("dlg_report_checking", lambda: ReportDialog(stage.window, read(report)).exec())
    if report_steps.next_step(report, reports.get(report).state) == report_steps.ISSUE_HERE:
        _within(stage, "dlg_report_issue", ReportDialog(stage.window, read(report)))
    stage.dialog(
        "dlg_report_back", lambda: report_steps.take(stage.window, report, report_steps.TAKE_BACK, lambda number: None)
    )
    reports.take_back(report, "练习")
    reports.remove(report)


def _behind(report: int, code: str) -> "Behind":
    from app.services import report_figures
    from app.ui.figure_rows_dialog import Behind

    return Behind.of(report_figures.rows_behind(report, code))


def _within(stage: "Stage", name: str, dialog) -> None:
    """Photograph what the next step of a report asks."""

    def look() -> None:
        if QApplication.activeModalWidget() is not dialog:
            QTimer.singleShot(20, look)
            return
        stage.dialog(name, dialog.go_on)
        dialog.reject()

    QTimer.singleShot(0, look)
    dialog.exec()
