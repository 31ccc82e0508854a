"""The workbook of a report: a sheet for each section, totals as formulas over the rows behind them, native charts."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.packaging.custom import IntProperty, StringProperty

from app.domain.reports import SCALES, Runs, is_ratio, scaled
from app.exchange import report_cached, report_charts, report_parts
from app.exchange.report_sheet import Cell, Sheet
from app.paths import APP_NAME

SUMMARY, DETAIL, ADJUSTED, DIFFERING = "汇总", "明细", "跨期调整", "与上一版不同"
PERIOD, VERSION, FINGERPRINT = "报告期间", "报告版本", "报送指纹"
NOW, BEFORE, YEAR_AGO = "本期", "上期", "去年同期"
_FIGURES = (
    *(("代码", 22), ("指标", 26), ("单位", 8), (NOW, 18), (BEFORE, 18), ("环比", 14), (YEAR_AGO, 18)),
    *(("同比", 14), ("口径", 50)),
)
_NUMBERS = {"元": "#,##0.00", "万元": "#,##0.00", "小时": "#,##0.0", "%": "0.00%"}
_MEAN, _COUNT = "#,##0.0", "#,##0"
_CHANGE = '+0.00%;"−"0.00%;"持平"'
_NO_BASE, _NOTHING = "无可比基数", "—"
_PASSES = 3
"""How often each line of detail is looked at: put in, written, and told what it comes to."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Figure:
    """A figure: `value`, `previous` and `last_year` each as (number, part, whole) in fen, minutes or pieces; a share
    names the codes of its `part` and `whole` where they are in the book; `runs` are the rows behind it."""

    code: str
    section: str
    name: str
    unit: str
    definition: str
    value: tuple[int, int, int]
    previous: tuple[int, int, int]
    last_year: tuple[int, int, int]
    part: str = ""
    whole: str = ""
    runs: Runs = field(default_factory=lambda: Runs(()))


@dataclass(frozen=True)
class Series:
    """A figure, by its code, over some periods: label and amount of each."""

    code: str
    points: Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Book:
    """All that a report says; `mark` says who made the book and when (`at`), `fingerprint` is "" for a draft."""

    title: str
    subtitle: str
    period: str
    version: int
    fingerprint: str
    mark: str
    at: dt.datetime
    figures: Sequence[Figure]
    series: Sequence[Series] = ()
    adjusted: Sequence[Sequence[str]] = ()
    differing: Sequence[Sequence[str]] = ()
    notes: Sequence[str] = ()


