"""What is left after the worst: kill -9, power cuts, turned bits; and what a checked copy costs beside a bare one."""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import bench_store
import fault_flips
import fault_kills
import fault_power
from fault_trace import MISSING, installed

MERCHANTS = 50_000
COPIES = 5
SLOWEST = 0.8


def main(words: list[str]) -> int:
    """Print one line for each fault; the number of those that left something behind."""
    asked = _asked(words)
    return sum(
        (
            _kills(asked.kills, asked.seconds),
            _power(asked.acts, asked.images, asked.seconds),
            _flips(asked.flips),
            _copies(asked.merchants),
        )
    )


def _asked(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("bench --faults", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="of kills, and of power cuts, at most")
    for name, usual in (("kills", 1000), ("acts", 150), ("images", 900), ("flips", 60), ("merchants", MERCHANTS)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    return parser.parse_args(words)


def _kills(rounds: int, seconds: float) -> bool:
    done, acts, wrong = fault_kills.run(rounds, seconds)
    return _say(f"kill -9: {done:,} of {rounds:,} rounds, {acts:,} acts acknowledged", wrong)


def _power(acts: int, images: int, seconds: float) -> bool:
    if not installed():
        print(f"power cut: {MISSING}", flush=True)
        return False
    tried, told, wrong = fault_power.run(acts, images, seconds)
    return _say(f"power cut: {tried:,} images of {images:,}, {told:,} acts acknowledged", wrong)


def _flips(wanted: int) -> bool:
    flips, found, wrong = fault_flips.run(wanted)
    return _say(f"turned bits: {found} of {flips} found", wrong)


def _say(what: str, wrong: list[str]) -> bool:
    """One line, and the first of what is wrong below it."""
    kinds = ("lost", "half", "damage", "chain", "unopenable", "not found", "false alarm")
    counts = [f"{kind} {sum(each.startswith(kind) for each in wrong)}" for kind in kinds]
    print(f"{what}: {', '.join(counts)}", *wrong[:5], sep="\n  ", flush=True)
    return bool(wrong)


def _copies(merchants: int) -> bool:
    """A checked copy beside VACUUM INTO the same folder, turn about."""
    from app.paths import Folder
    from app.services import centres
    from app.store import backup
    from app.store.database import db

    with bench_store.store() as root, tempfile.TemporaryDirectory(dir=root) as place:
        folder, raw = Folder(Path(root)), Path(place, "raw.db")
        bench_store.fill(bench_store.drafts(merchants))
        ours, theirs = [], []
        for _ in range(COPIES):
            theirs.append(_seconds(lambda: db.execute_sql("VACUUM INTO ?", (str(raw),))))
            raw.unlink()
            ours.append(_seconds(lambda: backup.copy(folder, "手动")))
        size = next(folder.backups.glob("*.db")).stat().st_size / 2**20
        centres.close()
    ratio = min(theirs) / min(ours)
    kept = "" if ratio >= SLOWEST else "  MISSED"
    print(
        f"copy of {size:.0f} MB: {min(ours):.2f} s, bare VACUUM INTO {min(theirs):.2f} s: {ratio:.2f} x its speed{kept}"
    )
    return ratio < SLOWEST


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
