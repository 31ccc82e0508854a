"""Scenes of the tab 商户信息库 for pictures.py: the list in use, its form, what happens to a merchant, its dialogs."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pictures import Stage


def play(stage: "Stage", ledger: Path) -> None:
    """The list in use: searched, one chosen, several chosen, the form, the dialogs."""
    from app.ui.kit import views_dialog
    from app.ui.pages import merchant_acts

    stage.window.header.tabs.setCurrentIndex(3)
    page = stage.window.page
    page.search("rh")
    stage.snap("merchants_found")
    page.search("没有这家")
    stage.snap("merchants_no_match")
    page.show_filter({"honour": "待打印"})
    page.table.choose(page.rows.ids[:4])
    stage.snap("merchants_several")
    stage.dialog("dlg_print_preview", lambda: merchant_acts.print_documents(page))
    page.show_filter({"honour": "未授牌"})
    page.table.choose(page.rows.ids[:3])
    stage.dialog("dlg_award", lambda: merchant_acts.award(page))
    bring_in = lambda: merchant_acts.import_file(page, ledger)  # noqa: E731
    stage.dialog("dlg_import_check", bring_in)
    stage.dialog("dlg_import_columns", bring_in, lambda dialog: dialog.back.click())
    page.table.clearSelection()
    stage.dialog("dlg_columns", page.choose_columns)
    stage.dialog("dlg_views", lambda: views_dialog.manage(page))
    page.edit(None)
    stage.snap("merchants_form")
    page.pane.form.submit()
    stage.snap("merchants_form_wrong")
    page.pane.close_form()
    _changes(stage, page)


def _changes(stage: "Stage", page: Any) -> None:
    """What happens to one merchant, one that was entered twice, one that was removed, and a half-filled form."""
    from dataclasses import replace

    from app.domain.merchants import Draft
    from app.services import drafts, merchants
    from app.ui.pages import merchant_changes

    page.show_filter({"honour": "未授牌"})
    row = merchants.get(page.rows.ids[0])
    draft = Draft(**{name: getattr(row, name) for name in vars(Draft())})
    merchants.save(replace(draft, phone="13800006620"), row.id)
    merchants.save(replace(draft, code="", no_code_reason="办理中", phone="13800006620", trade="", grid=""), None)
    merchants.remove(page.rows.ids[1:3])
    page.revalidate()
    page.table.choose([row.id])
    for name, act in (
        ("dlg_rename", merchant_changes.rename),
        ("dlg_hand_over", merchant_changes.hand_over),
        ("dlg_new_code", merchant_changes.give_new_code),
        ("dlg_history", merchant_changes.show_history),
        ("dlg_duplicates", merchant_changes.find_duplicates),
        ("dlg_recycle_bin", merchant_changes.recycle_bin),
    ):
        stage.dialog(name, lambda act=act: act(page))
    drafts.keep("merchants", 0, {"sign": row.name, "phone": "13800006620"})
    page.pane.give_back()
    page.pane.form.paused.emit()
    stage.snap("merchants_form_kept")
    page.pane.form.cancelled.emit()
    page.table.clearSelection()
