"""What the queries of figures are told besides the days of a period: kinds, rules and quarters that hold in it."""

import datetime as dt

from app.domain.calendar import add_months
from app.domain.members import NEW_OCCUPATIONS
from app.domain.periods import Kind, Period, of
from app.domain.residents import COLLEGE
from app.domain.roles import Right
from app.services import organization_shape, rules
from app.services.session import requires


@requires(Right.READ)
def days(period: Period) -> dict[str, str]:
    """Facts of a period: its first and last day, the first and last quarter that lie wholly in it (2026Q3), and the day
    after which whoever is still young on the last day was born."""
    first, last = of(Kind.QUARTER, period.start), of(Kind.QUARTER, period.end)
    first = first if first.start == period.start else of(Kind.QUARTER, first.end + dt.timedelta(days=1))
    last = last if last.end == period.end else last.previous
    return {
        **{"start": period.start.isoformat(), "end": period.end.isoformat()},
        **{"first_quarter": first.code, "last_quarter": last.code, "young": _young(period.end)},
    }


@requires(Right.READ)
def lists(period: Period) -> dict[str, list[str]]:
    """Lists of words: the kinds of Party organisations, the outcomes that count as satisfied, 新就业群体, 大专以上."""
    return {
        "party": _party_kinds(),
        "satisfied": str(rules.in_force("case.satisfied", period.end).value).split("、"),
        "new_occupations": list(NEW_OCCUPATIONS),
        "college": list(COLLEGE),
    }


@requires(Right.READ)
def months(period: Period) -> int:
    """How many calendar months a period touches."""
    return 12 * (period.end.year - period.start.year) + period.end.month - period.start.month + 1


def _young(day: dt.date) -> str:
    value = rules.in_force("staff.age_bands", day).value
    oldest = int(value[0] if isinstance(value, tuple) else value)
    return add_months(day, -12 * (oldest + 1)).isoformat()


def _party_kinds() -> list[str]:
    """An organisation of no kind counts with the Party's until it is given one."""
    shape = organization_shape
    return ["", *(kind for kind in shape.kinds() if shape.kind_details(kind)["party"])]
