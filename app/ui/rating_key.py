"""F7 on pages that do not list merchants: rate the merchant that what is selected there is about."""

from functools import partial
from typing import TYPE_CHECKING, Any

from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import session
from app.ui.kit import messages
from app.ui.kit.shortcuts import on_keys

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

NOBODY = (
    "这里没有选中商户，没有改动任何内容。请在“商户”里选中一家，或在别的页面选中它的荣誉、捐赠、积分或事项，"
    "再按 F7 登记评级；按 Ctrl+K 打首字母也能找到商户。"
)
THEMSELVES = ("merchants", "rounds")
"""Pages that rate whom they list."""


def listen(window: "MainWindow", page: Any) -> None:
    """Let F7 do it on a page that does not do it itself."""
    if page.key not in THEMSELVES:
        on_keys(page, "F7", partial(rate, window))


def rate(window: "MainWindow") -> None:
    """登记评级 of the merchant that is shown, or say what to do."""
    with messages.problems_shown(window):
        session.demand(Right.ENTER)
        merchant = _shown(window.page)
        if not merchant:
            raise Problem(NOBODY)
        _fill_in(window, merchant)


def _shown(page: Any) -> int:
    from app.services import merchant_behind

    chosen = page.chosen() if hasattr(page, "chosen") else None
    return merchant_behind.of(page.key, chosen[0]) if isinstance(chosen, list) and len(chosen) == 1 else 0


def _fill_in(window: "MainWindow", merchant: int) -> None:
    from app.ui.round_sheet_dialog import SheetDialog

    dialog = SheetDialog(window, merchant)
    if dialog.exec():
        window.revalidate()
        dialog.tell(window, window.revalidate)
    elif dialog.visit:
        window.visit(dialog.visit)
