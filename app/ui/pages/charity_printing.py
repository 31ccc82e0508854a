"""Printing of receipts and certificates: at once on the printer in use, or through the preview."""

from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services import charity_documents, gift_list
from app.services.charity_documents import A5, ROLL, Paper
from app.ui.kit import memory, printing, tasks

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage
    from app.ui.kit.template import Template

LABELS = {A5: "捐赠收据（A5）", ROLL: "捐赠收据（80 毫米小票）"}


def preview_receipts(page: "ListPage", gifts: Sequence[int]) -> None:
    """Show the receipts of these gifts before they are printed or saved."""
    names = [row.giver for row in gift_list.rows(list(gifts))]
    made = [template(LABELS[size], names, charity_documents.receipt(gifts, size)) for size in _sizes()]
    preview(page, "打印收据", made)


def preview_certificates(page: "ListPage", gifts: Sequence[int]) -> None:
    """Show certificates of donation; raises Problem for a gift that was taken back."""
    names = [row.giver for row in gift_list.rows(list(gifts))]
    preview(page, "打印捐赠证书", [template("捐赠证书", names, charity_documents.certificate(gifts))])


def preview(page: "ListPage", title: str, templates: "Sequence[Template]") -> None:
    """Show what is going to be printed, and read the list again."""
    from app.ui.kit.preview import Preview

    Preview(page, title, templates).exec()
    page.revalidate()


def print_now(page: "ListPage", gift: int, done: Callable[[str], object]) -> None:
    """Print the receipt of a gift on the printer and paper used last, else the usual ones; preview it where there is
    no printer. `done` is told where it went."""
    names, size = printing.printers(), _sizes()[0]
    last, tray = memory.recall(f"print/{LABELS[size]}", ["", ""])
    if not names:
        preview_receipts(page, [gift])
        return
    name = last if last in names else names[0]
    paper = charity_documents.receipt([gift], size)

    def work(report: tasks.Report) -> None:
        out = BytesIO()
        pages = paper.write(out)
        used = tray if tray in printing.TRAYS else next(iter(printing.TRAYS))
        printing.send(printing.Order(out.getvalue(), name, range(pages), 1, tray=used), report)

    def printed(_: None) -> None:
        charity_documents.note_printed(paper)
        memory.remember(_LAST, size)
        done(f"，收据已送到“{name}”")

    tasks.run(work, printed, partial(_failed, page, gift, done))


def template(label: str, names: Sequence[str], paper: Paper) -> "Template":
    """A paper as the preview takes it."""
    from app.ui.kit.template import Template

    def printed(pages: Sequence[int]) -> None:
        charity_documents.note_printed(paper)
        if size := next((size for size, each in LABELS.items() if each == label), ""):
            memory.remember(_LAST, size)

    return Template(label, "张", paper.file, names, lambda out, report: paper.write(out), printed)


_LAST = "charity/receipt"


def _sizes() -> list[str]:
    """The papers a receipt fits on, the one used last first."""
    return sorted(LABELS, key=lambda size: size != memory.recall(_LAST, A5))


def _failed(page: QWidget, gift: int, done: Callable[[str], object], error: Exception) -> None:
    """Say why, and let the clerk try again; the gift is saved all the same."""
    tasks.show_failure(page, error, partial(print_now, page, gift, done))  # type: ignore[arg-type]
