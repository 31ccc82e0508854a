"""A clerk who does one act after the other, and what must be true of the store whatever happened to them."""

import datetime as dt
import json
import random
from collections.abc import Callable, Iterator
from itertools import count
from shutil import rmtree
from typing import Any

import peewee as pw

from app.domain.errors import Problem
from app.domain.merchants import Draft
from app.paths import Folder
from app.services import centres, honours, imports, integrity, journal, merchants
from app.store import vault
from app.store.database import db
from app.store.journal import RUNS, WITHDRAWN, JournalEntry
from app.store.nouns import NOUNS

USER, PASSWORD = "管理员", "口令 12345678"
NAMES = "瑞金福顺永同春德华恒隆广佳鑫"
IMPORTED = 12


def make_store(folder: Folder) -> None:
    """A new store, left open; stretching its password costs nothing, as that is not what is tried here."""
    vault.Cost.__init__.__defaults__ = (8, 1, 1)  # type: ignore[misc]
    centres.create(folder, "中心", USER, PASSWORD, centres.new_recovery_code())


def work(folder: Folder, dice: random.Random, tell: Callable[[str], None], acts: int | None = None) -> None:
    """Do acts over an open store, without end or so many; `tell` hears of each when the service has returned."""
    for _ in range(acts) if acts else count():
        act = dice.choices((_save, _change, _award, _remove, _undo, _import), (8, 5, 4, 2, 4, 1))[0]
        try:
            act(folder, dice)
        except Problem:
            continue  # a refusal, such as an honour given twice this year
        tell(_seal_of_last())


def _seal_of_last() -> str:
    """The number and the hash of the newest entry: what an act that was acknowledged must be found by."""
    entry = JournalEntry.select(JournalEntry.id, JournalEntry.hash).order_by(JournalEntry.id.desc()).get()
    return f"{entry.id} {entry.hash}"


def _draft(dice: random.Random) -> Draft:
    name = "".join(dice.choices(NAMES, k=4)) + "便利店"
    street = f"会战大街{dice.randrange(10**9)}号"
    more = {"no_code_reason": "未填写", "note": "备注" * dice.randrange(200)}
    return Draft(name[:2], name, address=street, owner="王建国", pledged_on="2026-03-01", **more)


def _some(dice: random.Random) -> int:
    known = merchants.ids()
    if not known:
        raise Problem("还没有商户。")
    return dice.choice(known)


def _save(folder: Folder, dice: random.Random) -> None:
    merchants.save(_draft(dice), None)


def _change(folder: Folder, dice: random.Random) -> None:
    merchants.save(_draft(dice), _some(dice))


def _award(folder: Folder, dice: random.Random) -> None:
    kind = dice.choice(honours.kinds())
    honours.award(kind.code, [_some(dice), _some(dice)], dt.date(2026, 3, 1), None, "会战商圈党委会议")


def _remove(folder: Folder, dice: random.Random) -> None:
    merchants.remove([_some(dice)])


def _undo(folder: Folder, dice: random.Random) -> None:
    able = [entry for entry in journal.recent(5) if entry.undoable]
    if not able:
        raise Problem("没有可撤销的内容。")
    journal.undo(able[0].id)


def _import(folder: Folder, dice: random.Random) -> None:
    """A small sheet; the copy it makes first is thrown away."""
    sheet = folder.root.parent / "台账.csv"
    rows = [f"{draft.name},{draft.address},{draft.owner}" for draft in (_draft(dice) for _ in range(IMPORTED))]
    sheet.write_text("\n".join(["商户名称,地址,经营者", *rows]), "utf-8")
    imports.carry_out(imports.read(sheet))
    rmtree(folder.backups)


def faults(folder: Folder, told: list[str]) -> list[str]:
    """Open the store and say what is wrong with it: acts lost although acknowledged, halves of acts, damage."""
    try:
        centres.unlock(folder, USER, PASSWORD)
    except (Problem, pw.PeeweeException, pw.DoesNotExist) as error:
        return [f"unopenable: {error}"]
    try:
        report = integrity.check()
        damage = [f"damage: {sentence}" for sentence in report.database[:3]]
        chain = [f"chain broken at {number}" for number in report.broken[:3]]
        return [*damage, *chain, *lost(told), *halves()]
    finally:
        centres.close()


def lost(told: list[str]) -> list[str]:
    """The acts acknowledged that the journal does not know."""
    known = {f"{number} {sealed}" for number, sealed in db.execute_sql("SELECT id, hash FROM journal").fetchall()}
    return [f"lost: {each}" for each in told if each not in known]


def halves() -> list[str]:
    """Where the rows are not what the journal says they were left as, row by row and both ways."""
    expected = _expected()
    found: list[str] = []
    for noun, model in NOUNS.items():
        rows = {row["id"]: row for row in model.select().dicts()}
        wanted = expected.get(noun, {})
        found += [f"half: {noun} {number} in the journal alone" for number in wanted.keys() - rows.keys()]
        written = {number for number, row in rows.items() if row["act"]}  # the signing key is the work of no act
        found += [f"half: {noun} {number} not in the journal" for number in written - wanted.keys()]
        found += [f"half: {noun} {n} differs" for n, row in rows.items() if n in wanted and not _agrees(row, wanted[n])]
    return [*found, *_unsearchable()]


def _expected() -> dict[str, dict[int, dict[str, Any]]]:
    """Of each row what the last entry that wrote it says of it; of a run only which act that was."""
    expected: dict[str, dict[int, dict[str, Any]]] = {}
    for entry in JournalEntry.select().where(JournalEntry.after != "").order_by(JournalEntry.id):
        for noun, rows in json.loads(entry.after).items():
            kept = expected.setdefault(noun, {})
            for key, left in rows.items():
                kept.update(_run(entry.id, key, left) if key in RUNS else {int(key): left})
    return expected


def _run(act: int, key: str, left: list[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    said: dict[str, Any] = {"act": act} if key == WITHDRAWN else {"act": act, "removed_at": ""}
    return ((number, said) for number in range(left[0], left[1] + 1))


def _agrees(row: dict[str, Any], said: dict[str, Any]) -> bool:
    return all(row[name] == value for name, value in said.items())


def _unsearchable() -> list[str]:
    """Whether every merchant, and nothing else, stands in the search table."""
    query = "SELECT (SELECT count(*) FROM merchant), (SELECT count(*) FROM merchant_search)"
    rows, indexed = db.execute_sql(query).fetchone()
    return [] if rows == indexed else [f"half: {rows} merchants, {indexed} of them searchable"]
