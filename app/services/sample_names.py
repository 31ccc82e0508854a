"""Names, numbers and addresses of people and merchants that do not exist, the same ones every time."""

from collections.abc import Iterator
from random import Random

from app.services import sample_past
from app.services.session import anyone

_REGION = "92230602MA"
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_TAIL = 7


@anyone
def people(chance: Random, taken: set[str]) -> Iterator[tuple[str, str]]:
    """Name and sex of one person after the other, none of a name that is taken."""
    called = sample_past.called()
    while True:
        woman = chance.random() < 0.45
        name = chance.choice(called["surnames"]) + chance.choice(called["women" if woman else "men"])
        if name not in taken:
            taken.add(name)
            yield name, "女" if woman else "男"


@anyone
def merchants(chance: Random) -> list[tuple[str, str]]:
    """Sign and trade of every merchant that can be named, in no order."""
    called = sample_past.called()
    found = [
        (f"{title}{what}", trade)
        for title in called["titles"]
        for trade, kinds in called["trades"].items()
        for what in kinds
    ]
    chance.shuffle(found)
    return found


@anyone
def credit_code(chance: Random) -> str:
    """A unified social credit code with a valid check digit."""
    from stdnum.cn import uscc

    body = _REGION + "".join(chance.choices(_LETTERS, k=_CODE_TAIL))
    return body + str(uscc.calc_check_digit(body))


@anyone
def phone(chance: Random) -> str:
    """A mobile number."""
    return f"1{chance.choice('35789')}9{chance.randrange(10**8):08d}"


@anyone
def address(chance: Random) -> str:
    """A street and a number in it."""
    return f"{chance.choice(sample_past.called()['streets'])}{chance.randrange(1, 320)}号"
