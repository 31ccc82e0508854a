"""What a row of the official grid holds: lines of type, rules and filled bars."""

from dataclasses import dataclass

from app.documents.lines import Line
from app.documents.type import Face


@dataclass(frozen=True)
class Piece:
    """A line of type that starts `x` from the left of the type area, `down` below the middle of its row."""

    x: float
    line: Line
    face: Face
    down: float = 0.0


@dataclass(frozen=True)
class Rule:
    """A thin line from one point to another, from the left of the type area and the top of its row."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True)
class Bar:
    """A filled rectangle whose upper left corner is there; `grey` 0 is black, 1 is white."""

    x: float
    y: float
    across: float
    high: float
    grey: float = 0.0


@dataclass(frozen=True)
class Row:
    """One row of the grid; `keep` holds it on one page with the next, `fresh` begins a page, `again` stands above it
    once more where it begins one. Nothing on it: it is empty."""

    pieces: tuple[Piece, ...] = ()
    keep: bool = False
    fresh: bool = False
    rules: tuple[Rule, ...] = ()
    bars: tuple[Bar, ...] = ()
    again: tuple["Row", ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing stands on it."""
        return not (self.pieces or self.rules or self.bars)
