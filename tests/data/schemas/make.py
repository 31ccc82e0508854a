"""Writes the stores beside it: the sample of each schema, written by the program of that schema.

    python tests/data/schemas/make.py [NUMBER ...]

Needs a clone with its history, and the packages of packaging/requirements.lock.
A store is `NNNN.tar.xz`: its database without encryption (`数据.sqlite`, to be small), and key slots, journal head and
attachments as they were. SOURCES names for each number a commit whose program writes such a store. The steps are
always the frozen ones up to that number, as some were completed only after the next had begun. A new step needs a line
there and the store made from it; the stores of frozen steps are never made anew without need.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
STEPS = Path("app/store/migrations")
USER, PASSWORD = "王建国", "示例口令2026"
TODAY = {"PYTHONPATH": str(ROOT / "tests" / "clock")}
"""What has the stores written on the day of the tests, which would find a later one still to come."""
KEPT = ("数据.sqlite", "钥匙.json", "办理记录.json")
SOURCES = {
    **{1: "7430be3", 2: "6eb3067", 3: "7785c6e", 4: "742bbe0", 5: "ee5726b"},
    **{6: "cde2a25", 7: "d4ab823", 8: "20ccbfc", 9: "61da584", 10: "61da584", 11: "d29e0e8", 12: "acefb57"},
}
MORE = {8: (["round", "new"],)}
"""Commands that fill tables which the sample of then left empty."""
SMALL = """
import datetime as dt, sys
from pathlib import Path
from app.paths import Folder
from app.services import coverage, flags, merchants, sample

sample.create(Folder(Path(sys.argv[1])), history=False)
today, known = dt.date.today(), merchants.ids()
group = flags.add_group("一片区")
flags.hand_over(group, known[0], today - dt.timedelta(days=30), "第一名")
flags.hand_over(group, known[1], today, "第一名")
coverage.save({"name": "北村", "kind": "城中村", "since": "2026-01-01"})
coverage.save({"name": "南村", "kind": "城中村", "since": "2026-01-01", "organization": "会战商圈党委"})
"""
"""From schema 11 on the demonstration has two years, too many for a file here: this writes the last weeks alone, with
rows in the tables that would stay empty."""
LATER = {
    12: """
from app.domain.organizations import Draft
from app.services import entries, funds, members, organizations
from app.services.enterprises import Earned

firm = organizations.save(Draft(name="会战社区服务公司", kind="社区社会企业"), None, today)
funds.share_profit(funds.funds()[1].id, 900_000, today.isoformat(), "", Earned(firm, today.year, 2_000_000, 300_000))
grade = {"post": "专职", "grade": 3, "pay": 520_000, "start": "2026-01-01"}
entries.save("grade", members.ids("DY-001")[0], grade)
"""
}
"""What SMALL says more for a schema."""


def make(number: int) -> Path:
    """Write the store of one schema; returns the file."""
    with tempfile.TemporaryDirectory() as place:
        program, store = Path(place, "program"), Path(place, "store")
        check_out(SOURCES[number], number, program)
        if number > 10:
            said = SMALL + LATER.get(number, "")
            subprocess.run([sys.executable, "-c", said, str(store)], cwd=program, env=os.environ | TODAY, check=True)
        else:
            answer(["demo", str(store)], program, store)
        for command in MORE.get(number, ()):
            answer(command, program, store)
        decrypt(store, number)
        target = HERE / f"{number:04}.tar.xz"
        with tarfile.open(target, "w:xz", preset=9) as archive:
            for path in sorted(store.rglob("*")):
                if path.is_file() and (path.name in KEPT or "附件" in path.parts):
                    archive.add(path, path.relative_to(store).as_posix(), filter=nameless)
    return target


def check_out(commit: str, number: int, program: Path) -> None:
    """Lay out the program of a commit with the frozen steps up to a number."""
    program.mkdir()
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x"], cwd=program, input=packed, check=True)
    shutil.rmtree(program / STEPS)
    (program / STEPS).mkdir()
    for step in (ROOT / STEPS).glob("[0-9]*.py"):
        if int(step.name[:4]) <= number:
            shutil.copy(step, program / STEPS)


def answer(command: list[str], program: Path, store: Path) -> None:
    """Give a command to the program of then."""
    as_whom = ["--data", str(store), "--user", USER, "--password-stdin"] if command[0] != "demo" else []
    words = [sys.executable, "main.py", *command, *as_whom]
    subprocess.run(words, cwd=program, env=os.environ | TODAY, input=f"{PASSWORD}\n".encode(), check=True)


def decrypt(store: Path, number: int) -> None:
    """Write the database a second time, without its key."""
    sys.path.insert(0, str(ROOT))
    from app.paths import Folder
    from app.store import backup, vault

    folder = Folder(store)
    key = vault.unlock(folder.keys, USER, PASSWORD).keys[0]
    with backup.opened(folder.database, key) as own:
        assert backup.answers(own, "PRAGMA user_version") == [(number,)]
        own.execute_sql("ATTACH DATABASE ? AS plain KEY ''", (str(store / "数据.sqlite"),))
        own.execute_sql("SELECT sqlcipher_export('plain')")
        own.execute_sql(f"PRAGMA plain.user_version = {number}")


def nameless(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Keep who made the file, where and when out of it."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mtime = 0
    return member


if __name__ == "__main__":
    for wanted in map(int, sys.argv[1:] or SOURCES):
        make(wanted)
