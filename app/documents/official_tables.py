"""Tables, bars and notes of an official page, each row of them on whole lines of its grid."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.documents import official_grid as grid
from app.documents.lines import Line
from app.documents.official_blocks import Bars, Column, Item, Note, Table
from app.documents.official_pieces import Bar, Piece, Row, Rule
from app.documents.type import Face, fitted, width

if TYPE_CHECKING:
    from app.documents.official_rows import Typesetter

_PER_ROW = 2
"""Lines of a cell that one line of the grid takes."""
_LEADING, _PAD = 4.6, 1.2
_MOST_LINES = 28
_NARROWEST = 0.8
_LABELS, _VALUES, _GAP = 44.0, 30.0, 1.8
_HIGH, _GREY = 3.4, 0.55


def table(setter: "Typesetter", block: Table) -> Iterator[Row]:
    """A caption, a head that stands again on each page, and the rows; no row of cells is alone at a page's edge."""
    spans = _spans(block.columns)
    if block.caption:
        yield _caption(setter, block.caption)
    centred = [replace(column, align="centre") for column in block.columns]
    head = tuple(
        replace(row, keep=True)
        for row in _cells(setter, [column.label for column in block.columns], centred, spans, grid.SMALL_HEAD)
    )
    yield from head
    if block.dense:
        yield from _pairs(setter, block, spans, head)
        return
    last = len(block.rows) - 1
    for place, texts in enumerate(block.rows):
        together = place in (0, last - 1) and place < last
        for row in _cells(setter, texts, block.columns, spans, grid.SMALL):
            yield replace(row, again=head, keep=row.keep or together)


def _pairs(
    setter: "Typesetter", block: Table, spans: Sequence[tuple[float, float]], head: tuple[Row, ...]
) -> Iterator[Row]:
    """Two rows of cells on each line of the grid; a last one alone stays with those before it."""
    step, count = grid.LEADING / _PER_ROW, len(block.rows)
    for start in range(0, count, _PER_ROW):
        pair = block.rows[start : start + _PER_ROW]
        pieces: list[Piece] = []
        for place, texts in enumerate(pair):
            down = (place - (_PER_ROW - 1) / 2) * step
            for text, column, (left, across) in zip(texts, block.columns, spans, strict=True):
                plain, face = _fit(setter, text, across - 2 * _PAD)
                share = {"left": 0.0, "centre": 0.5, "right": 1.0}[column.align]
                pieces.append(_at((plain, face), left + _PAD + share * (across - 2 * _PAD), down, share))
        edges = [*(left for left, _ in spans), grid.ACROSS]
        sides = (Rule(x, 0.0, x, step * len(pair)) for x in edges)
        across_all = (Rule(0.0, step * place, grid.ACROSS, step * place) for place in range(len(pair) + 1))
        alone = 0 < count - start - _PER_ROW < _PER_ROW or (not start and count > _PER_ROW)
        yield Row(tuple(pieces), keep=alone, rules=(*across_all, *sides), again=head)


def note(setter: "Typesetter", block: Note) -> Iterator[Row]:
    """Small print over the whole width, two lines on each line of the grid."""
    lines = [line for _, line in setter.lines(block.text, grid.SMALL, grid.ACROSS)]
    for start in range(0, len(lines), _PER_ROW):
        part = lines[start : start + _PER_ROW]
        yield Row(tuple(Piece(0.0, line, grid.SMALL, _down(place, _PER_ROW)) for place, line in enumerate(part)))


def bars(setter: "Typesetter", block: Bars) -> Iterator[Row]:
    """A caption, then bars from a common axis, two on each line of the grid, values behind them; all on one page."""
    longest = max((each.size for each in block.items), default=0.0)
    if block.caption:
        yield _caption(setter, block.caption)
    for start in range(0, len(block.items), _PER_ROW):
        pair = block.items[start : start + _PER_ROW]
        set_bars = [_bar(setter, each, place, longest) for place, each in enumerate(pair)]
        drawn = tuple(bar for bar, _ in set_bars if bar.across)
        axis = Rule(_LABELS, 0.0, _LABELS, grid.LEADING * len(pair) / _PER_ROW)
        pieces = tuple(piece for _, both in set_bars for piece in both)
        yield Row(pieces, keep=start + _PER_ROW < len(block.items), rules=(axis,), bars=drawn)


