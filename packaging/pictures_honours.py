"""Scenes of honours for pictures.py: the register, what is asked about a plaque, blanks, flags, printing on stock."""

import datetime as dt
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage") -> None:
    """Every scene of this file, one after the other, on the page of honours."""
    from app.ui.kit.visit import Visit

    _prepare()
    stage.window.visit(Visit("honours", filters={"state": "有效"}))
    page = stage.window.page
    for scene in SCENES:
        scene(stage, page)
    page.table.clearSelection()


def register(stage: "Stage", page) -> None:
    """The list with a plaque that was reviewed, several chosen, and the form of an old one."""
    from app.services import honour_list

    page.show_filter({})
    stage.snap("honours")
    page.show_row(honour_list.ids("瑞和")[0])
    stage.snap("honours_card")
    page.show_filter({"state": "待年审"})
    page.table.selectAll()
    stage.snap("honours_several")
    page.edit(None)
    stage.snap("honours_form")
    page.pane.close_form()


def asked(stage: "Stage", page) -> None:
    """What is asked when a plaque is reviewed, taken back, or given anew."""
    from app.ui.pages import honour_acts

    page.show_filter({"state": "有效"})
    page.table.choose(page.rows.ids[:1])
    for name, act in (
        ("dlg_review", honour_acts.review),
        ("dlg_reclaim", honour_acts.reclaim),
        ("dlg_reissue", honour_acts.reissue),
    ):
        stage.dialog(name, lambda act=act: act(page))


def kept(stage: "Stage", page) -> None:
    """Blanks in stock, the kinds of honour, and the revolving flags with their slip."""
    from app.ui.flags_dialog import FlagsDialog
    from app.ui.honour_kinds_dialog import HonourKindsDialog
    from app.ui.pages import honour_acts

    stage.dialog("dlg_stock", lambda: honour_acts.show_stock(page))
    stage.dialog("dlg_flags", lambda: honour_acts.show_flags(page))
    stage.dialog("dlg_honour_kinds", lambda: honour_acts.show_kinds(page))
    named = HonourKindsDialog(page, True)
    named.show()
    stage.dialog("dlg_honour_kind_new", named.add)
    named.reject()
    dialog = FlagsDialog(page, True)
    dialog.show()
    stage.dialog("dlg_flag_hand_over", dialog.hand_over)
    dialog.reject()


def printed(stage: "Stage", page) -> None:
    """套打 in the preview, the sheet of a merchant, blank pledges, and the calibration."""
    from app.ui.calibration_dialog import CalibrationDialog
    from app.ui.pages import honour_acts, honour_printing

    page.show_filter({"state": "有效"})
    page.table.choose(page.rows.ids[:1])

    def choose(place: int):
        def prepare(dialog) -> None:
            from app.ui.kit import tasks

            dialog.style_box.setCurrentIndex(place)
            dialog._choose()
            while tasks.busy():
                stage.app.processEvents()

        return prepare

    stage.dialog("dlg_print_overprint", lambda: honour_acts.print_documents(page), choose(4))
    stage.dialog("dlg_print_labels", lambda: honour_acts.print_documents(page), choose(6))
    stage.dialog("dlg_print_sheet", lambda: honour_acts.print_sheet(page))
    merchant = page.record(page.chosen()[0]).merchant_id
    stage.dialog("dlg_print_pledge", lambda: honour_printing.print_pledges(page, [merchant]))
    stage.dialog("dlg_print_codes", lambda: honour_printing.print_codes(page, [merchant]))
    stage.dialog(
        "dlg_calibration", lambda: CalibrationDialog(page, "窗口 1", "手送纸盒", "证书纸", (297.0, 210.0)).exec()
    )
    filed(stage, page, merchant)


def filed(stage: "Stage", page, merchant: int) -> None:
    """The scan of a signed pledge, recognised by its code."""
    from app.documents.paper import Paper
    from app.services import pledge_forms
    from app.ui.kit.printing import as_image
    from app.ui.pledge_scan_dialog import PledgeScanDialog

    with tempfile.TemporaryDirectory() as folder:
        form, scan = BytesIO(), Path(folder) / "扫描件.jpg"
        pledge_forms.write("诚信商家承诺书", [merchant], form)
        as_image(*Paper(form.getvalue()).image(0, 1600)).save(str(scan))
        found = pledge_forms.recognise(scan)
        stage.dialog("dlg_pledge_scan", lambda: PledgeScanDialog(page, scan, found).exec())


def _prepare() -> None:
    """An old plaque, a review, a reissue, paper in stock and two flags that have gone round."""
    from app.domain.old_plaques import OldPlaque
    from app.services import flags, honour_life, honour_list, honour_old, merchants, plaque_stock

    today = dt.date.today()
    chosen = merchants.rows(merchants.ids()[:4])
    day = today - dt.timedelta(days=700)
    honour_old.enter(OldPlaque(chosen[0].number, "最美商户", "ZM-2024-017", day.isoformat(), ""))
    honour_old.enter(OldPlaque(chosen[1].number, "诚信商户", f"诚信〔{day.year}〕108号", day.isoformat(), ""))
    honour_life.review(honour_list.ids("ZM-2024"), today, passed=True, note="现场核验，牌匾完好")
    honour_life.reissue(honour_list.ids("明德")[0], today, "牌匾破损")
    plaque_stock.enter("证书纸", "入库", 200, today - dt.timedelta(days=60), "发票 0312")
    plaque_stock.enter("证书纸", "领用", 36, today - dt.timedelta(days=20), "年度授牌")
    plaque_stock.enter("牌匾胚", "入库", 40, today - dt.timedelta(days=60))
    for name in ("一片区", "二片区"):
        group = flags.add_group(name)
        for place, merchant in enumerate(chosen[:3]):
            flags.hand_over(group, merchant.id, today - dt.timedelta(days=90 - 30 * place), "月度评选第一名")


SCENES = (register, asked, kept, printed)
