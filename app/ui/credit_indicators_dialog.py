"""经济指标: figures of the quarters entered by hand, each beside the same quarter of the year before."""

import datetime as dt
import re
from typing import Any
from unicodedata import normalize

from PySide6.QtWidgets import QWidget

from app.domain.errors import Complaint, Invalid
from app.domain.measures import shown
from app.domain.roles import Right
from app.services import indicators, session
from app.services.indicators import SUGGESTED, IndicatorRow
from app.ui.kit import messages
from app.ui.kit.buttons import button
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import RIGHT, Choice, Shown, Text
from app.ui.table_dialog import TableDialog

TOLD = "指标按季度手工登记，累计数请报累计到季末的数。同一季度同一指标再登记一次就是改正。"


def spoken_quarter(code: str) -> str:
    """2026Q3 as 2026年三季度."""
    return f"{code[:4]}年{'一二三四'[int(code[-1]) - 1]}季度"


class Quarter(Shown):
    """Of which quarter."""

    def text(self, record: IndicatorRow) -> str:
        """2026年三季度."""
        return spoken_quarter(record.quarter)


class Value(Shown):
    """The figure with its unit."""

    align = RIGHT

    def text(self, record: IndicatorRow) -> str:
        """48,000 万元."""
        whole, _, rest = shown(record.value).partition(".")
        return f"{int(whole):,}{f'.{rest}' if rest else ''} {record.unit}"


FIELDS = (
    Quarter("quarter", "季度", 150),
    Shown("name", "指标", 240, stretch=True),
    Value("value", "数值", 170),
    Shown("change", "同比", 140),
    Shown("source", "来源", 170),
)
FORM = (
    Choice("quarter", "季度", required=True, options=lambda: quarters(dt.date.today())),
    Choice("name", "指标", required=True, options=lambda: [(name, name) for name, _ in SUGGESTED], free=True),
    Text("value", "数值", required=True),
    Text("unit", "单位", required=True),
    Text("source", "来源"),
    Text("note", "备注"),
)


class IndicatorDialog(EntryDialog):
    """Accepted once the figure is on record."""

    chapter = "credit"

    def __init__(self, parent: QWidget, values: dict[str, Any]) -> None:
        super().__init__(parent, "登记指标", FORM, read_value, self._save)
        self.form.row("name").editor.edited.connect(self._follow)
        self.fill(values, TOLD)

    def _follow(self) -> None:
        """The unit of a known figure is known."""
        unit = dict(SUGGESTED).get(self.form.values()["name"])
        if unit:
            self.form.row("unit").editor.fill(unit)

    def _save(self, values: dict[str, Any]) -> None:
        told = (values[name] for name in ("unit", "source", "note"))
        indicators.save(values["quarter"], values["name"], read_value(values), *told)


class IndicatorsDialog(TableDialog):
    """Every change is saved as it is made."""

    chapter = "credit"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "经济指标", FIELDS)
        writable = session.may(Right.ENTER)
        self.take_out, self.edit = button("移出", self._remove), button("改正…", self._edit)
        self.add = button("登记指标…", self._add, icon="plus", variant="primary")
        self.add_buttons(button("关闭", self.reject), *((self.take_out, self.edit, self.add) if writable else ()))
        if writable:
            self.table.opened.connect(lambda _: self._edit())
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """List them, the newest quarter first."""
        found = indicators.listing()
        self.show_lines(found, TOLD)

    def follow(self) -> None:
        """Changing and removing need a figure."""
        if hasattr(self, "add"):
            for verb in (self.take_out, self.edit):
                verb.setEnabled(self.chosen() is not None)

    def _add(self) -> None:
        name, unit = SUGGESTED[0]
        quarter = quarters(dt.date.today())[0][0]
        self._open({"quarter": quarter, "name": name, "value": "", "unit": unit, "source": "", "note": ""})

    def _edit(self) -> None:
        if row := self.chosen():
            self._open({**vars(row), "value": shown(row.value)})

    def _open(self, values: dict[str, Any]) -> None:
        if IndicatorDialog(self, values).exec():
            self.tell_done()

    def _remove(self) -> None:
        row = self.chosen()
        with messages.problems_shown(self):
            if row:
                indicators.remove([row.id])
                self.tell_done()


def quarters(today: dt.date) -> list[tuple[str, str]]:
    """The quarters of the last three years, the running one first."""
    last = today.year * 4 + (today.month - 1) // 3
    codes = [f"{place // 4}Q{place % 4 + 1}" for place in range(last, last - 12, -1)]
    return [(code, spoken_quarter(code)) for code in codes]


def read_value(values: dict[str, Any]) -> int:
    """Hundredths of the unit; raises Invalid."""
    written = normalize("NFKC", values["value"]).replace(",", "").strip()
    found = re.fullmatch(r"(\d{1,12})(?:\.(\d{1,2}))?", written)
    if not found:
        raise Invalid({"value": Complaint("bad_number", "请填数字，最多两位小数，如 48000 或 4.8。")})
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
