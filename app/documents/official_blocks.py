"""What an official page of GB/T 9704-2012 is made of: its red head, its blocks from the top down, its imprint."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Title:
    """2号 small title type, centred, over as many balanced lines as it takes; a line feed parts them by meaning."""

    text: str


@dataclass(frozen=True)
class Head:
    """Level 1 is 一、 in 黑体, 2 is （一） in 楷体, 3 and 4 are 1. and (1) in 仿宋; never the last line of a page."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Body text, first lines in by `indent` characters; `lead` is full-width words in 黑体 that begin the first one."""

    text: str
    lead: str = ""
    indent: int = 2


@dataclass(frozen=True)
class Names:
    """A label in 黑体 with a full-width colon, names behind it in columns; wrapped lines stand under the first name."""

    label: str
    names: Sequence[str]


@dataclass(frozen=True)
class Fact:
    """A label in 黑体 with a full-width colon and running text, whose wrapped lines stand under its first character."""

    label: str
    text: str


@dataclass(frozen=True)
class Annexes:
    """附件: one annex, or several numbered ones, one blank line under the text."""

    names: Sequence[str]


@dataclass(frozen=True)
class Signature:
    """The issuer centred over the date, which stands in by four characters; always with the text before it."""

    issuer: str
    date: str


@dataclass(frozen=True)
class Entry:
    """A line of a table of contents: words, dots, page number."""

    text: str
    page: int


@dataclass(frozen=True)
class Blank:
    """Empty lines, which fall away at the top of a page."""

    lines: int = 1


@dataclass(frozen=True)
class NewPage:
    """What follows begins on another page."""


@dataclass(frozen=True)
class Column:
    """A column of a table: `share` is its part of the width beside those of the others; figures stand on the right."""

    label: str
    share: float
    align: Literal["left", "centre", "right"] = "left"


@dataclass(frozen=True)
class Table:
    """A ruled table in small type; its head stands again on each page it goes on. A `dense` one has two rows on each
    line of the grid, and none of its cells is wrapped."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    dense: bool = False


@dataclass(frozen=True)
class Item:
    """One bar: as long as `size` beside the others, `value` in words at its end; `strong` is black, others grey."""

    label: str
    size: float
    value: str
    strong: bool = False


@dataclass(frozen=True)
class Bars:
    """Horizontal bars from one axis, at most twenty, under a caption."""

    items: Sequence[Item]
    caption: str = ""


@dataclass(frozen=True)
class Note:
    """Small print in the text."""

    text: str


Block = Title | Head | Paragraph | Names | Fact | Annexes | Signature | Entry | Blank | NewPage | Table | Bars | Note


@dataclass(frozen=True)
class Masthead:
    """The red mark, 35 mm below the top of the type area, and what stands between it and the red line: the number
    centred, or a line of its own with an issuer on the left and a date on the right."""

    mark: str
    number: str = ""
    issuer: str = ""
    date: str = ""


@dataclass(frozen=True)
class Imprint:
    """版记, at the foot of the last page: who gets a copy, who printed it and when."""

    copies: Sequence[str] = ()
    printer: str = ""
    date: str = ""


@dataclass(frozen=True)
class Official:
    """`name` is that of the document in messages and of the file; `labels` are boxed above the type area of each page
    (草稿, 补录), `foot` is small print below the page number."""

    name: str
    blocks: Sequence[Block]
    masthead: Masthead | None = None
    imprint: Imprint | None = None
    labels: Sequence[str] = ()
    foot: str = ""
    sample: bool = False


def numeral(number: int) -> str:
    """1 to 99 as heads are numbered: 一, 十, 二十一; digits beyond."""
    tens, ones = divmod(number, 10)
    if not 0 < tens < 10:
        return _DIGITS[ones] if tens == 0 else str(number)
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
