"""Lucide icons, drawn in the colour and size asked for and redrawn when the look changes."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.paths import RESOURCES
from app.ui.kit import theme

GAP = 6
"""Clear pixels right of an icon that stands before words: the style itself leaves too few."""


def icon(name: str, color: str, size: int = 20, checked_color: str = "", gap: int = 0) -> QIcon:
    """The icon in a colour such as "#1F2329", in another where it is checked or selected; sizes in pixels."""
    made = QIcon()
    for ratio in (1.0, _ratio()):
        made.addPixmap(pixmap(name, color, size, ratio, gap))
        made.addPixmap(pixmap(name, theme.tokens().disabled, size, ratio, gap), QIcon.Mode.Disabled)
        made.addPixmap(pixmap(name, checked_color or color, size, ratio, gap), QIcon.Mode.Normal, QIcon.State.On)
    return made


@lru_cache(maxsize=512)
def pixmap(name: str, color: str, size: int, ratio: float = 1.0, gap: int = 0) -> QPixmap:
    """The icon as a picture of `size` pixels on a screen of this device pixel ratio."""
    picture = QPixmap(_shape(name, size, ratio, gap))
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(picture.rect(), QColor(color))
    painter.end()
    return picture


@lru_cache(maxsize=256)
def _shape(name: str, size: int, ratio: float, gap: int) -> QPixmap:
    """The icon in black, to be coloured: drawing its curves takes longest."""
    picture = _clear(QSize(size + gap, size), ratio)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(_source(name).encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def _clear(size: QSize, ratio: float) -> QPixmap:
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


@lru_cache(maxsize=64)
def _source(name: str) -> str:
    return (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def brand() -> QIcon:
    """The mark of the program: 商 in white on the accent."""
    picture = _clear(QSize(256, 256), 1.0)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.tokens().accent))
    painter.drawRoundedRect(picture.rect(), 48, 48)
    painter.setPen(QColor(theme.tokens().on_accent))
    letter = theme.font(bold=True)
    letter.setPixelSize(160)
    painter.setFont(letter)
    painter.drawText(picture.rect(), Qt.AlignmentFlag.AlignCenter, "商")
    painter.end()
    return QIcon(picture)


class _Dress(QObject):
    """Keeps the icon of one button in step with the look; it belongs to the button and goes with it."""

    def __init__(self, button: QAbstractButton, name: str, token: str, size: float, checked: str) -> None:
        super().__init__(button)
        self._button, self._name, self._token, self._size, self._checked = button, name, token, size, checked
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        size, gap = theme.px(self._size), theme.px(GAP) if self._button.text() else 0
        color, checked = getattr(theme.tokens(), self._token), getattr(theme.tokens(), self._checked)
        self._button.setIcon(icon(self._name, color, size, checked, gap))
        self._button.setIconSize(QSize(size + gap, size))


def dress(button: QAbstractButton, name: str, token: str = "text_2", size: float = 18, checked: str = "accent") -> None:
    """Give a button its icon, in the colours of two tokens, for good. Call again after its text came or went."""
    for former in button.findChildren(_Dress, options=Qt.FindChildOption.FindDirectChildrenOnly):
        former.setParent(None)
        former.deleteLater()
    _Dress(button, name, token, size, checked)


class Picture(QLabel):
    """An icon by itself, on a disc of a badge's colours if `tone` names one; sizes as drawn for 11 points."""

    def __init__(self, name: str, token: str = "text_2", size: float = 20, tone: str = "", disc: float = 0) -> None:
        super().__init__()
        self._name, self._token, self._size, self._tone, self._disc = name, token, size, tone, disc
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Paint it in the colours now in force."""
        side = theme.px(max(self._size, self._disc))
        self.setFixedSize(side, side)
        self.setPixmap(self._on_disc(side) if self._disc else self._bare())

    def _bare(self) -> QPixmap:
        badge = theme.tokens().badges.get(self._tone)
        color = badge.text if badge else getattr(theme.tokens(), self._token)
        return pixmap(self._name, color, theme.px(self._size), _ratio())

    def _on_disc(self, side: int) -> QPixmap:
        badge = theme.tokens().badges.get(self._tone)
        picture = _clear(QSize(side, side), _ratio())
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(badge.fill if badge else theme.tokens().tint))
        painter.drawEllipse(QRectF(0, 0, side, side))
        inset = (side - theme.px(self._size)) / 2
        painter.drawPixmap(QPointF(inset, inset), self._bare())
        painter.end()
        return picture
