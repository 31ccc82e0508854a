"""Penalties and praise: how long one counts, when repair ends it, and from which day a merchant is eligible again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.calendar import add_months, spoken


class Kind(StrEnum):
    """What happened; the value is what is stored and what people see."""

    PENALTY = "处罚"
    PRAISE = "表扬"


class Weight(StrEnum):
    """The class of a penalty; praise has none."""

    MINOR = "轻微"
    GENERAL = "一般"
    SEVERE = "严重"


RULES = {Weight.MINOR: "credit.minor", Weight.GENERAL: "credit.general", Weight.SEVERE: "credit.severe"}
PRAISE_RULE = "credit.praise"
BARRING = (Weight.GENERAL, Weight.SEVERE)
"""Classes that keep a merchant from being rated well while they count; a slight one only costs points."""


@dataclass(frozen=True)
class Event:
    """`points` in hundredths; `until` is the first ISO day on which it counts no more, `repaired` "" or the day."""

    kind: str
    weight: str
    on: str
    until: str
    points: int = 0
    text: str = ""
    repaired: str = ""

    @property
    def end(self) -> str:
        """The first day on which it counts no more, by age or by repair."""
        return min(self.until, self.repaired) if self.repaired else self.until

    def counts_on(self, day: str) -> bool:
        """Whether it stands in score and exports on an ISO day: from its own day until its end, that day not."""
        return self.on <= day < self.end


def rule_family(kind: str, weight: str) -> str:
    """The beginning of the codes of the rules an event follows: so long at least, so long at most, so many points."""
    return PRAISE_RULE if kind == Kind.PRAISE else RULES[Weight(weight)]


def until(on: date, months: int) -> date:
    """The first day on which an event of that day counts no more."""
    return add_months(on, months)


@dataclass(frozen=True)
class Eligibility:
    """`day` from which nothing bars the merchant any more (today where nothing does), `reasons` what bars it now."""

    day: date
    reasons: tuple[str, ...]

    @property
    def now(self) -> bool:
        """Whether the merchant is eligible today."""
        return not self.reasons


def eligible_again(events: Iterable[Event], today: date) -> Eligibility:
    """The next day on which no penalty of a class that bars counts, and those that count today."""
    day = today.isoformat()
    barring = [event for event in events if event.kind == Kind.PENALTY and event.weight in BARRING]
    standing = sorted((event for event in barring if event.counts_on(day)), key=lambda event: (event.end, event.on))
    reasons = tuple(
        f"{spoken(event.on)}{event.weight}失信：{event.text}，计入到{spoken(event.end)}前一天" for event in standing
    )
    free = date.fromisoformat(max((event.end for event in standing), default=day))
    return Eligibility(free, reasons)
