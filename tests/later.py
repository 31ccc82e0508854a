"""A clock that is ahead."""

import datetime as dt


def ahead(patch, days):
    """Let whatever asks the clock find it so many days later, as long as the patch lasts."""

    class LaterDate(dt.date):
        @classmethod
        def today(cls):
            now = dt.datetime.now()
            return cls(now.year, now.month, now.day)

    class Later(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) + dt.timedelta(days=days)

    patch.setattr(dt, "datetime", Later)
    patch.setattr(dt, "date", LaterDate)


def a_day_later(patch):
    """Let whatever asks the clock find it a day later."""
    ahead(patch, 1)
