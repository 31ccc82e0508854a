"""What was entered on a day over all tabs, by one rule: a row is told as it stood after the day's last act, beside how
it stood before the first. What was entered and taken back the same day is not told, nor is what came out as it was."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.domain.errors import Problem
from app.domain.honours import State
from app.domain.roles import Right
from app.services.day_kinds import KINDS, Told, Values
from app.services.session import requires
from app.store.journal import RUNS, WITHDRAWN, JournalEntry

_OUT = {"removed_at": "run"}
_WHOLES = {"person_stage": "person"}
"""What is told with the row it belongs to, where that is new the same day: the column that names it."""


@dataclass
class Written:
    """A row of a noun (a table) written on a day: what it was before (None: not there), what it is now, which entries
    of the journal wrote it, who wrote it last, and the name of the act where that wrote a whole run of rows."""

    noun: str
    row: int
    was: Values | None
    now: Values = field(default_factory=dict)
    entries: set[int] = field(default_factory=set)
    who: str = ""
    run: str = ""

    @property
    def new(self) -> bool:
        """Whether it was not there before."""
        return self.was is None or bool(self.was.get("removed_at"))


@requires(Right.READ)
def of_day(day: dt.date) -> list[Written]:
    """The rows written on a day that the day sheet tells, in the order they were first written. Raises Problem where
    the journal was tampered with."""
    found: dict[tuple[str, int], Written] = {}
    for entry in _entries(day):
        for noun, row, was, now in _rows(entry):
            each = found.setdefault((noun, row), Written(noun, row, was))
            each.now, each.who, each.run = now, entry.who, entry.what if now in ({}, _OUT) else ""
            each.entries.add(entry.id)
    return [each for each in found.values() if _tells(each, found)]


@requires(Right.READ)
def words(written: Written) -> str:
    """What was done with a row, or a run of them: 新增商户, 事项办结."""
    told, was, now = KINDS[written.noun], written.was, written.now
    if written.run:
        template = told.removed if now else told.many
    elif written.new:
        template = told.new if was is None else told.back
    else:
        template = told.removed if now.get("removed_at") else _turn(told, was or {}, now)
    return template.format(kind=now.get("kind", ""), stage=now.get("stage", ""))


def _turn(told: Told, was: Values, now: Values) -> str:
    for column, value, said in told.turns:
        if now.get(column) != was.get(column) and now.get(column) and value in ("", now.get(column)):
            return said
    return told.changed


def _entries(day: dt.date) -> Iterator[JournalEntry]:
    following = day + dt.timedelta(days=1)
    query = JournalEntry.select().where(JournalEntry.at >= day.isoformat(), JournalEntry.at < following.isoformat())
    yield from query.where(JournalEntry.after != "").order_by(JournalEntry.id).iterator()


def _rows(entry: JournalEntry) -> Iterator[tuple[str, int, Values | None, Values]]:
    """Noun, id, what it was before and after, of every row an entry wrote; of a run only whether it was taken out."""
    try:
        before, after = (json.loads(packed) if packed else {} for packed in (entry.before, entry.after))
    except ValueError as error:
        raise Problem("这一天的办理记录读不出来，可能被改动过。数据没有改动，请管理员到“办理记录”里校验。") from error
    for noun, rows in after.items():
        for key, left in rows.items() if noun in KINDS else ():
            if key not in RUNS:
                yield noun, int(key), before.get(noun, {}).get(key), left
            else:
                out = key == WITHDRAWN
                for row in range(left[0], left[1] + 1):
                    yield noun, row, {} if out else None, _OUT if out else {}


def _tells(each: Written, found: Mapping[tuple[str, int], Written]) -> bool:
    """Whether something came of it by the end of the day that is not told elsewhere."""
    gone = each.now.get("removed_at") or (each.noun == "honour" and each.now.get("state") == State.VOID.value)
    whole = _WHOLES.get(each.noun)
    if (each.new and gone) or (each.run and whole) or not KINDS[each.noun].only(each.now):
        return False
    if each.was is not None and not _differs(each.was, each.now):
        return False
    above = found.get((whole, int(each.now.get(whole) or 0))) if whole else None
    return not (above and above.new)


def _differs(was: Values, now: Values) -> bool:
    return any(was.get(name) != value for name, value in now.items() if name not in ("act", "sort_key"))
