"""Running cases taken over from a spreadsheet, with the numbers they had and as far as they had come."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.domain import cases as rules
from app.domain import old_cases
from app.domain.calendar import spoken
from app.domain.cases import FINISHED, Phase
from app.domain.errors import Complaint, Invalid
from app.domain.names import clean, fold
from app.domain.old_cases import OldCase
from app.domain.roles import Right
from app.services import case_kinds, cases, merchants, session
from app.services.case_columns import COLUMNS
from app.services.import_target import Target
from app.services.session import requires
from app.store.cases import Case, CaseStep
from app.store.search import put_many
from app.store.writing import Act

_SHARED = [name for name in vars(OldCase()) if name in Case._meta.fields and name != "number"]
_STORED = (*_SHARED, "year", "serial", "number", "month", "stage", "phase", "dispatched")
_HOW = "从原来的台账转入"


@dataclass(frozen=True)
class _OnRecord(OldCase):
    """A case on record with the attributes of such a row."""

    id: int = 0


class _KnownCases:
    """By number; of several years with the same number, by that and the year it was received."""

    def __init__(self, create: bool) -> None:
        everything = [row for row in cases.rows(cases.ids()) if row.number]
        self._by_number = {row.number: _on_record(row) for row in everything}
        self._by_year = {(row.number, row.received[:4]): self._by_number[row.number] for row in everything}
        removed = Case.select(Case.number, Case.year).where(Case.removed_at != "")
        self._removed = {(number, str(year)) for number, year in removed.tuples()}
        self._merchants = _merchants()

    def find(self, draft: OldCase) -> Any | None:
        number, year = clean(draft.number), draft.received[:4]
        return self._by_year.get((number, year)) or (None if year else self._by_number.get(number))

    def settle(self, draft: OldCase) -> tuple[OldCase, list[str]]:
        if (draft.number, draft.received[:4]) in self._removed:
            sentence = "这个编号的事项在回收站里。请先把它恢复，再导入。"
            raise Invalid({"number": Complaint("removed", sentence)})
        known = self.find(draft)
        if known and known.received != draft.received:
            sentence = f"这件事项登记的收到日期是{spoken(known.received)}，登记以后不能改。请核对表里的日期。"
            raise Invalid({"received": Complaint("fixed", sentence)})
        if not draft.merchant_name:
            return replace(draft, merchant=0), []
        merchant, name = self._merchants.get(fold(draft.merchant_name), (0, ""))
        stranger = "" if merchant else draft.merchant_name
        return replace(draft, merchant=merchant, merchant_name=name, stranger=stranger), []


@requires(Right.ENTER)
def add_many(act: Act, drafts: Sequence[OldCase]) -> range:
    """Take checked rows in as one batch of an act; each case begins with a step that says where it came from."""
    rows = [_values(draft) for draft in drafts]
    added = act.add_many(Case, _STORED, [tuple(row[name] for name in _STORED) for row in rows])
    put_many(Case, ((id_, Case(**row).search_texts()) for id_, row in zip(added, rows, strict=True)))
    today, who = dt.date.today().isoformat(), session.clerk().name
    steps = [(id_, today, _HOW, row["stage"], who) for id_, row in zip(added, rows, strict=True)]
    act.add_many(CaseStep, ("case", "on", "what", "stage", "who"), steps)
    return added


@requires(Right.ENTER)
def write(act: Act, draft: OldCase, case: int) -> None:
    """Bring a case on record up to what a checked row says, as part of an act; where it stands stays, unless the row
    says that it is done."""
    row = Case.get_by_id(case)
    given = {name: getattr(draft, name) for name in _SHARED}
    values = {name: value for name, value in given.items() if _plain(getattr(row, name)) != value}
    values["month"] = draft.received[:7]
    if draft.kind != row.kind or bool(draft.done) != bool(row.done):
        values |= _standing(draft)
    act.change(row, values)
    cases.step(act, row, dt.date.today().isoformat(), "按台账更新")


def _values(draft: OldCase) -> dict[str, Any]:
    year = int(draft.received[:4])
    values = {name: getattr(draft, name) for name in _SHARED} | _standing(draft)
    values |= {"year": year, "number": draft.number, "month": draft.received[:7], "serial": _serial(draft.number, year)}
    return values | {"dispatched": draft.received if draft.unit or draft.handler else ""}


def _standing(draft: OldCase) -> dict[str, str]:
    """The stage of its kind that what the row says puts a case in."""
    kind = case_kinds.kind(draft.kind)
    given = draft.unit or draft.handler
    phases = FINISHED if draft.done else (Phase.DISPATCHED, Phase.WORKING) if given else (Phase.RECEIVED,)
    stage = kind.first(*phases)
    return {"stage": stage.name, "phase": stage.phase.value}


def _serial(number: str, year: int) -> int:
    """The place in our own series of a number that is written as ours, so that the next one goes on after it."""
    tail = number.removeprefix(f"{year}-")
    return int(tail) if tail.isdecimal() and rules.number(year, int(tail)) == number else 0


def _on_record(row: cases.CaseRow) -> _OnRecord:
    same = {name: _plain(getattr(row, name)) for name in vars(OldCase()) if hasattr(row, name)}
    return _OnRecord(**same, id=row.id)


def _plain(value: Any) -> Any:
    """A text on one line, as a cell of a sheet is read: lines alone make no difference."""
    return clean(value) if isinstance(value, str) else value


def _merchants() -> dict[str, tuple[int, str]]:
    """Merchants by either of their names, folded: id, and the name lists show."""
    found: dict[str, tuple[int, str]] = {}
    for row in merchants.rows(merchants.ids()):
        shown = (row.id, row.registered_name or row.sign)
        found |= {fold(name): shown for name in (row.registered_name, row.sign) if name}
    return found


def _doubts(draft: OldCase) -> dict[str, str]:
    found = {"merchant_name": f"没有叫“{draft.stranger}”的商户，先不关联商户"} if draft.stranger else {}
    return found | ({} if draft.due or draft.done else {"due": "没有期限，不会提醒"})


def _draft(values: dict[str, Any]) -> OldCase:
    """A sheet that says nothing of kinds holds what the first kind is for; without a title the first sentence of what
    was asked is one."""
    title = values.get("title") or old_cases.first_sentence(values.get("detail", ""))
    return OldCase(**{"kind": case_kinds.names()[0], **values, "title": title})


CASES = Target(
    noun="cases",
    table="case_file",
    called="事项",
    unit="件",
    columns=COLUMNS,
    keys=frozenset({"title", "detail"}),
    identifying=frozenset({"number", "title"}),
    ticks=frozenset(),
    draft=_draft,
    check=lambda draft: old_cases.check(draft, case_kinds.names(), dt.date.today()),
    doubts=_doubts,
    key=lambda draft: f"{draft.number}|{draft.received[:4]}",
    known=_KnownCases,
    known_as=lambda row: f"已有事项 {row.number}",
    add_many=add_many,
    write=write,
)
