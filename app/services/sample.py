"""The sample store people practise on: invented merchants, some of them honoured."""

import datetime as dt
import itertools
from collections.abc import Callable

from app.domain.roles import Right
from app.paths import RESOURCES, Folder
from app.services import (
    activity_sample,
    centres,
    honour_prints,
    honours,
    imports,
    merchant_writing,
    merchants,
    sample_cases,
    sample_charity,
    sample_history,
    sample_meetings,
    sample_past,
    sample_people,
    sample_ratings,
)
from app.services.session import anyone, requires
from app.store.writing import writing

Report = Callable[[int, int], object]
"""What is told (done, total)."""
STEPS = 20
USER, PASSWORD = "王建国", "示例口令2026"
_CENTRE = centres.Centre(
    name="会战商圈党群服务中心",
    region="萨尔图区会战商圈",
    issuer="会战街道商圈党群服务中心",
    phone="0459-0000000",
    preset="会战商圈四级",
    sample=True,
)
# Honours given so many days ago to merchants found by a word; None holds by the rule in force.
_AWARDS: tuple[tuple[str, str, int, int | None, bool], ...] = (
    ("integrity", "瑞和", 300, None, True),
    ("integrity", "永泰", 705, None, True),
    ("integrity", "春晖", 800, 760, True),
    ("integrity", "同心", 20, None, False),
    ("finest", "明德", 40, None, True),
    ("star_member", "曾家面馆", 40, None, False),
)


@anyone
def create(folder: Folder, report: Report | None = None, *, history: bool = True) -> tuple[str, str]:
    """Make a filled sample store, of two years or (without `history`) of the last weeks alone, leave it open and return
    its user and password; raises Problem, and what `report(done, total)` raises between two steps."""
    centres.create(folder, _CENTRE.name, USER, PASSWORD, centres.new_recovery_code(), sample=True)
    centres.save(_CENTRE)
    done = itertools.count(1)
    fill(dt.date.today(), lambda: report and report(next(done), STEPS), history=history)
    return USER, PASSWORD


@requires(Right.ENTER)
def fill(today: dt.date, step: Callable[[], object] = lambda: None, *, history: bool = False) -> None:
    """Bring in the sample merchants, honour some of them, then the people, so that each to-do has something to show;
    `step` is called between the parts."""
    plan = imports.read(RESOURCES / "sample" / "merchants.csv")
    with writing("载入示例数据") as act:
        merchant_writing.add_many(act, [row.draft for row in plan.of(imports.Verdict.NEW)])
    for kind, word, ago, days, printed in _AWARDS:
        issued = today - dt.timedelta(days=ago)
        until = honours.last_day(issued) if days is None else issued + dt.timedelta(days=days)
        wanted = merchants.ids(word)
        honours.award(kind, wanted, issued, until, "会战商圈党委第 3 次会议")
        if printed and until >= today:
            honour_prints.note_printed(kind, wanted, "gold")
    step()
    sample_people.fill(today)
    past = sample_past.Past(today)
    added = sample_history.fill(past, step) if history else []
    for part in (sample_cases, sample_meetings, activity_sample, sample_charity, sample_ratings):
        step()
        part.fill(today)
    if history:
        sample_history.close(past, added, step)
