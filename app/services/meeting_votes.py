"""What attendance and votes come to while a meeting is being written: the arithmetic before it is on record."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import meetings as rules
from app.domain.meetings import Draft, Motion
from app.domain.roles import Right
from app.domain.votes import decide, more_than
from app.services import meeting_kinds
from app.services import rules as rule_book
from app.services.session import requires

if TYPE_CHECKING:
    from app.domain.rules import Rule


@dataclass(frozen=True)
class Standing:
    """Whether those who came are enough, and the count in words; `quorate` is None where no rule asks for so many."""

    quorate: bool | None
    words: str


@requires(Right.READ)
def standing(draft: Draft) -> Standing:
    """Who came so far: 应到 16 人，实到 9 人 …; with the quorum where the kind of meeting has one."""
    count = rules.turnout(draft.attendees)
    words = count.words + (f"，{count.unknown} 人未记" if count.unknown else "")
    rule = _rule(meeting_kinds.kind(draft.kind).quorum, draft.held) if draft.kind else None
    if rule is None or not count.voting:
        return Standing(None, words)
    base = count.voting_present if rule.unit == "实到" else count.voting
    came = more_than("实到", count.voting_present, base, rule)
    result = "够法定人数" if came.holds else "不够法定人数"
    return Standing(came.holds, f"{words}。有表决权的应到{count.voting}，{came.words}，{result}")


@requires(Right.READ)
def outcome(draft: Draft, motion: Motion) -> str:
    """The votes of a motion in words, "" where none were taken; what cannot be right is said instead."""
    if motion.ballot is None:
        return ""
    ballot = rules.counted(motion.ballot, rules.turnout(draft.attendees))
    if wrong := next(iter(ballot.complaints().values()), ""):
        return wrong
    told = meeting_kinds.kind(draft.kind)
    return decide(ballot, _rule(told.quorum, draft.held), _rule(told.majority, draft.held)).words


def _rule(code: str, held: str) -> "Rule | None":
    day = dt.date.fromisoformat(held) if len(held) == len("2026-01-01") else dt.date.today()
    return rule_book.in_force(code, day) if code else None
