"""What a merchant's card says of its grade: which, until when, why, those before, and what bars it from a good one."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.services import credit_events, ratings
from app.services.ratings import GradeRow
from app.ui.kit.buttons import button, label
from app.ui.kit.parts import apart, column, in_line
from app.ui.kit.pill import Pill
from app.ui.pages import credit_acts
from app.ui.pages.credit_grades import GRADE_TONES

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

_FORMER = 3
"""Grades of before that are listed."""


def grade_part(page: "ListPage", merchant: int) -> QWidget:
    """The grade held now, with the way to its sheet and to a new one."""
    given = ratings.history(merchant)
    held, former = (given[0] if given else None), given[1:]
    return column(_top(held), *_told(merchant, held, former[:_FORMER]), _links(page, merchant, held), gap=4)


def _top(held: GradeRow | None) -> QWidget:
    if held and held.valid:
        pill = Pill(_called(held), GRADE_TONES[held.badge], "")
    else:
        pill = Pill(f"{_called(held)}（已到期）" if held else "未评级", "grey", "")
    return apart(label("诚信等级", "strong"), pill)


def _told(merchant: int, held: GradeRow | None, former: Sequence[GradeRow]) -> Iterator[QWidget]:
    if held:
        until = spoken(held.valid_until)
        told = f"有效期至 {until}" if held.valid else f"{until}到期，请重新评级"
        yield label(told, "strong" if held.valid else "warn", wrap=True)
        yield label(f"{spoken(held.issued)}评定　{held.round_title}", "quiet", wrap=True)
    for row in former:
        period = f"{spoken(row.issued)}至{spoken(row.valid_until)}"
        yield label(f"以前：{_called(row)}，{period}", "quiet", wrap=True)
    barred = credit_events.eligible_again(merchant, dt.date.today())
    if not barred.now:
        yield label(f"{spoken(barred.day.isoformat())}起可以重新评优", "warn", wrap=True)


def _links(page: "ListPage", merchant: int, held: GradeRow | None) -> QWidget:
    offers: list[tuple[str, Callable[[], None]]] = []
    if held:
        offers.append(("为什么", lambda: _why(page, merchant, held.round)))
    if page.writable:
        offers.append(("登记评级（F7）", page.acting(credit_acts.score)))
    offers.append(("奖惩记录", page.acting(credit_acts.show_credit)))
    return in_line(*(button(words, act, variant="link") for words, act in offers), gap=12)


def _why(page: "ListPage", merchant: int, round_: int) -> None:
    from app.ui.kit import messages
    from app.ui.round_points_dialog import PointsDialog

    with messages.problems_shown(page):
        dialog = PointsDialog(page, round_, merchant)
        if dialog.exec() and dialog.visit:
            page.visited.emit(dialog.visit)


def _called(row: GradeRow) -> str:
    """A 级, 五星, 不予评定."""
    return f"{row.grade} 级" if row.grade.isascii() and row.grade else row.grade or row.outcome
