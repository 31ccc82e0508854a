"""How the clerk of the tests brings files to a merchant's card."""

import io

from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QScrollArea


def picture(colour="red", form="PNG"):
    whole = io.BytesIO()
    Image.new("RGB", (80, 40), colour).save(whole, form)
    return whole.getvalue()


def mime_of(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drag(window, spot, data, *, let_go=True):
    """Bring something to a place of a window as the desktop does; it finds who takes it. Says whether anybody does."""
    handle, copy, left = window.windowHandle(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none, place = Qt.KeyboardModifier.NoModifier, window.mapFromGlobal(spot)
    moved = QDragMoveEvent(place, copy, data, left, none)
    for event in (QDragEnterEvent(place, copy, data, left, none), moved):
        QApplication.sendEvent(handle, event)
    taken = moved.isAccepted()
    if let_go:
        QApplication.sendEvent(handle, QDropEvent(QPointF(place), copy, data, left, none))
    return taken


def scroll_to(strip):
    """As the clerk does, who sees the strip before dropping something on it."""
    area = next(each for each in strip.window().findChildren(QScrollArea) if each.isAncestorOf(strip))
    area.ensureWidgetVisible(strip)


def middle(widget):
    return widget.mapToGlobal(widget.rect().center())


def names(strip):
    return [strip.list.item(place).text() for place in range(strip.list.count())]


def drop(strip, settled, *paths):
    scroll_to(strip)
    drag(strip.window(), middle(strip), mime_of(*paths))
    settled()
