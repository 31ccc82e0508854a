"""Help of the page that is shown, and the way back to the guide of the first start."""

from PySide6.QtWidgets import QWidget

from app.ui.first_start import Guide
from app.ui.kit.buttons import button
from app.ui.kit.manual_window import Manual

GUIDE = 2
"""What the dialog answers where the clerk wants the guide."""


def show(parent: QWidget, key: str) -> None:
    """Open the manual at the chapter of the page `key`."""
    manual = Manual(parent, key)
    guide = button("再看一遍开始向导", lambda: manual.done(GUIDE), variant="link")
    manual.foot.insertWidget(0, guide)
    manual.setTabOrder(manual.reader, guide)
    if manual.exec() == GUIDE:
        Guide(parent).exec()
