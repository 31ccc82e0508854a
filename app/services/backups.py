"""Copies of the open store, here and in a second place, and what is said of them."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from app.domain.calendar import read_moment, spoken
from app.domain.errors import Problem
from app.domain.roles import Right
from app.paths import APP_NAME, Folder
from app.services import centres, rules, session
from app.services.attachment_intake import key
from app.services.session import anyone, requires
from app.store import backup, copies, files, journal, people
from app.store.backup import Report
from app.store.centres import Centre
from app.store.copies import Copy
from app.store.database import db
from app.store.desk import Setting
from app.store.journal import Kind
from app.store.writing import keeping, note

MANUAL, LEAVING, REGULAR = "手动", "退出", "自动"
ABSENT = "U 盘没有插好，这一次只备份在本机。"
_SECOND, _OUTSIDE = "backup.second_place", "backup.last_outside"
_OVERDUE = "backup.remind_outside"


@dataclass(frozen=True)
class Shown:
    """A copy as the list shows it; `outside` is one in the second place."""

    copy: Copy
    outside: bool

    @property
    def state(self) -> str:
        """Whether it was checked, and what came of it."""
        if self.copy.facts is None:
            return "没有核对过"
        return "核对无误" if self.copy.looks_good() else "有损坏"


@dataclass(frozen=True)
class Done:
    """A copy was made; `outside` is true when it lies in the second place too, `hint` says why it does not."""

    copy: Copy
    outside: bool
    hint: str = ""


@requires(Right.READ)
def shown() -> list[Shown]:
    """The copies in both places, newest first."""
    place = second_place()
    outside = lying_in(place) if place else []
    both = [*lying_in(session.folder().backups), *(Shown(each.copy, True) for each in outside)]
    return sorted(both, key=lambda each: (each.copy.at, each.copy.path.stem, not each.outside), reverse=True)


@anyone
def lying_in(place: Path) -> list[Shown]:
    """The copies in a folder or in one of its folders, newest first."""
    try:
        nested = [inner for inner in place.glob(f"{APP_NAME}备份*") if inner.is_dir()]
        own = [inner for inner in (place / Folder(place).backups.name,) if inner.is_dir()]
        return [Shown(copy, False) for each in (place, *nested, *own) for copy in copies.found(each)]
    except OSError:
        return []


@requires(Right.READ)
def due() -> bool:
    """Whether anything was journalled since the newest good copy; what people practise on is not copied."""
    newest = backup.newest(session.folder())
    entries = newest.facts.entries if newest and newest.facts else 0
    return entries != journal.next_id() - 1 and not centres.current().sample


@requires(Right.READ)
def automatic(reason: str, report: Report = lambda done, total: None) -> Done | None:
    """Copy the store if there is anything new in it; not journalled, or there always would be. Raises Problem."""
    return _copy(reason, report) if due() else None


@requires(Right.ENTER)
def make(report: Report = lambda done, total: None) -> Done:
    """Copy the store because a clerk asked for it; journalled in the copy already. Raises Problem or Cancelled."""
    note("备份", Kind.COPY)
    return _copy(MANUAL, report)


@requires(Right.ENTER)
def save_to(place: Path, report: Report = lambda done, total: None) -> Copy:
    """A copy in another folder than the usual ones, with all it needs beside it; a `place` that ends in .db is the
    copy's own name. Returns it there; raises Problem or Cancelled."""
    note("备份到另一个位置", Kind.COPY)
    made = copies.read(backup.copy(session.folder(), MANUAL, report))
    try:
        named = place.suffix == copies.SUFFIX
        return copies.read(copies.send(made, place.parent if named else place, place.name if named else "", _reads))
    except OSError as error:
        raise Problem(backup.sentence(error, where="选的文件夹")) from error


@requires(Right.READ)
def second_place() -> Path | None:
    """The folder of this centre's copies on the stick, present or not; None while none was chosen."""
    chosen = _setting(_SECOND)
    return Path(chosen) if chosen else None


