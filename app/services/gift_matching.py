"""Gifts that came with a name only: who that may be, and saying so for all of one name at once."""

from collections.abc import Iterator

from app.domain.errors import Problem
from app.domain.names import fold
from app.domain.roles import Right
from app.services import gift_list, gifts, holders
from app.services.holders import Candidate
from app.services.session import requires
from app.store.gifts import Gift
from app.store.merchants import Merchant
from app.store.writing import writing

_NEAR = 30
"""Percent of the shorter name's pairs of characters that another must share to be offered."""


@requires(Right.READ)
def suggestions(name: str, most: int = 6) -> list[Candidate]:
    """Merchants whose name or sign shares most with a name, and organisations and people of that very name."""
    wanted = _pairs(name)
    close = []
    for number, shown, *names in _merchants():
        share = max(_alike(wanted, _pairs(each)) for each in names)
        if share >= _NEAR:
            close.append((-share, shown, number))
    found = [Candidate("merchant", number, shown, f"相似 {-share}%") for share, shown, number in sorted(close)[:most]]
    return [*(each for each in holders.find(name) if each.noun != "merchant" and each.name == name), *found]


@requires(Right.READ)
def waiting_as(name: str) -> int:
    """How many gifts of this name wait to be matched."""
    return len(_waiting(name))


@requires(Right.ENTER)
def match(name: str, noun: str, row: int) -> int:
    """Say who gave all gifts of a name that wait, as one act; their points are given now. Raises Problem."""
    found = _waiting(name)
    if not found:
        raise Problem("这个名字的捐赠都已经匹配过了，没有改动。")
    with writing(f"匹配捐赠人 {name}，{len(found):,} 笔") as act:
        for gift in found:
            gifts.settle(act, gift, noun, row)
    return len(found)


def _waiting(name: str) -> list[Gift]:
    ids = gift_list.ids(filters={"mark": gift_list.WAITING, "giver": name}, descending=False)
    return [Gift.get_by_id(number) for number in ids]


def _merchants() -> Iterator[tuple[int, str, str, str]]:
    """Id, shown name and both names of the merchants in use."""
    columns = (Merchant.id, Merchant.registered_name, Merchant.sign)
    in_use = Merchant.select(*columns).where(Merchant.removed_at == "")
    for number, registered, sign in in_use.tuples():
        yield number, registered or sign, registered or sign, sign or registered


def _pairs(name: str) -> set[str]:
    """The pairs of neighbouring characters in a name."""
    told = fold(name)
    return {told[place : place + 2] for place in range(len(told) - 1)} or {told}


def _alike(one: set[str], other: set[str]) -> int:
    """How much of the shorter of two names stands in the other, in percent."""
    return 100 * len(one & other) // min(len(one), len(other))
