"""What was done, and taking it back."""

import json
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import peewee as pw

from app.domain.calendar import spoken_moment
from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import session
from app.services.session import requires
from app.store import chain, journal
from app.store.approvals import Approval
from app.store.database import Record
from app.store.journal import JournalEntry, Kind, Touched
from app.store.nouns import LEDGERS, NOUNS
from app.store.writing import Act, revision, writing

__all__ = ["Entry", "broken", "entries", "ids", "last", "last_of_session", "last_undone", "recent", "revision", "undo"]

UNDONE, REDONE = "撤销：", "恢复："
_LOOK_BACK = 200
_REQUEST = Approval._meta.table_name
_FIRST = 1  # the first start itself is not taken back
_STAY = {
    Kind.PEOPLE: "请管理员到“人员与口令”里再改。",
    Kind.CHECK: "两个人定下的事，一个人不能收回；确要改，请另提申请，由第二个人复核。",
    Kind.COPY: "要回到还原以前，请到“备份与还原”里选原因是“还原前”的那一份。",
}
"""What cannot be taken back like other work, and what to do instead: a row put back gives nobody a key, nor takes one
away, and what two people agreed to is not one person's to revoke."""
_RULED = ("centre", "local_rule", "level", "organization_kind", "honour_kind", "clerk", "signing_key")
"""Nouns (tables) that only an administrator changes, and so puts back."""
_NOT_YOURS = "这是管理员改的设置，您的身份不能撤销它。数据没有改动，请由管理员来撤销。"
_ASKED_BY_ANOTHER = "这是别人提出的申请，不能替他收回。数据没有改动，请由申请人收回，或由复核人决定。"
_SUBMITTED = "report_figure"
"""The noun of what a report froze."""
_FIXED = "“{what}”不能撤销：数字已经固定，报给了上级。数据没有改动，要更正请另起一版，上级退回时办理“退回修改”。"
_GIVEN_AWAY = "“{what}”里的名称或代码已经给了别的记录，不能撤销。数据没有改动，请先改掉重复的，再撤销。"
_CHANGED_SINCE = "“{what}”之后，其中的内容又改过，不能撤销。数据没有改动，请先撤销后来的改动，或直接修改。"


@dataclass(frozen=True)
class Entry:
    """One act in 最近办理; `at` as it was written, `refused` why it was not taken back when that was tried."""

    id: int
    at: str
    who: str
    what: str
    undoable: bool
    refused: str = ""

    @property
    def verb(self) -> str:
        """What taking it back is called: 撤销, or 恢复 where it is an undoing itself."""
        return "恢复" if self.what.startswith(UNDONE) else "撤销"

    @property
    def moment(self) -> str:
        """2026年11月20日 10:26; as it stands where it was tampered with."""
        return spoken_moment(self.at)

    @property
    def name(self) -> str:
        """The act without the 撤销 or 恢复 before it."""
        return self.what.removeprefix(UNDONE).removeprefix(REDONE)


@requires(Right.READ)
def recent(limit: int = 10) -> list[Entry]:
    """The last acts, newest first; an act that was taken back is not undoable any more."""
    return _entries(JournalEntry.id > 0, limit)


@requires(Right.READ)
def ids(words: str = "") -> list[int]:
    """Numbers of the acts whose name or doer holds these words, newest first."""
    said = JournalEntry.what.contains(words) | JournalEntry.who.contains(words)
    query = JournalEntry.select(JournalEntry.id).where(said).order_by(JournalEntry.id.desc())
    return [number for (number,) in query.tuples()]


@requires(Right.READ)
def entries(numbers: Sequence[int]) -> list[Entry]:
    """The acts of these numbers, in the order asked for."""
    found = {entry.id: entry for entry in _entries(JournalEntry.id.in_(list(numbers)), len(numbers))}
    return [found[number] for number in numbers]


@requires(Right.READ)
def last() -> Entry:
    """The newest act."""
    return recent(1)[0]


@requires(Right.READ)
def broken() -> list[int]:
    """Numbers of journal entries that were tampered with."""
    return list(chain.broken())


@requires(Right.ENTER)
def undo(number: int) -> str:
    """Take an act back and return its name; raises Problem where its rows have changed since."""
    from app.services import reversing, undo_guards

    entry = JournalEntry.get_by_id(number)
    shown = entries([number])[0]
    _refuse_settled(entry)
    if not shown.undoable:
        raise Problem(f"“{entry.what}”已经撤销过，或没有可撤销的内容。数据没有改动。")
    before, after = _sides(entry)
    undo_guards.refuse_frozen(entry.what, after)
    name = shown.name
    with _one_of_each(name), writing(f"{shown.verb}：{name}", undoes=entry.id) as act:
        if not LEDGERS.isdisjoint(after):
            reversing.reverse(act, after, before)
            return name
        for noun, rows in reversed(after.items()):
            for key, left in reversed(rows.items()):
                if key in journal.RUNS:
                    _turn_run(act, entry, NOUNS[noun], key, range(left[0], left[1] + 1))
                else:
                    _put_back(act, entry, NOUNS[noun].get_by_id(int(key)), before.get(noun, {}).get(key), left)
    return name


@requires(Right.READ)
def last_of_session(passed: Container[int] = ()) -> Entry | None:
    """The act of this session that Ctrl+Z takes back: the newest that still stands and is not to be passed over."""
    standing = (entry for entry in _session() if entry.undoable and not entry.what.startswith(UNDONE))
    return next((entry for entry in standing if entry.id not in passed), None)


