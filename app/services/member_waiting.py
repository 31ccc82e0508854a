"""People with whom something waits: what, since when or until when, for lists and for the start page."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.domain.calendar import add_months, spoken
from app.domain.members import Stage
from app.domain.money import in_digits
from app.domain.roles import Right
from app.services import development, dues, reminders, rules, transfers
from app.services.session import requires
from app.store.members import DevelopmentStep, Person, PersonStage
from app.store.writing import revision

LATE_STEPS, SOON_STEPS, ENDING = "发展超期", "发展临期", "预备期将满"
LATE_LETTERS, LETTERS = "转接超期", "转接在途"
ARREARS, NO_BASE = "欠缴党费", "没有党费基数"


@dataclass(frozen=True)
class Waiting:
    """What waits with a person: `day` is ISO or "", `note` says more, such as the rule; `fen` is what is owed."""

    person: int
    what: str
    day: str = ""
    note: str = ""
    fen: int = 0


@requires(Right.READ)
def of(kind: str, today: dt.date | None = None) -> tuple[Waiting, ...]:
    """Everything of a kind that waits on a day (today), the most pressing first."""
    return _found(kind, today or dt.date.today(), revision())


@requires(Right.READ)
def kinds() -> list[str]:
    """The kinds of what may wait with people."""
    return list(_KINDS)


@lru_cache(maxsize=32)
def _found(kind: str, today: dt.date, written: int) -> tuple[Waiting, ...]:
    """Kept while nothing is written."""
    return tuple(_KINDS[kind](today))


def _late_steps(today: dt.date) -> Iterator[Waiting]:
    return (_step(person, clock) for person, clock in development.due(today) if clock.late)


def _soon_steps(today: dt.date) -> Iterator[Waiting]:
    soon = reminders.soon(today)
    return (_step(person, clock) for person, clock in development.due(today) if not clock.late and clock.due <= soon)


def _step(person: int, clock: development.Clock) -> Waiting:
    doubt = "" if clock.certain else "（暂算）"
    return Waiting(person, f"{clock.step.name}{doubt}", clock.due.isoformat(), clock.rule)


def _ending(today: dt.date) -> list[Waiting]:
    """Probation that is over, or will be soon."""
    probation, soon = rules.in_force("development.probation", today).amount, reminders.soon(today)
    extended = _extensions()
    now = (PersonStage.end == "", PersonStage.removed_at == "", PersonStage.stage == Stage.PROBATIONARY)
    query = PersonStage.select(PersonStage.person, PersonStage.start).join(Person).where(*now, Person.removed_at == "")
    ends = [
        (add_months(dt.date.fromisoformat(start), probation + extended.get(person, 0)), person)
        for person, start in query.tuples()
    ]
    return [Waiting(person, "预备期满，讨论转正", day.isoformat()) for day, person in sorted(ends) if day <= soon]


def _extensions() -> dict[int, int]:
    mine = (DevelopmentStep.step == development.EXTENDED, DevelopmentStep.removed_at == "")
    query = DevelopmentStep.select(DevelopmentStep.person, DevelopmentStep.detail).where(*mine)
    return {person: json.loads(detail)[development.EXTENDED] for person, detail in query.tuples()}


def _letters(today: dt.date, state: str) -> Iterator[Waiting]:
    return (
        Waiting(row.person, f"介绍信 {row.letter}，转往{row.target}", row.due, f"{spoken(row.sent)}开出")
        for row in transfers.under_way(today)
        if row.state == state
    )


def _arrears(today: dt.date) -> list[Waiting]:
    owed = sorted(dues.owing(today).items(), key=lambda each: -each[1])
    return [Waiting(person, f"欠缴 {in_digits(fen)} 元", fen=fen) for person, fen in owed]


def _no_base(today: dt.date) -> list[Waiting]:
    return [Waiting(person, "还没有登记党费基数") for person in dues.without_base()]


_KINDS: dict[str, Callable[[dt.date], Iterator[Waiting] | list[Waiting]]] = {
    LATE_STEPS: _late_steps,
    SOON_STEPS: _soon_steps,
    ENDING: _ending,
    LATE_LETTERS: lambda today: _letters(today, "超期"),
    LETTERS: lambda today: _letters(today, "在途"),
    ARREARS: _arrears,
    NO_BASE: _no_base,
}
