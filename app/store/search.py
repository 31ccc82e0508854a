"""One search for every noun: full text with one token per character, kept beside the rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import peewee as pw

from app.domain.names import initials, spellings, tokens
from app.store.database import Record, db

_COLUMNS = ("names", "letters", "numbers")
_SEPARATOR = " sep "


def put(record: Record) -> None:
    """Bring the search table up to date with a row whose record declares `search_texts()`."""
    if not hasattr(record, "search_texts"):
        return
    db.execute_sql(f"DELETE FROM {_table(record)} WHERE rowid = ?", (record.id,))
    put_many(type(record), [(record.id, record.search_texts())])


def put_many(model: type[Record], texts: Iterable[tuple[int, Mapping[str, Sequence[str]]]]) -> None:
    """Index new rows: for each id its names, which are read aloud too, and its numbers."""
    sql = f"INSERT INTO {_table(model)} (rowid, {', '.join(_COLUMNS)}) VALUES (?, ?, ?, ?)"
    db.connection().executemany(sql, ((number, *_entry(text)) for number, text in texts))


def matching(model: type[Record], text: str) -> pw.Expression | None:
    """The condition that a row contains every word of `text` as 汉字, initials, pinyin or number; None for no words."""
    phrases = [f'"{found}"' for word in text.split() if (found := tokens(word))]
    if not phrases:
        return None
    hits = pw.SQL(f"SELECT rowid FROM {_table(model)} WHERE {_table(model)} MATCH ?", (" AND ".join(phrases),))
    return pw.Expression(model.id, "IN", pw.EnclosedNodeList((hits,)))


def _entry(text: Mapping[str, Sequence[str]]) -> tuple[str, str, str]:
    names, numbers, own = text["names"], text["numbers"], text.get("letters", ())
    spelled = (" ".join(form) for name in names for form in (*initials(name), *spellings(name)))
    return _joined(map(tokens, names)), _joined([*spelled, *map(tokens, own)]), _joined(map(tokens, numbers))


def _joined(forms: Iterable[str]) -> str:
    return _SEPARATOR.join(filter(None, forms))


def _table(model: Any) -> str:
    return f"{model._meta.table_name}_search"
