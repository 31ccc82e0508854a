"""Two records that are one person: found, compared, and merged so that none of their rows is lost."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from app.domain.names import clean, sort_key
from app.domain.roles import Right
from app.services import case_merging, holders, members
from app.services.member_columns import COLUMNS
from app.services.member_writing import STORED
from app.services.session import requires
from app.store import members as records
from app.store.activities import ActivityAttendance
from app.store.attachments import Attachment
from app.store.database import Record
from app.store.members import Person, PersonStage
from app.store.organizations import Liaison, Placement, Seat
from app.store.writing import writing

OWNED: tuple[tuple[type[Record], str], ...] = (
    (records.PersonStage, "person"),
    (records.DevelopmentStep, "person"),
    (records.Transfer, "person"),
    (records.CheckIn, "person"),
    (records.PersonPost, "person"),
    (records.PersonAward, "person"),
    (records.VolunteerService, "person"),
    (records.DuesBase, "person"),
    (records.DuesPayment, "person"),
    (records.Appraisal, "person"),
    (records.StaffGrade, "person"),
    (records.Pairing, "person"),
    (ActivityAttendance, "person"),
    (Seat, "person"),
    (Liaison, "person"),
)
"""Every record that belongs to a person, and its column; placements and attachments name the noun beside the row."""


@dataclass(frozen=True)
class Merging:
    """How many rows move from the person that goes to the one that stays; labels of the blanks that are filled."""

    rows: int
    filled: tuple[str, ...]


@requires(Right.READ)
def duplicates() -> list[list[members.MemberRow]]:
    """Groups of records that look like one person: the same name with the same phone or birth date."""
    groups: dict[tuple[str, str], list[int]] = {}
    columns = (Person.id, Person.name, Person.phone, Person.birth)
    for number, name, phone, birth in Person.select(*columns).where(Person.removed_at == "").tuples():
        for detail in filter(None, (phone, birth)):
            groups.setdefault((clean(name), detail), []).append(number)
    seen = dict.fromkeys(tuple(group) for group in groups.values() if len(group) > 1)
    return [members.rows(group) for group in seen]


@requires(Right.READ)
def preview(kept: int, gone: int) -> Merging:
    """What merging two people would do."""
    labels = {column.name: column.label for column in COLUMNS}
    filled = [labels.get(name, name) for name in _filling(Person.get_by_id(kept), Person.get_by_id(gone))]
    return Merging(sum(len(_rows(record, column, gone)) for record, column in OWNED), tuple(filled))


@requires(Right.ENTER)
def merge(kept: int, gone: int) -> None:
    """Make two records one: all rows of `gone` move to `kept`, blanks are filled, `gone` is recycled."""
    staying, other = Person.get_by_id(kept), Person.get_by_id(gone)
    with writing(f"合并人员：{other.name}的两份记录合为一份") as act:
        for record, column in OWNED:
            for row in _rows(record, column, gone):
                over = _clipped(row, _stages(kept)) if record is PersonStage else {}
                act.change(row, {column: kept, **over})
        for row in Attachment.select().where(Attachment.noun == "person", Attachment.row == gone):
            act.change(row, {"row": kept})
        for placement in _placements(gone):
            act.change(placement, {"row": kept, **_clipped(placement, _stays(kept, placement.tree))})
        filling = _filling(staying, other)
        act.change(other, {**other.when_undone(), "merged_into": kept})
        holders.join(act, "person", kept, gone)
        case_merging.join(act, "person", kept, gone)
        act.change(staying, filling)
        act.change(staying, {"sort_key": sort_key(staying.name)})


def _rows(record: type[Record], column: str, person: int) -> list[Any]:
    return list(record.select().where(getattr(record, column) == person))


def _placements(person: int) -> list[Placement]:
    return list(Placement.select().where(Placement.noun == "person", Placement.row == person))


def _stays(person: int, tree: str) -> list[Any]:
    return [each for each in _placements(person) if each.tree == tree and not each.removed_at]


def _stages(person: int) -> list[Any]:
    return [each for each in _rows(PersonStage, "person", person) if not each.removed_at]


def _clipped(row: Any, kept: list[Any]) -> dict[str, str]:
    """The days left to a row that lasts, beside those of the record which stays: one stage, one branch at a time."""
    start, end = row.start, row.end
    for each in sorted(kept, key=lambda one: one.start):
        if each.end == each.start != "" or (each.end and each.end <= start) or (end and each.start >= end):
            continue
        if each.start > start:
            end = each.start
        elif each.end and (not end or each.end < end):
            start = each.end
        else:
            start = end = start or dt.date.today().isoformat()
    return {name: value for name, value in (("start", start), ("end", end)) if value != getattr(row, name)}


def _filling(staying: Person, other: Person) -> dict[str, Any]:
    """What the person that stays takes over from the one that goes, where it has nothing of its own."""
    blanks = {name: getattr(other, name) for name in STORED if getattr(staying, name) in ("", 0, False)}
    return {name: value for name, value in blanks.items() if value}
