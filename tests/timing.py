"""How long something took, for `dev.py bench tasks` to hold against its bound; a slow machine fails no test."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


def told(what: str, seconds: float, most: float) -> None:
    """Say how long it took and how long it may take at most; pytest -s shows it."""
    print(f"{what}: {seconds:.2f} s of {most:.1f} s")  # noqa: T201


@contextmanager
def timed(what: str, most: float) -> Iterator[None]:
    """Say how many seconds of the clock went by inside."""
    start = time.perf_counter()
    yield
    told(what, time.perf_counter() - start, most)
