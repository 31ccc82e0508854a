"""The tests see one day, whatever day and hour they are run at."""

import datetime as dt
import os
import subprocess
import sys

NOW = "import datetime; print(datetime.datetime.now().isoformat())"


def test_a_run_begins_in_the_morning_and_what_it_starts_has_its_clock():
    before = dt.datetime.now()
    told = subprocess.run([sys.executable, "-c", NOW], capture_output=True, text=True, check=True).stdout
    assert f"{os.environ.get('SHANGQUAN_DAY', '2026-11-20')}T10:00" <= before.isoformat()
    assert before <= dt.datetime.fromisoformat(told.strip()) <= dt.datetime.now()
    assert before.date().isoformat() == os.environ.get("SHANGQUAN_DAY", "2026-11-20")
