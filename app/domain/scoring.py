"""Points, grades and ranks of merchants under a scheme: the same from the same facts, in whatever order they come."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from operator import itemgetter
from typing import Any

from app.domain.calendar import add_months
from app.domain.measures import NOTHING, Fact, half_up, points, said, shown
from app.domain.schemes import (
    NUMBER,
    PREFERRED,
    REFUSED_BADGE,
    SINCE,
    UNGRADED_BADGE,
    Criterion,
    Scheme,
    badge,
)


class Outcome(StrEnum):
    """Whether a merchant got a grade; the value is what is stored and what people see."""

    GRADED = "已评定"
    UNGRADED = "未评级"
    REFUSED = "不予评定"


@dataclass(frozen=True, slots=True)
class Subject:
    """A merchant as far as a scheme looks at it; `since` an ISO day or month, `pledges` the kinds in force, `seen` the
    first day (or month) on which a record shows it in business, for one whose `since` nobody entered."""

    merchant: int
    number: str
    since: str = ""
    pledges: frozenset[str] = frozenset()
    party_member: bool = False
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """The points (hundredths) of one criterion, None where it is not scored; `said` what they are for."""

    key: str
    points: int | None
    maximum: int
    said: str = ""


@dataclass(frozen=True, slots=True)
class Rated:
    """A merchant's result: `total` in hundredths, `rank` and `band` 0 for who is not graded, `tie` what decided between
    equals, `listed` whether the award is due by rank and grade."""

    subject: Subject
    outcome: Outcome
    items: tuple[Item, ...]
    total: int = 0
    grade: str = ""
    band: int = 0
    rank: int = 0
    tie: str = ""
    reasons: tuple[str, ...] = ()
    preferred: bool = False
    listed: bool = False

    @property
    def merchant(self) -> int:
        """The id of the merchant."""
        return self.subject.merchant

    @property
    def badge(self) -> str:
        """How lists show the result."""
        return badge_of(self.outcome, self.band)


@dataclass(frozen=True)
class Material:
    """What a scheme is applied to. `facts` by criterion and merchant, `marks` (hundredths) by criterion and merchant,
    `vetoes` by merchant the names of those cast, `preferred` who gave to charity: they order equals, nothing else."""

    facts: Mapping[str, Mapping[int, Fact]]
    marks: Mapping[str, Mapping[int, int]]
    vetoes: Mapping[int, Sequence[str]]
    preferred: Collection[int] = ()


def badge_of(outcome: str, band: int) -> str:
    """How lists show a result: by the rank of its band, or that there is none."""
    special = {Outcome.UNGRADED.value: UNGRADED_BADGE, Outcome.REFUSED.value: REFUSED_BADGE}
    return special.get(outcome) or badge(band)


def rate(scheme: Scheme, subjects: Iterable[Subject], material: Material, day: date) -> list[Rated]:
    """Every merchant's result, the graded ones in the order of their ranks, then the others by their numbers."""
    sources = [_items(criterion, material) for criterion in scheme.criteria]
    results = [
        _rated(scheme, subject, tuple(item_of(subject.merchant) for item_of in sources), material, day)
        for subject in subjects
    ]
    graded = [result for result in results if result.outcome == Outcome.GRADED]
    others = [result for result in results if result.outcome != Outcome.GRADED]
    ranked = _ranked(scheme, graded)
    return ranked + sorted(others, key=lambda one: (one.outcome, one.subject.number))


def _rated(scheme: Scheme, subject: Subject, items: tuple[Item, ...], material: Material, day: date) -> Rated:
    vetoed = material.vetoes.get(subject.merchant, ())
    preferred = subject.merchant in material.preferred
    if vetoed:
        reasons = tuple(f"一票否决：{name}" for name in vetoed)
        return Rated(subject, Outcome.REFUSED, items, reasons=reasons, preferred=preferred)
    lacking = _lacking(scheme, subject, items, day)
    if lacking:
        return Rated(subject, Outcome.UNGRADED, items, reasons=lacking, preferred=preferred)
    total = _total(scheme, items)
    band = scheme.band(total)
    return Rated(subject, Outcome.GRADED, items, total, scheme.bands[band].grade, band, preferred=preferred)


