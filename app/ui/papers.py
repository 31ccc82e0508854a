"""Printing of what the charity services make ready: through the preview, or at once on the printer used last."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services import charity_documents, handed_out
from app.services.charity_documents import Paper
from app.ui.kit import memory, printing, tasks

if TYPE_CHECKING:
    from app.ui.kit.template import Template


def preview(parent: QWidget, title: str, papers: Sequence[tuple[str, Paper]]) -> None:
    """Show papers before they are printed or saved; each comes with the words by which it is chosen."""
    from app.ui.kit.preview import Preview

    Preview(parent, title, [_template(label, paper) for label, paper in papers]).exec()


def print_now(
    parent: QWidget, title: str, papers: Sequence[tuple[str, Paper]], done: Callable[[str], object] = lambda words: None
) -> None:
    """Print, in the way used last, on the printer used last, else the usual one; preview where there is none, or
    where a character is in no font. `done` is told where it went, "" after a preview."""
    names = printing.printers()
    if not names:
        preview(parent, title, papers)
        done("")
        return
    used = [(label, paper, *memory.recall(f"print/{label}", ["", ""])) for label, paper in papers]
    label, paper, last, tray = next((each for each in used if each[2] in names), used[0])
    name = last if last in names else names[0]

    def work(report: tasks.Report) -> bool:
        pages: list[int] = []
        made = handed_out.view(lambda out: pages.append(paper.write(out)))
        known = tray if tray in printing.TRAYS else next(iter(printing.TRAYS))
        if not made.odd:
            printing.send(printing.Order(made.getvalue(), name, range(*pages), 1, tray=known), report)
        return not made.odd

    def printed(sent: bool) -> None:
        if sent:
            charity_documents.note_printed(paper)
            done(f"，{label}已送到“{name}”")
        else:
            preview(parent, title, papers)
            done("")

    def failed(error: Exception) -> None:
        tasks.show_failure(parent, error, partial(print_now, parent, title, papers, done))

    tasks.run(work, printed, failed)


def _template(label: str, paper: Paper) -> "Template":
    from app.ui.kit.template import Template

    return Template(
        label=label,
        unit="张",
        file_name=paper.file,
        names=[paper.title],
        write=lambda out, report: paper.write(out),
        printed=lambda pages: charity_documents.note_printed(paper),
    )
