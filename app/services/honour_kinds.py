"""The kinds of honour a centre gives: those that ship, and its own (头雁先锋, 示范街区 …)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import peewee as pw

from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.roles import Right
from app.services.session import requires
from app.store.honours import Honour, HonourKind
from app.store.writing import writing

WORDING = "你单位在{年份}年度工作中成绩突出，被评为“{荣誉}”。\n特发此证，以资鼓励。"
"""What the certificate of a new kind says until somebody writes better."""
MOST_STARS = 5
_BLANKS = {"{年份}": "{year}", "{荣誉}": "{title}"}
"""What is filled in when a certificate is printed, as people write it and as it is stored."""
_LENGTHS = {"title": range(3, 9), "symbol": range(1, 7)}
"""Of characters, as a plaque has room for them."""
_LAST_NUMBER = 999  # three digits of the plaque code


@dataclass(frozen=True)
class KindRow:
    """A kind as its list shows it; `given` is how many honours of it there ever were."""

    id: int
    title: str
    symbol: str
    stars: int
    wording: str
    given: int

    @property
    def name(self) -> str:
        """What it is called."""
        return self.title


@requires(Right.READ)
def listing() -> list[KindRow]:
    """Every kind in its order."""
    given = pw.fn.COUNT(Honour.id).alias("given")
    query = HonourKind.select(HonourKind, given).join(Honour, pw.JOIN.LEFT_OUTER).where(HonourKind.removed_at == "")
    rows = query.group_by(HonourKind.id).order_by(HonourKind.number)
    return [KindRow(row.id, row.title, row.symbol, row.stars, _spoken(row.wording), row.given) for row in rows]


@requires(Right.READ)
def check(values: Mapping[str, Any], kind: int | None = None) -> dict[str, Any]:
    """The values of a new kind, or of the wording and stars of an old one, normalised; raises Invalid."""
    complaints: dict[str, str] = {}
    tidy: dict[str, Any] = {"stars": int(values.get("stars") or 0), "wording": _stored(values.get("wording") or "")}
    if not 0 <= tidy["stars"] <= MOST_STARS:
        complaints["stars"] = Complaint("bad_number", f"星级请填 0 到 {MOST_STARS}，没有星的填 0。")
    if not tidy["wording"] or not _fills_in(tidy["wording"]):
        complaints["wording"] = Complaint("bad_wording", "请写证书上的话；花括号里只能是 {年份} 和 {荣誉}。")
    if kind is None:
        tidy |= _names(values, complaints)
    if complaints:
        raise Invalid(complaints)
    return tidy


@requires(Right.ADMINISTER)
def save(values: Mapping[str, Any], kind: int | None = None) -> int:
    """Add a kind, or change the wording and stars of one, and return its id; raises Invalid. Title and symbol stay:
    they stand in numbers, schemes and reports."""
    tidy = check(values, kind)
    if kind is not None:
        row = HonourKind.get_by_id(kind)
        with writing(f"修改荣誉种类 {row.title}") as act:
            act.change(row, tidy)
        return kind
    with writing(f"新增荣誉种类 {tidy['title']}") as act:
        former = HonourKind.get_or_none(HonourKind.title == tidy["title"])
        if former:
            act.change(former, {**tidy, "removed_at": ""})
            return former.id
        number = (HonourKind.select(pw.fn.MAX(HonourKind.number)).scalar() or 0) + 1
        row = HonourKind(**tidy, code=f"own_{number}", number=number)
        act.add(row)
        return row.id


@requires(Right.ADMINISTER)
def remove(kinds: Sequence[int]) -> None:
    """Offer kinds no more, as one act; raises Problem for one of which an honour was given."""
    rows = [row for row in listing() if row.id in kinds]
    if kept := [row.title for row in rows if row.given]:
        raise Problem(f"“{'、'.join(kept)}”已经授过牌，要留着查验，没有移出。")
    with writing(f"移出荣誉种类 {'、'.join(row.title for row in rows)}") as act:
        for row in HonourKind.select().where(HonourKind.id.in_([row.id for row in rows])):
            act.change(row, row.when_undone())


def _names(values: Mapping[str, Any], complaints: dict[str, str]) -> dict[str, str]:
    """Title and symbol of a new kind, which no other kind has."""
    tidy = {name: clean(values.get(name) or "") for name in _LENGTHS}
    others = list(HonourKind.select())
    if len(others) >= _LAST_NUMBER:
        complaints["title"] = Complaint("too_many", "荣誉种类太多，牌匾上的验真码放不下。")
    for name, (called, example) in {"title": ("名称", "头雁先锋"), "symbol": ("字号", "头雁")}.items():
        taken = {getattr(row, name) for row in others if not row.removed_at or row.title != tidy["title"]}
        if not tidy[name]:
            complaints[name] = Complaint("missing", f"请填写{called}，如 {example}。")
        elif len(tidy[name]) not in (fitting := _LENGTHS[name]):
            said = f"{called}要 {fitting.start} 到 {fitting.stop - 1} 个字，牌匾上才好看。"
            complaints[name] = Complaint("bad_length", said)
        elif tidy[name] in taken:
            complaints[name] = Complaint("name_taken", f"已经有一种荣誉用“{tidy[name]}”，请换一个{called}。")
    return tidy


def _spoken(wording: str) -> str:
    for written, stored in _BLANKS.items():
        wording = wording.replace(stored, written)
    return wording


def _stored(wording: str) -> str:
    for written, stored in _BLANKS.items():
        wording = wording.replace(written, stored)
    return wording.strip()


def _fills_in(wording: str) -> bool:
    try:
        wording.format(year=2026, title="")
    except (KeyError, IndexError, ValueError, AttributeError):
        return False
    return True
