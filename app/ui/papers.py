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
    label, paper, name, tray = _used_last(papers, names)

    def printed(sent: bool) -> None:
        if sent:
            charity_documents.note_printed(paper)
            done(f"，{label}已送到“{name}”")
        else:
            preview(parent, title, papers)
            done("")

    def failed(error: Exception) -> None:
        tasks.show_failure(parent, error, partial(print_now, parent, title, papers, done))

    tasks.run(partial(_send, paper, name, tray), printed, failed)


def _used_last(papers: Sequence[tuple[str, Paper]], names: Sequence[str]) -> tuple[str, Paper, str, str]:
    """The paper printed last with its label, printer and tray, else the first on the usual printer."""
    used = [(label, paper, *memory.recall(f"print/{label}", ["", ""])) for label, paper in papers]
    label, paper, last, tray = next((each for each in used if each[2] in names), used[0])
    name = last if last in names else names[0]
    return label, paper, name, tray if tray in printing.TRAYS else next(iter(printing.TRAYS))


def _send(paper: Paper, printer: str, tray: str, report: tasks.Report) -> bool:
    """Send a paper to a printer, unless a character of it is in no font: whether it was sent."""
    pages: list[int] = []
    made = handed_out.view(lambda out: pages.append(paper.write(out)))
    if not made.odd:
        printing.send(printing.Order(made.getvalue(), printer, range(*pages), 1, tray=tray), report)
    return not made.odd


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