def made(told: Book, progress: Progress = lambda done, total: None) -> bytes:
    """The workbook; the same report comes out the same to the byte. Raises whatever `progress` raises."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = APP_NAME
    book.properties.title = told.title
    book.properties.created = told.at
    book.custom_doc_props.append(StringProperty(name=PERIOD, value=told.period))
    book.custom_doc_props.append(IntProperty(name=VERSION, value=told.version))
    book.custom_doc_props.append(StringProperty(name=FINGERPRINT, value=told.fingerprint or "草稿"))
    book.calculation.fullCalcOnLoad = True
    look = report_parts.counting(progress, _PASSES * sum(len(each.runs.found) for each in told.figures))
    sheets = _Sheets(book, told, look)
    sheets.fill()
    return report_cached.with_values(report_parts.saved(book, look), sheets.values, told.at, look)


class _Sheets:
    """Fills a workbook; `values` are what its formulas come to, by sheet and cell. Kept by code are the formula of a
    figure's sum and its cell on the sheet of its section."""

    def __init__(self, book: Any, told: Book, look: Callable[[], object]) -> None:
        self._book, self._told, self._look = book, told, look
        self.values: dict[str, dict[str, object]] = {}
        self._sums: dict[str, str] = {}
        self._cells: dict[str, str] = {}

    def fill(self) -> None:
        """All sheets, in the order in which people look at them."""
        summary = self._sheet(SUMMARY, self._told.title, (*_FIGURES[:1], ("部分", 14), *_FIGURES[1:-1]))
        sections = list(dict.fromkeys(each.section for each in self._told.figures))
        made = {name: self._sheet(name, f"{self._told.title}　{name}", _FIGURES) for name in sections}
        if self._told.adjusted:
            self._words(ADJUSTED, ("期间", 22), ("指标", 26), ("单位", 8), ("原报", 18), ("现为", 18), ("增减", 18))
        if self._told.differing:
            self._words(DIFFERING, ("指标", 30), ("单位", 8), ("上一版", 20), ("本版", 20))
        self._detail()
        for name, sheet in made.items():
            self._section(sheet, [each for each in self._told.figures if each.section == name])
        self._summary(summary)

    def _sheet(self, name: str, title: str, columns: Sequence[tuple[str, float]]) -> Sheet:
        self.values[name] = {}
        return Sheet(self._book.create_sheet(name), title, columns, self._told.mark, self.values[name])

    def _words(self, name: str, *columns: tuple[str, float]) -> None:
        sheet = self._sheet(name, f"{self._told.title}　{name}", columns)
        for row in self._told.adjusted if name == ADJUSTED else self._told.differing:
            sheet.add([Cell(text) for text in row])

    def _detail(self) -> None:
        """A line for each run of rows that count alike; the sum of a figure's lines is its total."""
        columns = (
            ("代码", 22),
            ("指标", 26),
            ("编号自", 14),
            ("编号至", 14),
            ("每条计", 14),
            ("条数", 12),
            ("小计", 18),
        )
        sheet = self._sheet(
            DETAIL, f"{self._told.title}　明细（金额以分计，时长以分钟计，其余以件、人、次计）", columns
        )
        for each in self._told.figures:
            if is_ratio(each.unit):
                continue
            first = sheet.next
            for line in _lines(each, sheet):
                self._look()
                sheet.add(line)
            self._sums[each.code] = f"SUM({DETAIL}!G{first}:G{sheet.next - 1})"

    def _section(self, sheet: Sheet, figures: Sequence[Figure]) -> None:
        places = {each.code: sheet.next + place for place, each in enumerate(figures)}
        self._cells |= {code: f"{sheet.name}!D{place}" for code, place in places.items()}
        for each in figures:
            sheet.add(self._row(each, sheet.next))
        shown = [each for each in self._told.series if each.code in places]
        report_charts.add(sheet, shown, {each.code: f"{each.name}（{each.unit}）" for each in figures})

    def _row(self, each: Figure, row: int) -> list[Cell]:
        kind = _format(each.unit)
        now = self._now(each, kind)
        before, year_ago = (_amount(given, each.unit, kind) for given in (each.previous, each.last_year))
        changes = [
            _change(now, given, f"D{row}", f"{letter}{row}") for given, letter in ((before, "E"), (year_ago, "G"))
        ]
        texts = [Cell(each.code), Cell(each.name), Cell(each.unit, centred=True)]
        return [*texts, now, before, changes[0], year_ago, changes[1], Cell(each.definition)]

    def _now(self, each: Figure, kind: str) -> Cell:
        """The total as a formula: over the rows behind it, or of a share over its two figures."""
        if not is_ratio(each.unit):
            scale = SCALES.get(each.unit, 1)
            formula = self._sums[each.code] + (f"/{scale}" if scale > 1 else "")
            return Cell(scaled(each.value[0], each.unit), formula=formula, format=kind)
        part, whole = (
            self._cells.get(code) or str(number)
            for code, number in zip((each.part, each.whole), each.value[1:], strict=True)
        )
        formula = f'IF({whole}=0,"{_NOTHING}",{part}/{whole})'
        return Cell(each.value[1] / each.value[2] if each.value[2] else _NOTHING, formula=formula, format=kind)

    def _summary(self, sheet: Sheet) -> None:
        """Every figure once more, each cell the one of its section's sheet."""
        for each in self._told.figures:
            section = self.values[each.section]
            row = self._cells[each.code].partition("!D")[2]
            kind = _format(each.unit)
            cells = [Cell(each.code), Cell(each.section), Cell(each.name), Cell(each.unit, centred=True)]
            for letter in "DEFGH":
                shown = section.get(f"{letter}{row}", self._book[each.section][f"{letter}{row}"].value)
                cells.append(
                    Cell(shown, formula=f"{each.section}!{letter}{row}", format=_CHANGE if letter in "FH" else kind)
                )
            sheet.add(cells)
        sheet.end([self._told.subtitle, *(f"注{place}：{words}" for place, words in enumerate(self._told.notes, 1))])


def _lines(each: Figure, sheet: Sheet) -> Iterator[list[Cell]]:
    """The rows behind a figure: runs, then one line for those beyond, or one that says there are none."""
    for first, last, worth in each.runs.found:
        count, row = last - first + 1, sheet.next
        total = Cell(count * worth, formula=f"E{row}*F{row}", format="#,##0")
        yield [Cell(each.code), Cell(each.name), Cell(str(first)), Cell(str(last)), _whole(worth), _whole(count), total]
    rest = each.runs
    if rest.rest_count or not rest.found:
        words = "其余各条，编号见程序" if rest.rest_count else "没有记录"
        yield [
            Cell(each.code),
            Cell(each.name),
            Cell(words),
            Cell(""),
            Cell(""),
            *map(_whole, (rest.rest_count, rest.rest_sum)),
        ]


def _format(unit: str) -> str:
    return _NUMBERS.get(unit, _MEAN if is_ratio(unit) else _COUNT)


def _whole(number: int) -> Cell:
    return Cell(number, format="#,##0")


def _amount(given: tuple[int, int, int], unit: str, kind: str) -> Cell:
    """What a figure was: a share as the formula of its two numbers; below nought nobody knows it."""
    number, part, whole = given
    if whole < 0:
        return Cell(_NOTHING, format=kind)
    if not is_ratio(unit):
        return Cell(scaled(number, unit), format=kind)
    return Cell(part / whole, formula=f"{part}/{whole}", format=kind) if whole else Cell(_NOTHING, format=kind)


def _change(now: Cell, before: Cell, at: str, other: str) -> Cell:
    """How much it grew, as a formula over the two cells."""
    formula = f'IF(N({other})<=0,"{_NO_BASE}",(N({at})-{other})/{other})'
    base = before.value if isinstance(before.value, int | float) else 0
    amount = now.value if isinstance(now.value, int | float) else 0
    return Cell((amount - base) / base if base > 0 else _NO_BASE, formula=formula, format=_CHANGE)
