"""归档承诺书: a signed form was scanned; its code says whose it is, the clerk says from which day it holds."""

import datetime as dt
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.attachments import PICTURES, Kind
from app.domain.errors import Invalid
from app.services import pledge_forms
from app.services.pledge_forms import Filed, Found
from app.ui.award_dialog import is_day
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Date, Text

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


def _check(values: dict[str, Any]) -> None:
    if not is_day(values["signed"]):
        raise Invalid({"signed": "请填写签订日期，要写到日，如 2026.3.5。"})
    if values["signed"] > dt.date.today().isoformat():
        raise Invalid({"signed": "签订日期在今天以后，请核对。"})
