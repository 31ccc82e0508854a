"""A disk so small that it is soon full."""

import subprocess
import sys
from contextlib import contextmanager, suppress

import pytest

from app.services import centres


@contextmanager
def small(place):
    """A disk of eight megabytes at a place, gone afterwards whatever happens; skips where nothing may be mounted."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not permitted here")
    try:
        yield place
    finally:
        centres.close()
        subprocess.run(["umount", "-l", place], check=True)


def fill(disk):
    """Leave no byte free."""
    with open(disk / "占满", "ab", buffering=0) as file:
        for size in (65536, 512, 1):
            with suppress(OSError):
                while file.write(b"x" * size):
                    pass
