"""How everything looks: Fusion, a palette and one style sheet, all made from the token table, in three font sizes."""

import re
from dataclasses import asdict
from string import Template

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from app.paths import FONTS, RESOURCES
from app.ui.kit.tokens import CALM, HIGH_CONTRAST, Tokens

FAMILY = "Noto Sans SC"
SIZES = {11: "标准", 13: "大", 15: "特大"}
LENGTH = re.compile(r"(-?[\d.]+)(px|pt)\b")


class _Look(QObject):
    """The look now in force; everything else asks the functions below."""

    changed = Signal()
    base_pt = 11
    tokens = CALM


_look = _Look()
changed = _look.changed
"""Emitted after `apply`. Connect methods of widgets (they go with the widget), never lambdas."""


def tokens() -> Tokens:
    """The colours in force."""
    return _look.tokens


def base_pt() -> int:
    """The font size the clerk chose, in points."""
    return _look.base_pt


def high_contrast() -> bool:
    """Whether the high-contrast colours are in force."""
    return _look.tokens is HIGH_CONTRAST


def px(length: float) -> int:
    """A length drawn for 11 points, in pixels at the chosen font size."""
    return round(length * _look.base_pt / 11)


def effective(width: int) -> float:
    """A width in pixels, as it would be at 11 points: what decides how much fits."""
    return width * 11 / _look.base_pt


def font(points: float = 11, bold: bool = False) -> QFont:
    """A font for painting; `points` as drawn for the base of 11."""
    made = QFont(FAMILY)
    made.setPointSizeF(points * _look.base_pt / 11)
    made.setBold(bold)
    return made


def apply(app: QApplication, points: int, contrast: bool = False) -> None:
    """Show the whole running program in this font size and contrast, at once, unless it looks so already."""
    _look.base_pt = points
    _look.tokens = HIGH_CONTRAST if contrast else CALM
    sheet = style_sheet()
    if app.styleSheet() == sheet:
        return
    if not app.styleSheet():
        _load_fonts()
        app.setStyle("Fusion")
    app.setPalette(_palette(_look.tokens))
    app.setFont(font())
    app.setStyleSheet(sheet)
    _look.changed.emit()


def style_sheet() -> str:
    """The style sheet with the colours and sizes in force."""
    source = (RESOURCES / "style.qss").read_text(encoding="utf-8")
    scaled = LENGTH.sub(_scaled, source)
    return Template(scaled).substitute(asdict(_look.tokens), icons=(RESOURCES / "icons/control").as_posix())


def _scaled(length: re.Match[str]) -> str:
    number, unit = float(length[1]), length[2]
    return f"{px(number)}px" if unit == "px" else f"{number * _look.base_pt / 11:.2f}pt"


def _load_fonts() -> None:
    if FAMILY not in QFontDatabase.families():
        for name in ("NotoSansSC_400Regular.ttf", "NotoSansSC_700Bold.ttf"):
            QFontDatabase.addApplicationFont(str(FONTS / name))


def _palette(colours: Tokens) -> QPalette:
    palette = QPalette(QColor(colours.background))
    role = QPalette.ColorRole
    for target, colour in {
        role.Window: colours.background,
        role.Base: colours.surface,
        role.AlternateBase: colours.hover,
        role.Button: colours.surface,
        role.Highlight: colours.selection,
        role.HighlightedText: colours.text,
        role.PlaceholderText: colours.hint,
        role.Link: colours.link,
        role.ToolTipBase: colours.toast,
        role.ToolTipText: colours.toast_text,
    }.items():
        palette.setColor(target, QColor(colour))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(target, QColor(colours.text))
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.disabled))
    return palette
