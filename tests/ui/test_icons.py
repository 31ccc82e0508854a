"""Icons take their colour from the look in force."""

import re

import pytest
from PySide6.QtGui import QColor

from app.paths import RESOURCES
from app.ui.kit import icons, theme
from app.ui.kit.buttons import button
from app.ui.kit.tokens import HIGH_CONTRAST

NAMES = sorted(path.stem for path in (RESOURCES / "icons").glob("*.svg"))


def colours(picture):
    """The colours of the pixels that are quite opaque."""
    image = picture.toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_its_colour(qapp, name):
    assert QColor("#0b4f8a").name() in colours(icons.pixmap(name, "#0B4F8A", 48))


def test_sharp_screens_get_more_pixels(qapp):
    picture = icons.pixmap("store", "#000000", 20, 2.0)
    assert picture.width() == 40
    assert picture.deviceIndependentSize().width() == 20


def test_every_icon_named_in_the_code_is_there():
    source = "\n".join(path.read_text("utf-8") for path in (RESOURCES.parent / "app/ui").rglob("*.py"))
    named = set(re.findall(r'(?:icon=|Picture\(|icons\.icon\(|dress\(\w+, )"([a-z0-9-]+)"', source))
    assert named
    assert named <= set(NAMES)


def test_a_button_s_icon_follows_the_contrast(qtbot, sized):
    made = button("导出", icon="download")
    qtbot.addWidget(made)
    sized(11, True)
    assert colours(made.icon().pixmap(48)) >= {QColor(HIGH_CONTRAST.text_2).name()}


def test_a_button_that_is_gone_is_forgotten(qtbot, sized):
    made = button("导出", icon="download")
    made.deleteLater()
    qtbot.waitSignal(made.destroyed)
    sized(13)
    assert theme.base_pt() == 13
