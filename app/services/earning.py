"""The dated rules by which points are earned, and what a change of one would do."""

import datetime as dt
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import peewee as pw

from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.points import Kind, Rule
from app.domain.roles import Right
from app.paths import RESOURCES
from app.services.session import requires
from app.store.gifts import Gift
from app.store.points import EarningRule, PointEntry
from app.store.writing import writing


@dataclass(frozen=True)
class Effect:
    """What a rule would have given for the gifts of a period, beside what was given: points and number of gifts."""

    gifts: int
    given: int
    would_be: int


@requires(Right.READ)
def choices(name: str) -> list[str]:
    """What a form offers: purposes, methods, fund_kinds or good_kinds."""
    return list(_shipped()[name])


@requires(Right.READ)
def sources() -> list[str]:
    """What points can be earned by."""
    own = [source for (source,) in EarningRule.select(EarningRule.source).distinct().tuples()]
    return list(dict.fromkeys([*(rule["source"] for rule in _shipped()["rule"]), *own]))


@requires(Right.READ)
def in_force(source: str, on: dt.date) -> Rule | None:
    """The rule for a source on a day: the centre's newest that has begun, else the shipped one, else None."""
    begun = (EarningRule.source == source, EarningRule.start <= on.isoformat(), EarningRule.removed_at == "")
    own = EarningRule.select().where(*begun).order_by(EarningRule.start.desc(), EarningRule.id.desc()).first()
    if own:
        return _rule(own)
    shipped = next((rule for rule in _shipped()["rule"] if rule["source"] == source), None)
    return Rule(**shipped) if shipped else None


@requires(Right.READ)
def history(source: str) -> list[Rule]:
    """The rules of a source, the newest first, the shipped one last."""
    own = EarningRule.select().where(EarningRule.source == source, EarningRule.removed_at == "")
    found = [_rule(row) for row in own.order_by(EarningRule.start.desc(), EarningRule.id.desc())]
    return [*found, *(Rule(**rule) for rule in _shipped()["rule"] if rule["source"] == source)]


@requires(Right.ADMINISTER)
def save(rule: Rule) -> None:
    """Let a rule hold from its day on; days before keep theirs. Raises Invalid, or Problem where points were earned
    since."""
    complaints: dict[str, str] = {}
    if not rule.source:
        complaints["source"] = Complaint("missing", "请选择得分的来源。")
    if rule.points < 0 or rule.unit <= 0:
        complaints["points"] = Complaint("bad_number", "积分不能是负数，计量单位要大于 0。")
    if min(rule.monthly_cap, rule.expires_months) < 0:
        complaints["monthly_cap"] = Complaint("bad_number", "上限和有效期不能是负数，0 表示不限。")
    if len(rule.start) != len("2026-01-01"):
        complaints["start"] = Complaint("no_day", "请填写从哪一天起执行。")
    if complaints:
        raise Invalid(complaints)
    refuse_past(rule)
    with writing(f"积分规则：{rule.source}，自{spoken(rule.start)}起") as act:
        told = {name: value for name, value in vars(rule).items() if name != "id"}
        act.add(EarningRule(**told))


@requires(Right.READ)
def refuse_past(rule: Rule) -> None:
    """Raise Problem where points were already earned from this source on or after the day a rule would begin."""
    there = (Gift.kind == rule.source, Gift.on >= rule.start, Gift.points > 0)
    first = Gift.select(pw.fn.MAX(Gift.on)).where(*there).scalar()
    if first:
        raise Problem(
            f"{spoken(first)}已经按原来的规则记过积分，新规则不能从{spoken(rule.start)}起算。没有改动，请把起始日改到以后。"
        )


@requires(Right.READ)
def simulate(rule: Rule, start: dt.date, end: dt.date) -> Effect:
    """What a rule would have given for the gifts of a period that were not reversed, and what was given."""
    undone = Gift.select(Gift.reverses).where(Gift.reverses != 0)
    mine = (Gift.kind == rule.source, Gift.on >= start.isoformat(), Gift.on <= end.isoformat(), Gift.reverses == 0)
    count, given, would_be = 0, 0, 0
    earned: dict[tuple[int, str], int] = {}
    query = Gift.select(Gift.holder, Gift.month, Gift.amount, Gift.value, Gift.points)
    for holder, month, amount, value, points in query.where(*mine, Gift.id.not_in(undone)).order_by(Gift.id).tuples():
        more = rule.earned(amount + value, earned.get((holder, month), 0)) if holder else 0
        earned[holder, month] = earned.get((holder, month), 0) + more
        count, given, would_be = count + 1, given + points, would_be + more
    return Effect(count, given, would_be)


@requires(Right.READ)
def already(rule: Rule, holders: list[int], month: str) -> int:
    """What holders earned by a rule in a month (2026-11), less what of it was taken back, whenever that was."""
    mine = (PointEntry.holder.in_(holders), PointEntry.rule == rule.id, PointEntry.on.startswith(month))
    gained = PointEntry.select(PointEntry.id).where(*mine, PointEntry.kind == Kind.EARNED)
    counted = PointEntry.id.in_(gained) | PointEntry.reverses.in_(gained)
    return PointEntry.select(pw.fn.SUM(PointEntry.points)).where(counted).scalar() or 0


def _rule(row: EarningRule) -> Rule:
    return replace(Rule(row.source, row.points, row.unit), **_more(row))


def _more(row: EarningRule) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("monthly_cap", "expires_months", "start", "id")}


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "charity.toml").read_text("utf-8"))