@requires(Right.READ)
def last_undone(passed: Container[int] = ()) -> Entry | None:
    """The undoing that Ctrl+Y takes back: the newest that still stands and is not to be passed over, unless something
    new was done after it. Not undoable where it stands in a ledger: a reversal stays."""
    entries = [entry for entry in _session() if not entry.what.startswith(REDONE)]
    gone = _taken_back([entry.id for entry in entries])
    gone |= {entry.id for entry in entries if entry.what.startswith(UNDONE) and entry.id in passed}
    newest = next((entry for entry in entries if entry.id not in gone), None)
    return newest if newest and newest.what.startswith(UNDONE) else None


def _session() -> list[Entry]:
    """What was written since the log-in, newest first."""
    return _entries((JournalEntry.id > session.session_start()) & (JournalEntry.after != ""), _LOOK_BACK)


def _taken_back(numbers: Sequence[int]) -> set[int]:
    """Those of some entries that another one took back."""
    query = JournalEntry.select(JournalEntry.undoes).where(JournalEntry.undoes.in_(list(numbers)))
    return {number for (number,) in query.tuples()}


def _entries(condition: Any, limit: int) -> list[Entry]:
    undone = JournalEntry.select(JournalEntry.undoes).where(JournalEntry.undoes.is_null(False))
    undoable = (JournalEntry.after != "") & (JournalEntry.id > _FIRST) & JournalEntry.id.not_in(undone)
    undoable &= JournalEntry.kind.not_in([kind.value for kind in _STAY]) & ~_beyond_this_clerk() & ~_touches(_SUBMITTED)
    columns = (JournalEntry.id, JournalEntry.at, JournalEntry.who, JournalEntry.what)
    query = JournalEntry.select(*columns, undoable).where(condition).order_by(JournalEntry.id.desc()).limit(limit)
    may, rows = session.may(Right.ENTER), list(query.tuples())
    stay = _final([id_ for id_, *_, can in rows if can and may])
    return [Entry(id_, at, who, what, bool(can and may and id_ not in stay)) for id_, at, who, what, can in rows]


def _final(numbers: Sequence[int]) -> set[int]:
    """Those of some entries that nothing in the ledgers takes back."""
    touched = JournalEntry.select().where(JournalEntry.id.in_(numbers), _touches(*LEDGERS))
    return {entry.id for entry in touched if _is_final(entry)}


def _is_final(entry: JournalEntry) -> bool:
    from app.services import reversing

    try:
        before, after = _sides(entry)
    except Problem:  # one that cannot be read says so when it is to be taken back
        return False
    return reversing.final(after, before)


def _touches(*nouns: str) -> Any:
    mine = Touched.select(pw.Value(1)).where(Touched.entry == JournalEntry.id, Touched.noun.in_(nouns))
    return pw.fn.EXISTS(mine)


def _beyond_this_clerk() -> Any:
    """What others asked of the second person, and what only an administrator may change."""
    others = _touches(_REQUEST) & (JournalEntry.who != session.clerk().name)
    return others if session.may(Right.ADMINISTER) else others | _touches(*_RULED)


def _refuse_settled(entry: JournalEntry) -> None:
    if entry.kind in set(_STAY):
        raise Problem(f"“{entry.what}”不能撤销。数据没有改动。{_STAY[Kind(entry.kind)]}")
    nouns = {touched.noun for touched in Touched.select().where(Touched.entry == entry.id)}
    if _SUBMITTED in nouns:
        raise Problem(_FIXED.format(what=entry.what))
    if nouns & set(_RULED) and not session.may(Right.ADMINISTER):
        raise Problem(_NOT_YOURS)
    if _REQUEST in nouns and entry.who != session.clerk().name:
        raise Problem(_ASKED_BY_ANOTHER)


@contextmanager
def _one_of_each(name: str) -> Iterator[None]:
    """Say what a unique index found, so that a clerk can act on it."""
    try:
        yield
    except pw.IntegrityError as error:
        raise Problem(_GIVEN_AWAY.format(what=name)) from error


def _put_back(act: Act, entry: JournalEntry, row: Record, before: dict[str, Any] | None, left: dict[str, Any]) -> None:
    """Give a row the values from before the entry, provided it still is as the entry left it."""
    from app.services import undo_guards

    if row.__data__ | {"act": 0} != left | {"act": 0}:
        raise Problem(_CHANGED_SINCE.format(what=entry.what))
    if before is None:
        undo_guards.refuse_used(type(row), row.id, row.id)
        act.change(row, row.when_undone())
    else:
        undo_guards.refuse_off_purpose(row, before)
        act.put_back(row, before)


def _turn_run(act: Act, entry: JournalEntry, model: type[Record], key: str, run: range) -> None:
    """Withdraw a run of rows the entry added, or bring back one it withdrew."""
    from app.services import undo_guards

    mine = model.select().where(model.id.between(run.start, run.stop - 1), model.act == entry.id)
    if mine.count() != len(run):
        raise Problem(_CHANGED_SINCE.format(what=entry.what))
    if key == journal.WITHDRAWN:
        act.bring_back_many(model, run)
    else:
        undo_guards.refuse_used(model, run.start, run.stop - 1)
        act.withdraw_many(model, run)


def _sides(entry: JournalEntry) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    try:
        before, after = (json.loads(packed) if packed else {} for packed in (entry.before, entry.after))
    except ValueError as error:
        raise Problem(
            f"“{entry.what}”的内容读不出来，可能被改动过，不能撤销。数据没有改动，请管理员校验办理记录。"
        ) from error
    return before, after
