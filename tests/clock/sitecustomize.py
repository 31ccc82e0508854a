"""Run by the tests and, as it lies on PYTHONPATH, first of all by every Python they start: sets the clock to theirs."""

import os
import time

import time_machine

time_machine.travel(time.time() + float(os.environ["SHANGQUAN_CLOCK"])).start()
