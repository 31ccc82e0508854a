"""Half-filled forms, kept while one types so that a killed process loses nothing."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from app.domain.roles import Right
from app.services import session
from app.services.session import requires
from app.store.desk import FormDraft
from app.store.writing import keeping

_NOBODY = ""
"""Whose the drafts are that an older version kept without a name; they are given back to whoever comes first."""


@dataclass(frozen=True)
class Kept:
    """A half-filled form: the values by field name, and when it was last typed in; `row` 0 is a new record."""

    row: int
    at: dt.datetime
    values: dict[str, Any]


@requires(Right.ENTER)
def keep(page: str, row: int, values: dict[str, Any]) -> None:
    """Keep what a form of this page holds now, instead of what was kept before."""
    now = dt.datetime.now().isoformat(timespec="seconds")
    with keeping():
        FormDraft.replace(
            page=page, row=row, who=session.clerk().name, at=now, content=json.dumps(values, ensure_ascii=False)
        ).execute()


@requires(Right.READ)
def kept(page: str, row: int | None = None) -> Kept | None:
    """The newest form of a page that this clerk has half filled in; of one record where `row` is given."""
    mine = FormDraft.select().where(FormDraft.page == page, _mine()).order_by(FormDraft.at.desc(), FormDraft.id.desc())
    found = (mine if row is None else mine.where(FormDraft.row == row)).first()
    return Kept(found.row, dt.datetime.fromisoformat(found.at), json.loads(found.content)) if found else None


@requires(Right.ENTER)
def drop(page: str, row: int) -> None:
    """Forget a form that was saved or given up."""
    with keeping():
        FormDraft.delete().where(FormDraft.page == page, FormDraft.row == row, _mine()).execute()


def _mine() -> Any:
    return FormDraft.who.in_([session.clerk().name, _NOBODY])
