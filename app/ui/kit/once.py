"""Answers that hold until something is written: asked for at every key stroke, worked out once."""

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from app.services import journal

Answer = TypeVar("Answer")


def per_revision(ask: Callable[[], Answer]) -> Callable[[], Answer]:
    """The same question, put again only when something was written since, or the day has changed."""
    known: dict[tuple[int, dt.date], Answer] = {}

    def answer() -> Answer:
        now = journal.revision(), dt.date.today()
        if now not in known:
            known.clear()
            known[now] = ask()
        return known[now]

    return answer
