"""Plain text tables: .csv and .txt in the encodings and with the separators that office programs write."""

import codecs
import csv
from io import StringIO

from app.exchange.refusals import SAVE_AS, refusal

_SEPARATORS = (",", "\t", ";", "|", "，")
_SAMPLE_LINES = 20


def read(name: str, data: bytes) -> list[list[object]]:
    """Return the rows, all of one width, every cell text. Raises Problem when the bytes are no text table."""
    text = _decoded(name, data)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error as error:
        raise refusal(name, "里有一格长得不正常，可能少了一个引号", SAVE_AS) from error
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _decoded(name: str, data: bytes) -> str:
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if wide else ["utf-8-sig", "gb18030"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refusal(name, "不是表格，或里面的文字编码认不出来", SAVE_AS)


def _separator(text: str) -> str:
    """Return the separator that cuts most of the first lines, of equals the one that cuts them into most cells."""
    sample = text.splitlines()[:_SAMPLE_LINES]
    return max(_SEPARATORS, key=lambda mark: _cuts(sample, mark))


def _cuts(lines: list[str], mark: str) -> tuple[int, int]:
    widths = [len(row) for row in csv.reader(lines, delimiter=mark)]
    return sum(width > 1 for width in widths), sum(widths)
