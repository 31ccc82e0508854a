"""The tests see one day, whatever day and hour they are run at."""

import datetime as dt
import os
import subprocess
import sys

NOW = "import datetime; print(datetime.datetime.now().isoformat())"


def test_a_run_stays_on_its_day_and_what_it_starts_has_its_clock():
    before = dt.datetime.now()
    told = subprocess.run([sys.executable, "-c", NOW], capture_output=True, text=True, check=True).stdout
    assert before <= dt.datetime.fromisoformat(told.strip()) <= dt.datetime.now()
    assert f"{os.environ['SHANGQUAN_DAY']}T10:00" <= before.isoformat() < f"{os.environ['SHANGQUAN_DAY']}T24:00"
