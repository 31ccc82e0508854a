from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Problem
from app.domain.rules import UNDATED, Rule, RuleBook, shipped, why

OLD = Rule(
    code="honour.validity",
    name="荣誉有效期",
    value=24,
    unit="个月",
    source="《评选办法》",
    article="第八条",
    effective_from=date(2024, 1, 1),
    effective_to=date(2025, 12, 31),
    certainty="sure",
)
NEW = replace(OLD, value=36, effective_from=date(2026, 1, 1), effective_to=None)
LOCAL = replace(OLD, value=12, effective_from=date(2025, 7, 1), effective_to=date(2026, 6, 30), local=True)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize("rule", shipped(), ids=lambda rule: rule.code)
def test_every_shipped_rule_is_complete(rule: Rule) -> None:
    assert rule.name
    assert not rule.local
    assert rule.value not in ("", ())
    assert rule.certainty in ("sure", "unsure")
    assert rule.effective_to is None or rule.effective_to >= rule.effective_from
    assert rule.source or rule.certainty == "unsure"
    assert rule.unit or isinstance(rule.value, str)


def test_periods_of_one_shipped_code_do_not_overlap() -> None:
    for one, other in combinations(shipped(), 2):
        if one.code == other.code:
            assert not one.holds_on(other.effective_from)
            assert not other.holds_on(one.effective_from)


@pytest.mark.parametrize(
    ("code", "amount"),
    [
        ("honour.validity", 24),
        ("honour.public_notice", 5),
        ("honour.remind_before", 30),
        ("branch.joint_employers", 5),
        ("term.committee", 5),
        ("development.probation", 12),
        ("subsidy.joint_branch", 8000),
    ],
)
def test_the_rules_the_desk_works_by_are_shipped(code: str, amount: int) -> None:
    assert RuleBook(shipped()).in_force(code, date(2026, 9, 30)).amount == amount


def test_each_step_of_the_dues_has_its_rate() -> None:
    book, day = RuleBook(shipped()), date(2026, 9, 30)
    for steps, rates in (("dues.steps", "dues.rates"), ("dues.retired_steps", "dues.retired_rates")):
        limits, parts = book.in_force(steps, day).value, book.in_force(rates, day).value
        assert isinstance(limits, tuple)
        assert isinstance(parts, tuple)
        assert len(parts) == len(limits) + 1
        assert sorted(limits) == list(limits)


def test_a_record_of_an_old_period_keeps_the_old_rule() -> None:
    book = RuleBook([NEW, OLD])
    assert book.in_force("honour.validity", date(2025, 12, 31)) == OLD
    assert book.in_force("honour.validity", date(2026, 1, 1)) == NEW


@given(DAYS, st.permutations([OLD, NEW, LOCAL]))
def test_the_centres_own_value_stands_in_front_only_in_its_period(day: date, rules: list[Rule]) -> None:
    found = RuleBook(rules).in_force("honour.validity", day)
    without = RuleBook(rule for rule in rules if not rule.local).in_force("honour.validity", day)
    assert found == (LOCAL if LOCAL.holds_on(day) else without)
    assert found.holds_on(day)


def test_a_day_without_a_rule_says_so() -> None:
    book = RuleBook([OLD])
    with pytest.raises(Problem, match="2023年12月31日没有“荣誉有效期”的规则"):
        book.in_force("honour.validity", OLD.effective_from - timedelta(days=1))
    with pytest.raises(Problem, match="没有需要的规则"):
        book.in_force("honour.colour", date(2025, 1, 1))


def test_a_value_that_is_no_number_says_so() -> None:
    with pytest.raises(Problem, match="“荣誉有效期”应是一个整数，现在是“两年”"):
        _ = replace(OLD, value="两年").amount


def test_why_names_rule_value_source_and_period() -> None:
    assert why(NEW) == "荣誉有效期：36 个月。依据：《评选办法》第八条，自2026年1月1日起执行。"
    assert why(OLD) == "荣誉有效期：24 个月。依据：《评选办法》第八条，自2024年1月1日起执行，到2025年12月31日止。"
    unsure = replace(NEW, value=(3, 5), unit="", source="", article="", effective_from=UNDATED, certainty="unsure")
    assert why(unsure) == "荣誉有效期：3、5。依据：出处待补，以上级要求为准。"


@pytest.mark.parametrize("rule", shipped(), ids=lambda rule: rule.code)
def test_every_unsure_rule_defers_to_superiors(rule: Rule) -> None:
    assert ("以上级要求为准" in why(rule)) == (rule.certainty == "unsure")
    assert rule.name in why(rule)
