"""Run by the tests and, as it lies on PYTHONPATH, first of all by every Python they start: sets the clock to theirs.

A run begins in the morning of one day, whenever it is made, and so never comes over a midnight or into another year.
SHANGQUAN_DAY tries another day; SHANGQUAN_CLOCK tells those started later how many seconds the clock is off.
"""

import datetime as dt
import os
import time

from time_machine import travel

morning = dt.datetime.fromisoformat(os.environ.setdefault("SHANGQUAN_DAY", "2026-11-23") + "T10:00")
off = float(os.environ.setdefault("SHANGQUAN_CLOCK", str(morning.timestamp() - time.time())))
travel(time.time() + off).start()
time.time()  # it stands still until it is first asked
