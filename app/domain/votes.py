"""Whether a meeting had its quorum and a motion its majority, with the arithmetic as it is printed."""

from dataclasses import dataclass

from app.domain.rules import Rule


@dataclass(frozen=True)
class Count:
    """One count against its bar, in words such as 实到9＞8."""

    holds: bool
    words: str


def more_than(label: str, count: int, base: int, rule: Rule) -> Count:
    """Whether a count is more than the rule's share (two whole numbers, as 1, 2) of a base: 实到9＞8, 实到8≯8."""
    part, whole = map(int, rule.value) if isinstance(rule.value, tuple) else (rule.amount, 1)
    holds = count * whole > base * part
    bar = f"{base * part / whole:g}"
    return Count(holds, f"{label}{count}{'＞' if holds else '≯'}{bar}")


def arithmetic(due: int, present: int, favour: int, quorum: Rule, majority: Rule) -> Count:
    """应到16，实到9＞8；赞成9＞8: the quorum and the majority, each of 应到 or 实到 as its rule's unit says."""
    came = more_than("实到", present, _base(quorum, due, present), quorum)
    agreed = more_than("赞成", favour, _base(majority, due, present), majority)
    return Count(came.holds and agreed.holds, f"应到{due}，{came.words}；{agreed.words}")


def _base(rule: Rule, due: int, present: int) -> int:
    return present if rule.unit == "实到" else due
