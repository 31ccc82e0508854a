"""发展党员: the charts of steps as data, the gates before a step, and the clocks that run after one."""

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from app.domain.calendar import add_months, spoken, workdays_after
from app.domain.errors import Complaint, Invalid
from app.domain.rules import Rule, RuleBook, why
from app.domain.votes import arithmetic
from app.paths import RESOURCES


@dataclass(frozen=True)
class Step:
    """One step of a chart: `after` names the step its gate (`least`) and its clocks (`within`, `most`: codes of rules)
    start from; `needs` what must be written down with it (people, introducers, training, votes)."""

    code: str
    name: str
    stage: str = ""
    after: str = ""
    least: str = ""
    within: str = ""
    most: str = ""
    needs: str = ""
    repeats: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart of steps; an application made in its period follows it to the end."""

    key: str
    title: str
    effective_from: dt.date
    effective_to: dt.date | None
    steps: tuple[Step, ...]

    def step(self, code: str) -> Step:
        """The step of a code; raises KeyError."""
        return {step.code: step for step in self.steps}[code]


@dataclass(frozen=True)
class Clock:
    """Until when a step is due; `certain` is False where a year's working days are not known (暂算)."""

    step: Step
    due: dt.date
    late: bool
    rule: str
    certain: bool = True


@dataclass(frozen=True)
class Finding:
    """What the rules in force say of a step on its day: sentences to keep with it, and those it was late by."""

    rules: tuple[str, ...]
    warnings: tuple[str, ...]


@cache
def charts() -> tuple[Chart, ...]:
    """The charts in resources/development, the earliest first."""
    return tuple(
        _chart(file.stem, tomllib.loads(file.read_text("utf-8")))
        for file in sorted((RESOURCES / "development").glob("*.toml"))
    )


def chart_on(day: dt.date) -> Chart:
    """The chart an application made on a day follows."""
    holding = [one for one in charts() if one.effective_from <= day <= (one.effective_to or dt.date.max)]
    return holding[-1] if holding else charts()[0]


def chart_of(key: str) -> Chart:
    """The chart of a key; raises KeyError."""
    return {one.key: one for one in charts()}[key]


def check(
    chart: Chart, done: Mapping[str, dt.date], code: str, on: dt.date, detail: Mapping[str, int], book: RuleBook
) -> Finding:
    """What the rules in force on its day say of a step; raises Invalid (key "on" or "detail") where a gate is shut.

    `done` gives the last day of each step done; `detail` how many people, days and hours were written down with the
    step, the votes (`due`, `present`, `favour`), and by how many months probation was extended (`extended`).
    """
    step = chart.step(code)
    _check_order(chart, done, step, on)
    kept, warnings = [], []
    base = done.get(step.after)
    if base and step.least:
        kept.append(_check_gate(step, base, on, book, detail.get("extended", 0)))
    if step.needs == "votes":
        kept.append(_check_votes(step, detail, on, book))
    if step.needs in _NEEDS:
        kept += _check_detail(step, detail, on, book)
    for code_of_rule in filter(None, (step.within, step.most)):
        if base is None:
            continue
        rule = book.in_force(code_of_rule, on)
        last, _ = _shifted(base, rule)
        kept.append(why(rule))
        if on > last:
            warnings.append(f"{step.name}应在 {spoken(last.isoformat())} 前完成，晚了 {(on - last).days} 天。")
    return Finding(tuple(kept), tuple(warnings))


def clocks(chart: Chart, done: Mapping[str, dt.date], book: RuleBook, today: dt.date) -> list[Clock]:
    """The clocks that run today, the earliest first; each is read by the rule in force on the day it started."""
    found = []
    for position, step in enumerate(chart.steps):
        base = done.get(step.code) if step.repeats and step.code in done else done.get(step.after)
        over = any(later.code in done for later in chart.steps[position + 1 :])
        if base is None or not step.within or over or (step.code in done and not step.repeats):
            continue
        rule = book.in_force(step.within, base)
        due, certain = _shifted(base, rule)
        found.append(Clock(step, due, due < today, why(rule), certain))
    return sorted(found, key=lambda clock: clock.due)


def opens(chart: Chart, done: Mapping[str, dt.date], code: str, book: RuleBook) -> tuple[dt.date, bool] | None:
    """The first day a step may be done on by its gate, and whether that is certain; None where no gate stands."""
    step = chart.step(code)
    base = done.get(step.after)
    if base is None or not step.least:
        return None
    return _opening(base, book.in_force(step.least, base))


