"""How long personal data is kept, what lies here longer, and clearing that away once two people agree."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from app.domain.calendar import add_months
from app.domain.privacy import ERASED
from app.domain.roles import Right
from app.domain.rules import Rule
from app.services import personal_columns
from app.services.merchant_events import HANDED_OVER
from app.services.personal_columns import FACT, ID, PAY, PERSONAL
from app.services.rules import in_force
from app.services.session import requires
from app.store.attachments import Attachment, doom
from app.store.database import Record
from app.store.desk import FormDraft
from app.store.merchants import MerchantEvent
from app.store.nouns import NOUNS
from app.store.writing import Act

_SINCE = {
    "merchant": ("retention.recycled", "removed_at"),
    "person": ("retention.recycled", "removed_at"),
    "attachment": ("retention.recycled", "removed_at"),
    "merchant_event": ("retention.event", "on"),
    "approval": ("retention.approval", "decided_at"),
    "form_draft": ("retention.draft", "at"),
}
"""Of each noun whose rows may go one day: the rule, and the column that holds the day it counts from."""


@dataclass(frozen=True)
class Overdue:
    """Rows of a noun (a table) that hold personal data longer than its rule allows."""

    noun: str
    title: str
    rule: Rule
    rows: tuple[int, ...]


@requires(Right.READ)
def overdue(today: dt.date) -> list[Overdue]:
    """What is kept longer than the rules of this day allow, by table; tables without any are left out."""
    found = [Overdue(noun, _title(noun), _rule(noun, today), _beyond(noun, today)) for noun in _SINCE]
    return [each for each in found if each.rows]


@requires(Right.READ)
def ends(noun: str, row: Any, today: dt.date) -> tuple[Rule, dt.date] | None:
    """The rule under which a row is kept and the day its time is up; None where nothing keeps it."""
    if noun not in _SINCE or not getattr(row, _SINCE[noun][1]):
        return None
    rule = _rule(noun, today)
    began = dt.date.fromisoformat(getattr(row, _SINCE[noun][1])[:10])
    return rule, add_months(began, rule.amount)


@requires(Right.READ)
def due_rows(content: Sequence[Overdue]) -> list[Record]:
    """The records a clearing would overwrite, to be watched until it is decided."""
    wanted = [each for each in content if each.noun != "form_draft"]
    return [row for each in wanted for row in _records(each.noun, each.rows)]


@requires(Right.CHECK)
def purge(act: Act, content: dict[str, list[int]]) -> None:
    """Overwrite the personal columns of rows that are still overdue; their numbers and dates stay, the content of
    attachments does not."""
    for noun, wanted in content.items():
        rows = sorted(set(wanted) & set(_beyond(noun, dt.date.today())))
        if noun == "form_draft":
            FormDraft.delete().where(FormDraft.id.in_(rows)).execute()
            continue
        for row in _records(noun, rows):
            blank(act, row, list(PERSONAL[noun]))
            if isinstance(row, Attachment):
                doom(row.hash)
                act.settle(row, {"hash": "", "size": 0})


@requires(Right.CHECK)
def blank(act: Act, row: Record, columns: Sequence[str]) -> None:
    """Erase personal columns of a row for good: words become “（已删除）”, facts, ID numbers and pay nothing at all."""
    from app.domain.names import sort_key

    kinds = PERSONAL[row._meta.table_name]
    filled = [column for column in columns if getattr(row, column)]
    emptied = {FACT: "", ID: "", PAY: 0}
    values = {column: emptied.get(kinds[column], ERASED) for column in filled}
    if {"person": "name", "gift": "giver"}.get(row._meta.table_name) in values:
        values["sort_key"] = sort_key(ERASED)
    act.settle(row, values)


def _title(noun: str) -> str:
    recycled = _SINCE[noun][1] == "removed_at"
    return personal_columns.TITLES[noun] + ("（回收站）" if recycled else "")


def _rule(noun: str, today: dt.date) -> Rule:
    return in_force(_SINCE[noun][0], today)


def _beyond(noun: str, today: dt.date) -> tuple[int, ...]:
    model: Any = personal_columns.models()[noun]
    first_kept = add_months(today, -_rule(noun, today).amount).isoformat()
    held = [getattr(model, column).not_in(["", ERASED]) for column in PERSONAL[noun]]
    conditions = [_time_is_up(model, _SINCE[noun][1], first_kept), reduce(or_, held)]
    if model is MerchantEvent:
        conditions.append(MerchantEvent.kind == HANDED_OVER)  # other events speak of the merchant alone
    return tuple(number for (number,) in model.select(model.id).where(*conditions).order_by(model.id).tuples())


def _time_is_up(model: Any, column: str, first_kept: str) -> Any:
    since = getattr(model, column)
    mine = (since != "") & (since < first_kept)
    if model is not Attachment:
        return mine
    for owner in (NOUNS[noun] for noun, (_, held_since) in _SINCE.items() if held_since == "removed_at"):
        gone = owner.select(owner.id).where(owner.removed_at != "", owner.removed_at < first_kept)
        mine |= (Attachment.noun == owner._meta.table_name) & Attachment.row.in_(gone)  # a scan goes with its record
    return mine


def _records(noun: str, rows: Sequence[int]) -> list[Any]:
    model: Any = personal_columns.models()[noun]
    return list(model.select().where(model.id.in_(list(rows))))
