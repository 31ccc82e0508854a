"""The attachments of a record as rows: a small picture, the name, size and day; the keys of a list."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.attachments import OFFICE, Kind, spoken_size
from app.domain.calendar import spoken
from app.domain.errors import Problem
from app.domain.roles import Right
from app.services import attachments, session
from app.services.attachments import AttachmentRow
from app.ui.kit import icons, tasks, theme
from app.ui.kit.row_list import ROW, AnyIndex, RowDelegate, RowList, write

PICTURE, FAULT = ROW + 1, ROW + 2
_HEIGHT, _SIDE, _GAP, _ICON = 56, 44, 10, 22
"""Height of a row, side of its picture, room between them, side of an icon, at 11 points."""


class AttachmentList(RowList):
    """Of one record; the small pictures come when they are drawn."""

    def __init__(self) -> None:
        super().__init__("附件", _Delegate())

    def show_rows(self, rows: Sequence[AttachmentRow]) -> None:
        """Show these; the one chosen stays so where it is still there, else the one in its place."""
        self.fill([(row, row.name, f"{row.name}，{_described(row)}", _tip(row)) for row in rows])
        self._picture([row.id for row in rows])

    def chosen(self) -> AttachmentRow | None:
        """The attachment the keys and buttons act on."""
        return self.row_chosen()

    def _picture(self, numbers: Sequence[int]) -> None:
        """Have the small pictures drawn, without anybody waiting for them."""
        if numbers:
            side = round(theme.px(_SIDE) * self.devicePixelRatioF())
            start = session.session_start()
            tasks.run(partial(_thumbnails, numbers, side), self._show_pictures, partial(_give_up, start))

    def _show_pictures(self, found: dict[int, bytes | str]) -> None:
        for item in (self.item(place) for place in range(self.count())):
            outcome = found.get(item.data(ROW).id)
            if isinstance(outcome, str):
                item.setData(FAULT, outcome)
                item.setToolTip(outcome)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, outcome)
            elif outcome:
                picture = QPixmap()
                picture.loadFromData(outcome)
                picture.setDevicePixelRatio(self.devicePixelRatioF())
                item.setData(PICTURE, picture)


class _Delegate(RowDelegate):
    """The picture and two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, theme.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint an attachment."""
        super().paint(painter, option, index)
        cell: Any = option
        row, gap = index.data(ROW), theme.px(_GAP)
        room = cell.rect.adjusted(gap, 0, -gap, 0)
        _paint_picture(painter, QRect(room.left(), room.top(), theme.px(_SIDE), room.height()), index)
        room.setLeft(room.left() + theme.px(_SIDE) + gap)
        half = room.height() // 2
        upper, lower = room.adjusted(0, theme.px(4), 0, -half), room.adjusted(0, half, 0, -theme.px(4))
        write(painter, upper, row.name, theme.tokens().text, 11, Qt.TextElideMode.ElideMiddle)
        fault, colours = index.data(FAULT), theme.tokens()
        words = "打不开，请从备份里取回" if fault else _described(row)
        write(painter, lower, words, colours.error if fault else colours.text_2, 10, Qt.TextElideMode.ElideRight)


def _paint_picture(painter: QPainter, room: QRect, index: AnyIndex) -> None:
    picture, ratio = index.data(PICTURE), painter.device().devicePixelRatio()
    if picture is None:
        name, token = ("triangle-alert", "error") if index.data(FAULT) else (_icon(index.data(ROW).kind), "text_2")
        picture = icons.pixmap(name, getattr(theme.tokens(), token), theme.px(_ICON), ratio)
    size = picture.deviceIndependentSize().toSize()
    target = QRect(room.center().x() - size.width() // 2, room.center().y() - size.height() // 2, *size.toTuple())
    painter.drawPixmap(target, picture)
    if index.data(PICTURE):
        painter.setPen(QColor(theme.tokens().divider))
        painter.drawRect(target.adjusted(-1, -1, 0, 0))


def _described(row: AttachmentRow) -> str:
    return f"{spoken_size(row.size)}　{spoken(row.added_at.date().isoformat())}"


def _tip(row: AttachmentRow) -> str:
    return "\n".join(filter(None, (row.name, _described(row), row.note)))


def _icon(kind: Kind) -> str:
    return "file-spreadsheet" if kind in OFFICE & {Kind.XLS, Kind.XLSX} else "file-text"


def _thumbnails(numbers: Sequence[int], side: int, report: tasks.Report) -> dict[int, bytes | str]:
    """Of each attachment its picture, or the sentence that says what is wrong with it."""
    found: dict[int, bytes | str] = {}
    for number in numbers:
        try:
            found[number] = attachments.thumbnail(number, side)
        except Problem as problem:
            found[number] = str(problem)
    return found


def _give_up(start: int, error: Exception) -> None:
    """Whoever left the desk meanwhile wants no pictures any more."""
    if session.may(Right.READ) and session.session_start() == start:
        raise error
