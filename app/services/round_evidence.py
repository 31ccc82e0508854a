"""The rows behind the points of a sheet, whatever they are rows of, each as a line that leads to its record."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.domain.calendar import spoken
from app.domain.measures import shown
from app.domain.roles import Right
from app.services.session import requires
from app.store.activities import Activity, ActivityAttendance
from app.store.cases import Case, CaseRating
from app.store.database import among
from app.store.meetings import Attendance, Meeting
from app.store.merchants import Merchant, Pledge
from app.store.ratings import CreditEvent, DutyClaim, DutyPost, Inspection, Mark, Round


@dataclass(frozen=True)
class EvidenceLine:
    """One row; `page` and `record` are where it opens, "" where it has no page of its own."""

    on: str
    what: str
    detail: str
    page: str = ""
    record: int = 0


@requires(Right.READ)
def lines(evidence: Iterable[tuple[str, int]]) -> list[EvidenceLine]:
    """The rows (noun and id) as lines, the newest first."""
    by_noun: dict[str, list[int]] = {}
    for noun, number in evidence:
        by_noun.setdefault(noun, []).append(number)
    found = [line for noun, numbers in by_noun.items() for line in _READERS[noun](numbers)]
    return sorted(found, key=lambda line: line.on, reverse=True)


def _cases(wanted: Sequence[int]) -> list[EvidenceLine]:
    rows = list(Case.select().where(among(Case.id, wanted)))
    names = _names(row.merchant for row in rows)
    return [
        EvidenceLine(
            row.received,
            f"{row.number}　{row.title}",
            _joined(row.kind, row.outcome or row.stage, names.get(row.merchant, "")),
            *("cases", row.id),
        )
        for row in rows
    ]


def _ratings(wanted: Sequence[int]) -> list[EvidenceLine]:
    query = CaseRating.select(CaseRating, Case).join(Case).where(among(CaseRating.id, wanted))
    return [
        EvidenceLine(row.on, f"{row.side} {row.score} 分", f"{row.case.number}　{row.case.title}", "cases", row.case_id)
        for row in query
    ]


def _events(wanted: Sequence[int]) -> list[EvidenceLine]:
    rows = list(CreditEvent.select().where(among(CreditEvent.id, wanted)))
    names = _names(row.merchant_id for row in rows)
    return [
        EvidenceLine(
            row.on,
            f"{row.weight}{row.kind}：{row.text}",
            _joined(names[row.merchant_id], f"{shown(row.points)} 分，计入到{spoken(row.until)}前一天"),
            *("merchants", row.merchant_id),
        )
        for row in rows
    ]


def _pledges(wanted: Sequence[int]) -> list[EvidenceLine]:
    return [EvidenceLine(row.signed, row.kind, "已签订") for row in Pledge.select().where(among(Pledge.id, wanted))]


def _meetings(wanted: Sequence[int]) -> list[EvidenceLine]:
    query = Attendance.select(Attendance, Meeting).join(Meeting).where(among(Attendance.id, wanted))
    return [EvidenceLine(row.meeting.held, row.meeting.title, "参加", "minutes", row.meeting_id) for row in query]


def _activities(wanted: Sequence[int]) -> list[EvidenceLine]:
    query = ActivityAttendance.select(ActivityAttendance, Activity).join(Activity)
    return [
        EvidenceLine(row.activity.on, row.activity.title, f"{row.name}参加", "activities", row.activity_id)
        for row in query.where(among(ActivityAttendance.id, wanted))
    ]


def _claims(wanted: Sequence[int]) -> list[EvidenceLine]:
    query = DutyClaim.select(DutyClaim, DutyPost).join(DutyPost).where(among(DutyClaim.id, wanted))
    return [
        EvidenceLine(row.start, row.post.name, f"认领到{spoken(row.end)}" if row.end else "认领中") for row in query
    ]


def _inspections(wanted: Sequence[int]) -> list[EvidenceLine]:
    query = Inspection.select(Inspection, DutyClaim, DutyPost).join(DutyClaim).join(DutyPost)
    rows = list(query.where(among(Inspection.id, wanted)))
    names = _names(row.merchant for row in rows)
    return [
        EvidenceLine(
            row.on,
            f"{row.claim.post.name}　{row.result}",
            _joined(names[row.merchant], row.inspector, row.note),
            *("merchants", row.merchant),
        )
        for row in rows
    ]


def _merchants(wanted: Sequence[int]) -> list[EvidenceLine]:
    rows = Merchant.select().where(among(Merchant.id, wanted))
    return [EvidenceLine("", row.name, _joined(row.number, row.trade, row.grid), "merchants", row.id) for row in rows]


def _rounds(wanted: Sequence[int]) -> list[EvidenceLine]:
    rows = Round.select().where(among(Round.id, wanted))
    return [EvidenceLine(row.end, row.title, row.state, "rounds", row.id) for row in rows]


def _marks(wanted: Sequence[int]) -> list[EvidenceLine]:
    rows = Mark.select().where(among(Mark.id, wanted))
    return [EvidenceLine(row.on, f"{row.assessor}　{shown(row.points)} 分", row.note) for row in rows]


def _names(merchants: Iterable[int]) -> dict[int, str]:
    query = Merchant.select().where(among(Merchant.id, [number for number in merchants if number]))
    return {row.id: row.name for row in query}


def _joined(*parts: str) -> str:
    return "　".join(filter(None, parts))


_READERS: dict[str, Callable[[Sequence[int]], list[EvidenceLine]]] = {
    "case_file": _cases,
    "case_rating": _ratings,
    "credit_event": _events,
    "pledge": _pledges,
    "attendance": _meetings,
    "activity_attendance": _activities,
    "duty_claim": _claims,
    "inspection": _inspections,
    "rating_mark": _marks,
    "merchant": _merchants,
    "rating_round": _rounds,
}
