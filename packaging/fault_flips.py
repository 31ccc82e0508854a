"""One bit turned over somewhere: in the closed database, in a copy of it, or in an entry of the journal."""

import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, rmtree

import fault_clerk
import peewee as pw

from app.domain.errors import Problem
from app.paths import Folder
from app.services import backups, centres, integrity
from app.store import copies
from app.store.database import db
from app.store.journal import JournalEntry

ACTS = 60
COLUMNS = ("at", "who", "what", "previous", "hash")


def run(flips: int) -> tuple[int, int, list[str]]:
    """So many flips, a third of them in each place: how many there were, how many were found, and the others."""
    dice = random.Random(20261121)
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(Path(place, "数据"))
        fault_clerk.make_store(folder)
        fault_clerk.work(folder, dice, lambda seal: None, ACTS)
        backups.make()
        db.execute_sql("DROP TRIGGER journal_keeps_update")
        centres.close()
        ways = (_in_database, _in_copy, _in_journal)
        said = [ways[number % len(ways)](folder, dice) for number in range(flips)]
        missed = [each for each in said if each] + _false_alarms(folder)
    return flips, said.count(""), missed


def _false_alarms(folder: Folder) -> list[str]:
    """What is complained of although every bit is back in its place."""
    found = {"database": _complains(folder, lambda: not integrity.check().fine)}
    found["copy"] = _complains(folder, lambda: _is_damaged(folder.backups))
    return [f"false alarm: {what}" for what, complained in found.items() if complained]


def _in_database(folder: Folder, dice: random.Random) -> str:
    """Turn one bit of the file and, when it was looked for, back again."""
    place, bit = _turned(folder.database, dice)
    found = _complains(folder, lambda: not integrity.check().fine)
    _turn(folder.database, place, bit)
    return "" if found else f"not found: bit {bit} of byte {place} of the database"


def _in_copy(folder: Folder, dice: random.Random) -> str:
    """Turn one bit of a copy of the copy."""
    beside = folder.root.parent / "copies"
    copytree(folder.backups, beside)
    place, bit = _turned(next(beside.glob("*.db")), dice)
    found = _complains(folder, lambda: _is_damaged(beside))
    rmtree(beside)
    return "" if found else f"not found: bit {bit} of byte {place} of a copy"


def _in_journal(folder: Folder, dice: random.Random) -> str:
    """Turn one bit of what an entry says, past every lock; the check must name that entry."""
    centres.unlock(folder, fault_clerk.USER, fault_clerk.PASSWORD)
    try:
        last = JournalEntry.select(pw.fn.MAX(JournalEntry.id)).scalar()
        number, column = dice.randint(1, last), dice.choice(COLUMNS)
        said = getattr(JournalEntry.get_by_id(number), column).encode()
        other = bytearray(said)
        other[dice.randrange(len(said))] ^= 1 << dice.randrange(7)
        _say(number, column, bytes(other))
        found = number in integrity.check().broken
        _say(number, column, said)
    finally:
        centres.close()
    return "" if found else f"not found: {column} of entry {number}"


def _say(number: int, column: str, said: bytes) -> None:
    db.execute_sql(f"UPDATE journal SET {column} = CAST(? AS TEXT) WHERE id = ?", (said, number))


def _is_damaged(place: Path) -> bool:
    return "损坏" in backups.check(copies.found(place)[0]).replace("没有发现损坏", "")


def _complains(folder: Folder, look: Callable[[], bool]) -> bool:
    """Whether opening the store or looking it through says that something is wrong."""
    try:
        centres.unlock(folder, fault_clerk.USER, fault_clerk.PASSWORD)
        return look()
    except (Problem, pw.PeeweeException, pw.DoesNotExist):
        return True
    finally:
        centres.close()


def _turned(path: Path, dice: random.Random) -> tuple[int, int]:
    """Turn one bit somewhere in a file and say where."""
    place, bit = dice.randrange(path.stat().st_size), 1 << dice.randrange(8)
    _turn(path, place, bit)
    return place, bit


def _turn(path: Path, place: int, bit: int) -> None:
    with open(path, "rb+") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ bit]))