def check_extension(months: int, on: dt.date, book: RuleBook) -> str:
    """The rule that lets probation be extended by some months; raises Invalid (key "months") outside it."""
    rule = book.in_force("development.extension", on)
    least, most = map(int, rule.value)  # type: ignore[arg-type]
    if not least <= months <= most:
        raise Invalid({"months": Complaint("bad_extension", f"预备期只能延长 {least} 到 {most} 个月。{why(rule)}")})
    return why(rule)


def following(chart: Chart, done: Mapping[str, dt.date]) -> Step | None:
    """The step that comes next; None after the last."""
    last = max((place for place, step in enumerate(chart.steps) if step.code in done), default=-1)
    return chart.steps[last + 1] if last + 1 < len(chart.steps) else None


def _check_order(chart: Chart, done: Mapping[str, dt.date], step: Step, on: dt.date) -> None:
    place = chart.steps.index(step)
    missing = [earlier for earlier in chart.steps[:place] if earlier.code not in done]
    if missing:
        raise Invalid({"step": Complaint("out_of_order", f"还没有登记“{missing[0].name}”，请先登记前面的步骤。")})
    before = max((done[earlier.code] for earlier in chart.steps[:place]), default=dt.date.min)
    if on < before:
        sentence = f"日期早于上一步的 {spoken(before.isoformat())}，请核对。"
        raise Invalid({"on": Complaint("bad_date", sentence)})


def _check_gate(step: Step, base: dt.date, on: dt.date, book: RuleBook, extended: int) -> str:
    rule = book.in_force(step.least, on)
    first, certain = _opening(add_months(base, extended), rule)
    if on < first:
        tentative = "" if certain else "（暂算，届时的工作日安排还没有公布）"
        sentence = f"最早要到 {spoken(first.isoformat())}{tentative}才能{step.name}。{why(rule)}"
        raise Invalid({"on": Complaint("too_early", sentence)})
    return why(rule)


def _opening(base: dt.date, rule: Rule) -> tuple[dt.date, bool]:
    """The first day after the gate: the same day some months later, or the day after so many whole working days."""
    last, certain = _shifted(base, rule)
    return (last + dt.timedelta(days=1), certain) if "工作日" in rule.unit else (last, certain)


def _check_detail(step: Step, detail: Mapping[str, int], on: dt.date, book: RuleBook) -> list[str]:
    asked = [(book.in_force(code, on), key) for code, key in _NEEDS[step.needs]]
    met = [rule.amount <= detail.get(key, 0) for rule, key in asked]
    if not (any(met) if step.needs == "training" else all(met)):
        wanted = " 或 ".join(f"{rule.amount} {rule.unit}" for rule, _ in asked)
        raise Invalid({"detail": Complaint("too_few", f"{step.name}至少要 {wanted}。{why(asked[0][0])}")})
    return [why(rule) for rule, _ in asked]


def _check_votes(step: Step, detail: Mapping[str, int], on: dt.date, book: RuleBook) -> str:
    due, present, favour = (detail.get(name, 0) for name in ("due", "present", "favour"))
    if not due >= present >= favour > 0:
        raise Invalid({"detail": Complaint("bad_votes", "请填写应到、实到和赞成人数，后一个不能比前一个多。")})
    quorum, majority = book.in_force("vote.quorum", on), book.in_force("vote.majority", on)
    count = arithmetic(due, present, favour, quorum, majority)
    if not count.holds:
        raise Invalid({"detail": Complaint("not_carried", f"{count.words}，{step.name}没有通过。{why(majority)}")})
    return f"{count.words}。"


_NEEDS = {
    "introducers": (("development.introducers", "people"),),
    "training": (("development.training_days", "days"), ("development.training_hours", "hours")),
}


def _shifted(base: dt.date, rule: Rule) -> tuple[dt.date, bool]:
    if "工作日" in rule.unit:
        return workdays_after(base, rule.amount)
    return add_months(base, rule.amount) if "月" in rule.unit else base + dt.timedelta(days=rule.amount), True


def _chart(key: str, row: Mapping[str, object]) -> Chart:
    steps: Sequence[Mapping[str, object]] = row["step"]  # type: ignore[assignment]
    made = tuple(Step(**step) for step in steps)  # type: ignore[arg-type]
    return Chart(key, str(row["title"]), row["effective_from"], row.get("effective_to"), made)  # type: ignore[arg-type]
