"""评选办法: the shipped ones and the centre's own dated versions of them."""

import datetime as dt
from dataclasses import dataclass, replace

import peewee as pw

from app.domain import schemes as rules
from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.services.session import requires
from app.store.ratings import Round
from app.store.ratings import Scheme as SchemeRecord
from app.store.writing import Act, writing

_OWN = "own-"


@dataclass(frozen=True)
class SchemeRow:
    """A version of a scheme; `id` 0 and `version` 0 for a shipped one that nothing was rated by yet. `rounds` is how
    many rounds follow this version."""

    id: int
    version: int
    scheme: rules.Scheme
    note: str = ""
    rounds: int = 0

    @property
    def title(self) -> str:
        """What people call it."""
        return self.scheme.title


@requires(Right.READ)
def listing() -> list[SchemeRow]:
    """Every version on record, the newest of each scheme first, then the shipped ones nobody has used yet."""
    rounds = pw.fn.COUNT(Round.id).alias("rounds")
    in_use = (Round.scheme == SchemeRecord.id) & (Round.removed_at == "")
    query = SchemeRecord.select(SchemeRecord, rounds).join(Round, pw.JOIN.LEFT_OUTER, on=in_use)
    query = query.where(SchemeRecord.removed_at == "").group_by(SchemeRecord.id)
    stored = [_row(row, row.rounds) for row in query.order_by(SchemeRecord.key, SchemeRecord.version.desc())]
    known = {row.scheme.key for row in stored}
    return stored + [SchemeRow(0, 0, scheme) for scheme in rules.shipped() if scheme.key not in known]


@requires(Right.READ)
def get(scheme: int) -> SchemeRow:
    """One version; raises Problem where there is none of this id."""
    row = SchemeRecord.get_or_none(SchemeRecord.id == scheme, SchemeRecord.removed_at == "")
    if row is None:
        raise Problem("没有找到这个评选办法，可能已经移出。没有改动任何内容，请重新选择。")
    return _row(row)


@requires(Right.READ)
def named(wanted: str, day: dt.date) -> SchemeRow:
    """The version in force on a day of the scheme of this key or title, shipped ones included; raises Problem."""
    everyone = listing()
    for row in everyone:
        if wanted in (row.scheme.key, row.title) and row.scheme.effective_from <= day.isoformat():
            return row
    names = "、".join(dict.fromkeys(row.title for row in everyone))
    raise Problem(f"{spoken(day.isoformat())}没有施行中的评选办法“{wanted}”，没有改动任何内容。可选：{names}。")


@requires(Right.ENTER)
def keep(act: Act, row: SchemeRow) -> int:
    """The id of a version, a shipped one being put into the store as part of an act when it is used for the first
    time."""
    return row.id or _add(act, row.scheme, "")


@requires(Right.ENTER)
def save(scheme: rules.Scheme, note: str = "") -> int:
    """Put a scheme on record as a new version and return its id; older rounds keep theirs. A scheme without a key is
    a new one. Raises Invalid."""
    scheme = rules.check(scheme)
    newest = next((row for row in listing() if scheme.key and row.scheme.key == scheme.key), None)
    if newest and newest.scheme.effective_from > scheme.effective_from:
        since = spoken(newest.scheme.effective_from)
        raise Invalid({"effective_from": Complaint("too_early", f"现行的一版{since}起施行，新的一版不能比它早。")})
    if newest and newest.scheme == scheme:
        raise Invalid({"title": Complaint("same", "和现行的一版完全一样，没有需要保存的变化。")})
    with writing(f"保存评选办法 {scheme.title}（{spoken(scheme.effective_from)}起施行）") as act:
        if newest and not newest.id:
            _add(act, newest.scheme, "")
        return _add(act, scheme, note)


@requires(Right.ENTER)
def remove(scheme: int) -> None:
    """Take a version off the record; raises Problem for one that a round follows."""
    row = get(scheme)
    if Round.select().where(Round.scheme == scheme, Round.removed_at == "").exists():
        raise Problem(f"“{row.title}”第 {row.version} 版已有批次在用，不能移出。没有改动任何内容。")
    with writing(f"移出评选办法 {row.title} 第 {row.version} 版") as act:
        record = SchemeRecord.get_by_id(scheme)
        act.change(record, record.when_undone())


def _add(act: Act, scheme: rules.Scheme, note: str) -> int:
    key = scheme.key or f"{_OWN}{(SchemeRecord.select(pw.fn.MAX(SchemeRecord.id)).scalar() or 0) + 1}"
    scheme = replace(scheme, key=key)
    last = SchemeRecord.select(pw.fn.MAX(SchemeRecord.version)).where(SchemeRecord.key == key).scalar() or 0
    record = SchemeRecord(
        key=key,
        version=last + 1,
        title=scheme.title,
        effective_from=scheme.effective_from,
        content=rules.as_json(scheme),
        note=clean(note),
    )
    act.add(record)
    return record.id


def _row(record: SchemeRecord, rounds: int = 0) -> SchemeRow:
    return SchemeRow(record.id, record.version, rules.from_json(record.content), record.note, rounds)
