"""A workbook saved part by part, so that it can be stopped between two rows and leaves nothing behind."""

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl.utils.bound_dictionary import BoundDictionary
from openpyxl.worksheet import _writer

_EVERY = 50
"""Calls between two questions; a row takes a tenth of a millisecond."""


def counting(progress: Callable[[int, int], None], total: int) -> Callable[[], None]:
    """What is called at each of about `total` steps, and now and then tells how many there were."""
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if not done % _EVERY:
            progress(min(done, total), total)

    return step


def saved(book: Any, look: Callable[[], object]) -> bytes:
    """The file of a workbook; `look` is called at each row and may raise."""
    for sheet in book.worksheets:
        sheet.row_dimensions = _Asked(sheet.row_dimensions, look)
    out = BytesIO()
    before = list(_writer.ALL_TEMP_FILES)
    try:
        book.save(out)
    except BaseException:
        for name in [each for each in _writer.ALL_TEMP_FILES if each not in before]:
            with suppress(OSError):
                Path(name).unlink()
            _writer.ALL_TEMP_FILES.remove(name)
        raise
    return out.getvalue()


class _Asked(BoundDictionary):
    """The heights of a sheet's rows: openpyxl asks for each as it writes the row, and nowhere else lets itself be
    stopped."""

    def __init__(self, known: BoundDictionary, look: Callable[[], object]) -> None:
        super().__init__(known.reference, known.default_factory)
        self.update(known)
        self._look = look

    def get(self, key: Any, default: Any = None) -> Any:
        """The height of a row."""
        self._look()
        return super().get(key, default)
