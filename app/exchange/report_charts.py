"""Native bar charts of a report's figures, beside the numbers they draw."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties

from app.exchange.report_sheet import Cell, Sheet

if TYPE_CHECKING:
    from app.exchange.report_book import Series

_INK, _ROWS_HIGH, _WIDE, _HIGH = "595959", 16, 16.0, 7.6


def add(sheet: Sheet, series: "Sequence[Series]", titles: Mapping[str, str]) -> None:
    """Below the figures, for each series a block of labels and amounts and a chart of them."""
    for each in series:
        sheet.next += 1
        first = sheet.next
        sheet.add([Cell("期间"), Cell(titles[each.code])])
        for label, amount in each.points:
            sheet.add([Cell(label), Cell(amount, format="#,##0.##")])
        _draw(sheet, first, [amount for _, amount in each.points], titles[each.code])
        sheet.next = max(sheet.next, first + _ROWS_HIGH)


def _draw(sheet: Sheet, first: int, amounts: Sequence[float], title: str) -> None:
    chart, count = BarChart(), len(amounts)
    chart.type, chart.style, chart.title, chart.legend = "bar", 10, title, None
    chart.add_data(Reference(sheet.sheet, min_col=2, min_row=first, max_row=first + count), titles_from_data=True)
    chart.set_categories(Reference(sheet.sheet, min_col=1, min_row=first + 1, max_row=first + count))
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    if min(amounts) >= 0:
        chart.y_axis.scaling.min = 0  # a bar is as long as its amount
    chart.gap_width, chart.width, chart.height = 60, _WIDE, _HIGH
    [drawn] = chart.series
    drawn.graphicalProperties = GraphicalProperties(solidFill=_INK)
    drawn.dLbls = DataLabelList()
    drawn.dLbls.showVal = True
    drawn.dLbls.showSerName = drawn.dLbls.showCatName = drawn.dLbls.showLegendKey = drawn.dLbls.showPercent = False
    sheet.sheet.add_chart(chart, f"D{first}")
