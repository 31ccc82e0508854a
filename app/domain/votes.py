"""Whether a meeting had its quorum and a motion its majority, with the arithmetic as it is printed."""

from dataclasses import dataclass

from app.domain.errors import Complaint
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


@dataclass(frozen=True)
class Ballot:
    """The votes on one motion: who was due and who came, of those who may vote, and what they said. Opinions given in
    writing count among `favour`, `against` and `abstain` and again in `written`, never as presence."""

    entitled: int
    present: int
    favour: int
    against: int = 0
    abstain: int = 0
    written: int = 0

    @property
    def cast(self) -> int:
        """All votes, those in writing included."""
        return self.favour + self.against + self.abstain

    def complaints(self) -> dict[str, str]:
        """What cannot be right about these numbers, by field."""
        found: dict[str, str] = {}
        if min(vars(self).values()) < 0:
            found["favour"] = Complaint("negative", "票数不能是负数。")
        elif self.present > self.entitled:
            found["present"] = Complaint("too_many", f"实到 {self.present} 人多于应到 {self.entitled} 人，请核对。")
        elif self.written > self.entitled - self.present:
            left = self.entitled - self.present
            found["written"] = Complaint("too_many", f"没有到会的只有 {left} 人，书面意见不会有 {self.written} 份。")
        elif self.cast > self.present + self.written:
            most = self.present + self.written
            found["favour"] = Complaint("too_many", f"一共只有 {most} 票，现在填了 {self.cast} 票，请核对。")
        return found


@dataclass(frozen=True)
class Outcome:
    """Whether the meeting had its quorum and the motion its majority, with the arithmetic as it is printed."""

    quorate: bool
    carried: bool
    words: str


def decide(ballot: Ballot, quorum: Rule | None, majority: Rule | None) -> Outcome:
    """What a ballot decides: 应到16，实到9＞8；赞成9＞8，反对0，弃权0；通过. Without a rule there is no bar."""
    came = _against_rule("实到", ballot.present, quorum, ballot)
    agreed = _against_rule("赞成", ballot.favour, majority, ballot)
    carried = came.holds and agreed.holds
    written = f"（含书面意见{ballot.written}）" if ballot.written else ""
    result = "通过" if carried else "未达到会人数，表决无效" if not came.holds else "未通过"
    votes = f"{agreed.words}，反对{ballot.against}，弃权{ballot.abstain}{written}"
    return Outcome(came.holds, carried, f"应到{ballot.entitled}，{came.words}；{votes}；{result}")


def _against_rule(label: str, count: int, rule: Rule | None, ballot: Ballot) -> Count:
    if rule is None:
        return Count(True, f"{label}{count}")
    return more_than(label, count, _base(rule, ballot.entitled, ballot.present), rule)


def _base(rule: Rule, due: int, present: int) -> int:
    return present if rule.unit == "实到" else due
