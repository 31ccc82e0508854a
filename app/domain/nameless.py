"""Text that leaves the desk for whoever repairs the program, without what could name a person, a place or a file."""

import re
from collections.abc import Iterable

TAKEN_OUT = "□"
_DIGITS = re.compile(r"\d{6,}")
_FOREIGN = re.compile(r"[^\x20-\x7e]+")
_LINES = [
    re.compile(shape, re.ASCII)
    for shape in (
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ [\w.]+ [\w.:<> -]*",
        r"[\w.<>-]+:\d+( [\w<>.]+)?",
        r"(from )?\w+(Error|Exception|Problem|Invalid|Warning|Denied|InUse|Timeout|Cancelled)( \d+)?",
        r"(Linux|Windows|Darwin) [\w.+~-]*",
    )
]
"""The shapes of what our own log writes: its head, a place in the code, a kind of error, a system."""


def only_ours(log: str) -> str:
    """The lines of a log that our own program writes, others as a mark; numbers as long as a telephone's, too."""
    return "\n".join(_line(line) for line in log.splitlines())


def without(text: str, words: Iterable[str]) -> str:
    """The text without these words, whatever their case, where they stand by themselves."""
    for word in sorted(filter(None, words), key=len, reverse=True):
        text = re.sub(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", TAKEN_OUT, text, flags=re.IGNORECASE)
    return text


def plain(text: str, longest: int = 60) -> str:
    """A word of the system, such as the name of a desktop: ASCII, short, and without long numbers."""
    return _DIGITS.sub(TAKEN_OUT, _FOREIGN.sub(TAKEN_OUT, text))[:longest]


def _line(line: str) -> str:
    return _DIGITS.sub(TAKEN_OUT, line) if any(shape.fullmatch(line) for shape in _LINES) else TAKEN_OUT
