"""What became of merchants in two years of the sample store: penalties, posts, inspections, honours and flags."""

import datetime as dt
from random import Random

from app.domain.calendar import add_months
from app.domain.credit import Kind, Weight
from app.domain.honours import State
from app.domain.roles import Right
from app.services import credit_events, flags, honour_life, honour_prints, honours, inspections
from app.services.sample_past import RUNNING, Past, told
from app.services.session import requires
from app.store.database import among
from app.store.honours import Honour
from app.store.merchants import Merchant
from app.store.ratings import DutyClaim, Inspection
from app.store.writing import writing

_LAST = "会战商圈党委会议"
_BAD = 0.06
"""Share of inspections that found something."""
_OF_MEMBERS = ("star_member", "model_shop")
"""Kinds of honour that only merchants run by members are given."""
_FLAGS = ("会战大街", "中八路", "五金大街")


@requires(Right.ENTER)
def fill(past: Past, merchants: list[int]) -> None:
    """Write all of it down; the first merchants are honoured, penalties go to the last."""
    chance = Random("trust")
    most = len(merchants) * 3 // 4
    _events(past, chance, merchants[most:])
    _posts(past, chance, merchants[: -len(merchants) // 2 : -1])
    _honours(past, merchants[:most])
    _flags(past, chance, merchants[:most])


def _events(past: Past, chance: Random, merchants: list[int]) -> None:
    words = told()["events"]
    for table, kind in (("penalties", Kind.PENALTY), ("praise", Kind.PRAISE)):
        for day in past.spread(chance, told()[table]):
            weight = chance.choice((Weight.MINOR, Weight.MINOR, Weight.GENERAL)) if kind == Kind.PENALTY else ""
            text, source = chance.choice(words[str(weight) or kind.value])
            draft = credit_events.Draft(
                chance.choice(merchants), kind.value, str(weight), day.isoformat(), text, source
            )
            event = credit_events.save(draft)
            mended = add_months(day, 4)
            if weight and mended < past.today:
                credit_events.repair(event, mended, "已按要求整改，复查合格")


def _posts(past: Past, chance: Random, merchants: list[int]) -> None:
    """Twelve posts claimed by ten merchants each, and what was found when one was looked at."""
    each = told()["posts"]["of_each"]
    for place, name in enumerate(told()["posts"]["names"]):
        wanted = [merchants[(place * each + turn) % len(merchants)] for turn in range(each)]
        start = past.start - dt.timedelta(days=20 + place)
        inspections.claim(inspections.save_post(name, duties="每日自查，每周互查"), wanted, start)
    claims = list(DutyClaim.select(DutyClaim.id, DutyClaim.merchant).order_by(DutyClaim.id).tuples())
    rows = []
    for day in past.spread(chance, told()["inspections"]):
        claim, merchant = chance.choice(claims)
        found = ("不合格", "门前堆放杂物，当场整改") if chance.random() < _BAD else ("合格", "")
        rows.append((claim, merchant, day.isoformat(), found[0], "林海燕", found[1]))
    with writing("载入历年责任岗检查（示例）") as act:
        act.add_many(Inspection, ("claim", "merchant", "on", "result", "inspector", "note"), rows)


def _honours(past: Past, merchants: list[int]) -> None:
    """Honours by kind and quarter, all printed, those of more than a year reviewed."""
    members = [number for (number,) in Merchant.select(Merchant.id).where(Merchant.party_member).tuples()]
    own = [merchant for merchant in merchants if merchant in members]
    given: set[tuple[str, int, int]] = set()
    for turn_of_kind, (kind, counts) in enumerate(told()["honours"].items()):
        pool, place = own if kind in _OF_MEMBERS else merchants, turn_of_kind * 40
        for number, count in enumerate(counts):
            days = past.open_days(number)
            if not count or len(days) < 12:
                continue
            ahead = [*pool[place % len(pool) :], *pool[: place % len(pool)]]
            wanted = [merchant for merchant in ahead if (kind, days[11].year, merchant) not in given][:count]
            given |= {(kind, days[11].year, merchant) for merchant in wanted}
            place += count
            honours.award(kind, wanted, days[11], honours.last_day(days[11]), _LAST)
            honour_prints.note_printed(kind, wanted, "gold")
    for quarter in past.numbers():
        day = past.quarter(quarter).end
        due = honour_life.reviews_due(day) if day < past.today else {}
        mine = Honour.select(Honour.id).where(among(Honour.id, list(due)), Honour.decision == _LAST)
        if wanted := [honour for (honour,) in mine.tuples()]:
            honour_life.review(wanted, day, passed=True)
    for day in past.spread(Random("reclaimed"), told()["reclaimed"]):
        held = Honour.select(Honour.id).where(Honour.decision == _LAST, Honour.state == State.GRANTED)
        honour = held.where(Honour.issued < day.isoformat()).order_by(Honour.issued, Honour.id).first()
        honour_life.reclaim([honour.id], day, "转让经营后不再符合条件")


def _flags(past: Past, chance: Random, merchants: list[int]) -> None:
    """Three flags, each handed on every quarter."""
    for name in _FLAGS:
        group = flags.add_group(name)
        for number, merchant in enumerate(chance.sample(merchants, RUNNING)):
            flags.hand_over(group, merchant, past.quarter(number).end, "本季度评比第一名")
