"""Campaigns, funds and goods by name, without adding up what they hold."""

from typing import Any

from app.domain.names import fold, initials
from app.domain.roles import Right
from app.services.session import requires
from app.store.charity import Campaign, Fund
from app.store.warehouse import Good

_PAGES: tuple[tuple[str, str, Any], ...] = (
    ("campaigns", "众筹项目", Campaign),
    ("funds", "基金", Fund),
    ("warehouse", "公益仓", Good),
)


@requires(Right.READ)
def search(words: str, most: int) -> list[tuple[str, int, str, str]]:
    """Of those in use that the words find by name or initials, at most so many: page, id, name, and what it is."""
    wanted = fold(words)
    if not wanted:
        return []
    found = [
        (page, row.id, row.name, kind)
        for page, kind, model in _PAGES
        for row in model.select(model.id, model.name).where(model.removed_at == "").order_by(model.id.desc())
        if wanted in fold(row.name) or (wanted.isascii() and any(wanted in form for form in initials(row.name)))
    ]
    return found[:most]
