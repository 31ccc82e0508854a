"""The sign-in sheet of a meeting, A4 upright: a row and a code for each who is due, bare rows for guests."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Expected:
    """One who is due; `code` is the digits that a scan of this row types."""

    name: str
    unit: str
    code: str
    note: str = ""
    excused: bool = False


@dataclass(frozen=True)
class SignIn:
    """The facts of a meeting in words; `code` is the digits that open it, `guests` how many bare rows 列席 gets."""

    title: str
    time: str
    place: str
    chair: str
    code: str
    people: Sequence[Expected]
    guests: int = 6
    sample: bool = False
