"""Which column of a stranger's table is which field of ours, judged by its heading."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

_BRACKETS = re.compile(r"[(\[【〔<《]([^)\]】〕>》]*)[)\]】〕>》]")
_LEAST_SHARE = 0.5
"""A synonym at the end of a longer heading counts when it is more than this part of it."""


@dataclass(frozen=True)
class Column:
    """A field a table may bring: its name in code, our label, other people's headings; a key alone makes a row."""

    name: str
    label: str
    synonyms: tuple[str, ...] = ()
    key: bool = False


@dataclass(frozen=True)
class Heading:
    """The text over one column, and the text of the merged cell above it where the header has two lines."""

    text: str
    parent: str = ""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return the letters and digits of a heading alone: no white space, brackets, stars, width or case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).lower()))


def match(headings: Mapping[int, Heading], columns: Iterable[Column]) -> dict[int, str]:
    """Return the field of each column that has one: the closest first, each field once, doubtful columns none."""
    claims = [claim for index, heading in headings.items() for claim in _claims(index, heading, columns)]
    mapping: dict[int, str] = {}
    for _, index, name in sorted(claims, key=lambda claim: -claim[0]):
        if index not in mapping and name not in mapping.values():
            mapping[index] = name
    return mapping


def _claims(index: int, heading: Heading, columns: Iterable[Column]) -> list[tuple[float, int, str]]:
    """Return the fields that fit the column best; a lesser fit is no second choice (经营者电话 is no 经营者)."""
    forms = _forms(heading)
    scores = {column.name: _closeness(forms, column) for column in columns}
    best = max(scores.values(), default=0)
    return [(best, index, name) for name, score in scores.items() if best and score == best]


def _forms(heading: Heading) -> list[str]:
    """Return the ways to read a heading, the fullest first: 负责人姓名, 姓名（全称）, 姓名, 全称."""
    text = unicodedata.normalize("NFKC", heading.text)
    inside = "".join(_BRACKETS.findall(text))
    return [folded(heading.parent + text), folded(text), folded(_BRACKETS.sub("", text)), folded(inside)]


def _closeness(forms: list[str], column: Column) -> float:
    wanted = [folded(synonym) for synonym in (column.label, *column.synonyms)]
    for rank, form in enumerate(forms):
        if form in wanted:
            return 5 - rank
    outside = forms[2]
    shares = (len(word) / len(outside) for word in wanted if outside.endswith(word))
    return max((share for share in shares if share > _LEAST_SHARE), default=0)
