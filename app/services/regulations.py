"""System documents (制度): when each was adopted, and when it is to be looked at again."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.calendar import add_months
from app.domain.drafts import checked_day
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean
from app.domain.roles import Right
from app.services.rules import in_force
from app.services.session import requires
from app.store.activities import Regulation
from app.store.writing import writing

DUE, HOLDS, ENDED = "该复审", "在用", "已废止"
CATEGORIES = ("服务承诺", "民主决策", "评议监督", "日常管理")


@dataclass(frozen=True)
class RegulationRow:
    """A regulation as lists show it; days are ISO, `state` how it stands on the day asked for."""

    id: int
    title: str
    category: str
    adopted: str
    review: str
    ended: str
    note: str
    state: str

    @property
    def name(self) -> str:
        """What it is called."""
        return self.title


@requires(Right.READ)
def listing(today: dt.date) -> list[RegulationRow]:
    """Every regulation: those due for review first, then by when they are, ended ones last."""
    rows = [_row(row, today) for row in Regulation.select().where(Regulation.removed_at == "")]
    order = (DUE, HOLDS, ENDED)
    return sorted(rows, key=lambda row: (order.index(row.state), row.review or "9", row.adopted, row.id))


@requires(Right.READ)
def due(today: dt.date) -> list[RegulationRow]:
    """The regulations whose day of review has come, or comes within the days of the rule."""
    return [row for row in listing(today) if row.state == DUE]


@requires(Right.READ)
def check(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a regulation normalised; without a day of review the rule's months after its adoption are taken.
    Raises Invalid."""
    complaints: dict[str, str] = {}
    tidy = {name: clean(value) for name, value in values.items()}
    for name in ("adopted", "review", "ended"):
        tidy[name] = checked_day(tidy.get(name, ""), name, complaints)
    if not tidy.get("title"):
        complaints["title"] = Complaint("missing", "请填写制度名称。")
    if "adopted" not in complaints and len(tidy["adopted"]) < len("2026-01-01"):
        complaints["adopted"] = Complaint("no_day", "请填写通过日期，要写到日，如 2026.3.5。")
    if "adopted" not in complaints:
        complaints |= {
            name: Complaint("bad_date", "这个日期早于通过日期，请核对。")
            for name in ("review", "ended")
            if name not in complaints and tidy[name] and tidy[name] < tidy["adopted"][: len(tidy[name])]
        }
    if complaints:
        raise Invalid(complaints)
    adopted = dt.date.fromisoformat(tidy["adopted"])
    months = in_force("regulation.review_after", adopted).amount
    return tidy | {"review": tidy["review"] or add_months(adopted, months).isoformat()}


@requires(Right.ENTER)
def save(values: Mapping[str, Any], regulation: int | None = None) -> int:
    """Add or change a regulation and return its id; raises Invalid."""
    tidy = check(values)
    with writing(f"{'修改' if regulation else '登记'}制度 {tidy['title']}") as act:
        if regulation:
            act.change(Regulation.get_by_id(regulation), tidy)
            return regulation
        row = Regulation(**tidy)
        act.add(row)
        return row.id


@requires(Right.ENTER)
def reviewed(regulation: int, on: dt.date) -> None:
    """Write down that a regulation was looked at and holds on: the next review is the rule's months later."""
    row = Regulation.get_by_id(regulation)
    months = in_force("regulation.review_after", on).amount
    with writing(f"复审制度 {row.title}") as act:
        act.change(row, {"review": add_months(on, months).isoformat()})


@requires(Right.ENTER)
def remove(regulations: Sequence[int]) -> None:
    """Move regulations to the recycle bin."""
    found = list(Regulation.select().where(Regulation.id.in_(list(regulations)), Regulation.removed_at == ""))
    what = f"移出制度 {found[0].title}" if len(found) == 1 else f"移出制度 {len(found)} 项"
    with writing(what) as act:
        for row in found:
            act.change(row, row.when_undone())


def _row(row: Regulation, today: dt.date) -> RegulationRow:
    stored = ("id", "title", "category", "adopted", "review", "ended", "note")
    soon = today + dt.timedelta(days=in_force("regulation.remind_before", today).amount)
    ended = bool(row.ended) and row.ended <= today.isoformat()
    waits = bool(row.review) and row.review <= soon.isoformat()
    state = ENDED if ended else DUE if waits else HOLDS
    return RegulationRow(**{name: getattr(row, name) for name in stored}, state=state)
