"""Posts that merchants claim (门前三包, 网格责任岗), for how long, and what was found when they were looked at."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import peewee as pw

from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.ratios import Ratio
from app.domain.roles import Right
from app.services.scoring_facts import BAD, GOOD
from app.services.session import requires
from app.store.merchants import Merchant
from app.store.ratings import DutyClaim, DutyPost, Inspection
from app.store.writing import writing

RESULTS = (GOOD, BAD)


@dataclass(frozen=True)
class PostRow:
    """A post, and how many merchants hold it on the day asked about."""

    id: int
    name: str
    grid: str
    duties: str
    holders: int


@dataclass(frozen=True)
class ClaimRow:
    """A merchant holds a post from a day to a day (ISO, "" for open)."""

    id: int
    post: int
    post_name: str
    merchant: int
    merchant_name: str
    start: str
    end: str
    note: str


@dataclass(frozen=True)
class InspectionRow:
    """What was found on a day when a claimed post was looked at."""

    id: int
    claim: int
    post_name: str
    merchant: int
    merchant_name: str
    on: str
    result: str
    inspector: str
    note: str


@requires(Right.READ)
def posts(day: dt.date | None = None) -> list[PostRow]:
    """The posts in their order, with how many merchants hold each on a day."""
    holders = dict(_held(day).tuples())
    rows = DutyPost.select().where(DutyPost.removed_at == "").order_by(DutyPost.position, DutyPost.id)
    return [PostRow(row.id, row.name, row.grid, row.duties, holders.get(row.id, 0)) for row in rows]


@requires(Right.ENTER)
def save_post(name: str, grid: str = "", duties: str = "", post: int | None = None) -> int:
    """Add or change a post and return its id; raises Invalid for a name that is missing or taken."""
    name = clean(name)
    if not name:
        raise Invalid({"name": Complaint("no_name", "请填写责任岗的名称。")})
    if DutyPost.select().where(DutyPost.name == name, DutyPost.id != (post or 0)).exists():
        raise Invalid({"name": Complaint("taken", f"已经有叫“{name}”的责任岗，请换一个名称。")})
    values = {"name": name, "grid": clean(grid), "duties": duties.strip()}
    with writing(f"{'修改' if post else '新增'}责任岗 {name}") as act:
        if post:
            row = DutyPost.get_by_id(post)
            act.change(row, values)
            return row.id
        last = DutyPost.select(pw.fn.MAX(DutyPost.position)).scalar() or 0
        row = DutyPost(position=last + 1, **values)
        act.add(row)
    return row.id


@requires(Right.READ)
def claims(post: int = 0, merchant: int = 0, day: dt.date | None = None) -> list[ClaimRow]:
    """Who holds or held what, the newest first: of a post, of a merchant, or only as of a day."""
    query = DutyClaim.select(DutyClaim, DutyPost).join(DutyPost).where(DutyClaim.removed_at == "")
    query = query.where(DutyClaim.post == post) if post else query
    query = query.where(DutyClaim.merchant == merchant) if merchant else query
    query = query.where(*_on(day)) if day else query
    rows = list(query.order_by(DutyClaim.start.desc(), DutyClaim.id.desc()))
    names = _names([row.merchant for row in rows])
    return [
        ClaimRow(row.id, row.post_id, row.post.name, row.merchant, names[row.merchant], row.start, row.end, row.note)
        for row in rows
    ]


@requires(Right.ENTER)
def claim(post: int, merchants: Sequence[int], start: dt.date, end: dt.date | None = None, note: str = "") -> list[int]:
    """Let merchants claim a post for a period as one act and return the ids; raises Invalid for a second claim of the
    same post at the same time."""
    if end and end < start:
        raise Invalid({"end": Complaint("bad_period", "结束日期早于开始日期，请改正。")})
    first, last = start.isoformat(), end.isoformat() if end else ""
    wanted, row = list(dict.fromkeys(merchants)), DutyPost.get_by_id(post)
    _refuse_twice(row, wanted, first, last)
    with writing(f"认领{row.name} {len(wanted)} 家") as act:
        values = [(post, merchant, first, last, clean(note)) for merchant in wanted]
        return list(act.add_many(DutyClaim, ("post", "merchant", "start", "end", "note"), values))


@requires(Right.ENTER)
def release(claim_: int, end: dt.date) -> None:
    """End a claim on a day, which still counts; raises Invalid for a day before its start."""
    row = DutyClaim.get_by_id(claim_)
    if end.isoformat() < row.start:
        raise Invalid({"end": Complaint("bad_period", "结束日期早于开始日期，请改正。")})
    with writing(f"结束认领：{row.post.name}") as act:
        act.change(row, {"end": end.isoformat()})


@requires(Right.ENTER)
def inspect(claim_: int, on: dt.date, result: str, inspector: str = "", note: str = "") -> int:
    """Enter what was found when a claimed post was looked at and return its id; raises Invalid, Problem."""
    row, day = DutyClaim.get_by_id(claim_), on.isoformat()
    if result not in RESULTS:
        raise Invalid({"result": Complaint("bad_result", f"检查结果请填{'或'.join(RESULTS)}。")})
    if on > dt.date.today():
        raise Invalid({"on": Complaint("future", "检查日期在今天以后，请核对。")})
    if day < row.start or (row.end and day > row.end):
        until = f"至{spoken(row.end)}" if row.end else "起"
        raise Problem(f"这家商户认领这个岗的时间是{spoken(row.start)}{until}，检查日期不在其中，没有登记。请核对。")
    with writing(f"登记检查：{Merchant.get_by_id(row.merchant).name}，{row.post.name}{result}") as act:
        found = Inspection(claim=row, merchant=row.merchant, on=day, result=result)
        found.inspector, found.note = clean(inspector), clean(note)
        act.add(found)
    return found.id


@requires(Right.READ)
def results(start: dt.date, end: dt.date, merchant: int = 0) -> list[InspectionRow]:
    """What was found in a period, the newest first, of all or of one merchant."""
    query = Inspection.select(Inspection, DutyClaim, DutyPost).join(DutyClaim).join(DutyPost)
    query = query.where(Inspection.removed_at == "", Inspection.on.between(start.isoformat(), end.isoformat()))
    query = query.where(Inspection.merchant == merchant) if merchant else query
    rows = list(query.order_by(Inspection.on.desc(), Inspection.id.desc()))
    names = _names([row.merchant for row in rows])
    return [
        InspectionRow(
            *(row.id, row.claim_id, row.claim.post.name, row.merchant, names[row.merchant]),
            *(row.on, row.result, row.inspector, row.note),
        )
        for row in rows
    ]


@requires(Right.READ)
def pass_rate(start: dt.date, end: dt.date) -> Ratio:
    """The share of inspections in a period that found all in order, with their rows."""
    found = results(start, end)
    good = tuple(row.id for row in found if row.result == GOOD)
    return Ratio(good, tuple(row.id for row in found if row.result != GOOD))


def _on(day: dt.date) -> tuple[pw.Expression, pw.Expression]:
    iso = day.isoformat()
    return DutyClaim.start <= iso, (DutyClaim.end == "") | (DutyClaim.end >= iso)


def _held(day: dt.date | None) -> pw.ModelSelect:
    query = DutyClaim.select(DutyClaim.post, pw.fn.COUNT(DutyClaim.id)).where(DutyClaim.removed_at == "")
    return query.where(*_on(day or dt.date.today())).group_by(DutyClaim.post)


def _refuse_twice(post: DutyPost, wanted: Sequence[int], first: str, last: str) -> None:
    query = DutyClaim.select().where(
        DutyClaim.post == post, DutyClaim.removed_at == "", DutyClaim.merchant.in_(list(wanted))
    )
    until = (DutyClaim.start <= last,) if last else ()
    taken = query.where((DutyClaim.end == "") | (DutyClaim.end >= first), *until).first()
    if taken:
        name = Merchant.get_by_id(taken.merchant).name
        raise Invalid({"start": Complaint("twice", f"{name}在这段时间已经认领了“{post.name}”，不能重复认领。")})


def _names(merchants: Sequence[int]) -> dict[int, str]:
    return {row.id: row.name for row in Merchant.select().where(Merchant.id.in_(sorted(set(merchants))))}
