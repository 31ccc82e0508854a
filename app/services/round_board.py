"""Rounds as their page shows them: the list with what came of each, one with its merchants, and the next step."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import peewee as pw

from app.domain.calendar import spoken
from app.domain.measures import shown
from app.domain.roles import Right
from app.domain.rounds import ORDER, State
from app.domain.scoring import Outcome
from app.services import merchants, objections, round_award, round_windows, rounds, scoring
from app.services.rounds import RoundRow
from app.services.scoring import ScoreRow
from app.services.session import requires
from app.store.database import db
from app.store.honours import Honour
from app.store.ratings import Mark, Round, Sheet

LISTED, FROZEN, UPHELD, AWARDED = "拟授牌", "异议冻结", "异议成立", "已授牌"
EVERYONE, OBJECTED = "全部", "有异议"
FILTERS = (LISTED, Outcome.GRADED.value, Outcome.UNGRADED.value, Outcome.REFUSED.value, OBJECTED)
RUNNING, FINISHED = "进行中", "已归档"
RECOUNT = "重算公示期"
UNSCORED = "还没有评分"
"""Begins the reason of a merchant that lacks points of an assessor."""


@dataclass(frozen=True)
class RoundLine:
    """A round in the list; `counted` says in words what came of it so far."""

    id: int
    title: str
    scheme: str
    period: str
    state: str
    counted: str


@dataclass(frozen=True)
class Ranked:
    """A merchant in a round: `standing` is 拟授牌, 异议冻结, 异议成立, 已授牌 or "", `reason` the tie-break or
    why there is no grade; rank and total are words, "" where there are none."""

    id: int
    rank: str
    name: str
    number: str
    total: str
    grade: str
    badge: str
    outcome: str
    preferred: str
    standing: str
    reason: str
    objected: bool


@dataclass(frozen=True)
class Next:
    """The step a round is to take: `verb` "" where nothing is left, `state` the one it leads to."""

    verb: str
    sentence: str
    state: str = ""


@requires(Right.READ)
def listing(group: str = "") -> list[RoundLine]:
    """The rounds, the newest first: those under way, those filed, or all."""
    known = [row for row in rounds.listing() if group in ("", FINISHED if row.state == State.ARCHIVED else RUNNING)]
    results, marked = _results(), _marked()
    return [_line(row, results.get(row.id, {}), marked.get(row.id, 0)) for row in known]


@requires(Right.READ)
def counts() -> dict[str, int]:
    """How many rounds there are in each group and in all."""
    rows = rounds.listing()
    filed = sum(row.state == State.ARCHIVED for row in rows)
    return {EVERYONE: len(rows), RUNNING: len(rows) - filed, FINISHED: filed}


@requires(Right.READ)
def ranking(round_: int) -> list[Ranked]:
    """The merchants of a round in order of rank, as they stand now."""
    frozen, upheld = objections.frozen(round_), objections.upheld(round_)
    honoured = _honoured(round_)
    return [_ranked(one, frozen, upheld, honoured) for one in scoring.score(round_).rows]


@requires(Right.READ)
def narrowed(rows: list[Ranked], group: str = "", words: str = "") -> list[Ranked]:
    """Those of a group whom the words find."""
    found = set(merchants.ids(words)) if words else None
    return [row for row in rows if _in_group(row, group) and (found is None or row.id in found)]


@requires(Right.READ)
def group_counts(rows: list[Ranked]) -> dict[str, int]:
    """How many stand in each group and in all."""
    return {
        name: sum(_in_group(row, "" if name == EVERYONE else name) for row in rows) for name in (EVERYONE, *FILTERS)
    }


@requires(Right.READ)
def missing(round_: int) -> list[ScoreRow]:
    """The merchants whose sheets still lack points of an assessor."""
    return [row for row in scoring.score(round_).rows if row.outcome == Outcome.UNGRADED and UNSCORED in row.reason]


@requires(Right.READ)
def next_step(row: RoundRow, today: dt.date) -> Next:
    """What is to be done next with a round, and what stands in the way."""
    if recount := round_windows.of(row.id):
        return Next(RECOUNT, recount.sentence, row.state)
    return _NEXT[State(row.state)](row, today)


@requires(Right.READ)
def due(today: dt.date) -> list[RoundRow]:
    """The rounds under way that somebody must take a step with today, the oldest first; those on notice only to count
    their window again."""
    rows = [row for row in rounds.listing() if row.state != State.ARCHIVED][::-1]
    on_notice = {row.id for row in rows if row.state == State.NOTICE and today.isoformat() <= row.notice_end}
    quiet = on_notice - {each.round for each in round_windows.due()}
    return [row for row in rows if row.id not in quiet]


@requires(Right.READ)
def ending_today(today: dt.date) -> list[RoundRow]:
    """The rounds whose public notice is in its last day."""
    return [row for row in rounds.listing() if row.state == State.NOTICE and row.notice_end == today.isoformat()]


def _line(row: RoundRow, results: Mapping[str, int], marked: int) -> RoundLine:
    if row.state in scoring.LIVE:
        counted = f"已评 {marked:,} 家" if marked else "还没有评分"
    else:
        graded, listed = results.get(Outcome.GRADED.value, 0), results.get(LISTED, 0)
        others = "，".join(
            f"{name} {results[name]:,}" for name in (Outcome.UNGRADED, Outcome.REFUSED) if results.get(name)
        )
        counted = "，".join(filter(None, (f"已评定 {graded:,} 家", f"拟授牌 {listed:,}", others)))
    period = f"{spoken(row.start)}至{spoken(row.end)}"
    return RoundLine(row.id, row.title, f"{row.scheme_title}（第 {row.version} 版）", period, row.state, counted)


def _results() -> dict[int, dict[str, int]]:
    """Of each round the frozen sheets by outcome, and how many are listed."""
    listed = pw.fn.SUM(pw.Case(None, [(Sheet.listed, 1)], 0))
    query = Sheet.select(Sheet.round, Sheet.outcome, pw.fn.COUNT(Sheet.id), listed).join(Round)
    query = query.where(Sheet.run == Round.run, Sheet.removed_at == "").group_by(Sheet.round, Sheet.outcome)
    found: dict[int, dict[str, int]] = {}
    for round_, outcome, count, of_them in db.execute(query):
        mine = found.setdefault(round_, {LISTED: 0})
        mine[outcome] = count
        mine[LISTED] += of_them
    return found


def _marked() -> dict[int, int]:
    query = Mark.select(Mark.round, pw.fn.COUNT(Mark.merchant.distinct())).where(Mark.removed_at == "")
    return dict(db.execute(query.group_by(Mark.round)))


def _honoured(round_: int) -> set[int]:
    return {merchant for (merchant,) in Honour.select(Honour.merchant).where(Honour.round_id == round_).tuples()}


def _ranked(one: ScoreRow, frozen: set[int], upheld: set[int], honoured: set[int]) -> Ranked:
    graded = one.outcome == Outcome.GRADED
    standing = LISTED if one.listed else ""
    for found, name in ((honoured, AWARDED), (upheld, UPHELD), (frozen, FROZEN)):
        standing = name if one.merchant in found else standing
    return Ranked(
        one.merchant,
        str(one.rank) if graded else "",
        one.name,
        one.number,
        shown(one.total) if graded else "",
        one.grade if graded else one.outcome,
        one.badge,
        one.outcome,
        "首选" if one.preferred else "",
        standing,
        one.tie or one.reason,
        one.merchant in frozen | upheld,
    )


def _in_group(row: Ranked, group: str) -> bool:
    if group == LISTED:
        return row.standing in (LISTED, AWARDED)
    return group == "" or (row.objected if group == OBJECTED else row.outcome == group)


def _draft(row: RoundRow, today: dt.date) -> Next:
    told = "核对办法和期间以后开始评分：一家一家打分（F7），或导入评分表。"
    return Next("开始评分", told, State.SCORING)


def _scoring(row: RoundRow, today: dt.date) -> Next:
    lacking = len(missing(row.id))
    told = f"还有 {lacking:,} 家缺评分，照这样送审会是“未评级”。" if lacking else "要评的都评完了，可以送复核。"
    others = scoring.score(row.id).counts()[Outcome.UNGRADED] - lacking
    told += f"另有 {others:,} 家缺开业时间、承诺等资料，也会是“未评级”，原因见名单。" if others else ""
    return Next("送复核", told, State.CHECKING)


def _checking(row: RoundRow, today: dt.date) -> Next:
    if row.refused:
        return Next("退回评分", f"复核没有同意：{row.refused}", State.SCORING)
    if row.checked_by:
        at = spoken(row.checked_at[:10])
        return Next("公示", f"{row.checked_by}已于{at}复核同意，可以公示。", State.NOTICE)
    return Next("去复核", "评分已经锁定，等另一位复核；送审的人不能自己复核。", State.CHECKING)


def _notice(row: RoundRow, today: dt.date) -> Next:
    over = today.isoformat() > row.notice_end
    told = "公示期满，可以往下办。" if over else f"公示到{spoken(row.notice_end)}为止，期内不能授牌；有异议随时登记。"
    frozen = len(objections.frozen(row.id))
    return Next("公示期满", told + (f"已登记 {frozen:,} 件异议。" if frozen else ""), State.OBJECTIONS)


def _objections(row: RoundRow, today: dt.date) -> Next:
    frozen, due = len(objections.frozen(row.id)), len(round_award.due(row.id))
    held = f"还有 {frozen:,} 家因异议冻结，这次不授牌，处理后可以补授。" if frozen else ""
    return Next("授牌", f"可以给 {due:,} 家授牌，并生成各家的等级。{held}", State.AWARDED)


def _awarded(row: RoundRow, today: dt.date) -> Next:
    frozen, due = len(objections.frozen(row.id)), len(round_award.due(row.id))
    if due:
        return Next("补授", f"异议处理以后，还有 {due:,} 家可以补授。", State.AWARDED)
    told = f"还有 {frozen:,} 家的异议没有处理，处理完才能归档。" if frozen else "牌匾在首页“去打印”。都办完了就归档。"
    return Next("归档", told, State.ARCHIVED)


def _archived(row: RoundRow, today: dt.date) -> Next:
    return Next("", f"已归档，只能看。授牌日期：{spoken(row.issued)}。")


_NEXT = dict(zip(ORDER, (_draft, _scoring, _checking, _notice, _objections, _awarded, _archived), strict=True))
