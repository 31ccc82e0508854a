"""归档承诺书: a signed form was scanned; its code says whose it is, the clerk says from which day it holds."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.attachments import PICTURES, Kind
from app.domain.errors import Invalid
from app.domain.roles import Right
from app.services import pledge_forms, session
from app.services.pledge_forms import Filed, Found
from app.ui.award_dialog import is_day
from app.ui.kit import messages, tasks
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Date, Text
from app.ui.kit.visit import Visit

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow

_SUFFIXES = (Kind.PDF, *sorted(PICTURES), "jpeg", "tiff")
PATTERNS = f"扫描件和照片 ({' '.join(f'*.{suffix}' for suffix in _SUFFIXES)})"
FIELDS = (
    Date("signed", "签订日期", required=True),
    Text("scope", "承诺范围", hint="如 全部商品；承诺书上写了才填"),
)


class PledgeScanDialog(EntryDialog):
    """Accepted with `filed` once the scan is attached and the pledge is signed."""

    chapter = "attachments"

    def __init__(self, parent: QWidget, path: Path, found: Found) -> None:
        super().__init__(parent, f"归档{found.kind}", FIELDS, _check, self._file, "归档")
        self._path = path
        self.filed: Filed | None = None
        words = f"《{path.name}》是{found.name}的{found.kind}。归档后它成为这家商户的附件，承诺登记为已签订。"
        self.fill({"signed": dt.date.today().isoformat(), "scope": ""}, words)

    def _file(self, values: dict[str, Any]) -> None:
        day = dt.date.fromisoformat(values["signed"])
        self.filed = pledge_forms.file_scan(self._path, day, values["scope"])


def file_scan(parent: QWidget, path: Path, done: Callable[[Filed], object]) -> None:
    """Find the code on a scan, ask from which day the pledge holds, and file it; a Problem is complained of."""

    def shown(found: Found) -> None:
        dialog = PledgeScanDialog(parent, path, found)
        if dialog.exec() and dialog.filed:
            done(dialog.filed)

    tasks.run_shown(parent, "正在找承诺书上的码", partial(_recognised, path), shown)


def file_dropped(window: "MainWindow", path: Path) -> None:
    """File a scan that was dropped on the window, and show its merchant."""
    with messages.problems_shown(window):
        session.demand(Right.ENTER)
        file_scan(window, path, lambda filed: window.visit(Visit("merchants", record=filed.merchant)))


def _recognised(path: Path, report: tasks.Report) -> Found:
    return pledge_forms.recognise(path)


def _check(values: dict[str, Any]) -> None:
    if not is_day(values["signed"]):
        raise Invalid({"signed": "请填写签订日期，要写到日，如 2026.3.5。"})
    if values["signed"] > dt.date.today().isoformat():
        raise Invalid({"signed": "签订日期在今天以后，请核对。"})
