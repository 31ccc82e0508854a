"""What is missing before a report is made, each with the very rows where it is put right."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import peewee as pw

from app.domain.cases import State as CaseState
from app.domain.meetings import State as MeetingState
from app.domain.members import MEMBERS
from app.domain.merchants import State
from app.domain.organizations import Tree
from app.domain.periods import Period
from app.domain.roles import Right
from app.domain.schemes import UNGRADED_BADGE
from app.services import cases, drafts, gift_list, meeting_matrix, ratings
from app.services.meeting_matrix import MISSING, Line
from app.services.session import requires
from app.store.activities import Activity
from app.store.database import db
from app.store.gifts import Gift
from app.store.meetings import Meeting
from app.store.members import Person, PersonStage, Transfer
from app.store.merchants import Merchant, Pledge
from app.store.organizations import Placement

_DRAFTS = {"merchants": "商户", "members": "人员", "minutes": "会议", "cases": "事项", "charity": "捐赠"}


@dataclass(frozen=True)
class Gap:
    """What is missing, how often, and where it is mended: a page narrowed to these `ids`, or by these filters; without
    either it is a form left half filled in, or `owed` meetings."""

    sentence: str
    count: int
    page: str
    ids: tuple[int, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)
    owed: tuple[Line, ...] = ()


@requires(Right.READ)
def gaps(period: Period, today: dt.date | None = None) -> list[Gap]:
    """What is missing in a period as of a day (today), or in what stands at its end; those without a case left out."""
    day = today or dt.date.today()
    found = [*_merchants(period), *_undated(period), *_members(period), *_meetings(period, day), *_cases()]
    return [gap for gap in [*found, *_gifts(period), *_activities(period), *_unsaved()] if gap.count]


@requires(Right.READ)
def owed(period: Period, today: dt.date) -> tuple[Line, ...]:
    """The meetings owed that ought to have been held in a period by a day and were not: lines of the matrix with
    nothing but those."""
    found = []
    for year in range(period.start.year, min(period.end, today).year + 1):
        for line in meeting_matrix.of_year(year, today):
            cells = (cell for cell in line.cells if cell.state == MISSING)
            lacking = tuple(cell for cell in cells if period.start <= cell.period.end <= period.end)
            found += [replace(line, cells=lacking)] if lacking else []
    return tuple(found)


def _of_rows(words: str, ids: Iterable[int], page: str) -> Gap:
    """Rows a page is narrowed to; `words` say of how many."""
    found = tuple(sorted(set(ids)))
    return Gap(words.format(f"{len(found):,}"), len(found), page, found)


def _merchants(period: Period) -> Iterator[Gap]:
    """Merchants that are open for business and were so on the last day."""
    here = (Merchant.removed_at == "", Merchant.state == State.OPEN, Merchant.since <= period.end.isoformat())
    open_ones = {number for (number,) in db.execute(Merchant.select(Merchant.id).where(*here))}
    ungraded = ratings.holders(UNGRADED_BADGE, period.end) & open_ones
    yield _of_rows("{} 家营业商户到期末还没有评级", ungraded, "merchants")


def _undated(period: Period) -> Iterator[Gap]:
    """What has no day: from when on does it count?"""
    bare = Merchant.select(Merchant.id).where(Merchant.removed_at == "", Merchant.since == "")
    ids = (number for (number,) in db.execute(bare))
    yield _of_rows("{} 家商户缺开业日期", ids, "merchants")
    promised = (Pledge.removed_at == "", Pledge.signed == "", Pledge.withdrawn == "", Merchant.removed_at == "")
    unsigned = Pledge.select(Pledge.merchant).join(Merchant).where(*promised)
    ids = (number for (number,) in db.execute(unsigned))
    yield _of_rows("{} 家商户的承诺缺签订日期", ids, "merchants")


def _members(period: Period) -> Iterator[Gap]:
    """Party members who stood in no branch on the last day."""
    last = period.end.isoformat()
    placed = Placement.select(Placement.row).where(
        *(Placement.tree == Tree.ORGANIZATIONS, Placement.noun == "person", Placement.removed_at == ""),
        *(Placement.start <= last, (Placement.end == "") | (Placement.end > last)),
    )
    staged = PersonStage.select(PersonStage.person).where(
        *(PersonStage.stage.in_([stage.value for stage in MEMBERS]), PersonStage.removed_at == ""),
        *(PersonStage.start <= last, (PersonStage.end == "") | (PersonStage.end > last)),
    )
    here = (Person.removed_at == "", Person.id.in_(staged), Person.id.not_in(placed), Person.id.not_in(_gone(last)))
    ids = (number for (number,) in db.execute(Person.select(Person.id).where(*here)))
    yield _of_rows("{} 名党员没有编入支部", ids, "members")


def _gone(last: str) -> pw.ModelSelect:
    """Who was sent elsewhere by a letter that had arrived by a day (ISO)."""
    outside = (Transfer.target == 0, Transfer.arrived != "", Transfer.arrived <= last, Transfer.removed_at == "")
    return Transfer.select(Transfer.person).where(*outside)


def _meetings(period: Period, today: dt.date) -> Iterator[Gap]:
    """Owed meetings that were not held in it, and its minutes that are still drafts."""
    lines = owed(period, today)
    count = sum(len(line.cells) for line in lines)
    yield Gap(f"{count:,} 次应开的会还没有记录", count, "matrix", owed=lines)
    drafted = (Meeting.state == MeetingState.DRAFT.value, Meeting.removed_at == "")
    held = Meeting.held.between(*_days(period))
    ids = (number for (number,) in db.execute(Meeting.select(Meeting.id).where(*drafted, held)))
    yield _of_rows("{} 份会议纪要还没有定稿", ids, "minutes")


def _cases() -> Iterator[Gap]:
    count = cases.counts()[CaseState.OVERDUE.value]
    overdue = {"state": CaseState.OVERDUE.value}
    yield Gap(f"{count:,} 件事项超期没有办理结果", count, "cases", filters=overdue)


def _gifts(period: Period) -> Iterator[Gap]:
    """Gifts of the period that came with a name only."""
    filters = {"mark": gift_list.WAITING, **dict(zip(("start", "end"), _days(period), strict=True))}
    count = Gift.select().where(*gift_list.conditions(filters)).count()
    yield Gap(f"{count:,} 笔捐赠还没有对上捐赠人", count, "charity", filters=filters)


def _activities(period: Period) -> Iterator[Gap]:
    """Activities of the period that tell neither who took part nor whom they served."""
    silent = (Activity.removed_at == "", Activity.participants == 0, Activity.beneficiaries == 0)
    within = Activity.on.between(*_days(period))
    ids = (number for (number,) in db.execute(Activity.select(Activity.id).where(within, *silent)))
    yield _of_rows("{} 次活动没有填参加和惠及的人次", ids, "activities")


def _unsaved() -> Iterator[Gap]:
    for page, what in _DRAFTS.items():
        if drafts.kept(page):
            yield Gap(f"有一份{what}资料填了一半，还没有保存", 1, page)


def _days(period: Period) -> tuple[str, str]:
    """The first and last day; a month alone begins with its first."""
    return period.start.isoformat().removesuffix("-01"), period.end.isoformat()