def _bar(setter: "Typesetter", each: Item, place: int, longest: float) -> tuple[Bar, tuple[Piece, ...]]:
    """One bar with what stands before and behind it."""
    room, step = grid.ACROSS - _LABELS - _VALUES, grid.LEADING / _PER_ROW
    across = room * max(each.size, 0.0) / longest if longest > 0 else 0.0
    bar = Bar(_LABELS, place * step + (step - _HIGH) / 2, across, _HIGH, 0.0 if each.strong else _GREY)
    down = (place - (_PER_ROW - 1) / 2) * step
    label = _fit(setter, each.label, _LABELS - _GAP)
    value = _fit(setter, each.value, _VALUES - _GAP)
    return bar, (_at(label, _LABELS - _GAP, down, 1.0), _at(value, _LABELS + across + _GAP, down, 0.0))


def _caption(setter: "Typesetter", text: str) -> Row:
    face = fitted(setter.plain(text, grid.CAPTION) or " ", grid.CAPTION, grid.ACROSS)
    return Row((setter.piece(grid.ACROSS / 2, text, face, 0.5),), keep=True)


def _spans(columns: Sequence[Column]) -> list[tuple[float, float]]:
    """Where each column begins and how wide it is."""
    whole = sum(column.share for column in columns)
    widths = [grid.ACROSS * column.share / whole for column in columns]
    return [(sum(widths[:place]), across) for place, across in enumerate(widths)]


def _cells(
    setter: "Typesetter",
    texts: Sequence[str],
    columns: Sequence[Column],
    spans: Sequence[tuple[float, float]],
    face: Face,
) -> Iterator[Row]:
    """One row of cells on as many lines of the grid as its longest cell takes; a very long one goes on as another."""
    cells = [
        _lines(setter, text, column, across - 2 * _PAD, face)
        for text, column, (_, across) in zip(texts, columns, spans, strict=True)
    ]
    most = max(1, *(len(lines) for lines, _ in cells))
    for start in range(0, most, _MOST_LINES):
        count = min(most - start, _MOST_LINES)
        high = -(-count // _PER_ROW)
        pieces: list[Piece] = []
        for (lines, own), column, (left, across) in zip(cells, columns, spans, strict=True):
            pieces += _cell(lines[start : start + count], column, left, across, own, high)
        yield from _ruled(pieces, spans, high)


def _cell(lines: Sequence[Line], column: Column, left: float, across: float, face: Face, high: int) -> Iterator[Piece]:
    """The lines of one cell, in the middle of so many lines of the grid."""
    middle = (high - 1) * grid.LEADING / 2
    for place, line in enumerate(lines):
        spare = across - 2 * _PAD - width(line.text, face) - sum(line.gaps)
        x = left + _PAD + {"left": 0.0, "centre": 0.5, "right": 1.0}[column.align] * spare
        yield Piece(x, line, face, middle + _down(place, len(lines)))


def _ruled(pieces: Sequence[Piece], spans: Sequence[tuple[float, float]], high: int) -> Iterator[Row]:
    """The lines of the grid that one row of cells takes, all of its type on the first."""
    edges = [*(left for left, _ in spans), grid.ACROSS]
    sides = tuple(Rule(x, 0.0, x, grid.LEADING) for x in edges)
    top, foot = Rule(0.0, 0.0, grid.ACROSS, 0.0), Rule(0.0, grid.LEADING, grid.ACROSS, grid.LEADING)
    for place in range(high):
        rules = (*((top,) if not place else ()), *sides, *((foot,) if place == high - 1 else ()))
        yield Row(() if place else tuple(pieces), keep=place < high - 1, rules=rules)


def _lines(
    setter: "Typesetter", text: str, column: Column, measure: float, face: Face
) -> tuple[tuple[Line, ...], Face]:
    """A cell's text in lines and the face they are set in: a figure stays on one, condensed; words are wrapped."""
    plain = setter.plain(text, face)
    own = fitted(plain.replace("\n", " "), face, measure) if plain else face
    if "\n" not in plain and (column.align == "right" or own.condense >= _NARROWEST) and own.size > face.size / 2:
        return ((Line(plain, (0.0,) * len(plain)),) if plain else ()), own
    return tuple(line for _, line in setter.lines(plain, face, measure)), face


def _down(place: int, count: int) -> float:
    """How far below the middle a line of a cell of so many lines stands."""
    return (place - (count - 1) / 2) * _LEADING


def _fit(setter: "Typesetter", text: str, measure: float) -> tuple[str, Face]:
    plain = setter.plain(text, grid.SMALL).replace("\n", " ")
    return plain, fitted(plain or " ", grid.SMALL, measure)


def _at(fit: tuple[str, Face], x: float, down: float, align: float) -> Piece:
    text, face = fit
    return Piece(x - align * width(text, face) if text else x, Line(text, (0.0,) * len(text)), face, down)
