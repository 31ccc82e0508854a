"""Gifts taken over from a spreadsheet. Equal rows may all be true, so they are told apart by their turn: the second
such row of a file is the second such gift on record, and a file that comes twice changes nothing."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain import gifts as rules
from app.domain import money
from app.domain.errors import Invalid
from app.domain.gifts import Draft, Kind
from app.domain.names import clean, fold
from app.domain.roles import Right
from app.services import gift_batches, gifts, merchants
from app.services.gift_columns import COLUMNS
from app.services.import_target import Target
from app.services.session import requires
from app.store.gifts import Gift
from app.store.organizations import Organization
from app.store.writing import Act

_SAME = ("on", "giver", "kind", "amount", "item", "quantity", "unit", "value", "purpose")
"""What two rows must have in common to be equal; who took the gift in, and a remark, make no difference."""
_KINDS = {"现金": "捐款", "捐钱": "捐款", "捐资": "捐款", "物资": "捐物", "实物": "捐物", "捐物资": "捐物"}


@dataclass(frozen=True)
class SheetGift(Draft):
    """A row of a sheet; `turn` counts equal rows of the file from 1, `id` tells those on record apart."""

    turn: int = 0
    id: int = 0
    phone = ""

    @property
    def name(self) -> str:
        """Who gave it."""
        return self.giver

    @property
    def worth(self) -> str:
        """500.00 元, or 棉被 33袋; of a row that was refused the very words of the sheet."""
        if self.item:
            count = self.quantity
            return f"{self.item} {rules.quantity_words(count, self.unit) if isinstance(count, int) else count}".strip()
        given = self.amount or self.value
        return f"{money.in_digits(given)} 元" if isinstance(given, int) else given

    @property
    def matched(self) -> bool:
        """Whether it is known who gave it."""
        return bool(self.row)


class _KnownGifts:
    """Those that stand, by what two equal ones have in common and by turn; givers by their very names."""

    def __init__(self, create: bool) -> None:
        self._givers = _givers()
        self._turns: Counter[tuple[Any, ...]] = Counter()
        self._there: Counter[tuple[Any, ...]] = Counter()
        undone = Gift.select(Gift.reverses).where(Gift.reverses != 0)
        standing = Gift.select(*(getattr(Gift, name) for name in _SAME))
        for row in standing.where(Gift.reverses == 0, Gift.id.not_in(undone)).tuples():
            self._there[tuple(row)] += 1

    def find(self, draft: SheetGift) -> SheetGift | None:
        try:
            tidy = _check(draft)
        except Invalid:
            return None
        same = _identity(tidy)
        self._turns[same] += 1
        there = self._turns[same] <= self._there[same]
        return replace(tidy, turn=self._turns[same], id=self._turns.total()) if there else None

    def settle(self, draft: SheetGift) -> tuple[SheetGift, list[str]]:
        noun, row = self._givers.get(fold(draft.giver), ("", 0))
        if gifts.is_own(noun, row):
            noun, row = "", 0  # a colleague says whose it is, and gives the points
        return replace(draft, noun=noun, row=row, turn=self._turns[_identity(draft)]), []


@requires(Right.READ)
def tally(drafts: Sequence[SheetGift]) -> dict[str, int]:
    """Of rows that are no error: how many givers are only names, and the fen of money and of goods they bring."""
    return {
        "unmatched": sum(not draft.matched for draft in drafts),
        "money_fen": sum(int(draft.amount) for draft in drafts),
        "goods_fen": sum(int(draft.value) for draft in drafts),
    }


def _check(draft: SheetGift) -> SheetGift:
    return rules.check(draft, dt.date.today())  # type: ignore[return-value]


def _identity(draft: SheetGift) -> tuple[Any, ...]:
    return tuple(getattr(draft, name) for name in _SAME)


def _givers() -> dict[str, tuple[str, int]]:
    """Merchants, else organisations, by each of their names, folded; a name that two of them bear is nobody's."""
    found: dict[str, set[tuple[str, int]]] = {}
    in_use = Organization.select(Organization.name, Organization.id).where(Organization.removed_at == "")
    for name, number in in_use.tuples():
        found.setdefault(fold(name), set()).add(("organization", number))
    known: dict[str, set[tuple[str, int]]] = {}
    for row in merchants.rows(merchants.ids()):
        for name in filter(None, {row.registered_name, row.sign}):
            known.setdefault(fold(name), set()).add(("merchant", row.id))
    return {name: next(iter(each)) for name, each in (found | known).items() if len(each) == 1}


def _draft(values: dict[str, Any]) -> SheetGift:
    """A sheet that says nothing of kinds tells by its columns whether goods or money were given."""
    kind = clean(values.get("kind", ""))
    goods = bool(values.get("item") or values.get("value")) and not values.get("amount")
    kind = _KINDS.get(kind, kind) or (Kind.GOODS.value if goods else Kind.MONEY.value)
    return SheetGift(**{**values, "kind": kind})


def _doubts(draft: SheetGift) -> dict[str, str]:
    return (
        {} if draft.matched else {"giver": f"没有叫“{draft.giver}”的商户，或是经办人自己的店，先照这个名字登记，待匹配"}
    )


def _never(act: Act, draft: SheetGift, row: int) -> None:
    raise AssertionError("a gift on record is never changed by a sheet")


GIFTS = Target(
    noun="gifts",
    table="gift",
    called="捐赠",
    unit="笔",
    columns=COLUMNS,
    keys=frozenset({"giver"}),
    identifying=frozenset({"giver", "amount", "value"}),
    ticks=frozenset(),
    draft=_draft,
    check=_check,
    doubts=_doubts,
    key=lambda draft: "|".join(map(str, (*_identity(draft), draft.turn))),
    known=_KnownGifts,
    known_as=lambda row: f"台账里的捐赠（同样的第 {row.turn} 笔）",
    add_many=gift_batches.add_many,
    write=_never,
    page="charity",
)
