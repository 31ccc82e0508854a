"""换届 and what else an organisation is measured by: size, ratios, what it is due."""

import datetime as dt
from dataclasses import dataclass

from app.domain.calendar import add_months
from app.domain.rules import Rule, RuleBook, why


@dataclass(frozen=True)
class TermClock:
    """When a committee's term ends, and from when it is to be reminded; `state` is 正常, 临近 or 超期."""

    ends: dt.date
    remind: dt.date
    state: str
    rule: str


def term_clock(rule_code: str, elected: dt.date, shift: int, book: RuleBook, today: dt.date) -> TermClock:
    """The clock of a term begun on a day and shifted by months (late +, early -), by the rule in force on that day."""
    rule = book.in_force(rule_code, elected)
    ends = add_months(elected, rule.amount * 12 + shift)
    remind = add_months(ends, -book.in_force("term.remind_before", today).amount)
    state = "超期" if today > ends else "临近" if today >= remind else "正常"
    return TermClock(ends, remind, state, why(rule))


def shift_complaint(shift: int, approval: str, on: dt.date, book: RuleBook) -> str:
    """What is wrong with holding an election some months early or late; "" where nothing is."""
    rule = book.in_force("term.shift_most", on)
    if abs(shift) > rule.amount * 12:
        return f"提前或延期最多 {rule.amount * 12} 个月。{why(rule)}"
    return "提前或延期换届要写明批准文号。" if shift and not approval else ""


def size_warnings(full: int, members: int, committee: int, employers: int, book: RuleBook, on: dt.date) -> list[str]:
    """Sentences about a branch whose size strays from the rules: members in full and in all, committee, employers."""

    def told(code: str, wrong: bool, words: str) -> str:
        return f"{words}{why(book.in_force(code, on))}" if wrong else ""

    def amount(code: str) -> int:
        return book.in_force(code, on).amount

    wants_committee = full >= amount("branch.committee_from")
    least = int(_pair(book.in_force("branch.committee_size", on))[0])
    found = (
        told(
            "branch.full_members_least",
            0 < full < amount("branch.full_members_least"),
            f"只有 {full} 名正式党员，不够成立党支部。",
        ),
        told("branch.members_most", members > amount("branch.members_most"), f"有 {members} 名党员，一般应当分设。"),
        told("branch.committee_from", wants_committee and committee < least, f"正式党员 {full} 名，应设支部委员会。"),
        told("branch.committee_most", committee > amount("branch.committee_most"), f"委员 {committee} 名，偏多。"),
        told("branch.joint_employers", employers > amount("branch.joint_employers"), f"覆盖 {employers} 家，偏多。"),
    )
    return [sentence for sentence in found if sentence]


def founding_year(founded: str) -> int:
    """The year an organisation was founded in, 0 where it is not known."""
    return int(founded[:4]) if founded else 0


def _pair(rule: Rule) -> tuple[int | str, ...]:
    return rule.value if isinstance(rule.value, tuple) else (rule.value,)
