"""The text of a report, written from its figures by sentences that stand in a file."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from app.domain.roles import Right
from app.domain.wording import with_exact
from app.paths import RESOURCES
from app.services.figures import Line
from app.services.session import requires

_FIGURE = re.compile(r"\{([a-z_.]+)([~^@]?)\}")
_MANY = 2
"""From this many times as much on, growth is told in times."""


@requires(Right.READ)
def written(lines: Sequence[Line]) -> list[tuple[str, str]]:
    """The sections of a report: (heading, paragraphs); a sentence whose figures are all nothing is left out."""
    known = {line.definition.code: line for line in lines}
    found = []
    for section in _sections():
        told = [_sentence(words, known) for words in section["sentences"] if _says_something(words, known)]
        found.append((section["heading"], "\n".join(told) or "本期没有登记这方面的工作。"))
    return found


@requires(Right.READ)
def key() -> list[str]:
    """The codes of the figures that superiors look for first."""
    return list(_shipped()["key"])


def _says_something(words: str, known: Mapping[str, Line]) -> bool:
    return any(known[code].value.share for code, _ in _FIGURE.findall(words))


def _sentence(words: str, known: Mapping[str, Line]) -> str:
    return _FIGURE.sub(lambda found: _said(known[found[1]], found[2]), words)


def _said(line: Line, how: str) -> str:
    unit, value = line.definition.unit, line.value
    if how == "^":
        return _in_words(line.against_previous)
    if how == "@":
        return _year_on_year(line)
    if how == "~" and not value.whole:
        return with_exact(value.number, unit)
    words = f"{value.words(unit)}{unit.partition('/')[0]}" if "/" in unit and value.whole else value.with_unit(unit)
    return f"{words}（{value.part:,}/{value.whole:,}）" if unit == "%" and value.whole else words


def _year_on_year(line: Line) -> str:
    """是去年同期的 4 倍 where it doubled at least, else 同比增长12.50%, 同比持平 or 同比无可比基数."""
    now, before = line.value.share, line.last_year.share
    if before > 0 and now >= _MANY * before:
        times = (now / before).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return f"是去年同期的{f'{times:,}'.removesuffix('.0')}倍"
    return f"同比{_in_words(line.against_last_year)}"


def _in_words(change: str) -> str:
    """增长12.50% of +12.50%, 下降3.00% of −3.00%."""
    return change.replace("+", "增长").replace("−", "下降")


def _sections() -> list[dict[str, Any]]:
    return list(_shipped()["section"])


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "wording" / "report.toml").read_text("utf-8"))