@requires(Right.ENTER)
def choose_second_place(chosen: Path) -> Path:
    """Have copies written to a folder of its own in this one, too, from now on; returns that. Raises Problem."""
    name = f"{APP_NAME}备份-{Centre.get().number:06d}"
    place = chosen if chosen.name == name else chosen / name
    if session.folder().root.resolve() in (place.resolve(), *place.resolve().parents):
        raise Problem("这个文件夹就在数据文件夹里，一起坏了就都没有了。没有改动，请选 U 盘或另一块磁盘。")
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(backup.sentence(error, where="选的位置")) from error
    _keep(_SECOND, str(place))
    return place


@requires(Right.READ)
def last_outside() -> dt.datetime | None:
    """When a copy last reached the second place."""
    said = _setting(_OUTSIDE)
    return dt.datetime.fromisoformat(said) if said else None


@requires(Right.READ)
def overdue(today: dt.date) -> str:
    """The sentence that reminds of the copy outside, "" while it is recent or there is nothing to lose yet."""
    if centres.current().sample or not _has_merchants():
        return ""
    last = last_outside()
    days = (today - (last.date() if last else _first_day())).days
    if days <= rules.in_force(_OVERDUE, today).amount:
        return ""
    return f"U 盘上的备份已经是 {days} 天以前的了" if last else f"数据记了 {days} 天，还没有在 U 盘上备份过"


@requires(Right.READ)
def outside_words() -> str:
    """The second place and its newest copy in a sentence."""
    place, last = second_place(), last_outside()
    if place is None:
        return "还没有选定 U 盘。电脑坏了，本机的备份也会跟着丢，请准备一个 U 盘。"
    when = f"{spoken(last.date().isoformat())} {last:%H:%M}" if last else "还没有"
    there = "" if place.is_dir() else "，现在没有插好"
    return f"U 盘上最近的备份：{when}{there}。"


@requires(Right.READ)
def check(copy: Copy) -> str:
    """Look a copy through and say in a sentence what was found; it is marked in the list."""
    opens = backup.opens(copy.path, db._key)
    whole = opens and backup.is_whole(copy.path, db._key)
    if copy.facts is None:
        return "这份备份没有核对记录，" + ("内容读得出来，没有发现损坏。" if whole else "打不开，或者有损坏。")
    if not copies.is_unchanged(copy) or (opens and not whole):
        return "这份备份有损坏，不要用它还原。现在的数据没有受影响，请另做一份备份。"
    return f"这份备份完好：商户 {copy.facts.merchants:,} 家，办理记录 {copy.facts.entries:,} 条。"


def _copy(reason: str, report: Report) -> Done:
    from app.services import attachments

    folder, now = session.folder(), dt.datetime.now()
    made = copies.read(backup.copy(folder, reason, report))
    backup.thin(folder, now)
    attachments.collect_orphans()
    place = second_place()
    if place is None:
        return Done(made, False)
    if not place.is_dir():
        return Done(made, False, ABSENT)
    try:
        copies.send(made, place, reads=_reads)
        copies.thin(place, now)
        people.shut_out_of_copies(place, people.in_use())
    except OSError as error:
        return Done(made, False, f"本机已经备份好。{backup.sentence(error, where='U 盘')}")
    _keep(_OUTSIDE, made.at.isoformat())
    return Done(made, True)


def _reads(root: Path, digest: str) -> bool:
    return files.is_kept(root, key(), digest)


def _first_day() -> dt.date:
    first = journal.JournalEntry.select(journal.JournalEntry.at).order_by(journal.JournalEntry.id).first()
    return (read_moment(first.at) or dt.datetime.now()).date()


def _has_merchants() -> bool:
    from app.store.merchants import Merchant

    return Merchant.select().exists()


def _setting(name: str) -> str:
    row = Setting.get_or_none(Setting.name == name)
    return row.value if row else ""


def _keep(name: str, value: str) -> None:
    with keeping():
        Setting.replace(name=name, value=value).execute()
