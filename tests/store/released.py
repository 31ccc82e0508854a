"""Stores as earlier programs left them, from tests/data/schemas, and what lies in a store whatever its schema."""

import atexit
import importlib.util
import shutil
import tarfile
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from app.paths import Folder
from app.store import backup, vault

PLACE = Path(__file__).parent.parent / "data" / "schemas"
NUMBERS = sorted(int(path.name[:4]) for path in PLACE.glob("*.tar.xz"))
_places = ExitStack()
atexit.register(_places.close)


@cache
def maker():
    """The script that wrote them, for the name and the password of whoever works there."""
    spec = importlib.util.spec_from_file_location("make", PLACE / "make.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def lay_out(number: int, root: Path, *, own_slots: bool = False) -> tuple[Folder, bytes]:
    """The store of a schema in a folder, encrypted again; and its key. Its own slots take their time to open."""
    made, key = _made(number)
    shutil.copytree(made, root)
    folder = Folder(root)
    if not own_slots:
        vault.write_slots(folder.keys, key, [(maker().USER, vault.PASSWORD, maker().PASSWORD)])
    return folder, key


@cache
def _made(number: int) -> tuple[Path, bytes]:
    root = Path(_places.enter_context(tempfile.TemporaryDirectory()))
    with tarfile.open(PLACE / f"{number:04}.tar.xz") as archive:
        archive.extractall(root, filter="data")
    folder, plain = Folder(root), root / "数据.sqlite"
    key = vault.unlock(folder.keys, maker().USER, maker().PASSWORD).keys[0]
    with backup.opened(folder.database, key) as own:
        own.execute_sql("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
        own.execute_sql("SELECT sqlcipher_export('main', 'plain')")
        own.execute_sql("DETACH DATABASE plain")
        own.user_version = number
    plain.unlink()
    return root, key


def content(path: Path, key: bytes) -> dict[str, tuple[list[str], list[tuple]]]:
    """Columns and rows of every table, by its name; the search indexes aside."""
    with backup.opened(path, key) as own:
        names = [
            name
            for (name,) in backup.answers(own, "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
            if "_search_" not in name
        ]
        return {
            name: (
                [row[1] for row in backup.answers(own, f'PRAGMA table_info("{name}")')],
                backup.answers(own, f'SELECT * FROM "{name}" ORDER BY 1'),
            )
            for name in names
        }


def shape(path: Path, key: bytes) -> dict[str, object]:
    """What a schema consists of, in whatever order it came about: columns by table, and indexes, triggers, views."""
    with backup.opened(path, key) as own:
        made = backup.answers(own, "SELECT type, name, tbl_name, sql FROM sqlite_master")
        tables = [name for kind, name, *_ in made if kind == "table"]
        columns = {
            name: {
                (row[1], row[2], row[3], row[4], row[5]) for row in backup.answers(own, f'PRAGMA table_info("{name}")')
            }
            for name in tables
        }
        keys = {
            name: {tuple(row[2:]) for row in backup.answers(own, f'PRAGMA foreign_key_list("{name}")')}
            for name in tables
        }
    return {"columns": columns, "keys": keys, "others": {row for row in made if row[0] != "table"}}
