"""Help of the page that is shown, the way back to the guide of the first start, and 关于."""

from PySide6.QtWidgets import QWidget

from app.ui.first_start import Guide
from app.ui.kit.buttons import button
from app.ui.kit.manual_window import Manual

GUIDE, ABOUT = 2, 3
"""What the dialog answers where the clerk wants the guide, or 关于."""


def show(parent: QWidget, key: str) -> None:
    """Open the manual at the chapter of the page `key`."""
    manual = Manual(parent, key)
    guide = button("再看一遍开始向导", lambda: manual.done(GUIDE), variant="link")
    about = button("关于", lambda: manual.done(ABOUT), variant="link")
    for place, each in enumerate((guide, about)):
        manual.foot.insertWidget(place, each)
    manual.setTabOrder(manual.reader, guide)
    manual.setTabOrder(guide, about)
    wanted = manual.exec()
    if wanted == GUIDE:
        Guide(parent).exec()
    elif wanted == ABOUT:
        from app.ui.about_dialog import AboutDialog

        AboutDialog(parent).exec()
