"""What became of one record, act by act, and of those in the recycle bin."""

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from app.domain.calendar import spoken, spoken_moment
from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import member_columns, merchant_columns, organization_columns, personal_columns
from app.services.journal import NOUNS
from app.services.session import requires
from app.store.attachments import Attachment
from app.store.database import Record
from app.store.journal import JournalEntry, Touched
from app.store.writing import writing

_COLUMNS = {
    "merchant": merchant_columns.COLUMNS,
    "person": member_columns.COLUMNS,
    "organization": organization_columns.COLUMNS,
}
_SHARED = {"removed_at": "移入回收站", "merged_into": "并入"}
_LABELS = {noun: _SHARED | {column.name: column.label for column in columns} for noun, columns in _COLUMNS.items()}
_STAY = {"id", "act", "removed_at", "merged_into"}
_UNSEEN = {"id", "act", "sort_key"}
_OWN_WAY = {
    "meeting": "会议有议程、签到和定稿，不能整条恢复。数据没有改动，起草的请直接修改，定稿的请用“修订”。",
    "case_file": "事项的每一步都记在办理经过里，不能整条恢复。数据没有改动，请用“转到环节”“重开”或直接修改。",
    **dict.fromkeys(
        ("rating_round", "rating_scheme", "rating_mark", "rating_sheet", "objection", "merchant_grade", "approval"),
        "评选的每一步都记在办理经过里，不能整条恢复。数据没有改动，请用“退回评分”、保存新的一版办法，或重新办理。",
    ),
    "honour": "荣誉的经过都留在登记册里，不能整条恢复。数据没有改动，收回错了请撤销“收回”，换牌请用“补发”。",
}
"""Nouns whose records only go on: what to do instead of bringing one back."""
_FILE = Attachment._meta.table_name
_PARTS = {"merchant": ("pledge", "merchant")}
"""Of a noun, the table whose rows are part of its records, and the column that says of which."""


@dataclass(frozen=True)
class Version:
    """One act on a record: `at` as it was written, `changes` sentences such as “联系电话：139… → 138…”, `values` the
    row it left."""

    entry: int
    at: str
    who: str
    what: str
    changes: tuple[str, ...]
    values: dict[str, Any]

    @property
    def moment(self) -> str:
        """2026年11月20日 10:26; as it stands where it was tampered with."""
        return spoken_moment(self.at)


@dataclass(frozen=True)
class Removed:
    """A record in the recycle bin."""

    noun: str
    id: int
    name: str
    at: dt.datetime


@requires(Right.READ)
def of(noun: str, row: int) -> list[Version]:
    """The acts on a record of a noun (a table), newest first."""
    gone = personal_columns.erased(NOUNS[noun].get_by_id(row))
    return [_version(entry, noun, str(row), gone) for entry in _entries(noun, row)]


@requires(Right.READ)
def comes_back(noun: str) -> bool:
    """Whether records of a noun can be brought back to what an earlier act left."""
    return noun not in _OWN_WAY


@requires(Right.ENTER)
def bring_back(noun: str, row: int, version: Version) -> None:
    """Make a record, its pledges too, what an earlier act left; raises Problem where that act kept no values, or the
    record only goes on."""
    if not comes_back(noun):
        raise Problem(_OWN_WAY[noun])
    if not version.values:
        raise Problem("这一步没有单独保存这条记录的内容（整批导入，或只动了附件），不能恢复到这里。数据没有改动。")
    record = NOUNS[noun].get_by_id(row)
    stay = _STAY | personal_columns.erased(record)
    values = {name: value for name, value in version.values.items() if name not in stay}
    with _one_of_each("这一步的代码"), writing(f"把{_name(record)}恢复到 {version.moment} 的内容") as act:
        act.change(record, values)
        for part, then in _parts_then(noun, row, version.entry):
            act.change(part, then)


@requires(Right.READ)
def recycled(noun: str) -> list[Removed]:
    """Records of a noun, and attachments of those in use, in the recycle bin, the last thrown away first; merged ones
    come back by undoing that."""
    model = NOUNS[noun]
    rows = [row for row in model.select().where(model.removed_at != "") if not getattr(row, "merged_into", 0)]
    found = [Removed(noun, row.id, _name(row), dt.datetime.fromisoformat(row.removed_at)) for row in rows]
    found += _removed_attachments(noun)
    return sorted(found, key=lambda each: (each.at, each.id), reverse=True)


@requires(Right.ENTER)
def take_out(removed: list[Removed]) -> None:
    """Take records out of the recycle bin; raises Problem where a unique value is in use again."""
    what = removed[0].name if len(removed) == 1 else f"{len(removed)} 条记录"
    with _one_of_each("其中有的代码"), writing(f"从回收站恢复 {what}") as act:
        for each in removed:
            act.change(NOUNS[each.noun].get_by_id(each.id), {"removed_at": ""})


@contextmanager
def _one_of_each(what: str) -> Iterator[None]:
    """Say what the unique index found, so that a clerk can act on it."""
    import peewee as pw

    try:
        yield
    except pw.IntegrityError as error:
        raise Problem(f"{what}已经登记给别的记录，没有恢复任何内容。请先改掉重复的代码，再恢复。") from error


