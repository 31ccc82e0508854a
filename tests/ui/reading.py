"""What a scene of the window shows to the eye and to the Tab key: contrast, order of the stops, place of the focus."""

from functools import cache
from itertools import pairwise

from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from app.ui.kit import theme

EDGE = 3
"""Pixels at the border of a widget that are not its words."""


def shown(top):
    """What is visible in a window or dialog."""
    for each in top.children():
        if isinstance(each, QWidget) and each.isVisible():
            yield each
            yield from shown(each)


@cache
def luminance(colour):
    """Relative luminance of a colour given by its red, green and blue, 0 to 255 (WCAG 2.2)."""
    shares = [part / 255 for part in colour[:3]]
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def painted(widget):
    """What a widget shows, as a picture whose colours are quickly counted."""
    plain = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (plain.width(), plain.height()), bytes(plain.constBits()))


def colours(picture, room):
    """How often each colour is in a room of a picture, the most frequent first."""
    seen = room & QRect(0, 0, *picture.size)
    if seen.isEmpty():
        return []
    part = picture.crop((seen.left(), seen.top(), seen.left() + seen.width(), seen.top() + seen.height()))
    return sorted(part.getcolors(seen.width() * seen.height()), reverse=True)


def painted_contrast(picture, room):
    """Between the colour that fills a room of a picture and the colour farthest from it, as painted."""
    found = [luminance(colour) for _, colour in colours(picture, room)]
    if len(found) < 2:
        return None
    return max((found[0] + 0.05) / (min(found) + 0.05), (max(found) + 0.05) / (found[0] + 0.05))


def faint(top, visible):
    """Words that are painted with less than 4.5 to 1; what cannot be used now may be."""
    picture, dense = painted(top), top.devicePixelRatio()
    for each in visible:
        words = isinstance(each, (QLabel, QPushButton, QLineEdit)) and each.isEnabled() and written(each)
        if not words or (region := each.visibleRegion()).isEmpty():
            continue
        seen = region.boundingRect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        room = QRect((each.mapTo(top, seen.topLeft()) * dense), seen.size() * dense)
        whole = region == QRegion(each.rect())  # what is half hidden is whole in another scene
        found = painted_contrast(picture, room) if whole else None
        if found and found < 4.5:
            yield f"faint: {words!r} {found:.2f}"


def written(widget):
    """The words a label, button or box shows."""
    return widget.text() or getattr(widget, "placeholderText", str)()


def clipped(visible):
    """Parts that scroll up and down only and hold something wider than they are."""
    for area in visible:
        if not isinstance(area, QScrollArea):
            continue
        never = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        inside = area.widget()
        if never and inside and inside.width() > area.viewport().width():
            yield f"clipped: {named(area)} {inside.width()} in {area.viewport().width()}"


def stops(top):
    """The widgets at which the Tab key stops, from the one that has the focus, which has it again afterwards."""
    found = [top.focusWidget()]
    top.focusNextChild()
    while top.focusWidget() is not found[0]:
        found.append(top.focusWidget())
        assert len(found) < 99
        top.focusNextChild()
    return found


def part(widget, top):
    """The scrolled part that a stop stands in: parts are read one after another."""
    while (widget := widget.parentWidget()) and widget is not top:
        if isinstance(widget, QScrollArea):
            return widget
    return top


def backwards(top):
    """Pairs of stops of which the Tab key comes to the one first that is read last: above, or left in one row."""
    places = [(each, part(each, top), QRect(each.mapTo(top, QPoint()), each.size())) for each in stops(top)]
    start = min(range(len(places)), key=lambda n: (places[n][2].top(), places[n][2].left()))
    places = places[start:] + places[:start]
    for (one, where, first), (other, there, second) in pairwise(places):
        overlap = min(first.bottom(), second.bottom()) - max(first.top(), second.top())
        same_row = overlap > min(first.height(), second.height()) // 2
        wrong = second.left() < first.left() if same_row else second.bottom() < first.top()
        if where is there and wrong and (same_row or second.left() < first.right()):
            yield f"backwards: {named(one)} before {named(other)} {first} {second}"


def named(widget):
    return repr(widget.accessibleName() or getattr(widget, "text", str)() or type(widget).__name__)


def lost(dialog):
    """A dialog in which no widget has the focus, or none that shows it."""
    dialog.activateWindow()  # a desktop does this by itself
    QTest.qWaitForWindowActive(dialog)
    focused = QApplication.focusWidget()
    if focused is None or not (focused is dialog or dialog.isAncestorOf(focused)):
        yield f"lost: the focus is on {focused}"
    elif ring(focused) < 40:
        yield f"lost: the focus on {named(focused)} is not seen"


def ring(widget):
    """How many pixels of the focus colour a widget shows."""
    picture = painted(widget)
    focus = QColor(theme.tokens().focus).getRgb()
    return next((count for count, colour in colours(picture, QRect(0, 0, *picture.size)) if colour == focus), 0)
