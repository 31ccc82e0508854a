"""The one table of colours: as they are every day, and in high contrast."""

from dataclasses import dataclass, field
from typing import NamedTuple


class Badge(NamedTuple):
    """A word on a fill; the word carries the meaning, the colour only helps."""

    text: str
    fill: str
    border: str


def _calm_badges() -> dict[str, Badge]:
    return {
        "green": Badge("#0B5D3B", "#DDF3E7", "#79B598"),
        "blue": Badge("#0B4F8A", "#DCEBFA", "#7FA9D1"),
        "yellow": Badge("#7A4A00", "#FFEFC9", "#C9A356"),
        "red": Badge("#8C1D18", "#FBE0DD", "#D9948F"),
        "grey": Badge("#4E5661", "#E9ECF0", "#A4AAB3"),
    }


def _solid_badges() -> dict[str, Badge]:
    return {
        "green": Badge("#FFFFFF", "#00502B", "#00502B"),
        "blue": Badge("#FFFFFF", "#003E7E", "#003E7E"),
        "yellow": Badge("#000000", "#FFC400", "#000000"),
        "red": Badge("#FFFFFF", "#8A0F08", "#8A0F08"),
        "grey": Badge("#000000", "#FFFFFF", "#000000"),
    }


@dataclass(frozen=True)
class Tokens:
    """Every colour on screen, by what it is for. Badges go by tone: A green, B blue, C yellow, D red, 未评 grey."""

    text: str = "#1F2329"
    text_2: str = "#4E5661"
    hint: str = "#646B78"
    background: str = "#F4F5F7"
    surface: str = "#FFFFFF"
    head: str = "#F0F2F5"
    hover: str = "#F7F8FA"
    divider: str = "#E3E6EB"
    border: str = "#8A9099"
    accent: str = "#B3261E"
    accent_hover: str = "#9A1F18"
    accent_pressed: str = "#7F1812"
    on_accent: str = "#FFFFFF"
    tint: str = "#FDF1F0"
    selection: str = "#E7EEF8"
    focus: str = "#1B66C9"
    link: str = "#0B4F8A"
    ok: str = "#0B5D3B"
    warn: str = "#8A5300"
    error: str = "#B3261E"
    disabled: str = "#7A808A"
    toast: str = "#1F2329"
    toast_text: str = "#FFFFFF"
    toast_link: str = "#9CC8FF"
    toast_ok: str = "#7FE0B0"
    badges: dict[str, Badge] = field(default_factory=_calm_badges)


CALM = Tokens()
HIGH_CONTRAST = Tokens(
    text="#000000",
    text_2="#000000",
    hint="#000000",
    background="#FFFFFF",
    head="#E6E6E6",
    hover="#F0F0F0",
    divider="#000000",
    border="#000000",
    accent="#8A0F08",
    accent_hover="#6E0B05",
    accent_pressed="#540703",
    tint="#FFFFFF",
    selection="#FFE08A",
    focus="#0A4DA8",
    link="#003E7E",
    ok="#00502B",
    warn="#5C3700",
    error="#8A0F08",
    disabled="#5A5A5A",
    toast="#000000",
    badges=_solid_badges(),
)
