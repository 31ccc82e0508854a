"""What is missing before a report is made, each with the page and the filters where it is put right."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import peewee as pw

from app.domain.cases import State as CaseState
from app.domain.meetings import State as MeetingState
from app.domain.members import MEMBERS
from app.domain.organizations import Tree
from app.domain.periods import Period
from app.domain.roles import Right
from app.domain.schemes import UNGRADED_BADGE
from app.services import cases, drafts, gift_list, meeting_matrix, ratings
from app.services.session import requires
from app.store.activities import Activity
from app.store.gifts import Gift
from app.store.meetings import Meeting
from app.store.members import Person, PersonStage, Transfer
from app.store.organizations import Placement

_DRAFTS = {"merchants": "商户", "members": "人员", "minutes": "会议", "cases": "事项", "charity": "捐赠"}


@dataclass(frozen=True)
class Gap:
    """What is missing, how often, and where it is mended: a page with filters, or the first record of it."""

    sentence: str
    count: int
    page: str
    filters: Mapping[str, str] = field(default_factory=dict)
    record: int = 0


@requires(Right.READ)
def gaps(period: Period, today: dt.date | None = None) -> list[Gap]:
    """What is missing in a period as of a day (today), or in what stands at its end; those without a case left out."""
    day = today or dt.date.today()
    found = [*_merchants(period), *_members(period), *_meetings(period, day), *_cases(), *_gifts(period)]
    return [gap for gap in [*found, *_activities(period), *_unsaved()] if gap.count]


def _merchants(period: Period) -> Iterator[Gap]:
    count = len(ratings.holders(UNGRADED_BADGE, period.end))
    yield Gap(f"{count:,} 家商户到期末还没有评级", count, "merchants", {"grade": UNGRADED_BADGE})


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
    query = Person.select(Person.id).where(*here)
    people = [number for (number,) in query.order_by(Person.id).tuples()]
    first = people[0] if people else 0
    yield Gap(f"{len(people):,} 名党员没有编入支部", len(people), "members", record=first)


def _gone(last: str) -> pw.ModelSelect:
    """Who was sent elsewhere by a letter that had arrived by a day (ISO)."""
    outside = (Transfer.target == 0, Transfer.arrived != "", Transfer.arrived <= last, Transfer.removed_at == "")
    return Transfer.select(Transfer.person).where(*outside)


def _meetings(period: Period, today: dt.date) -> Iterator[Gap]:
    """Owed meetings that were not held in it, and its minutes that are still drafts."""
    start, end = period.start, min(period.end, today)
    owed = meeting_matrix.absent(meeting_matrix.of_year(end.year, end)) if end >= start else []
    lacking = [cell for _, cell in owed if start <= cell.period.end <= end]
    filters = {"year": str(end.year), "missing": "yes"}
    yield Gap(f"{len(lacking):,} 次应开的会还没有记录", len(lacking), "matrix", filters)
    drafted = (Meeting.state == MeetingState.DRAFT.value, Meeting.removed_at == "")
    held = Meeting.held.between(period.start.isoformat(), period.end.isoformat())
    count = Meeting.select().where(*drafted, held).count()
    yield Gap(f"{count:,} 份会议纪要还没有定稿", count, "minutes", {"state": MeetingState.DRAFT.value})


def _cases() -> Iterator[Gap]:
    count = cases.counts()[CaseState.OVERDUE.value]
    yield Gap(f"{count:,} 件事项超期没有办理结果", count, "cases", {"state": CaseState.OVERDUE.value})


def _gifts(period: Period) -> Iterator[Gap]:
    """Gifts of the period that came with a name only."""
    within = Gift.on.between(period.start.isoformat(), period.end.isoformat())
    count = Gift.select().where(*gift_list.conditions({"mark": gift_list.WAITING}), within).count()
    yield Gap(f"{count:,} 笔捐赠还没有对上捐赠人", count, "charity", {"mark": gift_list.WAITING})


def _activities(period: Period) -> Iterator[Gap]:
    """Activities of the period that tell neither who took part nor whom they served."""
    within = Activity.on.between(period.start.isoformat(), period.end.isoformat())
    silent = (Activity.removed_at == "", Activity.participants == 0, Activity.beneficiaries == 0)
    found = [number for (number,) in Activity.select(Activity.id).where(within, *silent).order_by(Activity.id).tuples()]
    first = found[0] if found else 0
    yield Gap(f"{len(found):,} 次活动没有填参加和惠及的人次", len(found), "activities", record=first)


def _unsaved() -> Iterator[Gap]:
    for page, what in _DRAFTS.items():
        if drafts.kept(page):
            yield Gap(f"有一份{what}资料填了一半，还没有保存", 1, page)