def _items(criterion: Criterion, material: Material) -> Callable[[int], Item]:
    """What gives the item of a criterion by merchant; equal facts share one item."""
    if not criterion.computed:
        marks = material.marks.get(criterion.key, {})
        given = cache(lambda worth: Item(criterion.key, worth, criterion.maximum))
        return lambda merchant: given(marks.get(merchant))
    facts = material.facts.get(criterion.key, {})
    counted = cache(lambda fact: _counted(criterion, fact))
    return lambda merchant: counted(facts.get(merchant, NOTHING))


def _counted(criterion: Criterion, fact: Fact) -> Item:
    return Item(criterion.key, points(criterion, fact), criterion.maximum, fact.note or said(criterion, fact))


def _lacking(scheme: Scheme, subject: Subject, items: Sequence[Item], day: date) -> tuple[str, ...]:
    """Why a merchant cannot be graded yet; empty where all the scheme asks for is known."""
    minimum, reasons = scheme.minimum, []
    if minimum.party_member and not subject.party_member:
        reasons.append("不是党员商户")
    if minimum.months:
        reasons += _too_young(subject.since or subject.seen, minimum.months, day)
    reasons += [f"没有签订{kind}" for kind in minimum.pledges if kind not in subject.pledges]
    blank = [item.key for item in items if item.points is None]
    if blank:
        unmarked = [criterion.name for criterion in scheme.by_hand if criterion.key in blank]
        reasons += [f"还没有评分：{'、'.join(unmarked)}"] if unmarked else []
        reasons += ["没有一项有得分"] if len(blank) == len(items) else []
    return tuple(dict.fromkeys(reasons))


def _too_young(since: str, months: int, day: date) -> list[str]:
    if not since:
        return ["没有登记开业时间"]
    began = date.fromisoformat(since if len(since) > len("2026-01") else f"{since}-01")
    return [] if add_months(began, months) <= day else [f"开业不满 {months} 个月"]


def _total(scheme: Scheme, items: Sequence[Item]) -> int:
    """The sum of the points; where a criterion is left out, the others are worth the whole total."""
    scored = [item for item in items if item.points is not None]
    summed, most = sum(item.points or 0 for item in scored), sum(item.maximum for item in scored)
    return summed if most == scheme.total else half_up(summed * scheme.total, most)


def _ranked(scheme: Scheme, graded: Sequence[Rated]) -> list[Rated]:
    """In order of total, then of each tie-break in turn, at last of the number, which no two merchants share."""
    rules = [*(key for key in scheme.ties if key != NUMBER), NUMBER]
    pairs = (((-one.total, *(_tie_value(one, key) for key in rules)), one) for one in graded)
    keyed = sorted(pairs, key=itemgetter(0))
    limit, last = scheme.award.places, last_band(scheme)
    ranked = []
    for place, (key, one) in enumerate(keyed):
        near = [other for other, _ in keyed[max(0, place - 1) : place + 2] if other[0] == key[0] and other != key]
        listed = bool(scheme.award.honour) and one.band <= last and (not limit or place < limit)
        tie = "；".join(_tie(scheme, rules, key, other, place) for other in near)
        ranked.append(replace(one, rank=place + 1, tie=tie, listed=listed))
    return ranked


def last_band(scheme: Scheme) -> int:
    """The place of the band down to which the award is given; -1 where none is."""
    return next((place for place, band in enumerate(scheme.bands) if band.grade == scheme.award.grade), -1)


def _tie_value(one: Rated, key: str) -> int | str:
    """What orders equals by a key, the better the smaller."""
    if key == PREFERRED:
        return 0 if one.preferred else 1
    if key == SINCE:
        return one.subject.since or "9"
    if key == NUMBER:
        return one.subject.number
    return -next((item.points or 0 for item in one.items if item.key == key), 0)


def _tie(scheme: Scheme, rules: Sequence[str], key: Any, other: Any, place: int) -> str:
    """What put a merchant behind an equal one, or before it."""
    rule = next(rule for rule, mine, theirs in zip(rules, key[1:], other[1:], strict=True) if mine != theirs)
    where, by = ("之前", place + 2) if other > key else ("之后", place)
    return f"与第 {by} 名同为 {shown(-key[0])} 分，按“{scheme.tie_name(rule)}”排在其{where}"
