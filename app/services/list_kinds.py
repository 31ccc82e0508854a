"""Which lists a centre keeps: its own rows, else the first of the shipped presets."""

import tomllib
from collections.abc import Sequence
from functools import cache

from app.domain.errors import Complaint, Invalid
from app.domain.lists import Kind, Role
from app.domain.names import clean
from app.domain.roles import Right
from app.paths import RESOURCES
from app.services.session import anyone, requires
from app.store.lists import ListKind
from app.store.named import keep_only
from app.store.writing import writing


@requires(Right.READ)
def kinds() -> list[Kind]:
    """The lists in use, in their order."""
    own = ListKind.select(ListKind.name, ListKind.role).where(ListKind.removed_at == "").order_by(ListKind.position)
    return [Kind(*row) for row in own.tuples()] or list(next(iter(presets().values())))


@requires(Right.READ)
def names() -> list[str]:
    """The names of the lists in use."""
    return [kind.name for kind in kinds()]


@requires(Right.READ)
def roles() -> dict[str, str]:
    """What stands in each list, also in one that is in use no more."""
    shipped = {kind.name: kind.role for preset in presets().values() for kind in preset}
    return shipped | dict(ListKind.select(ListKind.name, ListKind.role).tuples())


@anyone
@cache
def presets() -> dict[str, tuple[Kind, ...]]:
    """The shipped lists by the title of their preset."""
    read = tomllib.loads((RESOURCES / "lists.toml").read_text("utf-8"))
    return {one["title"]: tuple(Kind(**kind) for kind in one["kinds"]) for one in read["preset"]}


@requires(Right.ADMINISTER)
def save(wanted: Sequence[Kind]) -> None:
    """Keep these lists and no others, as one act; items of a list that goes stay on record. Raises Invalid (kinds)."""
    tidy = [Kind(clean(kind.name), kind.role) for kind in wanted if clean(kind.name)]
    if sentence := _wrong(tidy):
        raise Invalid({"kinds": Complaint("bad_kinds", sentence)})
    with writing("修改清单类别") as act:
        keep_only(act, ListKind, [vars(kind) for kind in tidy])


def _wrong(wanted: Sequence[Kind]) -> str:
    listed = [kind.name for kind in wanted]
    if not wanted:
        return "至少要留一个清单。"
    if len(set(listed)) < len(listed):
        return "有两个清单同名，请改成不同的名称。"
    odd = [kind.name for kind in wanted if kind.role not in set(Role)]
    return f"请写明“{odd[0]}”里放的是什么：{'、'.join(Role)}。" if odd else ""
