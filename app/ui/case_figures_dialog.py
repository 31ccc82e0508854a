"""办理情况: shares and the way from demand to result at the left, at the right the rows behind the chosen figure."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QWidget

from app.domain.funnels import Funnel
from app.domain.periods import last_quarters
from app.domain.ratios import Ratio
from app.services import case_figures, case_forms, case_lines, cases
from app.services.case_figures import CASES, Scope
from app.services.case_lines import Line
from app.ui.figure_bars_dialog import FigureBarsDialog
from app.ui.kit.bars import BarLine
from app.ui.kit.buttons import button
from app.ui.kit.editors import ChoiceEditor
from app.ui.kit.fields import Shown
from app.ui.kit.rows import RowModel
from app.ui.kit.shortcuts import on_keys
from app.ui.kit.visit import Visit

FIELDS = (Shown("name", "名称", 260, stretch=True), Shown("detail", "说明", 260))


@dataclass(frozen=True)
class Figure:
    """A line at the left; `parts` are its rows by what they have in common, `place` that in the funnel or -1."""

    title: str
    value: str
    share: float | None
    noun: str
    parts: Mapping[str, tuple[int, ...]]
    place: int = -1


class FiguresDialog(FigureBarsDialog):
    """A figure of the funnel opens both ways: where a row came from, and what came of it."""

    chapter = "cases"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "办理情况", "各项数字", RowModel(FIELDS, self._lines), left=360)
        self.figures: list[Figure] = []
        self.funnel: Funnel | None = None
        self.period = self._picker("时间", lambda: _periods(dt.date.today()))
        self.kind = self._picker("类别", lambda: [("", "全部类别"), *_same(case_forms.kinds())])
        self.unit = self._picker("承办单位", lambda: [("", "全部单位"), *_same(cases.choices("unit"))])
        self.back = button("从哪里来", partial(self.walk, -1), icon="chevron-left")
        self.onward = button("后来怎样", partial(self.walk, 1), icon="chevron-right")
        self._fill()
        self._connect()
        self.read()
        self.bars.setFocus()

    def read(self) -> None:
        """Count afresh for what the pickers say."""
        first, _, last = str(self.period.value()).partition("|")
        scope = Scope(first, last, self.kind.value(), unit=self.unit.value())
        self.funnel = case_figures.funnel(scope)
        self.figures = [*_shares(scope), *_months(scope), *_steps(self.funnel)]
        self.bars.show_lines([BarLine(each.title, each.value, each.share) for each in self.figures])
        self._show(self.bars.currentRow())

    def walk(self, step: int) -> None:
        """Show what the chosen row of the funnel came from (-1), or what came of it (1)."""
        figure, chosen = self.figures[self.bars.currentRow()], self.table.chosen()
        if figure.place < 0 or not self.funnel or not chosen:
            return
        way = self.funnel.onward if step > 0 else self.funnel.back
        found, name = way(figure.place, chosen[0]), self.rows.record(self.table.chosen_places()[0]).name
        if not found:
            self.sentence.setText(f"“{name}”{'还没有下一步，停在这里' if step > 0 else '不是从上一步来的'}。")
            return
        self.bars.setCurrentRow(self.bars.currentRow() + step)
        there = self.figures[self.bars.currentRow()]
        self._list(there, found)
        came = "之后的" if step > 0 else "来自的"
        self.sentence.setText(f"“{name}”{came}{there.title.removeprefix('→ ')}：{len(found):,}。")

    def open_chosen(self) -> None:
        """Leave for the record of the chosen row."""
        if places := self.table.chosen_places():
            line: Line = self.rows.record(places[0])
            self.visit = Visit("cases", record=line.case) if line.case else Visit("minutes", record=line.meeting)
            self.accept()

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self.figures):
            return
        figure = self.figures[place]
        self._offer(figure.parts, partial(self._list, figure))
        self._order_stops()
        first = next((n for n, ids in enumerate(figure.parts.values()) if ids), 0)
        self._chips[first].setChecked(True)
        self._list(figure, list(figure.parts.values())[first])

    def _list(self, figure: Figure, ids: tuple[int, ...]) -> None:
        self._noun = figure.noun
        self.rows.show(list(ids))
        self.table.choose_place(0)
        self.sentence.setText("" if ids else "没有这样的。")
        self.open_it.setEnabled(bool(ids))
        for each in (self.back, self.onward):
            each.setEnabled(figure.place >= 0 and bool(ids))

    def _lines(self, ids: list[int]) -> list[Line]:
        return case_lines.of(self._noun, ids)

    def _order_stops(self) -> None:
        stops = [self.period, self.kind, self.unit, self.bars, *self._chips, self.table, self.back, self.onward]
        for former, following in pairwise(stops):
            self.setTabOrder(former, following)

    def _picker(self, name: str, options: object) -> ChoiceEditor:
        made = ChoiceEditor(options, free=False)  # type: ignore[arg-type]
        made.setAccessibleName(name)
        made.fill("")
        made.setCurrentIndex(0)
        made.activated.connect(lambda _: self.read())
        return made

    def _connect(self) -> None:
        on_keys(self, "Alt+Left", partial(self.walk, -1))
        on_keys(self, "Alt+Right", partial(self.walk, 1))
        self.back.setToolTip("这一件是从哪里来的（Alt+←）")
        self.onward.setToolTip("这一件后来怎样了（Alt+→）")
        self.open_it.setToolTip("打开（在名单里按 Enter）")

    def _fill(self) -> None:
        for part in (self.period, self.kind, self.unit):
            self.top.addWidget(part)
        self.top.addStretch(1)
        for each in (self.back, self.onward):
            self.foot.addWidget(each)
        self.foot.addStretch(1)
        self.foot.addWidget(button("关闭（Esc）", self.reject))
        self.foot.addWidget(self.open_it)


def _shares(scope: Scope) -> Iterator[Figure]:
    found = case_figures.rates(scope, dt.date.today())
    yield _share("办结率", found.completion, "已办结", "没有办结")
    yield _share("按时办结率", found.on_time, "按时办结", "没有按时")
    yield _share("超期率（在办的）", found.overdue, "超期", "没有超期")
    yield _share("满意率（回访过的）", found.satisfied, "满意", "不满意")


def _share(title: str, ratio: Ratio, counted: str, others: str) -> Figure:
    share = len(ratio.rows) / ratio.total if ratio.total else 0.0
    return Figure(title, ratio.words, share, CASES, {counted: ratio.rows, others: ratio.others})


def _months(scope: Scope) -> Iterator[Figure]:
    found = case_figures.months(scope)
    total = sum(map(len, found.values()))
    if found:
        latest = dict(list(found.items())[-12:])
        parts = {f"{int(month[5:])}月": ids for month, ids in latest.items()}
        yield Figure("月均收到", f"{total:,}/{len(found)} 月 = {total / len(found):.1f}", None, CASES, parts)


def _steps(funnel: Funnel) -> Iterator[Figure]:
    whole = len(funnel.steps[0].ids)
    for place, step in enumerate(funnel.steps):
        parts = {"全部": step.ids}
        if place < len(funnel.arrows):
            passed, following = funnel.passed(place), funnel.steps[place + 1].title
            parts |= {f"有{following}": passed.rows, f"停在这里（没有{following}）": passed.others}
        title = f"→ {step.title}" if place else step.title
        share = min(len(step.ids) / whole, 1.0) if whole else 0.0
        yield Figure(title, f"{len(step.ids):,}", share, step.noun, parts, place)


def _periods(today: dt.date) -> list[tuple[str, str]]:
    """This year, the last four quarters, the years before, and all of them."""
    quarters = [(f"{each.start}|{each.end}", each.label.replace("第", "")) for each in last_quarters(today)]
    years = dict.fromkeys([str(today.year), *cases.choices("year")])
    whole = [(f"{year}-01-01|{year}-12-31", f"{year}年") for year in years]
    return [whole[0], *quarters, *whole[1:], ("|", "全部时间")]


def _same(values: list[str]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]
