"""What is due, worked out from the rows under a given day."""

import datetime as dt

from app.domain.roles import Right
from app.services.rules import in_force
from app.services.session import requires


@requires(Right.READ)
def soon(today: dt.date | None = None) -> dt.date:
    """The last day that counts as “soon to expire”."""
    today = today or dt.date.today()
    return today + dt.timedelta(days=in_force("honour.remind_before", today).amount)
