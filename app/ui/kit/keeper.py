"""Keeps a page's form while it is filled in, so that a killed process loses nothing."""

from app.domain.errors import Problem
from app.services import drafts
from app.services.drafts import Kept
from app.ui.kit import toast
from app.ui.kit.form import RecordForm


class Keeper:
    """`row` is the id of the record the form changes, 0 for a new one."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._kept: int | None = None
        self.row = 0

    def keep(self, form: RecordForm) -> None:
        """Keep what stands in the form now, or forget it where nothing is unsaved any more."""
        if not form.dirty():
            self.drop()
            return
        try:
            drafts.keep(self._page, self.row, form.values())
            self._kept = self.row
        except Problem as problem:
            toast.show(form, f"正在填写的内容没能暂存。{problem}")

    def left(self) -> Kept | None:
        """What an earlier run of the program left unsaved."""
        found = drafts.kept(self._page)
        self._kept = found.row if found else None
        return found

    def drop(self) -> None:
        """Forget what was kept: it was saved, or given up."""
        if self._kept is not None:
            drafts.drop(self._page, self._kept)
            self._kept = None
