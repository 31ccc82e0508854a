"""The lines of the day sheet over all tabs: what was entered on a day, each with the page that shows it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import peewee as pw

from app.domain import gifts as rules
from app.domain.privacy import mask_name
from app.domain.roles import Right
from app.services import charity_documents, day_acts, figure_rows
from app.services.day_acts import Written
from app.services.day_kinds import CHARITY, KINDS, TABS
from app.services.day_sheet import DaySheet
from app.services.figure_rows import Place
from app.services.session import requires
from app.store.charity import Campaign, Fund, FundEntry
from app.store.gifts import Gift
from app.store.points import PointEntry

__all__ = ["TABS", "Counted", "Line", "counted", "folded", "of_day"]

REVERSAL = "冲销"
MANY = 10
"""So many lines that say the same stand one by one; more of them are folded."""
_NAMED = 3


@dataclass(frozen=True)
class Line:
    """What was done with one thing, or with `count` of its kind; `amount` is money and `value` that of goods and
    services in fen, `who` entered it, `place` where it can be opened, `parts` the lines folded in it."""

    tab: str
    what: str
    number: str
    name: str
    detail: str
    who: str
    place: Place
    amount: int = 0
    value: int = 0
    points: int = 0
    count: int = 1
    parts: tuple["Line", ...] = ()


@dataclass(frozen=True)
class Counted:
    """How many lines a tab has, and of each thing that was done how many there were."""

    tab: str
    lines: int
    sums: dict[str, int]

    @property
    def words(self) -> str:
        """新增商户 2，授予荣誉 1; "" where nothing was entered."""
        return "，".join(f"{what} {count:,}".replace("-", "−") for what, count in self.sums.items())


@requires(Right.READ)
def of_day(sheet: DaySheet) -> list[Line]:
    """All that was entered on the day of a sheet, tab by tab in their order; of 众筹积分 the ledgers first."""
    acts = list(_of_rows(day_acts.of_day(dt.date.fromisoformat(sheet.day))))
    every = [*_of_ledgers(sheet), *acts]
    return [line for tab in TABS for line in every if line.tab == tab]


@requires(Right.READ)
def counted(lines: Iterable[Line]) -> list[Counted]:
    """What the lines come to, every tab in its order."""
    found: dict[str, Counted] = {tab: Counted(tab, 0, {}) for tab in TABS}
    for line in lines:
        told = found[line.tab]
        sums = {**told.sums, line.what: told.sums.get(line.what, 0) + line.count}
        found[line.tab] = Counted(line.tab, told.lines + 1, sums)
    return list(found.values())


@requires(Right.READ)
def folded(lines: Iterable[Line]) -> list[Line]:
    """The lines, those that say the same side by side and as one where there are many; what is money, worth or points
    always stands for itself."""
    same: dict[object, list[Line]] = {}
    for place, line in enumerate(lines):
        counts = line.amount or line.value or line.points
        same.setdefault(place if counts else (line.tab, line.what), []).append(line)
    return [line for found in same.values() for line in ([_fold(found)] if len(found) > MANY else found)]


def _fold(found: list[Line]) -> Line:
    first = found[0]
    names = "、".join(line.name for line in found[:_NAMED])
    whose = "、".join(dict.fromkeys(line.who for line in found))
    place, count = Place(first.place.page), sum(line.count for line in found)
    return Line(
        first.tab, first.what, "", f"{names}等 {len(found):,} 条", "", whose, place, count=count, parts=tuple(found)
    )


def _of_ledgers(sheet: DaySheet) -> Iterator[Line]:
    """Gifts, redemptions, payments and cash, as they were entered."""
    earned = _earned(sheet.day)
    for row in sheet.gifts:
        what = f"{row.item} {rules.quantity_words(row.quantity, row.unit)}".strip() or row.method
        kind = REVERSAL if row.reverses else row.kind
        sums = {"amount": row.amount, "value": row.value, "points": earned.get(row.id, 0)}
        yield Line(CHARITY, kind, row.number, row.giver, what, row.handler, Place("charity", row.id), **sums)
    for redeemed in sheet.redemptions:
        what = f"{redeemed.item} {redeemed.quantity:,} 份".replace("-", "−")
        kind = REVERSAL if redeemed.reverses else "兑换"
        place, told = Place("warehouse", act="兑换单"), (redeemed.number, redeemed.name, what, redeemed.clerk)
        yield Line(CHARITY, kind, *told, place, points=-redeemed.points)
    for paid in sheet.payments:
        place = Place("funds", paid.fund) if paid.fund else Place("campaigns", paid.campaign)
        name = mask_name(paid.beneficiary) or _account(paid)
        told = (paid.number, name, paid.purpose or paid.note, paid.clerk)
        yield Line(CHARITY, paid.kind, *told, place, amount=paid.amount)
    for move in sheet.moves:
        what = f"交给{move.taker}{'（交出中心）' if move.to_outside else ''}"
        kind, place = REVERSAL if move.reverses else "现金交接", Place("funds", act="cash")
        yield Line(CHARITY, kind, "", move.giver, what, move.giver, place, amount=move.amount)


def _earned(on: str) -> dict[int, int]:
    """By the id of each gift what points were entered for it on a day, whatever became of it later."""
    query = PointEntry.select(PointEntry.source, pw.fn.SUM(PointEntry.points))
    mine = query.where(PointEntry.booked == on, PointEntry.noun == Gift._meta.table_name)
    return dict(mine.group_by(PointEntry.source).tuples())


def _account(paid: FundEntry) -> str:
    """The fund or campaign of an entry; who benefits is 张某某."""
    if paid.fund:
        return str(Fund.get_by_id(paid.fund).name)
    return charity_documents.public_name(Campaign.get_by_id(paid.campaign))


def _of_rows(written: Iterable[Written]) -> list[Line]:
    """Rows in words. A change told by another row of the same act about the same is left out; rows of a run, and of a
    kind that is gathered, are one line."""
    worded = list(_worded(list(written)))
    told = {(entry, *_spot(line)) for each, line in worded if each.new for entry in each.entries}
    gathered: dict[object, Line] = {}
    for each, line in worded:
        if each.was and not each.new and all((entry, *_spot(line)) in told for entry in each.entries):
            continue
        key: object = (each.noun, each.row)
        if each.run:
            key = (each.noun, each.run, line.what)
        elif KINDS[each.noun].gather:
            key = (line.tab, line.what, line.name, line.place.record)
        former = gathered.get(key)
        gathered[key] = replace(line, count=former.count + line.count) if former else line
    return list(gathered.values())


def _spot(line: Line) -> tuple[str, int]:
    return line.place.page, line.place.record


def _worded(written: list[Written]) -> Iterator[tuple[Written, Line]]:
    by_noun: dict[str, list[Written]] = {}
    for each in written:
        by_noun.setdefault(each.noun, []).append(each)
    for noun, found in by_noun.items():
        singles = [each for each in found if not each.run]
        rows = {row.id: row for row in figure_rows.of(noun, [each.row for each in singles])}
        for each in found:
            yield each, _line(each, rows.get(each.row))


def _line(each: Written, row: figure_rows.Row | None) -> Line:
    told, what = KINDS[each.noun], day_acts.words(each)
    if row is None:
        page = figure_rows.page_of(each.noun)
        return Line(told.tab, what, "", each.run, "", each.who, Place(page))
    gone = bool(each.now.get("removed_at"))
    place = Place(row.page) if gone else row.place
    count = int(each.now[told.count]) if told.count else 1
    return Line(told.tab, what, row.number, row.name, row.detail, each.who, place, count=count)
