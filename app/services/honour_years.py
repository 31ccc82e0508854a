"""The year an honour is of: the one its round rates, though it be given in the next; without a round its day's."""

import datetime as dt
from collections.abc import Sequence

from app.domain.honours import State
from app.domain.roles import Right
from app.services.session import requires
from app.store.database import among
from app.store.honours import Honour, HonourKind
from app.store.merchants import Merchant
from app.store.ratings import Round


@requires(Right.READ)
def rated() -> dict[int, int]:
    """The year that each round rates."""
    return {number: int(end[:4]) for number, end in Round.select(Round.id, Round.end).tuples()}


@requires(Right.READ)
def holding(honour: str, merchants: Sequence[int], issued: dt.date, round_id: int = 0) -> list[Honour]:
    """What keeps some of these merchants from being given an honour (its title) on a day, by a round or (0) by hand:
    the same honour of the same year, given in that year and still in force."""
    years = rated()
    lasting = (Honour.valid_until == "") | (Honour.valid_until >= issued.isoformat())
    given = (HonourKind.title == honour, Honour.year == issued.year, Honour.state == State.GRANTED, lasting)
    joined = Honour.select(Honour, Merchant).join(Merchant).switch(Honour).join(HonourKind)
    found = joined.where(*given, among(Honour.merchant, merchants))
    year = years.get(round_id, issued.year)
    return [honour for honour in found if years.get(honour.round_id, honour.year) == year]
