"""What assessors give merchants in a round: points of criteria, and vetoes."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from app.domain.errors import Complaint, Invalid
from app.domain.measures import shown
from app.domain.names import clean
from app.domain.roles import Right
from app.domain.rounds import State, demand_state
from app.domain.schemes import ABOUT, Scheme
from app.services import schemes, session
from app.services.scoring import round_row
from app.services.session import requires
from app.store.database import among
from app.store.merchants import Merchant
from app.store.ratings import Mark, Round
from app.store.writing import Act, writing


@requires(Right.READ)
def given(round_: int, merchant: int) -> dict[str, int]:
    """The points (hundredths) a merchant was given by hand, by criterion."""
    query = _marks(round_, merchant).where(Mark.veto == False)  # noqa: E712 - a column
    return {mark.criterion: mark.points for mark in query}


@requires(Right.READ)
def vetoed(round_: int, merchant: int) -> dict[str, str]:
    """The vetoes cast on a merchant by hand, each with its note."""
    return {mark.criterion: mark.note for mark in _marks(round_, merchant).where(Mark.veto == True)}  # noqa: E712


@requires(Right.ENTER)
def enter(round_: int, merchant: int, points: Mapping[str, int], note: str = "", on: dt.date | None = None) -> None:
    """Give a merchant points (hundredths) for criteria, in place of earlier ones. Raises Invalid by criterion."""
    row = scored_round(round_)
    check(schemes.get(row.scheme_id).scheme, points)
    with writing(f"评分：{Merchant.get_by_id(merchant).name}（{row.title}）") as act:
        write(act, row, {merchant: points}, note, on or dt.date.today())


@requires(Right.ENTER)
def veto(round_: int, merchant: int, key: str, note: str, on: dt.date | None = None) -> None:
    """Cast a veto on a merchant: it is 不予评定 whatever its score. Raises Invalid without a reason."""
    row = scored_round(round_)
    cast = next((one for one in schemes.get(row.scheme_id).scheme.vetoes if one.key == key), None)
    if cast is None:
        raise Invalid({"veto": Complaint("bad_veto", "这个评选办法里没有这条一票否决，请重新选择。")})
    if not clean(note):
        raise Invalid({"note": "请写明一票否决的事由，商户有权知道。"})
    with writing(f"一票否决：{Merchant.get_by_id(merchant).name}，{cast.name}") as act:
        for mark in _marks(round_, merchant).where(Mark.veto, Mark.criterion == key):
            act.change(mark, mark.when_undone())
        _add(act, row, merchant, key, on or dt.date.today(), veto=True, note=clean(note))


@requires(Right.ENTER)
def lift(round_: int, merchant: int, key: str) -> None:
    """Take back a veto that was cast by hand."""
    row = scored_round(round_)
    with writing(f"撤回一票否决：{Merchant.get_by_id(merchant).name}（{row.title}）") as act:
        for mark in _marks(round_, merchant).where(Mark.veto, Mark.criterion == key):
            act.change(mark, mark.when_undone())


@requires(Right.READ)
def scored_round(round_: int) -> Round:
    """A round in which scores are being entered; raises Problem for any other."""
    row = round_row(round_)
    demand_state(row.state, State.SCORING)
    return row


@requires(Right.READ)
def check(scheme: Scheme, points: Mapping[str, int]) -> None:
    """Raise Invalid for a criterion that is not scored by hand, or points outside 0 … its maximum."""
    by_hand = {criterion.key: criterion for criterion in scheme.by_hand}
    complaints: dict[str, str] = {}
    for key, given_points in points.items():
        criterion = by_hand.get(key)
        if criterion is None:
            complaints[key] = Complaint("bad_criterion", "这一项由程序从记录算出，不能手工评分。")
        elif not 0 <= given_points <= criterion.maximum * ABOUT:
            sentence = f"“{criterion.name}”满分 {criterion.maximum} 分，填的是 {shown(given_points)} 分，请改正。"
            complaints[key] = Complaint("bad_number", sentence)
    if complaints:
        raise Invalid(complaints)


@requires(Right.ENTER)
def write(act: Act, row: Round, points: Mapping[int, Mapping[str, int]], note: str, on: dt.date) -> None:
    """Put checked points of merchants (by id, then criterion) into a round as part of an act."""
    query = Mark.select().where(Mark.round == row, Mark.removed_at == "", Mark.veto == False)  # noqa: E712
    query = query.where(among(Mark.merchant, points))
    stored = {(mark.merchant, mark.criterion): mark for mark in query}
    signed = {"assessor": session.clerk().name, "on": on.isoformat(), "note": clean(note)}
    fresh: list[tuple[Any, ...]] = []
    for merchant, by_key in points.items():
        for key, given_points in by_key.items():
            mark = stored.get((merchant, key))
            if mark is None:
                fresh.append((row.id, merchant, key, given_points, *signed.values()))
            elif mark.points != given_points or signed["note"]:
                act.change(mark, {**signed, "points": given_points})
    act.add_many(Mark, ("round", "merchant", "criterion", "points", *signed), fresh)


def _marks(round_: int, merchant: int) -> Any:
    return Mark.select().where(Mark.round == round_, Mark.merchant == merchant, Mark.removed_at == "")


def _add(act: Act, row: Round, merchant: int, key: str, on: dt.date, **values: Any) -> None:
    signed = {"assessor": session.clerk().name, "on": on.isoformat()}
    act.add(Mark(round=row, merchant=merchant, criterion=key, **signed, **values))
