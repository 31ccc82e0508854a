"""One search for every noun: full text with one token per character, kept beside the rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.domain.names import NEVER_INITIALS, SEPARATOR, fold, name_tokens, syllable_phrases, tokens
from app.store.database import Record, db

_COLUMNS = ("names", "initials", "syllables", "heads", "tails")
_RUN = re.compile(r"[a-z0-9]+|[^a-z0-9\s]+")
_PHRASES_AT_MOST = 12
_LONGEST = 200


def put(record: Record) -> None:
    """Bring the search table up to date with a row whose record declares `search_texts()`."""
    if not hasattr(record, "search_texts"):
        return
    db.execute_sql(f"DELETE FROM {_table(record)} WHERE rowid = ?", (record.id,))
    put_many(type(record), [(record.id, record.search_texts())])


def put_many(model: type[Record], texts: Iterable[tuple[int, Mapping[str, Sequence[str]]]]) -> None:
    """Index new rows: for each id its names, which are read aloud too, and its numbers."""
    sql = f"INSERT INTO {_table(model)} (rowid, {', '.join(_COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?)"
    db.connection().executemany(sql, ((number, *_entry(text)) for number, text in texts))


def hits(model: type[Record], text: str) -> set[int] | None:
    """Ids of the rows that contain every word of `text` as 汉字, initials, pinyin or number; None for no words."""
    wanted = [_phrase(run) for word in fold(text[:_LONGEST]).split() for run in _runs(word)]
    if not wanted:
        return None
    sql = f"SELECT rowid FROM {_table(model)} WHERE {_table(model)} MATCH ?"
    return {found for (found,) in db.execute_sql(sql, (" AND ".join(wanted),))}


def _runs(word: str) -> list[str]:
    """A word parted where letters and digits meet other characters; a dash inside a number parts nothing."""
    joined = re.sub(r"(?<=[a-z0-9])-(?=[a-z0-9])", "", word)
    return _RUN.findall(joined)


def _phrase(run: str) -> str:
    """What finds a run of characters: letters as name, initials, pinyin, or either end of a number."""
    letters = f'"{tokens(run)}"'
    if not run.isascii() or not run.isalnum():
        return f"names : {letters}"
    parted = syllable_phrases(run, _PHRASES_AT_MOST) if len(run) > 1 else []
    columns = "names" if NEVER_INITIALS.intersection(run) else "{names initials}"
    ways = [
        f"{columns} : {letters}",
        f'heads : "{run}" *',
        f'tails : "{run[::-1]}" *',
        *(f'syllables : "{" ".join(syllables)}" *' for syllables in parted),
    ]
    return f"({' OR '.join(ways)})"


def _entry(text: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The texts of a row by column: names are read aloud too, long texts are not; of a number both ends can be
    searched, as `tails` holds it backwards."""
    written, initials, syllables = zip(*map(name_tokens, text["names"]), strict=True)
    spoken = [tokens(each) for each in text.get("texts", ())]
    heads = " ".join(text["numbers"]).replace("-", "").lower()
    return (
        SEPARATOR.join([*written, *spoken]),
        SEPARATOR.join([*initials, *map(tokens, text["letters"])]),
        SEPARATOR.join(syllables),
        heads,
        heads[::-1],
    )


def _table(model: Any) -> str:
    return f"{model._meta.table_name}_search"
