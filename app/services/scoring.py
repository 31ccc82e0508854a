"""Scores of a round: worked out from rows while it is scored, read from the frozen sheets afterwards."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any

from app.domain.errors import Problem
from app.domain.roles import Right
from app.domain.rounds import State
from app.domain.schemes import Scheme
from app.domain.scoring import Outcome, Rated, badge_of
from app.services import schemes
from app.services.scoring_work import MARK, Point, Worked, points_of, vetoes_of, work_out
from app.services.session import requires
from app.store.database import among, db
from app.store.merchants import Merchant
from app.store.ratings import Mark, Round, Sheet
from app.store.writing import revision

LIVE = (State.DRAFT, State.SCORING)
"""States in which scores follow the rows; from 复核 on they are the frozen ones."""
GIFTS = "公益捐赠只用来排同分商户的先后（首选），不改变任何一家的得分。"


@dataclass(frozen=True)
class ScoreRow:
    """A merchant in a round as lists show it; `rank` 0 for who is not graded, `total` in hundredths."""

    merchant: int
    number: str
    name: str
    outcome: str
    grade: str
    badge: str
    total: int
    rank: int
    preferred: bool
    listed: bool
    tie: str
    reason: str


@dataclass(frozen=True)
class ScoreSheet:
    """The whole sheet of a merchant: its result and every point with the rows that open from it."""

    row: ScoreRow
    points: tuple[Point, ...]
    vetoes: tuple[Point, ...]
    scheme: str
    round: int
    frozen: bool


@dataclass(frozen=True)
class Scores:
    """Everybody's result in order of rank, and what is printed under the list."""

    rows: tuple[ScoreRow, ...]
    notes: tuple[str, ...] = (GIFTS,)

    def counts(self) -> dict[str, int]:
        """How many of each outcome, and how many the award is due to."""
        found = {outcome.value: sum(row.outcome == outcome for row in self.rows) for outcome in Outcome}
        return {**found, "拟授牌": sum(row.listed for row in self.rows)}


@dataclass(frozen=True)
class Difference:
    """What another scheme makes of a merchant, beside what a round made of it."""

    merchant: int
    name: str
    before: ScoreRow
    after: ScoreRow


@requires(Right.READ)
def score(round_: int) -> Scores:
    """Everybody's result in a round, from the rows while it is scored and from the frozen sheets after that."""
    return Scores(_scored(revision(), round_))


@requires(Right.READ)
def sheet(round_: int, merchant: int) -> ScoreSheet:
    """A merchant's scoring sheet in a round; raises Problem where it is not part of it."""
    row = round_row(round_)
    if row.state in LIVE:
        return _live_sheet(row, merchant)
    in_it = (Sheet.round == row, Sheet.run == row.run, Sheet.merchant == merchant, Sheet.removed_at == "")
    kept = Sheet.get_or_none(*in_it)
    if kept is None:
        raise _not_part()
    scheme = schemes.get(row.scheme_id).scheme
    told = json.loads(kept.content)
    points, vetoes = (_signed(map(_line, told[part])) for part in ("points", "vetoes"))
    line = tuple(getattr(kept, field.name) for field in _FROZEN)
    return ScoreSheet(_named([_kept(line, scheme)])[0], points, vetoes, scheme.title, row.id, frozen=True)


@requires(Right.READ)
def dry_run(round_: int, scheme: Scheme) -> list[Difference]:
    """What another scheme would have made of a round: the merchants whose rank, grade, total or award differ, both
    worked out from the rows as they are now. Marks go over by the criterion's key."""
    row = round_row(round_)
    before = {one.merchant: _live(one) for one in _worked(revision(), row.id).rated}
    after = {one.merchant: _live(one) for one in work_out(row, scheme).rated}
    changed = [merchant for merchant, one in after.items() if one != before[merchant]]
    named = zip(_named(before[merchant] for merchant in changed), _named(after[m] for m in changed), strict=True)
    found = [Difference(was.merchant, was.name, was, now) for was, now in named]
    return sorted(found, key=lambda each: (each.before.rank or len(before) + 1, each.before.number))


