"""What the queries of figures are told besides the days of a period: kinds, rules and quarters that hold in it."""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial

import peewee as pw

from app.domain.calendar import add_months
from app.domain.cases import FUNCTIONS
from app.domain.members import NEW_OCCUPATIONS
from app.domain.periods import Kind, Period, of
from app.domain.residents import COLLEGE
from app.domain.roles import Right
from app.services import organization_shape, rules
from app.services.session import requires
from app.store.journal import JournalEntry, Touched
from app.store.reports import ReportFigure

_ALL = 2**62
"""Beyond the id of any row."""


class Facts:
    """Of one period, each looked up when it is first asked for: a report asks of a hundred figures."""

    def __init__(self, period: Period) -> None:
        self._period = period
        self._known: dict[str, str | list[str]] = {}

    def of(self, name: str) -> str | list[str]:
        """What a word after a colon stands for: one word or a list of them."""
        if name not in self._known:
            self._known[name] = _LOOKED_UP[name](self._period)
        return self._known[name]


@requires(Right.READ)
def months(period: Period) -> int:
    """How many calendar months a period touches."""
    return 12 * (period.end.year - period.start.year) + period.end.month - period.start.month + 1


def _start(period: Period) -> str:
    """The first day; of a month only the month: what is known to that month alone begins then."""
    return period.start.isoformat().removesuffix("-01")


def _first_quarter(period: Period) -> str:
    """The first quarter that lies wholly in it, where there is one."""
    quarter = of(Kind.QUARTER, period.start)
    return (quarter if quarter.start == period.start else of(Kind.QUARTER, quarter.end + dt.timedelta(days=1))).code


def _last_quarter(period: Period) -> str:
    quarter = of(Kind.QUARTER, period.end)
    return (quarter if quarter.end == period.end else quarter.previous).code


def _young(period: Period) -> str:
    """The day after which whoever is still young on the last day was born."""
    value = rules.in_force("staff.age_bands", period.end).value
    oldest = int(value[0] if isinstance(value, tuple) else value)
    return add_months(period.end, -12 * (oldest + 1)).isoformat()


def _satisfied(period: Period) -> list[str]:
    return str(rules.in_force("case.satisfied", period.end).value).split("、")


def _party_kinds(period: Period) -> list[str]:
    """An organisation of no kind counts with the Party's until it is given one."""
    shape = organization_shape
    return ["", *(kind for kind in shape.kinds() if shape.kind_details(kind)["party"])]


def _entered(noun: str, period: Period) -> str:
    """The last row of a noun (a table) that may count without a day of its own: what was entered by the end of the
    period, or before the first report was submitted, when nobody knew yet since when the things entered stood."""
    first = ReportFigure.select(pw.fn.MIN(ReportFigure.act)).scalar()
    if first is None:
        return str(_ALL)
    following = (period.end + dt.timedelta(days=1)).isoformat()
    by_then = JournalEntry.select(pw.fn.MAX(JournalEntry.id)).where(JournalEntry.at < following).scalar() or 0
    known = (Touched.noun == noun, Touched.entry < max(first, by_then + 1))
    return str(Touched.select(pw.fn.MAX(Touched.last)).where(*known).scalar() or 0)


_LOOKED_UP: Mapping[str, Callable[[Period], str | list[str]]] = {
    "start": _start,
    "end": lambda period: period.end.isoformat(),
    "first_quarter": _first_quarter,
    "last_quarter": _last_quarter,
    "months": lambda period: str(months(period)),
    "young": _young,
    "party": _party_kinds,
    "satisfied": _satisfied,
    "new_occupations": lambda period: list(NEW_OCCUPATIONS),
    "college": lambda period: list(COLLEGE),
    "entered_merchants": partial(_entered, "merchant"),
    "entered_pledges": partial(_entered, "pledge"),
    "functions": lambda period: list(FUNCTIONS),
}
