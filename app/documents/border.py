"""The ground of a certificate: paper, a pale rosette, and a woven border with a medallion in each corner."""

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents.guilloche import band, rosette
from app.documents.ornament import frame, star

_PAPER, _GROUND = HexColor("#FFFCF2"), HexColor("#FBF2DA")
_PALE, _GOLD, _DARK, _RED = HexColor("#F1E4C4"), HexColor("#B8892F"), HexColor("#8C6416"), HexColor("#B5121B")
_INSET, _BAND = 10.0, 11.0
_INSIDE = _INSET + _BAND
_MEDALLION = 8.6  # radius
_ROSETTE = 62.0


def draw_border(canvas: Canvas, width: float, height: float) -> None:
    """Cover the whole page; inside 23 mm nothing but the pale rosette is drawn."""
    canvas.setFillColor(_PAPER)
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    _pale_rosette(canvas, width / 2, height / 2 - 4)
    _band_ground(canvas, width, height)
    _bands(canvas, width, height)
    _lines(canvas, width, height)
    middle = _INSET + _BAND / 2
    for x in (middle, width - middle):
        for y in (middle, height - middle):
            _medallion(canvas, x, y)


def _pale_rosette(canvas: Canvas, x: float, y: float) -> None:
    canvas.setStrokeColor(_PALE)
    canvas.setLineWidth(0.09)
    for ring in range(3):
        rosette(canvas, x, y, _ROSETTE * (1 - 0.27 * ring), hollow=0.62, lobes=12 + 4 * ring, count=16)


def _band_ground(canvas: Canvas, width: float, height: float) -> None:
    canvas.setStrokeColor(_GROUND)
    frame(canvas, width, height, _INSET + _BAND / 2, _BAND)


def _bands(canvas: Canvas, width: float, height: float) -> None:
    near, far = _INSIDE + 4, _INSET + _BAND / 2
    for start, end in (
        ((near, far), (width - near, far)),
        ((near, height - far), (width - near, height - far)),
        ((far, near), (far, height - near)),
        ((width - far, near), (width - far, height - near)),
    ):
        canvas.setStrokeColor(_GOLD)
        canvas.setLineWidth(0.12)
        band(canvas, start, end, reach=0.4 * _BAND, period=15, count=10)
        canvas.setStrokeColor(_RED)
        canvas.setLineWidth(0.1)
        band(canvas, start, end, reach=0.18 * _BAND, period=7.5, count=4)


def _lines(canvas: Canvas, width: float, height: float) -> None:
    canvas.setStrokeColor(_DARK)
    for inset, line in ((_INSET, 0.9), (_INSET + 1.3, 0.25), (_INSIDE - 1.3, 0.25), (_INSIDE, 0.7)):
        frame(canvas, width, height, inset, line)
    canvas.setStrokeColor(_RED)
    frame(canvas, width, height, _INSIDE + 2, 0.2)


def _medallion(canvas: Canvas, x: float, y: float) -> None:
    canvas.setFillColor(_GROUND)
    canvas.circle(x, y, _MEDALLION, stroke=0, fill=1)
    canvas.setStrokeColor(_DARK)
    canvas.setLineWidth(0.1)
    rosette(canvas, x, y, _MEDALLION - 0.3, hollow=0.35, lobes=8, count=10)
    canvas.setStrokeColor(_RED)
    canvas.setLineWidth(0.12)
    rosette(canvas, x, y, 4.6, hollow=0.25, lobes=6, count=6)
    canvas.setStrokeColor(_DARK)
    canvas.setLineWidth(0.4)
    canvas.circle(x, y, _MEDALLION)
    canvas.setFillColor(_RED)
    star(canvas, x, y, 1.7)
