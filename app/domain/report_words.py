"""What is written in a report: to whom it goes, and its sections, each beside what the figures alone had it say."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

_PARTED = re.compile("[，,、；;。\n]+")
Written = Sequence[tuple[str, str]]
"""Sections as (heading, paragraphs)."""


@dataclass(frozen=True)
class Part:
    """A section: `generated` is what the figures had it say when it was written; somebody changed it where it differs
    from `words`."""

    heading: str
    words: str
    generated: str = ""


@dataclass(frozen=True)
class Words:
    """The sections, the 主送机关 it is sent to, and those who get a copy (抄送)."""

    parts: tuple[Part, ...] = ()
    addressee: str = ""
    copies: tuple[str, ...] = ()

    @property
    def sections(self) -> list[tuple[str, str]]:
        """The sections as (heading, paragraphs)."""
        return [(part.heading, part.words) for part in self.parts]


def fresh(written: Written) -> tuple[Part, ...]:
    """Sections as the figures have them."""
    return tuple(Part(heading, words, words) for heading, words in written)


def refreshed(words: Words, written: Written) -> Words:
    """The words with what figures say now, but for sections that somebody changed."""
    now = dict(written)
    return replace(words, parts=tuple(_refreshed(part, now) for part in words.parts))


def stale(words: Words, written: Written) -> list[str]:
    """The headings of sections that somebody changed and whose figures have changed since."""
    now = dict(written)
    changed = (part for part in words.parts if part.words != part.generated)
    return [part.heading for part in changed if now.get(part.heading, part.generated) != part.generated]


def parted(text: str) -> tuple[str, ...]:
    """Names written one after another, parted by commas or lines."""
    return tuple(filter(None, (name.strip() for name in _PARTED.split(text))))


def pack(words: Words) -> str:
    """As it is stored."""
    parts = [[part.heading, part.words, part.generated] for part in words.parts]
    told = {"parts": parts, "addressee": words.addressee, "copies": words.copies}
    return json.dumps(told, ensure_ascii=False)


def unpack(packed: str) -> Words:
    """The words that were stored."""
    told = json.loads(packed)
    return Words(tuple(Part(*part) for part in told["parts"]), told["addressee"], tuple(told["copies"]))


def _refreshed(part: Part, now: Mapping[str, str]) -> Part:
    if part.words != part.generated or part.heading not in now:
        return part
    return Part(part.heading, now[part.heading], now[part.heading])
