"""Draw the pictures of the manual into resources/manual: small, of few colours, dialogs without what is behind them."""

from io import BytesIO
from pathlib import Path

from pictures import ROOT, Stage

FOLDER = ROOT / "resources/manual"
ROOM = "scale125"
SCENES = {
    "home": "home",
    "organizations_basics": "organizations",
    "members": "members",
    "charity_form": "charity",
    "points_card": "points",
    "warehouse": "warehouse",
    "campaigns_card": "campaigns",
    "funds_card": "funds",
    "dlg_day_sheet": "day_sheet",
    "minutes_card": "minutes",
    "minutes_present": "minutes_editor",
    "matrix_months": "matrix",
    "cases_card_open": "cases",
    "lists_card": "lists",
    "activities_course": "activities",
    "merchants_found": "merchants",
    "merchants_several": "merchants_several",
    "merchants_form_wrong": "filling_in",
    "round_scoring": "rounds",
    "dlg_scheme": "schemes",
    "dlg_integrity": "credit",
    "dlg_import_check": "import",
    "dlg_import_columns": "import_columns",
    "dlg_award": "award",
    "dlg_print_preview": "print",
    "dlg_settings": "settings",
    "dlg_people": "people",
    "dlg_backup": "backup",
    "dlg_journal": "records",
    "dlg_recent": "recent",
    "dlg_columns": "columns",
    "dlg_report_figures": "reports",
    "dlg_views": "views",
    "dlg_global_search": "global_search",
    "dlg_rename": "changes",
    "merchant_attachments": "attachments",
    "dlg_support": "support",
    "dlg_first_run_centre": "first_start",
}
"""Scene of pictures.py to the picture that shows it."""
COLOURS = 48


class Illustrator(Stage):
    """Keeps the scenes that the manual shows."""

    def snap(self, name: str, front=None) -> None:
        """Save the window without what was just said in it, or only the dialog in front of it."""
        from app.ui.kit.toast import Toast

        for said in self.window.findChildren(Toast):
            said.hide()
        self.snap_alone(name, front or self.window)

    def _save(self, name: str, pixmap) -> None:
        if name in SCENES:
            save(pixmap, FOLDER / f"{SCENES[name]}.png")


def save(pixmap, path: Path) -> None:
    """Write a small PNG of few colours."""
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    pixmap.save(buffer, "PNG")
    image = Image.open(BytesIO(buffer.data().data())).convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    flat = Image.alpha_composite(white, image).convert("RGB")
    flat.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
