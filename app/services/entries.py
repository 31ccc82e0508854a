"""What is written down about a person or an organisation line by line: seats, posts, awards, agreements, payments."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from app.domain.drafts import checked_day
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.services import activity_attendance, entry_rules
from app.services.session import requires
from app.store import activities, members, organizations
from app.store.database import Record
from app.store.writing import writing


@dataclass(frozen=True)
class Kind:
    """A kind of entry: `owner` is the column of whom it belongs to, `label` what one is called, `required` the columns
    that must be filled in, `days` those that hold a day, `check` what else its values must hold to."""

    label: str
    record: type[Record]
    owner: str
    required: Mapping[str, str]
    days: tuple[str, ...]
    newest: str
    check: Callable[[dict[str, Any], int | None], dict[str, str]] = lambda values, entry: {}


KINDS: dict[str, Kind] = {
    "seat": Kind(
        "任职",
        organizations.Seat,
        "node",
        {"post": "职务", "name": "姓名", "start": "任职日期"},
        ("start", "end"),
        "start",
        entry_rules.seat,
    ),
    "term": Kind(
        "换届", organizations.Term, "organization", {"elected": "选举日期"}, ("elected",), "elected", entry_rules.term
    ),
    "agreement": Kind(
        "协议",
        organizations.Agreement,
        "organization",
        {"title": "名称", "parties": "各方", "signed": "签订日期"},
        ("signed", "expires", "ended"),
        "signed",
    ),
    "subsidy": Kind(
        "经费",
        organizations.SubsidyPayment,
        "organization",
        {"year": "年度", "kind": "项目", "amount": "金额", "paid_on": "拨付日期"},
        ("paid_on",),
        "paid_on",
        entry_rules.amount,
    ),
    "liaison": Kind(
        "联系商户",
        organizations.Liaison,
        "organization",
        {"name": "委员", "merchant": "商户", "start": "起始日期"},
        ("start", "end"),
        "start",
    ),
    "visit": Kind("走访", organizations.LiaisonVisit, "liaison", {"on": "走访日期"}, ("on",), "on"),
    "post": Kind(
        "岗位",
        members.PersonPost,
        "person",
        {"kind": "类别", "title": "名称", "start": "起始日期"},
        ("start", "end"),
        "start",
    ),
    "award": Kind(
        "奖惩", members.PersonAward, "person", {"kind": "类别", "title": "名称", "on": "日期"}, ("on", "ends"), "on"
    ),
    "check_in": Kind(
        "报到", members.CheckIn, "person", {"kind": "类别", "start": "报到日期"}, ("start", "end"), "start"
    ),
    "deed": Kind("服务事项", members.Deed, "check_in", {"what": "事项", "on": "日期"}, ("on",), "on", entry_rules.deed),
    "service": Kind(
        "志愿服务",
        members.VolunteerService,
        "person",
        {"event": "活动", "on": "日期", "begins": "开始", "ends": "结束"},
        ("on",),
        "on",
        entry_rules.service,
    ),
    "dues_base": Kind(
        "党费基数",
        members.DuesBase,
        "person",
        {"since": "起始月", "category": "类别"},
        (),
        "since",
        entry_rules.dues_base,
    ),
    "dues": Kind(
        "党费缴纳",
        members.DuesPayment,
        "person",
        {"month": "月份", "amount": "金额", "paid_on": "缴纳日期"},
        ("paid_on",),
        "month",
        entry_rules.amount,
    ),
    "appraisal": Kind(
        "民主评议", members.Appraisal, "person", {"year": "年度", "result": "结果"}, (), "year", entry_rules.appraisal
    ),
    "grade": Kind(
        "岗位等级",
        members.StaffGrade,
        "person",
        {"post": "岗", "grade": "级", "start": "起始日期"},
        ("start", "end"),
        "start",
        entry_rules.grade,
    ),
    "pairing": Kind(
        "结对",
        members.Pairing,
        "person",
        {"kind": "类别", "partner": "对象", "start": "起始日期"},
        ("start", "end"),
        "start",
    ),
    "attendance": Kind(
        "参加人",
        activities.ActivityAttendance,
        "activity",
        {"name": "姓名"},
        ("handed_in",),
        "id",
        activity_attendance.check,
    ),
}


@requires(Right.READ)
def of(kind: str, owner: int) -> list[SimpleNamespace]:
    """The entries of a kind that belong to a person, an organisation or a grid, the newest first."""
    declared = KINDS[kind]
    record = declared.record
    mine = (getattr(record, declared.owner) == owner, record.removed_at == "")
    query = record.select().where(*mine).order_by(getattr(record, declared.newest).desc(), record.id.desc())
    return [SimpleNamespace(**row) for row in query.dicts()]


@requires(Right.READ)
def check(kind: str, owner: int, values: Mapping[str, Any], entry: int | None = None) -> dict[str, Any]:
    """The values of an entry normalised; raises Invalid naming every column at fault."""
    return _checked(KINDS[kind], {**values, KINDS[kind].owner: owner}, entry)


@requires(Right.ENTER)
def save(kind: str, owner: int, values: Mapping[str, Any], entry: int | None = None) -> int:
    """Add an entry, or change one, and return its id; raises Invalid naming every column at fault."""
    declared = KINDS[kind]
    tidy = check(kind, owner, values, entry)
    with writing(f"{'修改' if entry else '登记'}{declared.label}") as act:
        if entry is None:
            row = declared.record(**tidy)
            act.add(row)
            return row.id
        act.change(_get(declared, entry), tidy)
        return entry


@requires(Right.ENTER)
def remove(kind: str, wanted: Sequence[int]) -> None:
    """Move entries to the recycle bin."""
    declared = KINDS[kind]
    with writing(f"移出{declared.label}") as act:
        for entry in wanted:
            row = _get(declared, entry)
            act.change(row, row.when_undone())


@requires(Right.ENTER)
def finish(kind: str, entry: int, on: dt.date) -> None:
    """Let an entry that lasts (a seat, a post, a liaison) end on a day; raises Invalid where it began later."""
    declared = KINDS[kind]
    row = _get(declared, entry)
    if row.start > on.isoformat():
        raise Invalid({"end": Complaint("bad_date", f"结束日期早于起始日期 {row.start}，请核对。")})
    with writing(f"结束{declared.label}") as act:
        act.change(row, {"end": on.isoformat()})


def _get(declared: Kind, entry: int) -> Record:
    row = declared.record.get_or_none(declared.record.id == entry, declared.record.removed_at == "")
    if row is None:
        raise Problem(f"这条{declared.label}已经不在了。没有改动，请刷新后再看。")
    return row


def _checked(declared: Kind, values: dict[str, Any], entry: int | None) -> dict[str, Any]:
    tidy = {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}
    complaints: dict[str, str] = {}
    for name in declared.days:
        tidy[name] = checked_day(tidy.get(name, ""), name, complaints)
    for name, label in declared.required.items():
        if tidy.get(name) in ("", None, 0) and name not in complaints:
            complaints[name] = Complaint("missing", f"请填写{label}。")
    first, last = tidy.get("start") or tidy.get("signed"), tidy.get("end") or tidy.get("expires")
    if first and last and last < first:
        complaints["end" if "end" in tidy else "expires"] = Complaint("bad_date", "结束日期早于开始日期，请核对。")
    if not complaints:
        complaints |= declared.check(tidy, entry)
    if complaints:
        raise Invalid(complaints)
    return tidy
