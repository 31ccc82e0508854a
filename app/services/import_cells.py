"""One row of a stranger's sheet, read cell by cell into a draft."""

import re
from collections.abc import Mapping
from typing import Any

from app.domain.calendar import read_day
from app.domain.errors import Complaint, Invalid
from app.domain.identifiers import as_text, is_cell_error
from app.domain.names import clean, fold
from app.exchange import ledger
from app.services.import_target import Target

_KEPT_BY_EXCEL = 10**15
"""The first number too long for a cell that holds a number: 15 digits are kept, the others become zeros."""
_TRUNCATED = "Excel 截断：后几位已经丢失，请把该列设为文本，再照证件重新填写。"
_PLAIN = re.compile(r"[\d.,]+")
_YES = {"是", "√", "✓", "✔", "有", "已承诺", "已签", "已签订", "对", "y", "yes", "1"}
_NO = {"否", "×", "✗", "x", "无", "未承诺", "未签", "n", "no", "0"}


class Cells:
    """One row's cells read into a draft; what is blank is not `given` and overrules nothing on record."""

    def __init__(self, row: ledger.SourceRow, target: Target, headings: Mapping[str, str]) -> None:
        """`headings` are what stands above the cells, by the name of the column."""
        self._values, self._target, self._headings = row.values, target, headings
        self._columns = {column.name: column for column in target.columns}
        self.given: set[str] = set()
        self.complaints: dict[str, str] = {}
        self.doubts: list[str] = []

    def draft(self) -> Any:
        """The draft the cells make; what could not be read stands in `complaints` and `doubts`."""
        values: dict[str, Any] = {}
        for name, cell in self._values.items():
            value = self._value(name, cell)
            if value not in ("", None):
                values[name] = value
                self.given.add(name)
        return self._target.draft(values)

    def _value(self, name: str, cell: object) -> Any:
        if isinstance(cell, str) and is_cell_error(cell):
            return self._spoilt(name, cell.strip())
        if self._columns[name].kind == "date":
            return self._day(name, cell)
        if name in self._target.identifying and isinstance(cell, int | float) and cell >= _KEPT_BY_EXCEL:
            self.complaints[name] = Complaint("excel_truncated", _TRUNCATED)
        text = clean(as_text(cell))
        if self._columns[name].money and "万" in self._headings.get(name, "") and _PLAIN.fullmatch(text):
            text += "万"
        if name in self._target.ticks:
            return True if fold(text) in _YES else None if fold(text) not in _NO else False
        return text

    def _spoilt(self, name: str, text: str) -> None:
        """An error value refuses the row where it stands for what identifies it, and is left out elsewhere."""
        if name in self._target.identifying:
            self.complaints[name] = Complaint("cell_error", f"单元格是错误值 {text}，请在表格里改正它的公式或内容。")
        else:
            self.doubts.append(f"“{self._columns[name].label}”的单元格是错误值 {text}，这一格没有读入")

    def _day(self, name: str, cell: object) -> str:
        try:
            day = read_day(cell)
        except Invalid as wrong:
            self.complaints[name] = next(iter(wrong.complaints.values()))
            return ""
        if day.doubt:
            self.doubts.append(day.doubt)
        return day.iso
