"""积分规则: what points are earned by, since when, and what a new rule would have done before it is saved."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain import money
from app.domain.calendar import add_months, spoken
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.points import Rule
from app.domain.roles import Right
from app.services import earning, session
from app.ui.award_dialog import is_day
from app.ui.kit.buttons import button, label
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Date, Shown, Text
from app.ui.table_dialog import TableDialog

MINUTES, ACTS = ("志愿服务",), ("参加活动",)
_MONTHS = 3
"""So many months back a rule is tried on."""


@dataclass(frozen=True)
class RuleRow:
    """A rule in words."""

    source: str
    gives: str
    cap: str
    lasts: str
    start: str


FIELDS = (
    Shown("source", "来源", 120),
    Shown("gives", "得分", 260, stretch=True),
    Shown("cap", "每月上限", 120),
    Shown("lasts", "有效期", 110),
    Shown("start", "开始执行", 150),
)


class EarningRulesDialog(TableDialog):
    """Only an administrator changes rules; everybody sees them."""

    chapter = "points"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "积分规则", FIELDS, width=960, height=520)
        self.change = button("修改规则…", self._change, icon="pencil", variant="primary")
        self.add_buttons(self.cancel_button("关闭"), *([self.change] if session.may(Right.ADMINISTER) else []))
        self.read()
        self.table.setFocus()

    def read(self) -> None:
        """The rules in force today."""
        today = dt.date.today()
        found = [earning.in_force(source, today) for source in earning.sources()]
        self.show_lines([_row(rule) for rule in found if rule], "")

    def follow(self) -> None:
        """What held before, and what will hold."""
        row = self.chosen()
        if row is None:
            return
        told = [f"{spoken(rule.start) or '最初'}起 {gives(rule)}" for rule in earning.history(row.source)]
        self.sentence.setText(f"{row.source}：{'；'.join(told)}。新规则从起始日起执行，以前的积分不变。")

    def _change(self) -> None:
        row = self.chosen()
        rule = earning.in_force(row.source, dt.date.today()) if row else None
        if rule and RuleDialog(self, rule).exec():
            self.tell_done()


class RuleDialog(EntryDialog):
    """Accepted once the rule is on record; what it would have given is said while it is typed."""

    chapter = "points"

    def __init__(self, parent: QWidget, rule: Rule) -> None:
        unit = _unit_words(rule.source)
        fields = (
            Text("unit", f"每{unit}", required=True, hint="如 1、100"),
            Text("points", "得几分", required=True),
            Text("monthly_cap", "每月上限", hint="分，不限填 0"),
            Text("expires_months", "有效月数", hint="不过期填 0"),
            Date("start", "从哪天起", required=True),
            Text("note", "依据", folded=True),
        )
        super().__init__(parent, f"修改规则：{rule.source}", fields, self._check, self._save, "保存规则")
        self._rule = rule
        self.effect = label("", "quiet", wrap=True)
        self.body.insertWidget(1, self.effect)
        self._height = 500
        tomorrow = (dt.date.today() + dt.timedelta(days=1)).isoformat()
        shown = {name: str(getattr(rule, name)) for name in ("points", "monthly_cap", "expires_months")}
        self.fill({**shown, "unit": _shown_unit(rule), "start": tomorrow, "note": ""})
        for name in ("unit", "points", "monthly_cap"):
            self.form.row(name).editor.edited.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """What the rule would have given for the gifts of the last months, beside what was given."""
        try:
            rule = self._read(self.form.values())
        except Invalid:
            self.effect.setText("")
            return
        today = dt.date.today()
        found = earning.simulate(rule, add_months(today, -_MONTHS), today)
        change = found.would_be - found.given
        words = (
            f"试算：最近 {_MONTHS} 个月 {found.gifts:,} 笔，原来得 {found.given:,} 分，按新规则得 {found.would_be:,} 分"
        )
        none = f"最近 {_MONTHS} 个月没有这一类登记，试算不出差别。"
        self.effect.setText(f"{words}，{'多' if change >= 0 else '少'} {abs(change):,} 分。" if found.gifts else none)

    def _check(self, values: dict[str, Any]) -> None:
        rule = self._read(values)
        try:
            earning.refuse_past(rule)
        except Problem as problem:
            raise Invalid({"start": Complaint("past", str(problem))}) from problem

    def _save(self, values: dict[str, Any]) -> None:
        earning.save(self._read(values))

    def _read(self, values: dict[str, Any]) -> Rule:
        """The rule that the form describes; raises Invalid."""
        complaints: dict[str, str] = {}
        numbers: dict[str, Any] = {}
        for name in ("points", "monthly_cap", "expires_months"):
            words = values[name].replace(",", "") or "0"
            if words.isdecimal() and len(words) < 8:
                numbers[name] = int(words)
            else:
                complaints[name] = Complaint("bad_number", "请填整数。")
        unit = _unit(self._rule.source, values["unit"])
        if not unit:
            complaints["unit"] = Complaint("bad_number", "请填大于 0 的数。")
        if not is_day(values["start"]):
            complaints["start"] = Complaint("no_day", "请填写从哪一天起，要写到日，如 2026.3.5。")
        if complaints:
            raise Invalid(complaints)
        return replace(self._rule, unit=unit, start=values["start"], id=0, **numbers)


def gives(rule: Rule) -> str:
    """每 1 元得 1 分, 每 60 分钟得 10 分."""
    return f"每 {_shown_unit(rule)} {_unit_words(rule.source)}得 {rule.points:,} 分"


def _row(rule: Rule) -> RuleRow:
    cap = f"{rule.monthly_cap:,} 分" if rule.monthly_cap else "不限"
    lasts = f"{rule.expires_months:,} 个月" if rule.expires_months else "不过期"
    return RuleRow(rule.source, gives(rule), cap, lasts, spoken(rule.start) or "最初")


def _unit_words(source: str) -> str:
    return "分钟" if source in MINUTES else "次" if source in ACTS else "元"


def _shown_unit(rule: Rule) -> str:
    whole = rule.source in (*MINUTES, *ACTS)
    return f"{rule.unit:,}" if whole else money.in_digits(rule.unit).removesuffix(".00")


def _unit(source: str, typed: str) -> int:
    """Fen, minutes or acts of what was typed; 0 where it is no such number."""
    if source in (*MINUTES, *ACTS):
        words = typed.replace(",", "")
        return int(words) if words.isdecimal() and len(words) < 6 else 0
    try:
        return max(0, money.read(typed))
    except Invalid:
        return 0
