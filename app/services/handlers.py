"""Who can be given a case: people on record by words or initials, then those who were given some before."""

from collections import Counter

from app.domain.names import fold, initials
from app.domain.roles import Right
from app.services import cases, members
from app.services.members import MemberRow
from app.services.session import requires

MOST = 8


@requires(Right.READ)
def people(words: str) -> list[str]:
    """What is offered for the words typed so far; people of the same name with their branch."""
    if not words:
        return []
    found = members.rows(members.ids(words)[:MOST])
    former = (name for name in cases.choices("handler") if _fits(name, fold(words)))
    return list(dict.fromkeys([*_labels(found), *former]))[:MOST]


@requires(Right.READ)
def find(words: str) -> tuple[str, int]:
    """The name and id of the one person meant by what was offered or typed; the words and 0 for somebody else."""
    name = words.partition("（")[0]
    fit = [row for row in members.rows(members.ids(name)) if row.name == name] if name else []
    labelled = [row for row, label in zip(fit, _labels(fit), strict=True) if label == words]
    return (labelled[0].name, labelled[0].id) if len(labelled) == 1 else (words, 0)


def _labels(found: list[MemberRow]) -> list[str]:
    often = Counter(row.name for row in found)
    return [row.name if often[row.name] == 1 else f"{row.name}（{row.organization or row.employer}）" for row in found]


def _fits(name: str, wanted: str) -> bool:
    return wanted in fold(name) or (wanted.isascii() and any(wanted in each for each in initials(name)))