def _removed_attachments(noun: str) -> Iterator[Removed]:
    owners, kept = NOUNS[noun], (Attachment.noun == noun, Attachment.removed_at != "", Attachment.hash != "")
    for each in Attachment.select().where(*kept):
        owner = owners.get_by_id(each.row)
        if not owner.removed_at:
            at = dt.datetime.fromisoformat(each.removed_at)
            yield Removed(_FILE, each.id, f"附件“{each.name}”（{_name(owner)}）", at)


def _entries(noun: str, row: int, after: int = 0) -> list[JournalEntry]:
    """The journal entries on a record or its attachments that came after another one, newest first."""
    own = (Touched.noun == noun) & (Touched.first <= row) & (Touched.last >= row)
    files = Attachment.select(Attachment.id).where(Attachment.noun == noun, Attachment.row == row)
    return list(
        JournalEntry.select()
        .join(Touched, on=(Touched.entry == JournalEntry.id))
        .where(own | ((Touched.noun == _FILE) & Touched.first.in_(files)), JournalEntry.id > after)
        .order_by(JournalEntry.id.desc())
        .distinct()
    )


def _parts_then(noun: str, row: int, entry: int) -> Iterator[tuple[Record, dict[str, Any]]]:
    """Rows that are part of a record and were otherwise after an entry, with their values of then.

    Goes back from what stands now: whoever writes a part writes its record in the same act.
    """
    table, owner = _PARTS.get(noun, ("", ""))
    if not table:
        return
    parts = {part.id: part for part in NOUNS[table].select().where(getattr(NOUNS[table], owner) == row)}
    then: dict[int, dict[str, Any] | None] = {number: part.__data__ for number, part in parts.items()}
    for later in _entries(noun, row, entry):
        before = _side(later.before, table)
        then |= {int(key): before.get(key) for key in _side(later.after, table) if key.isdecimal()}
    for number, part in parts.items():
        left = then[number]
        values = part.when_undone() if left is None else {n: v for n, v in left.items() if n not in ("id", "act")}
        same = _in_use(left) == _in_use(part.__data__) and (left is None or values.items() <= part.__data__.items())
        if not same and values.get(owner, row) == row and (_in_use(left) or _in_use(part.__data__)):
            yield part, values


def _in_use(values: dict[str, Any] | None) -> bool:
    return bool(values) and not (values or {})["removed_at"]


def _version(entry: JournalEntry, noun: str, key: str, gone: set[str]) -> Version:
    before = _side(entry.before, noun).get(key, {})
    left = _side(entry.after, noun).get(key, {})
    labels = _LABELS.get(noun, _SHARED)

    def called(name: str) -> str:
        return labels.get(name) or personal_columns.label(noun, name)

    def said(name: str, value: Any) -> str:
        return personal_columns.shown(noun, name, _shown(value), gone=bool(value) and name in gone)

    changes = tuple(
        f"{called(name)}：{said(name, before.get(name))} → {said(name, value)}"
        for name, value in left.items()
        if name not in _UNSEEN and before.get(name, "") != value and (before or value)
    )
    changes = (*(changes if before else ()), *_part_changes(entry, noun, int(key)), *_file_changes(entry, noun, key))
    return Version(entry.id, entry.at, entry.who, entry.what, changes, left)


def _part_changes(entry: JournalEntry, noun: str, row: int) -> Iterator[str]:
    """What became of the pledges of a merchant: “放心消费承诺：（空） → 已承诺”."""
    table, owner = _PARTS.get(noun, ("", ""))
    before, after = _side(entry.before, table), _side(entry.after, table)
    for key, left in after.items():
        if key.isdecimal() and left[owner] == row:
            old, new = _promise(before.get(key)), _promise(left)
            if old != new:
                yield f"{left['kind']}：{_shown(old)} → {_shown(new)}"


def _file_changes(entry: JournalEntry, noun: str, row: str) -> Iterator[str]:
    """What became of the attachments of a record: “附件：（空） → 执照.pdf”."""
    before = _side(entry.before, _FILE)
    for key, left in _side(entry.after, _FILE).items():
        if (left["noun"], str(left["row"])) == (noun, row):
            old, new = _file_name(before.get(key)), _file_name(left)
            said = "备注有改动" if old == new else f"{_shown(old)} → {_shown(new)}"
            yield f"附件：{personal_columns.shown(_FILE, 'name', said)}"


def _file_name(values: dict[str, Any] | None) -> str:
    return str(values["name"]) if _in_use(values) and values else ""


def _promise(values: dict[str, Any] | None) -> str:
    if not values or values["removed_at"]:
        return ""
    if values["withdrawn"]:
        return f"{spoken(values['withdrawn'])}撤回"
    return f"{spoken(values['signed'])}签订" if values["signed"] else "已承诺"


def _side(packed: str, noun: str) -> dict[str, Any]:
    try:
        return json.loads(packed).get(noun, {}) if packed else {}
    except ValueError as error:
        raise Problem("这条记录的历史读不出来，可能被改动过。数据没有改动，请管理员校验办理记录。") from error


def _shown(value: Any) -> str:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value or "（空）")


def _name(row: Record) -> str:
    names = (getattr(row, column, "") for column in ("registered_name", "sign", "name", "title"))
    return next(filter(None, names), f"第 {row.id} 号记录")
