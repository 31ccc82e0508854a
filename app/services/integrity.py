"""Whether the store is whole: the database, the chain of the journal, and what lies beside them."""

from dataclasses import dataclass, field

import peewee as pw

from app.domain.roles import Right
from app.services import attachments
from app.services.session import requires
from app.store import chain, journal
from app.store.database import db
from app.store.faults import faults_explained


@dataclass(frozen=True)
class Report:
    """`database` lists damage, `broken` journal entries, `missing` names attachments that are gone or were changed;
    `entries`, `attachments` are counts."""

    database: list[str] = field(default_factory=list)
    entries: int = 0
    broken: list[int] = field(default_factory=list)
    attachments: int = 0
    missing: list[str] = field(default_factory=list)

    @property
    def fine(self) -> bool:
        """Nothing is damaged, altered or missing."""
        return not (self.database or self.broken or self.missing)

    @property
    def sentence(self) -> str:
        """The report in words."""
        if self.fine:
            return f"数据完好：数据库没有损坏，办理记录 {self.entries:,} 条首尾相连，附件 {self.attachments:,} 个都在。"
        found = [
            f"数据库有 {len(self.database)} 处损坏" if self.database else "",
            f"办理记录第 {'、'.join(map(str, self.broken[:5]))} 条被改动过" if self.broken else "",
            f"附件“{'”“'.join(self.missing[:5])}”不见了或被改动过" if self.missing else "",
        ]
        return "；".join(filter(None, found)) + "。请不要再录入，用最近一次完好的备份还原。"


@requires(Right.READ)
def check() -> Report:
    """Look through everything that is open now; raises Problem where the damage leaves nothing to read."""
    with faults_explained(), pw.__exception_wrapper__:
        db.execute_sql("PRAGMA wal_checkpoint")  # pages torn by a power cut are whole in the log, which no seal covers
        damage = _said("PRAGMA cipher_integrity_check") or [
            row for row in _said("PRAGMA integrity_check") if row != "ok"
        ]
        if damage:
            return Report(damage)
        links = [f"{row[0]} {row[1]}" for row in db.execute_sql("PRAGMA foreign_key_check").fetchall()]
        broken = list(chain.broken())
        entries = journal.JournalEntry.select().count()
        files = attachments.check()
    return Report(links, entries, broken, files.count, [*files.missing, *files.changed])


def _said(pragma: str) -> list[str]:
    return [row[0] for row in db.execute_sql(pragma).fetchall()]
