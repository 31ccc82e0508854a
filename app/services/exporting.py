"""Lists given out as workbooks: all in the same way, signed by who made them, and noted in the journal."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from app.services import watermark
from app.services.columns import Column
from app.services.session import anyone
from app.store.journal import Kind
from app.store.writing import note

Progress = Callable[[int, int], None]
_WINDOW = 500
"""Rows that are read at once."""


@anyone
def write_rows(
    path: Path,
    called: tuple[str, str],
    columns: Sequence[Column],
    read: Callable[[Sequence[int]], Sequence[Any]],
    wanted: Sequence[int],
    progress: Progress | None = None,
) -> int:
    """Write what `read` gives for these ids to an xlsx file and return how many; raises Problem.

    `called` is the title and the counter word: ("商户台账", "家"). Whether somebody may is the caller's to ask.
    """
    from app.exchange import workbook

    title, counter = called
    shown = [column for column in columns if column.width]
    headings = [(column.label, column.width, column.kind) for column in shown]
    cells = ([column.cell(row) for column in shown] for row in _in_windows(read, wanted))
    report = progress or (lambda done, total: None)
    workbook.write_list(path, title, headings, cells, lambda done, _: report(done, len(wanted)), mark=watermark.mark())
    note(f"导出{title} {len(wanted):,} {counter}", Kind.EXPORT)
    return len(wanted)


def _in_windows(read: Callable[[Sequence[int]], Sequence[Any]], wanted: Sequence[int]) -> Iterator[Any]:
    for start in range(0, len(wanted), _WINDOW):
        yield from read(wanted[start : start + _WINDOW])
