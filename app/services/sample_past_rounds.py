"""The yearly rating of the sample store's merchants, a year ago: scored, checked, announced, awarded and filed."""

import datetime as dt

from app.domain.roles import Right
from app.services import honour_prints, merchants, round_award, round_documents, rounds, sample_ratings, schemes
from app.services.sample_past import Past
from app.services.session import requires

_LAST, _AWARDED = 4, 6
"""The last quarter that was rated, and the one in which the honours were given."""


@requires(Right.ENTER)
def fill(past: Past) -> None:
    """Rate everybody over the year that ended with a quarter, and honour the best."""
    scheme = next(row for row in schemes.listing() if row.scheme.key == "huizhan")
    number = rounds.open_round(scheme, past.quarter(_LAST - 3).start, past.quarter(_LAST).end)
    rounds.begin(number)
    start = past.open_days(_AWARDED)[6]
    sample_ratings.mark(number, merchants.ids(order="number"), past.quarter(_LAST).end)
    sample_ratings.agree(rounds.submit(number), number, start - dt.timedelta(days=3))
    notice = round_documents.publish(number, start)
    issued = notice.end + dt.timedelta(days=4)
    given = round_award.award(number, issued, today=past.today)
    honour_prints.note_printed("integrity", list(given.numbers), "gold")
    round_award.archive(number)
