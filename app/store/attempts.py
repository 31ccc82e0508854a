"""Log-ins that failed, counted outside the database, which nobody can write before logging in."""

import datetime as dt
import json
import math
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from app.domain.errors import Problem

FREE = 5
"""Failures in a row before anybody has to wait."""
_FIRST_WAIT, _LONGEST_WAIT = 30, 900  # seconds
_COUNT_AT_MOST = 1_000_000


class TooSoon(Problem):
    """Nobody may try again before `seconds` have passed."""

    def __init__(self, seconds: int) -> None:
        minutes, rest = divmod(seconds, 60)
        wait = "".join([f" {minutes} 分" if minutes else "", f" {rest} 秒" if rest else ""])
        super().__init__(f"口令连错了好几次，这一次没有试。数据没有受影响，请等{wait}再试。")
        self.seconds = seconds


@dataclass(frozen=True)
class Failures:
    """How many in a row, when the last was (ISO, to the second), and whose names were chosen."""

    count: int = 0
    last: str = ""
    names: tuple[str, ...] = ()


def now() -> dt.datetime:
    """The time by this PC's clock, to the second."""
    return dt.datetime.now().replace(microsecond=0)


def found(path: Path) -> Failures:
    """What is on record; nothing where the file is missing or makes no sense."""
    try:
        said = json.loads(path.read_text("utf-8"))
        failures = Failures(int(said["count"]), str(said["last"]), tuple(map(str, said["names"])))
        dt.datetime.fromisoformat(failures.last).replace(tzinfo=None)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return Failures()
    return failures if 0 < failures.count <= _COUNT_AT_MOST else Failures()


def demand(path: Path) -> None:
    """Raise TooSoon while the wait is not over."""
    failures = found(path)
    if failures.count < FREE:
        return
    wait = min(_FIRST_WAIT * 2 ** min(failures.count - FREE, 10), _LONGEST_WAIT)
    passed = (now() - dt.datetime.fromisoformat(failures.last).replace(tzinfo=None)).total_seconds()
    if passed < 0:  # the clock was set back: the wait begins again by the new time
        _write(path, Failures(failures.count, now().isoformat(), failures.names))
        passed = 0
    if passed < wait:
        raise TooSoon(math.ceil(wait - passed))


def note(path: Path, name: str) -> None:
    """Count one more failure, with the name that was chosen."""
    before = found(path)
    names = before.names if name in before.names else (*before.names, name)
    _write(path, Failures(before.count + 1, now().isoformat(), names[-FREE:]))


def forget(path: Path) -> None:
    """Somebody got in."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _write(path: Path, failures: Failures) -> None:
    """Whole or not at all; a place that cannot be written must not keep out whoever knows the password."""
    temporary = path.with_name(path.name + ".new")
    with suppress(OSError):
        temporary.write_text(json.dumps(asdict(failures), ensure_ascii=False), "utf-8")
        os.replace(temporary, path)
