"""What a scene of the window shows to the eye and to the Tab key: contrast, order of the stops, place of the focus."""

from collections import Counter
from functools import cache
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
)

from app.ui.kit import theme

EDGE = 3
"""Pixels at the border of a widget that are not its words."""


@cache
def luminance(colour):
    """Relative luminance of a colour as a picture's bits tell it (WCAG 2.2)."""
    colour = QColor(colour)
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def pixels(picture):
    """The colours of a picture, row by row."""
    plain = picture.convertToFormat(QImage.Format.Format_ARGB32)  # what its bits are read from must stay until then
    return memoryview(plain.constBits()).cast("I").tolist()


def painted_contrast(picture, room):
    """Between the colour that fills a room of a picture and the colour farthest from it, as painted."""
    seen = room & picture.rect()
    colours = Counter(() if seen.isEmpty() else pixels(picture.copy(seen)))
    if len(colours) < 2:
        return None
    ground = luminance(colours.most_common(1)[0][0])
    found = [luminance(colour) for colour in colours]
    return max((ground + 0.05) / (min(found) + 0.05), (max(found) + 0.05) / (ground + 0.05))


def faint(top):
    """Words that are painted with less than 4.5 to 1; what cannot be used now may be."""
    picture = top.grab().toImage()
    dense = picture.devicePixelRatio()
    for each in top.findChildren(QLabel) + top.findChildren(QPushButton) + top.findChildren(QLineEdit):
        words = each.text() or getattr(each, "placeholderText", str)()
        if not (words and each.isVisible() and each.isEnabled()) or each.visibleRegion().isEmpty():
            continue
        seen = each.visibleRegion().boundingRect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        room = QRect(each.mapTo(top, seen.topLeft()) * dense, seen.size() * dense)
        whole = each.visibleRegion() == QRegion(each.rect())  # what is half hidden is whole in another scene
        found = painted_contrast(picture, room) if whole else None
        if found and found < 4.5:
            yield f"faint: {words!r} {found:.2f}"


def clipped(top):
    """Parts that scroll up and down only and hold something wider than they are."""
    for area in top.findChildren(QScrollArea):
        never = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        inside = area.widget()
        if never and area.isVisible() and inside and inside.width() > area.viewport().width():
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
    picture = widget.grab().toImage()
    return pixels(picture).count(QColor(theme.tokens().focus).rgb())
