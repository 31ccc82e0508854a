"""How merchants get into the store as part of an act: one by one, or many at once."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter

import peewee as pw

from app.domain.errors import Complaint, Invalid
from app.domain.merchants import Draft
from app.domain.names import sort_key
from app.domain.organizations import Tree
from app.domain.roles import Right
from app.services import organizations, trees
from app.services.session import anyone, requires
from app.store.merchants import Merchant, Pledge, texts_of
from app.store.organizations import Placement
from app.store.search import put_many
from app.store.writing import Act

PLEDGED, SAFE, RETURNS = "诚信商家承诺书", "放心消费承诺", "7天无理由退货承诺"
_HOW = "登记"
STORED = [field.name for field in fields(Draft) if field.name in Merchant._meta.fields]


@requires(Right.ENTER)
def write(act: Act, draft: Draft, row: Merchant | None) -> int:
    """Put a checked draft into the store as part of an act."""
    values = {name: getattr(draft, name) for name in STORED} | {"sort_key": sort_key(draft.name)}
    if row is None:
        row = Merchant(id=next_id(), **values)
        row.number = number(row.id)
        act.add(row)
    else:
        act.change(row, values)
    _keep_pledges(act, row.id, draft)
    stand(act, row.id, draft.grid, draft.organization)
    return row.id


@requires(Right.ENTER)
def add_many(act: Act, drafts: Sequence[Draft]) -> range:
    """Insert checked drafts as one batch of an act."""
    first = next_id()
    stored = attrgetter(*STORED)
    added = [(number(first + n), sort_key(draft.name), *stored(draft)) for n, draft in enumerate(drafts)]
    batch = act.add_many(Merchant, ("number", "sort_key", *STORED), added)
    put_many(Merchant, ((id_, texts_of(draft, row[0])) for id_, draft, row in zip(batch, drafts, added, strict=True)))
    promised = [
        (id_, kind, signed)
        for id_, draft in zip(batch, drafts, strict=True)
        for kind, signed in promises(draft).items()
    ]
    act.add_many(Pledge, ("merchant", "kind", "signed"), promised)
    _stand_many(act, list(zip(batch, drafts, strict=True)))
    return batch


@requires(Right.ENTER)
def stand(act: Act, merchant: int, grid: str, organization: str) -> None:
    """Let a merchant stand where its record says: a grid of a new name is made, an organisation must be on record."""
    today = dt.date.today()
    for tree, name in ((Tree.GRIDS, grid), (Tree.ORGANIZATIONS, organization)):
        node = organizations.node_named(act, tree, name)
        if node:
            trees.place(act, tree, "merchant", merchant, node, today, _HOW)
        else:
            trees.displace(act, tree, "merchant", merchant, today)


@anyone
def promises(draft: Draft) -> dict[str, str]:
    """The pledges a draft speaks of: kind to the day signed, "" where only the fact is known."""
    given = {PLEDGED: draft.pledged_on} if draft.pledged_on else {}
    return given | ({SAFE: ""} if draft.safe_consumption else {}) | ({RETURNS: ""} if draft.free_returns else {})


@requires(Right.ENTER)
def next_id() -> int:
    """The id the next merchant will have; call inside the transaction that adds it."""
    return (Merchant.select(pw.fn.MAX(Merchant.id)).scalar() or 0) + 1


@anyone
def number(merchant: int) -> str:
    """The number the program gives, once."""
    return f"SH-{merchant:05d}"


@requires(Right.READ)
def only_called(name: str) -> int:
    """The only merchant with this name or sign, 0 for none or several."""
    called = (Merchant.registered_name == name) | (Merchant.sign == name)
    found = Merchant.select(Merchant.id).where(Merchant.removed_at == "", called).limit(2).tuples() if name else ()
    numbers = [number for (number,) in found]
    return numbers[0] if len(numbers) == 1 else 0


@requires(Right.ENTER)
def refuse_taken_code(draft: Draft, merchant: int | None) -> None:
    """Raise Invalid naming the merchant in use that has the draft's code already."""
    if not draft.code:
        return
    holder = Merchant.get_or_none(
        Merchant.code == draft.code, Merchant.removed_at == "", Merchant.id != (merchant or 0)
    )
    if holder:
        raise Invalid({"code": Complaint("taken", f"这个代码已登记给{holder.name}（{holder.number}）。")})


def _stand_many(act: Act, added: Sequence[tuple[int, Draft]]) -> None:
    for tree, column in ((Tree.GRIDS, "grid"), (Tree.ORGANIZATIONS, "organization")):
        nodes = {
            name: organizations.node_named(act, tree, name)
            for name in dict.fromkeys(getattr(draft, column) for _, draft in added)
        }
        placed = [(tree.value, "merchant", id_, nodes[getattr(draft, column)], "", _HOW) for id_, draft in added]
        rows = [row for row in placed if row[3]]
        act.add_many(Placement, ("tree", "noun", "row", "parent", "start", "how"), rows)


def _keep_pledges(act: Act, merchant: int, draft: Draft) -> None:
    wanted = promises(draft)
    query = Pledge.select().where(Pledge.merchant == merchant, Pledge.withdrawn == "", Pledge.removed_at == "")
    kept = {pledge.kind: pledge for pledge in query}
    for kind, pledge in kept.items():
        if kind not in wanted:
            act.change(pledge, {"withdrawn": dt.date.today().isoformat()})
        elif wanted[kind] != pledge.signed:
            act.change(pledge, {"signed": wanted[kind]})
    for kind, signed in wanted.items():
        if kind not in kept:
            act.add(Pledge(merchant=merchant, kind=kind, signed=signed))
