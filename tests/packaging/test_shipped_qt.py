"""The pair of Python and PySide6 that is shipped. PySide6 6.12.0 kills Python 3.11 after some thousand calls."""

import subprocess
import sys

# A call that returns nothing must not drop a reference to None: 200,000 times is more than None has.
CALLS = """
from PySide6.QtCore import QObject
thing = QObject()
for _ in range(200_000):
    thing.setObjectName("名")
print("alive")
"""


def test_two_hundred_thousand_calls_that_return_nothing_are_survived():
    ended = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, check=False)
    assert (ended.stdout, ended.returncode) == ("alive\n", 0), ended.stderr
