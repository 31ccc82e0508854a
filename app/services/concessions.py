"""让利 to the old: the rule of a day, and whether somebody is old enough for it."""

import datetime as dt

from app.domain.calendar import add_months, read_day
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean
from app.domain.roles import Right
from app.services import rules
from app.services.session import requires
from app.store.members import Person

_OLDEST = 130


@requires(Right.READ)
def rule(on: dt.date) -> str:
    """The rule for concessions on a day: 70 岁以上低 30%."""
    age, share = (rules.in_force(f"charity.concession_{name}", on) for name in ("age", "share"))
    doubt = "（以上级要求为准）" if "unsure" in (age.certainty, share.certainty) else ""
    return f"规定：{age.amount} 岁以上低 {share.amount}%{doubt}。年龄按当天算，请填一共让了多少元。"


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