@requires(Right.READ)
def round_row(round_: int) -> Round:
    """A round on record; raises Problem where there is none of this id."""
    row = Round.get_or_none(Round.id == round_, Round.removed_at == "")
    if row is None:
        raise Problem("没有找到这个评选批次，可能已经移出。没有改动任何内容，请重新选择。")
    return row


@lru_cache(maxsize=1)
def _worked(written: int, round_: int) -> Worked:
    """The results of a round, kept while nothing is written."""
    return work_out(round_row(round_))


@lru_cache(maxsize=2)
def _scored(written: int, round_: int) -> tuple[ScoreRow, ...]:
    """The list of a round, kept while nothing is written."""
    row = round_row(round_)
    if row.state in LIVE:
        return tuple(_named(map(_live, _worked(written, row.id).rated)))
    scheme = schemes.get(row.scheme_id).scheme
    return tuple(_named(_kept(line, scheme) for line in _sheets(row)))


def _sheets(row: Round) -> Iterable[tuple[Any, ...]]:
    """The frozen sheets of a round without their lines, the graded ones by rank, then the others as they were put
    down."""
    query = Sheet.select(*_FROZEN).where(Sheet.round == row, Sheet.run == row.run, Sheet.removed_at == "")
    return db.execute(query.order_by(Sheet.rank == 0, Sheet.rank, Sheet.id))


_FROZEN = (
    *(Sheet.merchant, Sheet.outcome, Sheet.grade, Sheet.total, Sheet.rank),
    *(Sheet.preferred, Sheet.listed, Sheet.tie, Sheet.reason),
)


def _live_sheet(row: Round, merchant: int) -> ScoreSheet:
    worked = _worked(revision(), row.id)
    one = next((one for one in worked.rated if one.merchant == merchant), None)
    if one is None:
        raise _not_part()
    points, vetoes = _signed(points_of(worked, one)), _signed(vetoes_of(worked, merchant))
    return ScoreSheet(_named([_live(one)])[0], points, vetoes, worked.scheme.title, row.id, frozen=False)


def _line(values: Mapping[str, Any]) -> Point:
    return Point(**{**values, "evidence": tuple((noun, number) for noun, number in values["evidence"])})


def _signed(points: Iterable[Point]) -> tuple[Point, ...]:
    """The lines with the names and notes of the assessors who gave them."""
    lines = list(points)
    wanted = [number for line in lines for noun, number in line.evidence if noun == MARK]
    marks = {mark.id: mark for mark in Mark.select().where(among(Mark.id, wanted))}
    signed = []
    for line in lines:
        mark = next((marks[number] for noun, number in line.evidence if noun == MARK and number in marks), None)
        signed.append(replace(line, assessor=mark.assessor, note=mark.note) if mark else line)
    return tuple(signed)


def _live(one: Rated) -> ScoreRow:
    told = (one.grade, one.badge, one.total, one.rank, one.preferred, one.listed, one.tie, "；".join(one.reasons))
    return ScoreRow(one.merchant, one.subject.number, "", one.outcome.value, *told)


def _kept(line: Sequence[Any], scheme: Scheme) -> ScoreRow:
    merchant, outcome, grade, total, rank, preferred, listed, *words = line
    shown = badge_of(outcome, scheme.band(total))
    told = (grade, shown, total, rank, bool(preferred), bool(listed), *words)
    return ScoreRow(merchant, "", "", outcome, *told)


def _named(rows: Iterable[ScoreRow]) -> Sequence[ScoreRow]:
    """The rows with the merchants' numbers and names as they are now."""
    rows = list(rows)
    columns = (Merchant.id, Merchant.number, Merchant.registered_name, Merchant.sign)
    query = Merchant.select(*columns).where(among(Merchant.id, [row.merchant for row in rows]))
    called = {found: (number, registered or sign) for found, number, registered, sign in db.execute(query)}
    return [ScoreRow(row.merchant, *called[row.merchant], *_RESULT(row)) for row in rows]


_RESULT = attrgetter(*(field.name for field in fields(ScoreRow) if field.name not in ("merchant", "number", "name")))


def _not_part() -> Problem:
    return Problem("这家商户不在这个评选批次里（可能已停业或移出），没有它的评分单。没有改动任何内容。")
