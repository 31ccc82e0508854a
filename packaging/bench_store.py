"""What the measurements share: a store in a folder that is thrown away, invented merchants, and two clocks."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

USER, PASSWORD = "管理员", "口令 12345678"
ROUNDS = 5


@contextmanager
def store() -> Iterator[str]:
    """An open store whose password costs nothing to try, as stretching it is not measured; its folder."""
    from app.paths import Folder
    from app.services import centres
    from app.store import vault

    vault.Cost.__init__.__defaults__ = (8, 1, 1)  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as folder:
        centres.create(Folder(Path(folder)), "中心", USER, PASSWORD, centres.new_recovery_code())
        yield folder
        centres.close()


def drafts(count: int) -> list[Any]:
    """Invented merchants, some of them called as no sane merchant is; the same in every run."""
    from app.domain.merchants import Draft

    dice = random.Random(20261120)
    first, second = "瑞金福顺永同春德华恒隆广佳鑫曾朝乐长", "和鑫源达丰成兴泰盛祥茂通安康宁记"
    kinds = ("茶庄", "超市", "面馆", "大药房", "服装店", "五金商行", "餐饮店", '<b>&"=店')
    surnames, given = "王李张刘陈杨曾仇单朴吴郑", "建国秀英明辉海燕华志强玉珍"
    made = []
    for number in range(count):
        name = dice.choice(first) + dice.choice(second) + dice.choice(first) + dice.choice(kinds)
        owner = dice.choice(surnames) + dice.choice(given) + dice.choice(given)
        details = {"trade": "零售", "grid": f"{number % 5 + 1}片区", "address": f"会战大街{number % 300}号"}
        phone, code = f"138{dice.randrange(10**8):08d}", f"92230602MA{number:07d}X"
        made.append(Draft(name[:2], f"萨尔图区{name}", code=code, owner=owner, phone=phone, **details))
    return made


def fill(wanted: list[Any]) -> None:
    """Take over merchants in one act, as an import does."""
    from app.services import merchant_writing
    from app.store.writing import writing

    with writing("导入") as act:
        for start in range(0, len(wanted), 1000):
            merchant_writing.add_many(act, wanted[start : start + 1000])


def rows_left(least: int) -> dict[str, list[Any]]:
    """What an import left in the tables it wrote at least so many rows to, index and journal aside."""
    from app.store.database import db

    names = [name for name in db.get_tables() if "_search" not in name]
    rows = {name: db.execute_sql(f'SELECT * FROM "{name}"').fetchall() for name in names}
    return {name: each for name, each in rows.items() if len(each) >= least}


def insert(rows: dict[str, list[Any]]) -> None:
    """Put rows into their tables by executemany in one transaction, with the cache an import has while it lasts."""
    from app.store.database import LARGE_CACHE, USUAL_CACHE, db

    db.keep_in_memory(LARGE_CACHE)
    with db.atomic():
        for name, each in rows.items():
            db.connection().executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(each[0]))})', each)
    db.keep_in_memory(USUAL_CACHE)


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def wall(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds a piece of work takes in the median of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """p50 and p95."""
    return statistics.median(times), sorted(times)[max(0, round(len(times) * 0.95) - 1)]
