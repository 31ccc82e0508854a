"""Names as people write, search and order them: cleaning, folding and the pinyin of every reading."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import combinations, islice, product
from math import prod
from unicodedata import normalize

from app.domain.pinyin import SYLLABLES
from app.paths import RESOURCES

SEPARATOR = " sep "
"""Stands between the readings of a name among its tokens; no token is made of these letters together."""
NEVER_INITIALS = frozenset("iuv")
"""Letters with which no syllable begins."""
ALL_READINGS_UP_TO = 64
READINGS_AT_MOST = 200
LONGEST_SYLLABLE = max(map(len, SYLLABLES))
READ_FIRST = {"长": "chang2", "重": "chong2", "曾": "zeng1", "仇": "qiu2", "厦": "xia4"}
"""Characters which shop signs and surnames read otherwise than running text does."""

# Controls that are not white space, zero-width and bidirectional marks, tags, half surrogates, non-characters.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_VARIATION = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_FOLDED = re.compile(r"[0-9a-z\u4e00-\u9fff]*")
"""What most names are made of, and what folding leaves as it is."""
_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_DOT = re.compile(rf"(?<={_HAN})\s?[·•・‧∙⋅･.．]\s?(?={_HAN})")
_PADDING = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")
_SYLLABLE = re.compile(r"[a-z]+[1-5]")


def clean(text: str) -> str:
    """The text without invisible characters, white space folded to single spaces; nothing else changes."""
    return " ".join(_INVISIBLE.sub("", text).split())


def personal_name(text: str) -> str:
    """A person's name as it is written officially: 王 一 without the space that aligns it, every kind of dot as ·."""
    return _PADDING.sub("", _DOT.sub("·", clean(text)))


def fold(text: str) -> str:
    """The form in which texts are compared and searched: clean, full width as half width, lower case."""
    lowered = text.lower()
    if _FOLDED.fullmatch(lowered):
        return lowered
    narrow = normalize("NFKC", _VARIATION.sub("", clean(text))).lower()
    return clean(normalize("NFKC", narrow))


def tokens(text: str) -> str:
    """One full-text token for each visible character of the folded text, separated by spaces."""
    folded = _DOT.sub("", fold(text).replace(" ", ""))
    return " ".join(folded if _FOLDED.fullmatch(folded) else map(_token, folded))


def initials(name: str) -> tuple[str, ...]:
    """The pinyin initials of every reading, the usual one first: 曾家面馆 gives zjmg, cjmg, …"""
    return _spelled([_initials(character) for character in fold(name)])


def spellings(name: str) -> tuple[str, ...]:
    """The full pinyin of every reading without tones or spaces, the usual one first; ü is v."""
    return _spelled([_syllables(character) for character in fold(name)])


@lru_cache(maxsize=4096)
def name_tokens(name: str) -> tuple[str, str, str]:
    """Full-text tokens of a name, one for each character: as written, and of every reading initials and syllables."""
    characters = [_forms(character) for character in _DOT.sub("", fold(name).replace(" ", ""))]
    if not characters:
        return "", "", ""
    written, initials, syllables = zip(*characters, strict=True)
    return " ".join(written), _tokens_of(initials), _tokens_of(syllables)


def syllable_phrases(letters: str, most: int) -> list[list[str]]:
    """At most so many ways to part letters into syllables, the last maybe unfinished: xian is [xian] or [xi, an]."""
    ways: list[list[list[str]]] = [[] for _ in letters]
    for start in reversed(range(len(letters))):
        if any(syllable.startswith(letters[start:]) for syllable in SYLLABLES):
            ways[start] = [[letters[start:]]]
        for end in range(start + 1, min(len(letters), start + LONGEST_SYLLABLE + 1)):
            if letters[start:end] in SYLLABLES:
                ways[start] += [[letters[start:end], *rest] for rest in ways[end]]
        del ways[start][most:]
    return ways[0] if letters else []


def sort_key(name: str) -> str:
    """A text whose plain binary order is the dictionary's: ASCII first, then by syllable, tone and character."""
    return "".join(_sort_piece(character) for character in fold(name))


@cache
def _token(character: str) -> str:
    if _is_ascii_word(character) or "\u4e00" <= character <= "\u9fff":
        return character
    return f"x{ord(character):x}"


def _is_ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


@cache
def _readings(character: str) -> tuple[str, ...]:
    """Syllables with tone numbers, the usual reading first; empty for what has no pinyin."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")  # they take five times as long to load, for single characters
    from pypinyin import Style, pinyin

    found = pinyin(character, Style.TONE3, heteronym=True, errors="ignore", neutral_tone_with_five=True)
    known = [syllable for syllable in (found[0] if found else []) if _SYLLABLE.fullmatch(syllable)]
    in_use = _in_use().get(character)
    known = [syllable for syllable in known if not in_use or syllable[:-1] in in_use]
    return tuple(sorted(known, key=lambda syllable: syllable != READ_FIRST.get(character)))


@cache
def _in_use() -> dict[str, list[str]]:
    """The readings that words and surnames still use, of the characters whose dictionary entry lists more."""
    lines = (RESOURCES / "readings.txt").read_text("utf-8").splitlines()
    return {line[0]: line[2:].split(" ") for line in lines}


@cache
def _syllables(character: str) -> tuple[str, ...]:
    if _is_ascii_word(character):
        return (character,)
    return tuple(dict.fromkeys(reading[:-1] for reading in _readings(character))) or ("",)


@cache
def _initials(character: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(syllable[:1] for syllable in _syllables(character)))


@cache
def _sort_piece(character: str) -> str:
    if character.isascii():
        return character
    readings = _readings(character)
    return f"~{readings[0]}{character}" if readings else f"\x7f{character}"


def _spelled(choices: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map("".join, _readings_of(choices)))))


def _tokens_of(choices: tuple[tuple[str, ...], ...]) -> str:
    if max(map(len, choices)) == 1:
        return " ".join([choice[0] for choice in choices])
    return SEPARATOR.join(dict.fromkeys(map(" ".join, _readings_of(choices))))


@cache
def _forms(character: str) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return _token(character), _initials(character), _syllables(character)


def _readings_of(choices: Sequence[tuple[str, ...]]) -> Iterable[tuple[str, ...]]:
    """Every reading of a name, the usual first; of one with very many, those with at most two characters apart."""
    if prod(map(len, choices)) <= ALL_READINGS_UP_TO:
        return product(*choices)
    return islice(_near_the_usual(choices), READINGS_AT_MOST)


def _near_the_usual(choices: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The usual reading, then every one with one character read otherwise, then with two."""
    usual = tuple(choice[0] for choice in choices)
    several = [place for place, choice in enumerate(choices) if len(choice) > 1]
    for deviations in range(3):
        for places in combinations(several, deviations):
            for others in product(*(choices[place][1:] for place in places)):
                changed = dict(zip(places, others, strict=True))
                yield tuple(changed.get(place, reading) for place, reading in enumerate(usual))
