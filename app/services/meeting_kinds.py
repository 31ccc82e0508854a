"""The kinds of meeting, who owes them how often and by which rules: the centre's own, else those that ship."""

import tomllib
from collections.abc import Sequence
from functools import cache

from app.domain.errors import Complaint, Invalid, Problem
from app.domain.meetings import CADENCES, WHO, Kind
from app.domain.names import clean
from app.domain.roles import Right
from app.paths import RESOURCES
from app.services.session import requires
from app.store.meetings import MeetingKind
from app.store.named import keep_only
from app.store.writing import writing


@requires(Right.READ)
def kinds() -> list[Kind]:
    """Every kind of meeting, in order."""
    own = MeetingKind.select().where(MeetingKind.removed_at == "").order_by(MeetingKind.position)
    return [_kind(row) for row in own] or list(_shipped())


@requires(Right.READ)
def names() -> list[str]:
    """The names of the kinds of meeting."""
    return [kind.name for kind in kinds()]


@requires(Right.READ)
def kind(name: str) -> Kind:
    """A kind by name, also one that is no longer offered; raises Problem."""
    found = next((each for each in (*kinds(), *_shipped()) if each.name == name), None)
    if found:
        return found
    if row := MeetingKind.get_or_none(MeetingKind.name == name):
        return _kind(row)
    raise Problem(f"没有“{name}”这种会议。没有改动任何内容，可选：{'、'.join(names())}。")


@requires(Right.ADMINISTER)
def save(wanted: Sequence[Kind]) -> None:
    """Set which kinds there are, as one act; raises Invalid. A kind in use can be dropped: its meetings stay."""
    tidy = [_tidy(each) for each in wanted]
    _check(tidy)
    with writing("修改会议类型") as act:
        lines = [{**vars(each), "owed_by": "、".join(each.owed_by), "agenda": "\n".join(each.agenda)} for each in tidy]
        keep_only(act, MeetingKind, lines)


def _tidy(each: Kind) -> Kind:
    agenda = tuple(filter(None, map(clean, each.agenda)))
    owed_by = tuple(filter(None, map(clean, each.owed_by)))
    return Kind(
        clean(each.name), each.cadence, owed_by, each.who, each.quorum, each.majority, agenda, each.text.strip()
    )


def _check(wanted: Sequence[Kind]) -> None:
    complaints: dict[str, str] = {}
    found = [each.name for each in wanted]
    if not found or not all(found) or len(set(found)) < len(found):
        complaints["name"] = Complaint("bad_name", "会议类型的名称不能空着，也不能重复。")
    for each in wanted:
        if each.cadence not in CADENCES or each.who not in WHO:
            complaints["cadence"] = Complaint("bad_cadence", f"“{each.name}”的周期或应到范围不在可选的范围里。")
    if complaints:
        raise Invalid(complaints)


def _kind(row: MeetingKind) -> Kind:
    owed_by = tuple(filter(None, row.owed_by.split("、")))
    agenda = tuple(row.agenda.splitlines())
    return Kind(row.name, row.cadence, owed_by, row.who, row.quorum, row.majority, agenda, row.text)


@cache
def _shipped() -> tuple[Kind, ...]:
    rows = tomllib.loads((RESOURCES / "meetings.toml").read_text("utf-8"))["kind"]
    return tuple(Kind(**{**row, "owed_by": tuple(row["owed_by"]), "agenda": tuple(row["agenda"])}) for row in rows)
