"""Answers that hold until something is written or the day ends: asked for at every key stroke, worked out once."""

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from app.services import journal

Answer = TypeVar("Answer")
Moment = tuple[int, dt.date]


def moment() -> Moment:
    """What is read now stays true as long as this does: until something is written, or a new day begins."""
    return journal.revision(), dt.date.today()


def per_revision(ask: Callable[[], Answer]) -> Callable[[], Answer]:
    """The same question, put again only when something was written since, or the day has changed."""
    known: dict[Moment, Answer] = {}

    def answer() -> Answer:
        now = moment()
        if now not in known:
            known.clear()
            known[now] = ask()
        return known[now]

    return answer
