"""Every page and dialog, in every room: nothing cut or faint, all named, large enough, in Chinese, in order."""

import json
import os
import re
import subprocess
import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)

from app.paths import Folder
from app.services import centres
from app.ui.kit import theme
from app.ui.kit.editors import ChoiceEditor, NumberBox
from tests.ui.reading import backwards, clipped, colours, faint, lost, painted, shown

INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTabBar, QAbstractItemView)
ALLOWED = re.compile(
    r"“?rh”?|PgUp|PgDown|Excel|Word|PDF|Enter|Return|Ctrl|Esc|Shift|Alt|Del|Tab|\d [KM]B|ABCD|AAA?|[0-9A-Z-]{5,}"
    r"|\S+\.(csv|xlsx|db|jpg)"
)
ENGLISH = re.compile("[A-Za-z]{2,}")
CHINESE = re.compile("[\u4e00-\u9fff]")


def load_pictures():
    spec = spec_from_file_location("pictures", Path(__file__).parents[2] / "packaging/pictures.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pictures = load_pictures()


def of_kind(widgets, *kinds):
    """Those of a kind."""
    return [each for each in widgets if isinstance(each, kinds)]


def seen(visible):
    """Those among visible widgets that Qt did not make inside its own."""
    own = [each for each in visible if not is_of_qt(each)]
    return [
        each for each in own if not isinstance(each.parent(), (QLineEdit, QComboBox, QAbstractSpinBox, QHeaderView))
    ]


def is_of_qt(widget):
    """Whether Qt made a widget for itself; the corner of a table has a name of its own in newer releases alone."""
    return widget.objectName().startswith("qt_") or widget.metaObject().className() == "QTableCornerButton"


def cut(widgets):
    for words in of_kind(widgets, QLabel):
        wraps = words.wordWrap() and words.text()
        height = words.heightForWidth(words.width()) if wraps else words.sizeHint().height()
        if words.height() < height or (not wraps and words.width() < words.sizeHint().width()):
            yield f"cut: {words.text()!r} {words.size()} {words.sizeHint()}"
    for button in of_kind(widgets, QPushButton):
        if button.width() < button.sizeHint().width() or button.height() < button.sizeHint().height():
            yield f"cut: {button.text()!r} {button.size()} {button.sizeHint()}"


def outside(top, widgets):
    """Widgets of a window or dialog that lie beyond its edge."""
    room = QRect(top.mapToGlobal(top.rect().topLeft()), top.size())
    for button in of_kind(widgets, QPushButton, QLineEdit):
        place = QRect(button.mapToGlobal(button.rect().topLeft()), button.size())
        if not room.contains(place) and not inside_scrolling(button):
            yield f"outside: {button.accessibleName()!r} {place} {room}"


def inside_scrolling(widget):
    parent = widget.parentWidget()
    while parent and not parent.inherits("QAbstractScrollArea"):
        parent = parent.parentWidget()
    return parent is not None


def nameless(widgets):
    for each in of_kind(widgets, *INTERACTIVE):
        if not isinstance(each, QHeaderView) and not CHINESE.search(
            each.accessibleName() or getattr(each, "text", str)()
        ):
            yield f"nameless: {type(each).__name__} {each.parent()}"


def small(widgets):
    for each in of_kind(widgets, QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox):
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus and (each.height() < 32 or each.width() < 32):
            yield f"small: {each.accessibleName()!r} {each.size()}"
    for each in of_kind(widgets, QPushButton):
        if each.property("variant") == "primary" and each.height() < theme.px(32.5):
            yield f"low primary: {each.text()!r} {each.size()}"


def turning(widgets):
    """Boxes that the wheel turns though nobody uses them."""
    for each in of_kind(widgets, QComboBox, QAbstractSpinBox):
        if not isinstance(each, (ChoiceEditor, NumberBox)):
            yield f"turning: {each.accessibleName()!r}"


def foreign(widgets):
    for each in widgets:
        texts = [each.accessibleName(), each.toolTip(), each.windowTitle()]
        texts += [getattr(each, name)() for name in ways_to_tell(type(each))]
        yield from (f"foreign: {text!r}" for text in texts if is_foreign(text))


@cache
def ways_to_tell(kind):
    """How a widget of a kind tells its words."""
    return [name for name in ("text", "placeholderText") if callable(getattr(kind, name, None))]


@cache
def is_foreign(text):
    return bool(ENGLISH.search(text) and ENGLISH.search(ALLOWED.sub("", text)))


def untold(widgets):
    """Buttons whose key, or whose icon, is not put into words by a tip."""
    for each in of_kind(widgets, QPushButton):
        key = each.shortcut().toString()
        words = each.text() or each.toolTip() or each.findChildren(QLabel)
        if (key and key not in each.toolTip()) or not words:
            yield f"untold: {each.accessibleName()!r} {key!r} {each.toolTip()!r}"
        if each.isDefault() and "Enter" not in each.toolTip() and not key:
            yield f"untold: {each.accessibleName()!r} is the default"


class Inspection(pictures.Stage):
    """Plays the scenes and looks at each instead of taking its picture."""

    faults = ()

    def snap(self, name, front=None):
        pictures.settle(self.app)
        top = front or self.window
        visible = list(shown(top))
        own = seen(visible)
        found = [fault for check in (cut, nameless, small, untold, turning) for fault in check(own)]
        found += [*outside(top, own), *faint(top, visible), *clipped(visible)]
        found += foreign(top.findChildren(QWidget) if front else visible)
        found += [fault for check in (lost, backwards) for fault in check(top)] if isinstance(front, QDialog) else []
        self.faults = (*self.faults, *(f"{name}: {fault}" for fault in found))

    snap_alone = snap

    def leave(self, window):
        """What its pages hold without showing it is read once."""
        self.faults = (*self.faults, *foreign(window.findChildren(QWidget)))
        super().leave(window)


pictures.ROOMS["font13"] = (1366, 688, 13, False)
pictures.ROOMS["strong"] = (1366, 688, 15, True)
DENSE = "scale125"
ROOMS = (DENSE,) if os.environ.get("QT_SCALE_FACTOR") else ("standard", "font13", "strong")
"""High contrast changes colours alone: the largest words need no other room, nor do the strongest colours. The smallest
room is that of a dense screen."""


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)
@pytest.mark.parametrize("room", ROOMS)
def test_nothing_is_cut_nameless_small_or_foreign(qapp, sample_store, tmp_path, sized, room):
    *_, points, contrast = pictures.ROOMS[room]
    sized(points, contrast)
    ledger = tmp_path / "商户台账2026.csv"
    ledger.write_text(pictures.LEDGER, "utf-8")
    inspection = Inspection(qapp, tmp_path, room)
    inspection.play(ledger)
    centres.close()
    pictures.before_log_in(sample_store, Folder(tmp_path / "另一家"), inspection.snap_alone)
    assert not inspection.faults, "\n".join(inspection.faults)


