"""党费: what is due for a month, by the rules in force in it. Amounts are whole fen, rates thousandths of the base."""

import datetime as dt
from enum import StrEnum

from app.domain.rules import Rule, RuleBook, why


class Category(StrEnum):
    """On what dues are reckoned, as it is stored and shown."""

    EMPLOYED = "在职"
    SELF_EMPLOYED = "个体经营者"
    RETIRED = "离退休"
    WITHOUT_INCOME = "学生和无收入"


def due(category: str, income: int, month: dt.date, book: RuleBook) -> tuple[int, str]:
    """The dues in fen for a monthly income in fen (of 个体经营者 the last quarter's average), and the rule for it."""
    if category == Category.WITHOUT_INCOME:
        fixed = book.in_force("dues.without_income", month)
        return fixed.amount, why(fixed)
    kind = "dues.retired_" if category == Category.RETIRED else "dues."
    steps, rates = book.in_force(f"{kind}steps", month), book.in_force(f"{kind}rates", month)
    passed = sum(income > int(limit) * 100 for limit in _several(steps))
    permille = int(_several(rates)[passed])
    return (income * permille + 500) // 1000, f"按 {permille / 10:g}% 计。{why(steps)}{why(rates)}"


def months(first: str, last: str) -> list[str]:
    """The months from one to another, both included, as 2026-11."""
    count = int(last[:4]) * 12 + int(last[5:]) - int(first[:4]) * 12 - int(first[5:])
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, start + count + 1)]


def _several(rule: Rule) -> tuple[int | str, ...]:
    return rule.value if isinstance(rule.value, tuple) else (rule.value,)
