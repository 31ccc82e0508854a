"""What the window remembers from one start to the next: its size, its tab, its columns. Written when it changes."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings


class _Memory:
    file: QSettings | None = None


_memory = _Memory()


def use(path: Path) -> None:
    """Remember in this file from now on; before, nothing is kept."""
    _memory.file = QSettings(str(path), QSettings.Format.IniFormat)


def recall(key: str, otherwise: Any) -> Any:
    """What was remembered under a key such as "merchants/columns"; anything JSON can hold."""
    text = _memory.file.value(key) if _memory.file else None
    try:
        return json.loads(text) if isinstance(text, str) else otherwise
    except ValueError:
        return otherwise


def remember(key: str, value: Any) -> None:
    """Keep a value at once; a folder that cannot be written to is not worth a word here."""
    text = json.dumps(value)
    if _memory.file and _memory.file.value(key) != text:
        _memory.file.setValue(key, text)
        _memory.file.sync()