def test_nothing_is_cut_on_a_screen_of_twice_the_density(tmp_path):
    """Once more in a process of its own: Qt reads the scale when it starts."""
    screen = {**pictures.SCREEN["screens"][0], "width": 2732, "height": 1456}
    (tmp_path / "screen.json").write_text(json.dumps({"screens": [screen]}))
    scaled = {"QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": f"offscreen:configfile={tmp_path / 'screen.json'}"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", __file__, "-k", f"nameless and {DENSE}"]
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, env=alone | scaled, capture_output=True, text=True, check=False)
    assert "1 passed" in done.stdout, done.stdout


def ring(widget):
    """How many pixels of the focus colour a widget shows."""
    picture, focus = painted(widget), QColor(theme.tokens().focus).getRgb()
    lines = [colours(picture, QRect(0, y, picture.width, 1)) for y in (0, 1, picture.height - 1)]
    return sum(count for line in lines for count, colour in line if colour == focus)


@pytest.mark.parametrize("place", range(6))
def test_the_focus_is_seen_wherever_the_tab_key_leads(window, place):
    window.header.tabs.setCurrentIndex(place)
    window.header.tabs.setFocus(Qt.FocusReason.TabFocusReason)
    rings = {}
    while (focused := window.focusWidget()) not in rings:
        rings[focused] = ring(focused)
        window.focusNextChild()
    assert len(rings) >= 7
    assert not [
        each.accessibleName() for each, seen in rings.items() if seen < min(each.width(), 80) and not is_list(each)
    ]


def is_list(widget):
    """Lists mark the row, not their frame."""
    return isinstance(widget, QAbstractItemView)
