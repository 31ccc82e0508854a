"""Views of a list that clerks have named: search, filters, order and columns together."""

import json
from dataclasses import dataclass
from typing import Any

from app.domain.errors import Invalid
from app.domain.names import clean
from app.domain.roles import Right
from app.services.session import requires
from app.store.desk import SavedView
from app.store.writing import keeping

_LONGEST = 20


@dataclass(frozen=True)
class View:
    """`content` is what the page keeps in it; `first` marks the one the page opens with."""

    id: int
    name: str
    content: dict[str, Any]
    first: bool


_SUPPLIED = ""
"""Stands in place of the content of a supplied view, which the page declares, where a page opens with it."""


@requires(Right.READ)
def listing(page: str) -> list[View]:
    """The views that clerks have named of a page, by name."""
    rows = SavedView.select().where(SavedView.page == page, SavedView.content != _SUPPLIED).order_by(SavedView.name)
    return [View(row.id, row.name, json.loads(row.content), row.first) for row in rows]


@requires(Right.READ)
def first(page: str) -> str:
    """The name of the view, supplied or a clerk's own, that the page opens with; "" where it opens as it was left."""
    row = SavedView.get_or_none(SavedView.page == page, SavedView.first)
    return row.name if row else ""


@requires(Right.READ)
def save(page: str, name: str, content: dict[str, Any], *, supplied: tuple[str, ...] = ()) -> None:
    """Keep a view under a name, in place of one of the same name; raises Invalid (field name)."""
    name = _checked(name, supplied)
    packed = json.dumps(content, ensure_ascii=False)
    with keeping():
        done = SavedView.update(content=packed).where(SavedView.page == page, SavedView.name == name).execute()
        if not done:
            SavedView.create(page=page, name=name, content=packed)


@requires(Right.READ)
def rename(page: str, view: int, name: str, *, supplied: tuple[str, ...] = ()) -> None:
    """Give a view another name; raises Invalid (field name)."""
    name = _checked(name, supplied)
    if any(other.name == name and other.id != view for other in listing(page)):
        raise Invalid({"name": f"已有叫“{name}”的视图，请换一个名字。"})
    with keeping():
        SavedView.update(name=name).where(SavedView.id == view).execute()


@requires(Right.READ)
def make_first(page: str, name: str) -> None:
    """Open the page with the view of this name, a supplied one too, from now on; "" as it was left."""
    of_page = SavedView.page == page
    with keeping():
        SavedView.delete().where(of_page, SavedView.content == _SUPPLIED).execute()
        SavedView.update(first=False).where(of_page).execute()
        if name and not SavedView.update(first=True).where(of_page, SavedView.name == name).execute():
            SavedView.create(page=page, name=name, content=_SUPPLIED, first=True)


@requires(Right.READ)
def remove(view: int) -> None:
    """Forget a view."""
    with keeping():
        SavedView.delete().where(SavedView.id == view).execute()


@requires(Right.READ)
def put_back(page: str, view: View) -> bool:
    """Keep a view again that was removed; False where its name has been given to another meanwhile."""
    with keeping():
        _, added = SavedView.get_or_create(
            page=page, name=view.name, defaults={"content": json.dumps(view.content, ensure_ascii=False)}
        )
    if added and view.first and not first(page):
        make_first(page, view.name)
    return added


def _checked(name: str, supplied: tuple[str, ...]) -> str:
    name = clean(name)
    if not name or len(name) > _LONGEST:
        raise Invalid({"name": f"请给视图起一个 1 到 {_LONGEST} 个字的名字。"})
    if name in supplied:
        raise Invalid({"name": f"“{name}”是自带的视图，不能改动，请换一个名字。"})
    return name
