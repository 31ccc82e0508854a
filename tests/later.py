"""A clock that is a day ahead."""

import datetime as dt

_DAY = dt.timedelta(days=1)


def a_day_later(patch):
    """Let whatever asks the clock find it a day later, as long as the patch lasts."""

    class Tomorrow(dt.date):
        @classmethod
        def today(cls):
            now = dt.datetime.now()
            return cls(now.year, now.month, now.day)

    class Later(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) + _DAY

    patch.setattr(dt, "datetime", Later)
    patch.setattr(dt, "date", Tomorrow)
