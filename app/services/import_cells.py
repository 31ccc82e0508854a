"""One row of a stranger's sheet, read cell by cell into a draft of a merchant."""

from typing import Any

from app.domain.calendar import read_day
from app.domain.errors import Complaint, Invalid
from app.domain.identifiers import as_text, is_absent, is_cell_error
from app.domain.merchants import Draft
from app.domain.names import clean, fold
from app.exchange import ledger
from app.services.merchant_columns import COLUMNS

_YES = {"是", "√", "✓", "✔", "有", "已承诺", "已签", "已签订", "对", "y", "yes", "1"}
_NO = {"否", "×", "✗", "x", "无", "未承诺", "未签", "n", "no", "0"}
_IDENTIFYING = {"code", "sign", "registered_name"}
_LABELS = {column.name: column.label for column in COLUMNS}


class Cells:
    """One row's cells read into a draft; what is blank is not `given` and overrules nothing on record."""

    def __init__(self, row: ledger.SourceRow) -> None:
        self._values = row.values
        self.given: set[str] = set()
        self.complaints: dict[str, str] = {}
        self.doubts: list[str] = []

    def draft(self) -> Draft:
        values: dict[str, Any] = {}
        for name, cell in self._values.items():
            value = self._value(name, cell)
            if value not in ("", None):
                values[name] = value
                self.given.add(name)
        if is_absent(values.get("code", "")) and not values.get("no_code_reason"):
            values["no_code_reason"] = clean(values.get("code", "")) or "未填写"
        return Draft(**values)

    def _value(self, name: str, cell: object) -> Any:
        if isinstance(cell, str) and is_cell_error(cell):
            return self._spoilt(name, cell.strip())
        if name in ("since", "pledged_on"):
            return self._day(name, cell)
        text = clean(as_text(cell))
        if name in ("party_member", "safe_consumption", "free_returns"):
            return True if fold(text) in _YES else None if fold(text) not in _NO else False
        return text

    def _spoilt(self, name: str, text: str) -> None:
        """An error value refuses the row where it stands for code or name, and is left out elsewhere."""
        if name in _IDENTIFYING:
            self.complaints[name] = Complaint("cell_error", f"单元格是错误值 {text}，请在表格里改正它的公式或内容。")
        else:
            self.doubts.append(f"“{_LABELS[name]}”的单元格是错误值 {text}，这一格没有读入")

    def _day(self, name: str, cell: object) -> str:
        try:
            day = read_day(cell)
        except Invalid as wrong:
            self.complaints[name] = next(iter(wrong.complaints.values()))
            return ""
        if day.doubt:
            self.doubts.append(day.doubt)
        return day.iso
