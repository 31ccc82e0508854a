"""What tests of rating share: four merchants, a second person, and a round that is being scored."""

import datetime as dt

from app.domain.merchants import Draft
from app.domain.roles import Role
from app.services import approvals, clerks, merchants, round_award, round_marks, rounds, schemes, session

START, END = dt.date(2026, 1, 1), dt.date(2026, 6, 30)
NOTICE, AFTER = dt.date(2026, 7, 1), dt.date(2026, 7, 9)
"""The first day of a public notice, and the first on which an award may be dated."""
FULL = {"lawful": 1500, "quality": 1500, "prices": 1000, "front": 1000}
SECRET = "口令 12345678"
PEOPLE = {"王管理": Role.ADMINISTRATOR, "李复核": Role.CHECKER}


def sit_down(name):
    session.begin(session.folder(), session.Clerk(name, PEOPLE[name]), session.session_start())


def open_merchants():
    """Four merchants that could all be graded, and a checker."""
    clerks.add("李复核", Role.CHECKER, SECRET)
    known = {"no_code_reason": "无", "since": "2020-01", "pledged_on": "2026-01-05", "safe_consumption": True}
    return [merchants.save(Draft(sign=name, **known), None) for name in ("甲店", "乙店", "丙店", "丁店")]


def begin(chosen, scheme="huizhan"):
    """A round being scored, everybody with full marks by hand: 94 points, grade A."""
    opened = rounds.open_round(schemes.named(scheme, END), START, END)
    rounds.begin(opened)
    for merchant in chosen:
        round_marks.enter(opened, merchant, FULL)
    return opened


def checked(number):
    request = rounds.submit(number)
    sit_down("李复核")
    approvals.approve(request)
    sit_down("王管理")


def on_notice(number):
    checked(number)
    return rounds.publish(number, NOTICE)


def awarded(number, issued=AFTER):
    return round_award.award(number, issued, today=issued)
