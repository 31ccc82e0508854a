"""Printing of receipts: at once on the printer in use, or through the preview."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.calendar import for_file
from app.services import gift_list, receipts
from app.ui.kit import memory, printing, tasks

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage
    from app.ui.kit.template import Template

LABEL = "捐赠收据"


def preview(page: "ListPage", gifts: Sequence[int]) -> None:
    """Show the receipts of these gifts before they are printed or saved."""
    from app.ui.kit.preview import Preview

    Preview(page, "打印收据", [template(gifts)]).exec()
    page.revalidate()


def print_now(page: "ListPage", gift: int, done: Callable[[str], object]) -> None:
    """Print the receipt of a gift on the printer used last, else the usual one; preview it where there is none.
    `done` is told where it went."""
    names = printing.printers()
    last, tray = memory.recall(f"print/{LABEL}", ["", ""])
    if not names:
        preview(page, [gift])
        return
    name = last if last in names else names[0]

    def work(report: tasks.Report) -> None:
        out = BytesIO()
        pages = receipts.write([gift], out)
        tray_used = tray if tray in printing.TRAYS else next(iter(printing.TRAYS))
        printing.send(printing.Order(out.getvalue(), name, range(pages), 1, tray=tray_used), report)

    def printed(_: None) -> None:
        receipts.note_printed([gift])
        done(f"，收据已送到“{name}”")

    tasks.run(work, printed, partial(_failed, page, gift, done))


def template(gifts: Sequence[int]) -> "Template":
    """Receipts as the preview takes them."""
    from app.ui.kit.template import Template

    rows = gift_list.rows(list(gifts))
    number = rows[0].number if len(rows) == 1 else f"{len(rows)}张"
    return Template(
        label=LABEL,
        unit="张",
        file_name=f"收据_{number}_{for_file(dt.date.today())}.pdf",
        names=[row.giver for row in rows],
        write=partial(receipts.write, list(gifts)),
        printed=lambda pages: receipts.note_printed([gifts[page] for page in pages]),
    )


def _failed(page: QWidget, gift: int, done: Callable[[str], object], error: Exception) -> None:
    """Say why, and let the clerk try again; the gift is saved all the same."""
    tasks.show_failure(page, error, partial(print_now, page, gift, done))  # type: ignore[arg-type]
