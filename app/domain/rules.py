"""Numbers that regulations and local practice fix, each with its source and the days on which it holds."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.paths import RESOURCES

UNDATED = date(1900, 1, 1)
"""First day of a rule whose beginning is not on record."""

Value = int | str | tuple[int | str, ...]


@dataclass(frozen=True)
class Rule:
    """One value in one period, first and last day included; `local` is the centre's own."""

    code: str
    name: str
    value: Value
    unit: str
    source: str
    article: str
    effective_from: date
    effective_to: date | None
    certainty: str
    local: bool = False

    @property
    def amount(self) -> int:
        """The value as a whole number of its unit; raises Problem where the rule holds something else."""
        if isinstance(self.value, int):
            return self.value
        raise Problem(
            f"规则“{self.name}”应是一个整数，现在是“{_shown(self.value)}”。数据没有变化，请管理员改正后再试。"
        )

    def holds_on(self, day: date) -> bool:
        """Whether the day lies in the rule's period."""
        return self.effective_from <= day <= (self.effective_to or date.max)


class RuleBook:
    """Shipped and local rules together; a local one stands in front of a shipped one and leaves it unchanged."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = tuple(rules)

    def in_force(self, code: str, day: date) -> Rule:
        """The rule of this code on that day, local before shipped, later before earlier; raises Problem."""
        periods = [rule for rule in self._rules if rule.code == code]
        holding = [rule for rule in periods if rule.holds_on(day)]
        if not holding:
            name = f"“{periods[0].name}”的规则" if periods else "需要的规则"
            raise Problem(f"{spoken(day.isoformat())}没有{name}，算不出结果。数据没有变化，请管理员补上这一天的规则。")
        return max(holding, key=lambda rule: (rule.local, rule.effective_from))


@cache
def shipped() -> tuple[Rule, ...]:
    """Every rule in resources/rules, in the order of the files."""
    files = sorted((RESOURCES / "rules").glob("*.toml"))
    return tuple(_rule(row) for file in files for row in tomllib.loads(file.read_text("utf-8"))["rule"])


def why(rule: Rule) -> str:
    """The sentence that answers 为什么: the rule, its value, where it comes from and since when."""
    since = "" if rule.effective_from == UNDATED else f"，自{spoken(rule.effective_from.isoformat())}起执行"
    until = f"，到{spoken(rule.effective_to.isoformat())}止" if rule.effective_to else ""
    source = f"{rule.source}{rule.article}" or "出处待补"
    doubt = "，以上级要求为准" if rule.certainty == "unsure" else ""
    return f"{rule.name}：{f'{_shown(rule.value)} {rule.unit}'.strip()}。依据：{source}{since}{until}{doubt}。"


def _shown(value: Value) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _rule(row: dict[str, Any]) -> Rule:
    value = row.pop("value")
    undated = {"effective_from": UNDATED, "effective_to": None}
    return Rule(**(undated | row), value=tuple(value) if isinstance(value, list) else value)
