"""Lists of 100,000 merchants: a key stroke beside LIKE, opening beside peewee records, importing beside executemany."""

import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench_store import PASSWORD, USER, cpu, drafts, fill, insert, percentiles, rows_left, store, wall

from app.store.database import LARGE_CACHE

MANY, FEWER, SHOWN = 100_000, 30_000, 200
TYPED = (
    "r",
    "rh",
    "rhc",
    "rhcz",
    "jx",
    "ruih",
    "huacheng",
    "金鑫",
    "超市",
    "6620",
    "sh-0099",
    "z",
    "zj",
    "zjmg",
    '&"=',
)


def main() -> None:
    """Print every figure beside what it is compared with; the same rows are checked first."""
    from app.services import centres

    invented = drafts(MANY)
    with store():
        fill(invented)
        left = rows_left(MANY)
    with store():
        bare = cpu(lambda: insert(left))
    with store() as folder:
        _importing(invented, bare)
        _typing(MANY, against_like=True)
        _opening()
        centres.close()
        _remembering(folder)
    with store() as _:
        fill(invented[:FEWER])
        _typing(FEWER, against_like=False)


def _importing(invented: list[Any], bare: float) -> None:
    ours = cpu(lambda: fill(invented))
    print(
        f"import of {MANY:,}: executemany of the rows of all its tables {bare:.2f} s, "
        f"rows, index and journal {ours:.2f} s: {ours / bare:.1f} x; {LARGE_CACHE // -1000} MB of cache for both"
    )


def _typing(count: int, *, against_like: bool) -> None:
    """One key stroke: how many are found, and the first 200 of them, in order."""
    from app.services import merchants

    times = {typed: wall(lambda typed=typed: merchants.rows(merchants.ids(typed)[:SHOWN])) for typed in TYPED}
    middle, slowest = percentiles(list(times.values()))
    print(f"key stroke at {count:,}: p50 {middle * 1000:.1f} ms, p95 {slowest * 1000:.1f} ms")
    if against_like:
        bare = {typed: wall(lambda typed=typed: merchants.ids(typed)) for typed in TYPED}
        like, same = _like()
        ratio = statistics.median(like.values()) / statistics.median(bare.values())
        found = statistics.median(bare.values()) * 1000
        theirs = statistics.median(like.values()) * 1000
        print(f"finding alone: LIKE p50 {theirs:.1f} ms, ours {found:.1f} ms: {ratio:.0f} x")
        print("LIKE finds every row ours finds: " + ("yes" if same else "NO"))


def _like() -> tuple[dict[str, float], bool]:
    """LIKE over one column of all that is searched, parted by spaces, and whether it finds at least our rows."""
    from app.domain.names import fold, initials, spellings
    from app.services import merchants
    from app.store.database import db

    db.execute_sql("CREATE TABLE plain (id INTEGER PRIMARY KEY, texts TEXT, sort_key TEXT)")
    everyone = "SELECT id, registered_name, owner, number, code, phone, sort_key FROM merchant"
    rows = []
    for number, name, owner, *numbers, key in db.execute_sql(everyone).fetchall():
        said = [form for text in (name, owner) for form in (*initials(text), *spellings(text))]
        texts = [fold(name), fold(owner), *said, *(text.lower() for text in numbers)]
        rows.append((number, " ".join(texts), key))
    insert({"plain": rows})
    query = "SELECT id FROM plain WHERE texts LIKE ? ORDER BY sort_key, id"
    times, same = {}, True
    for typed in TYPED:
        pattern = f"%{typed}%"
        times[typed] = wall(lambda pattern=pattern: db.execute_sql(query, (pattern,)).fetchall())
        found = {number for (number,) in db.execute_sql(query, (pattern,)).fetchall()}
        same = same and set(merchants.ids(typed)) <= found
    return times, same


def _opening() -> None:
    from app.services import merchants
    from app.store.merchants import Merchant

    ours = wall(lambda: (merchants._in_order.cache_clear(), merchants.rows(merchants.ids()[:256])))
    records = wall(lambda: list(Merchant.select().where(Merchant.removed_at == "").order_by(Merchant.sort_key)), 1)
    print(f"list of {MANY:,}: peewee records {records:.2f} s, ids and a window {ours:.2f} s: {records / ours:.0f} x")


def _remembering(folder: str) -> None:
    """Memory of a window whose list holds all of them, scrolled to its end, beside one that holds a screenful."""
    from app.services import centres

    with store() as few:
        fill(drafts(10))
        centres.close()
        empty, full = (
            int(subprocess.run([sys.executable, __file__, "window", each], capture_output=True, check=True).stdout)
            for each in (few, folder)
        )
    print(f"window of {MANY:,}: {(full - empty) / 1024:.1f} MB over an empty window of {empty / 1024:.0f} MB")


def _window(folder: str) -> None:
    """Print the memory in use (KiB) by the window of the merchants in a folder."""
    from app import start
    from app.paths import Folder
    from app.services import centres
    from app.ui import look
    from app.ui.kit import memory

    app = start.application()
    memory.use(Folder(Path(folder)).settings)
    memory.remember("window/tab", "merchants")
    look.restore(app)
    centres.unlock(Folder(Path(folder)), USER, PASSWORD)
    window = start.MainWindow()
    window.show()
    window.page.table.scrollToBottom()
    for _ in range(20):
        app.processEvents()
    resident = next(line for line in Path("/proc/self/status").read_text().splitlines() if "VmRSS" in line)
    print(resident.split()[1])
    centres.close()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    (_window if sys.argv[1:2] == ["window"] else main)(*sys.argv[2:])
