"""What was counted of a merchant, and the points it is worth under a criterion."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from unicodedata import normalize

from app.domain.errors import Complaint, Invalid
from app.domain.names import clean
from app.domain.schemes import ABOUT, COUNTS, Criterion, Missing


@dataclass(frozen=True, slots=True)
class Fact:
    """What was counted of a merchant: a number, or `count` parts of `of`; `note` what the sheet says about it."""

    count: int = 0
    of: int = 0
    note: str = ""


NOTHING = Fact()


def shown(points: int) -> str:
    """Hundredths of a point as people write them: 9250 is 92.5."""
    whole, rest = divmod(abs(points), ABOUT)
    return f"{'-' if points < 0 else ''}{whole}" + (f".{rest:02d}".rstrip("0") if rest else "")


def read_points(text: str, criterion: Criterion) -> int:
    """The hundredths that a score as typed means; raises Invalid (field: the criterion's key) outside 0 … maximum."""
    written = normalize("NFKC", clean(text)).removesuffix("分").rstrip()
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
            return half_up(most * fact.count, fact.of)
        return {Missing.FULL: most, Missing.ZERO: 0}.get(Missing(criterion.missing))
    if criterion.steps:
        reached = [worth for least, worth in criterion.steps if fact.count >= least * _unit(criterion)]
        return reached[-1] * ABOUT
    start = most if criterion.each < 0 else 0
    return min(most, max(0, start + criterion.each * fact.count * ABOUT // _unit(criterion)))


def said(criterion: Criterion, fact: Fact) -> str:
    """What a sheet says of a fact."""
    if criterion.formula in COUNTS:
        unit = " 分" if _unit(criterion) == ABOUT else ""
        return f"{COUNTS[criterion.formula]} {shown(fact.count) if unit else fact.count}{unit}"
    if fact.of:
        return f"{fact.count}/{fact.of}"
    return {Missing.FULL: "没有记录，按满分", Missing.ZERO: "没有记录，不得分"}.get(
        Missing(criterion.missing), "没有记录，不计入，其余各项折算成总分"
    )


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
        f"{side} {shown(half_up(value.numerator * ABOUT, value.denominator))}" for side, value in given.items()
    )
    note = told + (f"（缺{'、'.join(missing)}，其余各方按权重折算）" if missing else "")
    return Fact(mean.numerator, mean.denominator, note)


def _unit(criterion: Criterion) -> int:
    """Penalties and praise are counted in hundredths of a point, everything else in pieces."""
    return ABOUT if criterion.formula in ("penalties", "praise") else 1


def half_up(part: int, whole: int) -> int:
    """A quotient of whole numbers, rounded half up."""
    return (2 * part + whole) // (2 * whole)
