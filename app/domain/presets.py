"""Organisation shapes a centre can start from; every name in them can be changed afterwards."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.paths import RESOURCES


@dataclass(frozen=True)
class Preset:
    """Names of the levels from the top down, of the kinds of list, and of the stages an issue passes."""

    key: str
    title: str
    levels: tuple[str, ...]
    grid_levels: tuple[str, ...]
    lists: tuple[str, ...]
    stages: tuple[str, ...]


@cache
def shipped() -> tuple[Preset, ...]:
    """The presets in resources/presets in the order of their file names; the blank one is last."""
    return tuple(_preset(file) for file in sorted((RESOURCES / "presets").glob("*.toml")))


def _preset(file: Path) -> Preset:
    row = tomllib.loads(file.read_text("utf-8"))
    frozen: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return Preset(**frozen)
