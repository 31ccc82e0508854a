"""What can be printed: one way to print the same things, and what its paper asks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from app.paths import Out
from app.services import handed_out
from app.services.handed_out import Viewed
from app.ui.kit import printing
from app.ui.kit.printing import Order
from app.ui.kit.tasks import Report


@dataclass(frozen=True)
class Overprint:
    """套打. `write(out, report, printer, tray, start)` fills in the paper from the label `start` on (1 the first), set
    right for a printer, or as it should come out where that is "". `state(printer, tray)` says whether the printer was
    measured, `calibrate(parent, printer, tray)` measures it; a sheet holds `cells` labels."""

    write: Callable[[Out, Report, str, str, int], int]
    state: Callable[[str, str], str]
    calibrate: Callable[[QWidget, str, str], object]
    cells: int = 1


@dataclass(frozen=True)
class Loaded:
    """`left()` says how much of the paper there is, "" where nobody counts; `used(pages, sheets, start)` notes what
    went through the printer, `spoiled(pages, start)` which pages were printed again because they came out badly."""

    left: Callable[[], str]
    used: Callable[[Sequence[int], int, int], object]
    spoiled: Callable[[Sequence[int], int], object]
    overprint: Overprint | None = None


@dataclass(frozen=True)
class Template:
    """One way to print the same things: `names` has one for each page, `printed(pages)` notes what was handed out;
    without it the journal is told what the service calls the paper, if it calls it anything.

    `write(out, report)` makes the PDF in a worker; `unit` counts pages (块, 张); what is `on_paper_only` is not saved.
    `loaded` is paper that is counted or was printed elsewhere: what is sent to a printer is noted by it, not `printed`.
    """

    label: str
    unit: str
    file_name: str
    names: Sequence[str]
    write: Callable[[Out, Report], int]
    printed: Callable[[Sequence[int]], object] | None = None
    on_paper_only: bool = False
    loaded: Loaded | None = None

    def made(self, start: int, report: Report) -> Viewed:
        """The PDF, begun on the label `start`, as it should come out."""
        fill, write = self.overprint, self.write
        if fill:
            return handed_out.view(lambda out: fill.write(out, report, "", "", start))
        return handed_out.view(lambda out: write(out, report))

    def note(self, pages: Sequence[int], paper: Viewed) -> None:
        """Note that these pages of a paper were printed or saved."""
        if self.printed:
            self.printed(pages)
        elif paper.title:
            handed_out.note_printed(paper.title)

    def send(self, order: Order, start: int, report: Report) -> None:
        """Print; what fills in other paper is drawn anew as this printer needs it."""
        if fill := self.overprint:
            write = fill.write
            made = handed_out.view(lambda out: write(out, report, order.printer, order.tray, start))
            order = replace(order, pdf=made.getvalue())
        printing.send(order, report)

    @property
    def overprint(self) -> Overprint | None:
        """How the paper is filled in, where it was printed elsewhere."""
        return self.loaded.overprint if self.loaded else None
