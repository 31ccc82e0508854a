"""Colours can be told apart, and font sizes change at once."""

import re

import pytest
from PySide6.QtWidgets import QLabel

from app.ui.kit import theme
from app.ui.kit.buttons import button, label
from app.ui.kit.tokens import CALM, HIGH_CONTRAST

WORDS = {
    "surface": ["text", "text_2", "hint", "accent", "link", "ok", "warn", "error"],
    "background": ["text", "text_2", "hint", "accent", "link"],
    "head": ["text", "text_2"],
    "hover": ["text", "text_2", "hint"],
    "tint": ["text", "accent", "error"],
    "selection": ["text", "text_2"],
    "accent": ["on_accent"],
    "accent_hover": ["on_accent"],
    "accent_pressed": ["on_accent"],
    "toast": ["toast_text", "toast_link", "toast_ok"],
}
LINES = {"surface": ["border", "focus", "accent", "error"], "background": ["focus"], "selection": ["focus"]}


def luminance(colour):
    """Relative luminance of "#RRGGBB" (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pairs(table, tokens):
    return [
        (front, ground, contrast(getattr(tokens, front), getattr(tokens, ground)))
        for ground, fronts in table.items()
        for front in fronts
    ]


@pytest.mark.parametrize("tokens", [CALM, HIGH_CONTRAST], ids=["calm", "high contrast"])
def test_words_stand_out(tokens):
    faint = [pair for pair in pairs(WORDS, tokens) if pair[2] < 4.5]
    faint += [tone for tone, badge in tokens.badges.items() if contrast(badge.text, badge.fill) < 4.5]
    assert not faint


@pytest.mark.parametrize("tokens", [CALM, HIGH_CONTRAST], ids=["calm", "high contrast"])
def test_borders_and_focus_stand_out(tokens):
    assert not [pair for pair in pairs(LINES, tokens) if pair[2] < 3]


def test_high_contrast_changes_colours_alone(sized):
    sheets = []
    for contrast in (False, True):
        sized(15, contrast)
        sheets.append(theme.style_sheet())
    assert sheets[0] != sheets[1]
    assert re.sub("#[0-9A-Fa-f]{6}", "", sheets[0]) == re.sub("#[0-9A-Fa-f]{6}", "", sheets[1])


def test_high_contrast_is_stronger_for_every_word():
    calm, strong = pairs(WORDS, CALM), pairs(WORDS, HIGH_CONTRAST)
    weaker = [a for a, b in zip(calm, strong, strict=True) if b[2] < min(a[2], 7)]
    assert not weaker


def test_sizes_change_at_once(qtbot, sized):
    words, act = label("瑞和茶庄", "title"), button("保存")
    plain = QLabel("瑞和茶庄")
    for widget in (words, act, plain):
        qtbot.addWidget(widget)
        widget.show()
    heights = []
    for points in theme.SIZES:
        sized(points)
        heights.append([widget.sizeHint().height() for widget in (words, act, plain)])
    assert heights[0] < heights[1] < heights[2]
    assert all(small < large for small, large in zip(heights[0], heights[2], strict=True))


def test_those_who_size_themselves_are_told(qtbot, sized):
    with qtbot.waitSignal(theme.changed):
        sized(13)
    assert theme.px(100) == round(100 * 13 / 11)


@pytest.mark.parametrize("contrast", [False, True])
def test_style_sheet_is_filled_in(sized, contrast):
    sized(15, contrast)
    assert "$" not in theme.style_sheet()
    assert theme.tokens().accent in theme.style_sheet()
