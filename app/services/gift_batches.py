"""Many gifts entered at once, as a sheet brings them: numbered, with their points, as runs of rows of one act."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import peewee as pw

from app.domain import gifts as rules
from app.domain.errors import Problem
from app.domain.gifts import Draft
from app.domain.names import sort_key
from app.domain.points import Kind, Rule
from app.domain.roles import Right
from app.services import earning, fund_balances, gifts, holders, points, session
from app.services.session import requires
from app.store.database import among
from app.store.gifts import Gift, Holder
from app.store.points import PointEntry, PointSpend
from app.store.search import put_many
from app.store.writing import Act

_FIELDS = (*gifts.STORED, "year", "serial", "number", "month", "booked", "sort_key", "holder", "points")
_TURNED = (*_FIELDS, "opening", "reverses")
_ENTRY = ("holder", "kind", "points", "on", "booked", "expires", "rule", "noun", "source", "clerk")


@requires(Right.ENTER)
def add_many(act: Act, drafts: Sequence[Draft]) -> range:
    """Enter checked gifts as one batch of an act; those whose giver is only a name wait to be matched."""
    clerk = session.clerk().name
    drafts = [replace(draft, handler=draft.handler or clerk) for draft in drafts]
    own = [draft for draft in drafts if draft.noun == "person" or draft.shared_with]
    assert not own, "a sheet names merchants and organisations, one to a row"
    known = _holders(act, drafts)
    counting = _Counting()
    rows = [_values(draft, known, counting) for draft in drafts]
    _number(rows)
    added = act.add_many(Gift, _FIELDS, [tuple(row[name] for name in _FIELDS) for row in rows])
    _index(rows)
    _give_points(act, zip(added, rows, strict=True), counting, clerk)
    return added


@requires(Right.ENTER)
def undo_many(act: Act, wanted: Sequence[int], reason: str) -> None:
    """Reverse many gifts as part of an act; raises Problem where one was reversed before, or where a fund or the
    warehouse has spent it. Those of which points were spent, or that lie in the warehouse, are taken one by one."""
    if Gift.select().where(among(Gift.reverses, wanted)).exists():
        raise Problem("其中有的捐赠后来已经冲销或更正过，不能整批撤销。没有改动，请在台账里逐笔冲销。")
    rows = list(Gift.select().where(among(Gift.id, wanted)).order_by(Gift.id))
    mine = (PointEntry.noun == "gift", among(PointEntry.source, wanted), PointEntry.reverses == 0)
    entries = list(PointEntry.select().where(*mine))
    spent = {lot for (lot,) in PointSpend.select(PointSpend.lot).where(among(PointSpend.lot, _ids(entries))).tuples()}
    apart = {entry.source for entry in entries if entry.id in spent} | {row.id for row in rows if row.good}
    turned = [gifts.turned(row, reason) for row in rows if row.id not in apart]
    _number(turned)
    act.add_many(Gift, _TURNED, [tuple(row[name] for name in _TURNED) for row in turned])
    _index(turned)
    _take_points_back(act, [entry for entry in entries if entry.source not in apart], reason)
    for number in sorted(apart):
        gifts.undo(act, number, reason)
    for fund, campaign in {(row.fund, row.campaign) for row in rows}:
        fund_balances.refuse_overdrawn(fund, campaign)


@dataclass
class _Counting:
    """The rules in force, asked for once, and what was earned under a cap so far."""

    _rules: dict[tuple[str, str], Rule | None] = field(default_factory=dict)
    _earned: dict[tuple[int, int, str], int] = field(default_factory=dict)

    def rule(self, kind: str, on: str) -> Rule | None:
        """The rule for a kind of gift on an ISO day."""
        if (kind, on) not in self._rules:
            self._rules[kind, on] = earning.in_force(kind, dt.date.fromisoformat(on))
        return self._rules[kind, on]

    def points(self, draft: Draft, holder: int) -> int:
        """The points a gift gives its holder, those of the gifts before it counted."""
        rule = self.rule(draft.kind, draft.on) if holder else None
        if rule is None:
            return 0
        before = 0
        if rule.monthly_cap:
            key = (rule.id, holder, draft.on[:7])
            if key not in self._earned:
                self._earned[key] = earning.already(rule, holders.same(holder), draft.on[:7])
            before = self._earned[key]
        count = rule.earned(int(draft.amount or draft.value), before)
        if rule.monthly_cap:
            self._earned[key] += count
        return count


def _index(rows: Sequence[dict[str, Any]]) -> None:
    """Let rows that were just added be found; they are the last ones."""
    last = Gift.select(pw.fn.MAX(Gift.id)).scalar() or 0
    numbered = enumerate(rows, last - len(rows) + 1)
    put_many(Gift, ((number, Gift(**row).search_texts()) for number, row in numbered))


def _ids(rows: Sequence[Any]) -> list[int]:
    return [row.id for row in rows]


def _take_points_back(act: Act, entries: Sequence[PointEntry], reason: str) -> None:
    """Reverse gains of which nothing was spent: each takes its own lot."""
    today = dt.date.today().isoformat()
    clerk = session.clerk().name
    fields = ("holder", "kind", "points", "on", "booked", "rule", "noun", "source", "reverses", "note", "clerk")
    shared = (today, today)
    rows = [
        (row.holder, Kind.REVERSED.value, -row.points, *shared, row.rule, "gift", row.source, row.id, reason, clerk)
        for row in entries
    ]
    back = act.add_many(PointEntry, fields, rows)
    spends = [(number, row.id, row.points) for number, row in zip(back, entries, strict=True)]
    act.add_many(PointSpend, ("entry", "lot", "points"), spends)


def _holders(act: Act, drafts: Sequence[Draft]) -> dict[tuple[str, int], int]:
    """The holder of each giver, made where there is none yet."""
    wanted = dict.fromkeys((draft.noun, draft.row) for draft in drafts if draft.row)
    known = {
        (noun, row): merged or number
        for number, noun, row, merged in Holder.select(Holder.id, Holder.noun, Holder.row, Holder.merged_into).tuples()
    }
    return {key: known.get(key) or holders.of(act, *key) for key in wanted}


def _values(draft: Draft, known: dict[tuple[str, int], int], counting: _Counting) -> dict[str, Any]:
    holder = known.get((draft.noun, draft.row), 0)
    told = {name: getattr(draft, name) for name in gifts.STORED}
    more = {"year": int(draft.on[:4]), "month": draft.on[:7], "booked": dt.date.today().isoformat()}
    more |= {"sort_key": sort_key(draft.giver)}
    return {**told, **more, "holder": holder, "points": counting.points(draft, holder)}


def _number(rows: Sequence[dict[str, Any]]) -> None:
    """Give each row the next number of its year."""
    following = {year: gifts.next_serial(year) for year in {row["year"] for row in rows}}
    for row in rows:
        row["serial"] = following[row["year"]]
        row["number"] = rules.number(row["year"], row["serial"])
        following[row["year"]] += 1


def _give_points(act: Act, rows: Iterator[tuple[int, dict[str, Any]]], counting: _Counting, clerk: str) -> None:
    """Enter the lots: those of a holder who owes points one by one, all others at once."""
    owing: dict[int, bool] = {}
    plain = []
    for number, row in rows:
        if not row["points"]:
            continue
        holder, on = row["holder"], row["on"]
        rule = counting.rule(row["kind"], on)
        assert rule, "points are only ever earned by a rule"
        expires = rule.expiry(dt.date.fromisoformat(on))
        if holder not in owing:
            owing[holder] = points.owes(holder)
        if owing[holder]:
            more: dict[str, Any] = {"noun": "gift", "source": number, "rule": rule.id, "expires": expires}
            points.gain(act, holder, row["points"], dt.date.fromisoformat(on), **more)
        else:
            told = (holder, Kind.EARNED.value, row["points"], on, row["booked"], expires, rule.id, "gift", number)
            plain.append((*told, clerk))
    act.add_many(PointEntry, _ENTRY, plain)
