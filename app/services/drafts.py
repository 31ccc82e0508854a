"""Half-filled forms, kept while one types so that a killed process loses nothing."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from app.domain.roles import Right
from app.services.session import requires
from app.store.desk import FormDraft
from app.store.writing import keeping


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
        FormDraft.replace(page=page, row=row, at=now, content=json.dumps(values, ensure_ascii=False)).execute()


@requires(Right.READ)
def kept(page: str) -> Kept | None:
    """The newest half-filled form of a page."""
    found = FormDraft.select().where(FormDraft.page == page).order_by(FormDraft.at.desc(), FormDraft.id.desc()).first()
    return Kept(found.row, dt.datetime.fromisoformat(found.at), json.loads(found.content)) if found else None


@requires(Right.ENTER)
def drop(page: str, row: int) -> None:
    """Forget a form that was saved or given up."""
    with keeping():
        FormDraft.delete().where(FormDraft.page == page, FormDraft.row == row).execute()
