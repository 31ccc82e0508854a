"""The rules in force: what ships with the program and what the centre has set for itself."""

import datetime as dt

from app.domain.roles import Right
from app.domain.rules import Rule, RuleBook, shipped
from app.services.session import requires
from app.store.centres import LocalRule


@requires(Right.READ)
def book() -> RuleBook:
    """Every rule known here."""
    return RuleBook((*shipped(), *map(_local, LocalRule.select().where(LocalRule.removed_at == ""))))


@requires(Right.READ)
def in_force(code: str, day: dt.date) -> Rule:
    """The rule of this code that holds on a day; raises Problem."""
    return book().in_force(code, day)


def _local(row: LocalRule) -> Rule:
    return Rule(
        code=row.code,
        name=row.name,
        value=int(row.value) if row.value.isdigit() else row.value,
        unit=row.unit,
        source=row.source,
        article="",
        effective_from=dt.date.fromisoformat(row.effective_from),
        effective_to=dt.date.fromisoformat(row.effective_to) if row.effective_to else None,
        certainty="sure",
        local=True,
    )
