"""Stock of blanks: plates, certificate paper, labels: what came in, what was used or spoiled, what is left."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache

from app.domain import blanks as rules
from app.domain.blanks import Balance, Move
from app.domain.errors import Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.paths import RESOURCES
from app.services.session import requires
from app.store.honour_life import BlankEntry
from app.store.writing import Act, writing


@dataclass(frozen=True)
class Blank:
    """A kind of blank, in the word it is counted by; `kept` says whether anything of it was ever entered."""

    name: str
    unit: str
    balance: Balance
    kept: bool


@dataclass(frozen=True)
class Moved:
    """One entry; `on` is an ISO day."""

    id: int
    on: str
    move: str
    count: int
    note: str


@requires(Right.READ)
def blanks() -> list[Blank]:
    """Every kind of blank with its stock, the shipped kinds first."""
    moves: dict[str, list[tuple[str, int]]] = {}
    query = BlankEntry.select(BlankEntry.blank, BlankEntry.move, BlankEntry.count).where(BlankEntry.removed_at == "")
    for name, move, count in query.order_by(BlankEntry.id).tuples():
        moves.setdefault(name, []).append((move, count))
    units = {name: unit for name, unit, _ in _shipped()}
    return [
        Blank(name, units.get(name, "个"), rules.balance(moves.get(name, [])), name in moves)
        for name in dict.fromkeys([*units, *moves])
    ]


@requires(Right.READ)
def entries(blank: str) -> list[Moved]:
    """What happened to a kind of blank, the newest first."""
    mine = BlankEntry.select().where(BlankEntry.blank == blank, BlankEntry.removed_at == "")
    rows = mine.order_by(BlankEntry.on.desc(), BlankEntry.id.desc())
    return [Moved(row.id, row.on, row.move, row.count, row.note) for row in rows]


@requires(Right.ENTER)
def enter(blank: str, move: str, count: int, on: dt.date, note: str = "") -> None:
    """Write down that blanks came in, were used or were spoiled; raises Problem where fewer are left."""
    name = clean(blank)
    if not name:
        raise Problem("还没有写是哪一种空白件，没有登记。请写上名称，如“证书纸”。")
    with writing(f"{name}{Move(move).value} {count:,}") as act:
        _add(act, name, Move(move), count, on, note)


@requires(Right.ENTER)
def recount(blank: str, counted: int, on: dt.date) -> None:
    """Set the stock right by what was counted on the shelf; nothing is written where it agrees."""
    left = of(blank).left
    if counted < 0:
        raise Problem("清点的数量不能小于 0，没有登记。请改正后再试。")
    if counted != left:
        move = Move.FOUND if counted > left else Move.LOST
        with writing(f"清点{blank}：{left:,} → {counted:,}") as act:
            _add(act, blank, move, abs(counted - left), on, "清点")


@requires(Right.READ)
def of(blank: str) -> Balance:
    """The stock of one kind of blank."""
    mine = BlankEntry.select(BlankEntry.move, BlankEntry.count)
    return rules.balance(mine.where(BlankEntry.blank == blank, BlankEntry.removed_at == "").tuples())


@requires(Right.READ)
def used_by(style: str) -> Blank | None:
    """The kind of blank a style of print uses, where its stock is kept."""
    name = next((name for name, _, styles in _shipped() if style in styles), "")
    return next((blank for blank in blanks() if blank.name == name and blank.kept), None)


@requires(Right.ENTER)
def use(act: Act, style: str, sheets: int, on: dt.date, why: str) -> None:
    """Take the sheets of a print from the stock as part of an act. Paper that was printed was there: what the books
    lacked is entered as found."""
    _take(act, style, Move.ISSUED, sheets, on, why)


@requires(Right.ENTER)
def spoil(act: Act, style: str, sheets: int, on: dt.date, why: str) -> None:
    """Count sheets of a print as spoiled, as part of an act."""
    _take(act, style, Move.SPOILED, sheets, on, why)


def _take(act: Act, style: str, move: Move, sheets: int, on: dt.date, why: str) -> None:
    blank = used_by(style)
    if blank is None or not sheets:
        return
    short = sheets - blank.balance.left
    if short > 0:
        _add(act, blank.name, Move.FOUND, short, on, why)
    _add(act, blank.name, move, sheets, on, why)


def _add(act: Act, name: str, move: Move, count: int, on: dt.date, note: str) -> None:
    rules.check(move, count, of(name).left)
    act.add(BlankEntry(blank=name, on=on.isoformat(), move=move.value, count=count, note=clean(note)))


@cache
def _shipped() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    rows = tomllib.loads((RESOURCES / "blanks.toml").read_text("utf-8"))["blank"]
    return tuple((row["name"], row["unit"], tuple(row["used_by"])) for row in rows)
