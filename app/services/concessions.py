"""让利 to the old: the rule of a day, whether somebody is old enough for it, and what it makes of a full price."""

import datetime as dt
from contextlib import suppress
from dataclasses import replace

from app.domain import money
from app.domain.calendar import add_months, read_day
from app.domain.errors import Complaint, Invalid
from app.domain.gifts import Draft, Kind
from app.domain.measures import half_up
from app.domain.names import clean
from app.domain.roles import Right
from app.services import rules
from app.services.session import anyone, requires
from app.store.members import Person

_OLDEST = 130


@anyone
def day(typed: str) -> dt.date:
    """The day a text means, today where that is wrong: whoever checks the gift complains of it."""
    with suppress(Invalid, ValueError):
        return dt.date.fromisoformat(read_day(typed).iso)
    return dt.date.today()


@requires(Right.READ)
def rule(on: dt.date) -> str:
    """The rule for concessions on a day: 70 岁以上低 30%."""
    age, share = (rules.in_force(f"charity.concession_{name}", on) for name in ("age", "share"))
    doubt = "（以上级要求为准）" if "unsure" in (age.certainty, share.certainty) else ""
    counted = f"填了原价，让利按 {share.amount}% 算出，四舍五入到分；不知道原价的，直接填一共让了多少元。"
    return f"规定：{age.amount} 岁以上低 {share.amount}%{doubt}。年龄按当天算。{counted}"


@requires(Right.READ)
def given_up(full_price: int, on: dt.date) -> int:
    """The fen a merchant gives up of a full price (fen) by the rule of a day, rounded half up."""
    return half_up(full_price * rules.in_force("charity.concession_share", on).amount, 100)


@requires(Right.READ)
def filled(draft: Draft, on: dt.date) -> Draft:
    """A draft with its concession worked out from the full price where only that was typed."""
    if draft.kind != Kind.CONCESSION or draft.value or not draft.full_price:
        return draft
    try:
        return replace(draft, value=given_up(money.checked(draft.full_price), on))
    except Invalid:
        return draft


@requires(Right.READ)
def settled(draft: Draft) -> Draft:
    """A checked gift with a reason only where it is not what the rule makes of its full price; raises Invalid
    (differs) where that is wanting."""
    if not draft.full_price:
        return draft
    by_rule = given_up(int(draft.full_price), dt.date.fromisoformat(draft.on))
    if draft.value == by_rule:
        return replace(draft, differs="")
    if not draft.differs:
        sentence = f"按规定应让 {money.in_digits(by_rule)} 元，填的不一样，请写明原因；照规定的，把让利清空。"
        raise Invalid({"differs": Complaint("missing", sentence)})
    return draft


@requires(Right.READ)
def check(customer: str, on: dt.date) -> None:
    """Raise Invalid (customer) unless whoever the text names - by age, birth date, or the name of a person on record -
    is old enough on a day. Nothing of it is kept; an empty text names nobody."""
    text = clean(customer)
    if not text:
        return
    least = rules.in_force("charity.concession_age", on).amount
    age = int(text) if text.isdecimal() and int(text) <= _OLDEST else _age(_birth(text), on)
    if age < least:
        raise _wrong("too_young", f"这位顾客 {age} 岁，规定 {least} 岁以上才让利。请核对年龄，或不作让利登记。")


def _birth(text: str) -> dt.date:
    iso = _written(text) or _on_record(text)
    return dt.date.fromisoformat(iso if len(iso) == len("2026-01-01") else f"{iso}-01")


def _written(text: str) -> str:
    """The ISO day or month a text means, "" for one that means none."""
    try:
        return read_day(text).iso
    except Invalid:
        return ""


def _on_record(name: str) -> str:
    """The birth date of the one person of a name; raises Invalid."""
    found = Person.select(Person.birth).where(Person.name == name, Person.birth != "", Person.removed_at == "").tuples()
    births = {birth for (birth,) in found}
    if len(births) != 1:
        said = "有几位同名的人" if births else "名册里没有这个人的出生日期"
        raise _wrong("unknown", f"{said}，算不出年龄。请填年龄或出生日期，如 72、1950.3.5。")
    return births.pop()


def _age(birth: dt.date, on: dt.date) -> int:
    age = on.year - birth.year
    return age if add_months(birth, 12 * age) <= on else age - 1


def _wrong(code: str, sentence: str) -> Invalid:
    return Invalid({"customer": Complaint(code, sentence)})
