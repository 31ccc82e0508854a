"""What a merchant's card says of its grade: which, until when, why, those before, and what bars it from a good one."""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.calendar import spoken
from app.services import credit_events, ratings
from app.services.ratings import GradeRow
from app.ui.kit import theme
from app.ui.kit.buttons import button, label
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
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(4))
    column.addLayout(_top(held))
    if held:
        until = spoken(held.valid_until)
        told = f"有效期至 {until}" if held.valid else f"{until}到期，请重新评级"
        column.addWidget(label(told, "strong" if held.valid else "warn", wrap=True))
        column.addWidget(label(f"{spoken(held.issued)}评定　{held.round_title}", "quiet", wrap=True))
    for row in former[:_FORMER]:
        column.addWidget(
            label(f"以前：{_called(row)}，{spoken(row.issued)}至{spoken(row.valid_until)}", "quiet", wrap=True)
        )
    barred = credit_events.eligible_again(merchant, dt.date.today())
    if not barred.now:
        column.addWidget(label(f"{spoken(barred.day.isoformat())}起可以重新评优", "warn", wrap=True))
    column.addLayout(_links(page, merchant, held))
    return part


def _top(held: GradeRow | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(label("诚信等级", "strong"))
    row.addStretch(1)
    if held and held.valid:
        row.addWidget(Pill(_called(held), GRADE_TONES[held.badge], ""))
    else:
        row.addWidget(Pill(f"{_called(held)}（已到期）" if held else "未评级", "grey", ""))
    return row


def _links(page: "ListPage", merchant: int, held: GradeRow | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(12))
    offers: list[tuple[str, Callable[[], None]]] = []
    if held:
        offers.append(("为什么", lambda: _why(page, merchant, held.round)))
    if page.writable:
        offers.append(("登记评级（F7）", page.acting(credit_acts.score)))
    offers.append(("奖惩记录", page.acting(credit_acts.show_credit)))
    for words, act in offers:
        row.addWidget(button(words, act, variant="link"))
    row.addStretch(1)
    return row


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
