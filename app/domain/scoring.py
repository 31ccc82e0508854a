"""Points, grades and ranks of merchants under a scheme: the same from the same facts, in whatever order they come."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from operator import itemgetter
from typing import Any
from unicodedata import normalize

from app.domain.calendar import add_months
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean
from app.domain.schemes import (
    ABOUT,
    COUNTS,
    NUMBER,
    PREFERRED,
    REFUSED_BADGE,
    SINCE,
    UNGRADED_BADGE,
    Criterion,
    Missing,
    Scheme,
    badge,
)


class Outcome(StrEnum):
    """Whether a merchant got a grade; the value is what is stored and what people see."""

    GRADED = "已评定"
    UNGRADED = "未评级"
    REFUSED = "不予评定"


@dataclass(frozen=True, slots=True)
class Fact:
    """What was counted of a merchant: a number, or `count` parts of `of`; `note` what the sheet says about it."""

    count: int = 0
    of: int = 0
    note: str = ""


NOTHING = Fact()


@dataclass(frozen=True, slots=True)
class Subject:
    """A merchant as far as a scheme looks at it; `since` an ISO day or month, `pledges` the kinds in force."""

    merchant: int
    number: str
    since: str = ""
    pledges: frozenset[str] = frozenset()
    party_member: bool = False


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


def shown(points: int) -> str:
    """Hundredths of a point as people write them: 9250 is 92.5."""
    whole, rest = divmod(abs(points), ABOUT)
    return f"{'-' if points < 0 else ''}{whole}" + (f".{rest:02d}".rstrip("0") if rest else "")


def read_points(text: str, criterion: Criterion) -> int:
    """The hundredths that a score as typed means; raises Invalid (field: the criterion's key) outside 0 … maximum."""
    written = normalize("NFKC", clean(text)).removesuffix("分")
    if not re.fullmatch(r"\d{1,4}(\.\d{1,2})?", written):
        raise Invalid(
            {criterion.key: Complaint("bad_number", f"“{text}”不是分数，请填 0 到 {criterion.maximum}，如 8.5。")}
        )
    whole, _, rest = written.partition(".")
    given = int(whole) * ABOUT + int(rest.ljust(2, "0"))
    if given > criterion.maximum * ABOUT:
        sentence = f"“{criterion.name}”满分 {criterion.maximum} 分，填的是 {written} 分，请改正。"
        raise Invalid({criterion.key: Complaint("too_many", sentence)})
    return given


def points(criterion: Criterion, fact: Fact) -> int | None:
    """The hundredths a fact is worth, never below 0 nor above the maximum; None where the criterion is left out."""
    most = criterion.maximum * ABOUT
    if criterion.formula not in COUNTS:
        if fact.of:
            return _half_up(most * fact.count, fact.of)
        return {Missing.FULL: most, Missing.ZERO: 0}.get(Missing(criterion.missing))
    if criterion.steps:
        reached = [worth for least, worth in criterion.steps if fact.count >= least * _unit(criterion)]
        return reached[-1] * ABOUT
    start = most if criterion.each < 0 else 0
    return min(most, max(0, start + criterion.each * fact.count * ABOUT // _unit(criterion)))


def rate(scheme: Scheme, subjects: Iterable[Subject], material: Material, day: date) -> list[Rated]:
    """Every merchant's result, the graded ones in the order of their ranks, then the others by their numbers."""
    results = [_rated(scheme, subject, material, day) for subject in subjects]
    graded = [result for result in results if result.outcome == Outcome.GRADED]
    others = [result for result in results if result.outcome != Outcome.GRADED]
    ranked = _ranked(scheme, graded)
    return ranked + sorted(others, key=lambda one: (one.outcome, one.subject.number))


def _unit(criterion: Criterion) -> int:
    """Penalties and praise are counted in hundredths of a point, everything else in pieces."""
    return ABOUT if criterion.formula in ("penalties", "praise") else 1


def _half_up(part: int, whole: int) -> int:
    return (2 * part + whole) // (2 * whole)


def _rated(scheme: Scheme, subject: Subject, material: Material, day: date) -> Rated:
    items = tuple(_item(criterion, subject.merchant, material) for criterion in scheme.criteria)
    vetoed = tuple(material.vetoes.get(subject.merchant, ()))
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


def _item(criterion: Criterion, merchant: int, material: Material) -> Item:
    if not criterion.computed:
        return Item(criterion.key, material.marks.get(criterion.key, {}).get(merchant), criterion.maximum)
    fact = material.facts.get(criterion.key, {}).get(merchant, NOTHING)
    return Item(criterion.key, points(criterion, fact), criterion.maximum, fact.note or _said(criterion, fact))


def _said(criterion: Criterion, fact: Fact) -> str:
    if criterion.formula in COUNTS:
        unit = " 分" if _unit(criterion) == ABOUT else ""
        return f"{COUNTS[criterion.formula]} {shown(fact.count) if unit else fact.count}{unit}"
    if fact.of:
        return f"{fact.count}/{fact.of}"
    return {Missing.FULL: "没有记录，按满分", Missing.ZERO: "没有记录，不得分"}.get(
        Missing(criterion.missing), "没有记录，不计入，其余各项折算成总分"
    )


def _lacking(scheme: Scheme, subject: Subject, items: Sequence[Item], day: date) -> tuple[str, ...]:
    """Why a merchant cannot be graded yet; empty where all the scheme asks for is known."""
    minimum, reasons = scheme.minimum, []
    if minimum.party_member and not subject.party_member:
        reasons.append("不是党员商户")
    if minimum.months:
        reasons += _too_young(subject.since, minimum.months, day)
    reasons += [f"没有签订{kind}" for kind in minimum.pledges if kind not in subject.pledges]
    unmarked = [
        c.name for c, item in zip(scheme.criteria, items, strict=True) if not c.computed and item.points is None
    ]
    if unmarked:
        reasons.append(f"还没有评分：{'、'.join(unmarked)}")
    if all(item.points is None for item in items):
        reasons.append("没有一项有得分")
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
    return summed if most == scheme.total else _half_up(summed * scheme.total, most)


def _ranked(scheme: Scheme, graded: Sequence[Rated]) -> list[Rated]:
    """In order of total, then of each tie-break in turn, at last of the number, which no two merchants share."""
    rules = [*(key for key in scheme.ties if key != NUMBER), NUMBER]
    pairs = (((-one.total, *(_tie_value(one, key) for key in rules)), one) for one in graded)
    keyed = sorted(pairs, key=itemgetter(0))
    limit, last = scheme.award.places, _last_band(scheme)
    ranked = []
    for place, (key, one) in enumerate(keyed):
        near = [keyed[other][0] for other in (place - 1, place + 1) if 0 <= other < len(keyed)]
        listed = bool(scheme.award.honour) and one.band <= last and (not limit or place < limit)
        ranked.append(replace(one, rank=place + 1, tie=_tie(scheme, rules, key, near, place), listed=listed))
    return ranked


def _last_band(scheme: Scheme) -> int:
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


def _tie(scheme: Scheme, rules: Sequence[str], key: Any, near: Sequence[Any], place: int) -> str:
    """What put a merchant behind an equal one, or before it; "" where its total is its own."""
    said = []
    for other in near:
        if other[0] != key[0]:
            continue
        rule = next(rule for rule, mine, theirs in zip(rules, key[1:], other[1:], strict=True) if mine != theirs)
        where, by = ("之前", place + 2) if other > key else ("之后", place)
        said.append(f"与第 {by} 名同为 {shown(-key[0])} 分，按“{scheme.tie_name(rule)}”排在其{where}")
    return "；".join(said)


def sides(scores: Mapping[str, Sequence[int]], weights: Sequence[tuple[str, int]]) -> Fact:
    """三维评价 as a share: each side's mean (of 100) by its weight; where a side is missing, the others make up the
    whole and the note says so."""
    given = {side: Fraction(sum(scores[side]), len(scores[side])) for side, _ in weights if scores.get(side)}
    weighed = sum(share for side, share in weights if side in given)
    if not weighed:
        return NOTHING
    mean = sum((given[side] * share for side, share in weights if side in given), Fraction(0)) / weighed / ABOUT
    missing = [side for side, _ in weights if side not in given]
    told = "，".join(
        f"{side} {shown(_half_up(value.numerator * ABOUT, value.denominator))}" for side, value in given.items()
    )
    note = told + (f"（缺{'、'.join(missing)}，其余各方按权重折算）" if missing else "")
    return Fact(mean.numerator, mean.denominator, note)
