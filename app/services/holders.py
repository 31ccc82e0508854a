"""Who gives and holds points: a merchant, a person or an organisation, found by what a clerk types."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain import slips
from app.domain.errors import Problem
from app.domain.honours import CODE_LENGTH
from app.domain.identifiers import code_in
from app.domain.roles import Right
from app.services import honours, members, merchants, organization_views
from app.services.session import requires
from app.store.database import among, db
from app.store.gifts import Holder
from app.store.members import Person
from app.store.merchants import Merchant
from app.store.organizations import Organization
from app.store.writing import Act

RECORDS: dict[str, Any] = {"merchant": Merchant, "person": Person, "organization": Organization}
_NAMED: dict[str, tuple[Any, ...]] = {
    "merchant": (Merchant.id, Merchant.registered_name, Merchant.sign),
    "person": (Person.id, Person.name),
    "organization": (Organization.id, Organization.name),
}
"""The columns that hold what each is called, the first that is not empty."""
CALLED = {"merchant": "商户", "person": "个人", "organization": "组织"}


@dataclass(frozen=True)
class Candidate:
    """Somebody who can give; `hint` tells those of one name apart, `number` is a merchant's."""

    noun: str
    row: int
    name: str
    hint: str
    number: str = ""


@requires(Right.READ)
def find(words: str, most: int = 8) -> list[Candidate]:
    """Merchants, organisations and people that these words (汉字, initials, number, phone) find, merchants first."""
    if not words.strip():
        return []
    matched = merchants.rows(merchants.ids(words)[:most])
    people = members.rows(members.ids(words)[:most])
    found = [
        Candidate("merchant", row.id, row.name, "　".join(filter(None, (row.number, row.grid))), row.number)
        for row in matched
    ]
    found += [Candidate("organization", *each) for each in organization_views.search(words, most)]
    found += [Candidate("person", row.id, row.name, row.organization or row.masked_phone) for row in people]
    return found[: 2 * most]


@requires(Right.READ)
def only(words: str) -> Candidate:
    """The one giver of this very name or number, else the only one these words find; raises Problem."""
    found = find(words)
    same = [each for each in found if words.strip() in (each.name, each.number)] or found
    if len(same) == 1:
        return same[0]
    many = f"有 {len(same)} 位对得上" if same else "没有找到"
    raise Problem(f"“{words}”{many}，没有做任何改动。请写全名，或写商户编号。")


@requires(Right.READ)
def scanned(text: str) -> Candidate | None:
    """The merchant of a scanned plaque, code or number, if it is one of ours."""
    merchant = honours.verify(text).merchant_id if sum(map(str.isdecimal, text)) >= CODE_LENGTH else 0
    if not merchant and not slips.looks_like(text):
        try:
            merchant = merchants.find(code_in(text) or text.strip())
        except Problem:
            return None
    found = merchants.rows([merchant] if merchant in merchants.ids() else [])
    return Candidate("merchant", found[0].id, found[0].name, "", found[0].number) if found else None


@requires(Right.ENTER)
def of(act: Act, noun: str, row: int) -> int:
    """The holder that a merchant, person or organization is, made where there is none yet, as part of an act."""
    noun, row = _standing(noun, row)
    found = Holder.get_or_none(Holder.noun == noun, Holder.row == row)
    if found is None:
        found = Holder(noun=noun, row=row)
        act.add(found)
    return found.merged_into or found.id


@requires(Right.READ)
def known(noun: str, row: int) -> int:
    """The holder that a record is, 0 where nothing was ever kept for it."""
    noun, row = _standing(noun, row)
    found = Holder.get_or_none(Holder.noun == noun, Holder.row == row)
    return (found.merged_into or found.id) if found else 0


@requires(Right.READ)
def same(holder: int) -> list[int]:
    """The ids of a holder and of all that have become it."""
    ids = Holder.select(Holder.id).where((Holder.id == holder) | (Holder.merged_into == holder))
    return [number for (number,) in ids.tuples()]


@requires(Right.READ)
def record(holder: int) -> tuple[str, int]:
    """The noun and id of the record that a holder is; raises Problem."""
    row = Holder.get_or_none(Holder.id == holder)
    if row is None:
        raise Problem("没有这个积分账户，没有改动。请重新选择商户、单位或个人。")
    return row.noun, row.row


@requires(Right.READ)
def names(wanted: Iterable[int]) -> dict[int, str]:
    """What the holders of these ids are called now."""
    query = Holder.select(Holder.id, Holder.noun, Holder.row).where(among(Holder.id, set(wanted) - {0}))
    rows = {number: (noun, row) for number, noun, row in db.execute(query)}
    called: dict[tuple[str, int], str] = {}
    for noun, model in RECORDS.items():
        ids = [number for kind, number in rows.values() if kind == noun]
        for number, *named in db.execute(model.select(*_NAMED[noun]).where(among(model.id, ids))) if ids else ():
            called[noun, number] = next(filter(None, named), "")
    return {holder: called.get(where, "") for holder, where in rows.items()}


@requires(Right.ENTER)
def join(act: Act, noun: str, kept: int, gone: int) -> None:
    """Note, as part of an act, that one record became another: its points and gifts count for that one from now on."""
    other = Holder.get_or_none(Holder.noun == noun, Holder.row == gone)
    if other is None:
        return
    root = of(act, noun, kept)
    for row in Holder.select().where((Holder.id == other.id) | (Holder.merged_into == other.id)):
        if row.id != root:
            act.change(row, {"merged_into": root})


def _standing(noun: str, row: int) -> tuple[str, int]:
    """The record that one became part of, however often, else itself."""
    model = RECORDS[noun]
    seen = set()
    while row not in seen:
        seen.add(row)
        found = model.get_or_none(model.id == row)
        if found is None:
            raise Problem("这个商户、单位或个人已经不在了，没有改动。请重新选择。")
        row = found.merged_into or row
    return noun, row
