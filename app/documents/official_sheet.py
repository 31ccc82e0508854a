"""An official page drawn: red head, rows, imprint, page number, small print."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import CMYKColor, HexColor, black
from reportlab.pdfgen.canvas import Canvas

from app.documents import official_grid as grid
from app.documents import ornament
from app.documents.lines import draw_line
from app.documents.official_blocks import Imprint, Masthead
from app.documents.official_pieces import Piece, Row
from app.documents.official_rows import Typesetter
from app.documents.outline import bounds
from app.documents.pages import PT
from app.documents.type import Face, draw, fitted, width

_RED, _GREY = CMYKColor(0, 1, 1, 0), HexColor("#4A4F57")
_MARK_BELOW, _MARK_SIZE, _MARK_MOST, _MARK_WIDE = 35.0, 46 * PT, 150.0, 132.0
_ISSUER_ROOM, _DATE_ROOM = 92.0, 48.0
_NUMBER_ROW, _LINE_BELOW = 7, 4.0
_DASH_BELOW, _FOOT_BELOW = 7.0, 16.0
_THICK, _THIN, _RED_LINE, _RULE = 0.35, 0.25, 0.7, 0.15
_BOXED = Face("hei", 14 * PT)
_BOX_TOP, _BOX_HIGH = 24.0, 7.5
TITLE_ROW = 10
"""The row of the title below a red head: two empty lines under the red line."""


@dataclass(frozen=True)
class Page:
    """One page of a document: what stands on it from `first_row` on; `number` 0 is not printed."""

    rows: tuple[Row, ...]
    number: int
    first_row: int = 0
    masthead: Masthead | None = None
    imprint: tuple[Row, ...] = ()
    labels: Sequence[str] = ()
    foot: str = ""
    sample: bool = False


def imprint_rows(imprint: Imprint, setter: Typesetter) -> tuple[Row, ...]:
    """The rows of 版记: copies, then printer on the left and date on the right."""
    inset, face = grid.PITCH, grid.IMPRINT
    rows: list[Row] = []
    if imprint.copies:
        head = setter.piece(inset, "抄送：", face)
        hung = inset + 3 * face.size
        said = "，".join(imprint.copies) + "。"
        for place, (_, line) in enumerate(setter.lines(said, face, grid.ACROSS - hung - inset)):
            body = Piece(hung, line, face)
            rows.append(Row((body,) if place else (head, body)))
    if imprint.printer or imprint.date:
        printer = setter.piece(inset, imprint.printer, face)
        date = setter.piece(grid.ACROSS - inset, f"{imprint.date}印发" if imprint.date else "", face, 1.0)
        rows.append(Row((printer, date)))
    return tuple(rows)


def draw_page(canvas: Canvas, page: Page) -> None:
    """Draw a page in millimetres."""
    if page.masthead:
        _masthead(canvas, page.masthead)
    canvas.setFillColor(black)
    canvas.setStrokeColor(black)
    for place, row in enumerate(page.rows, page.first_row):
        _row(canvas, place, row)
    _imprint(canvas, page.imprint)
    _number(canvas, page.number)
    _boxes(canvas, page.labels)
    if page.foot:
        canvas.setFillColor(_GREY)
        face = fitted(page.foot, grid.FOOT, grid.ACROSS)
        draw(canvas, grid.LEFT + grid.ACROSS / 2, _under(_FOOT_BELOW), page.foot, face, "centre")
    if page.sample:
        ornament.sample_mark(canvas, grid.WIDTH, grid.HEIGHT)


def _row(canvas: Canvas, place: int, row: Row) -> None:
    top = grid.HEIGHT - grid.TOP - place * grid.LEADING
    canvas.setLineWidth(_RULE)
    for rule in row.rules:
        canvas.line(grid.LEFT + rule.x, top - rule.y, grid.LEFT + rule.to_x, top - rule.to_y)
    for bar in row.bars:
        canvas.setFillGray(bar.grey)
        canvas.rect(grid.LEFT + bar.x, top - bar.y - bar.high, bar.across, bar.high, stroke=0, fill=1)
        canvas.setFillColor(black)
    for piece in row.pieces:
        _piece(canvas, place, piece)


def _piece(canvas: Canvas, place: int, piece: Piece) -> None:
    x, y = grid.LEFT + piece.x, grid.baseline(place, piece.face.size) - piece.down
    if piece.face.condense != 1:
        draw(canvas, x, y, piece.line.text, piece.face)
    elif piece.line.text:
        draw_line(canvas, x, y, piece.line, piece.face)


def _masthead(canvas: Canvas, masthead: Masthead) -> None:
    middle = grid.LEFT + grid.ACROSS / 2
    _mark(canvas, middle, masthead.mark)
    own_line = bool(masthead.issuer or masthead.date)
    if masthead.number:
        row = _NUMBER_ROW - own_line
        _fit(canvas, middle, grid.baseline(row), masthead.number, grid.ACROSS, "centre")
    foot = grid.baseline(_NUMBER_ROW)
    _fit(canvas, grid.LEFT + grid.PITCH, foot, masthead.issuer, _ISSUER_ROOM, "left")
    _fit(canvas, grid.RIGHT - grid.PITCH, foot, masthead.date, _DATE_ROOM, "right")
    canvas.setStrokeColor(_RED)
    canvas.setLineWidth(_RED_LINE)
    red_line = foot - 0.12 * grid.BODY.size - _LINE_BELOW
    canvas.line(grid.LEFT, red_line, grid.RIGHT, red_line)


def _mark(canvas: Canvas, middle: float, mark: str) -> None:
    """The mark in red, the upper edge of its ink 35 mm below that of the type area."""
    canvas.setFillColor(_RED)
    face = _mark_face(mark)
    ink = max((bounds(face.slot, character)[3] for character in mark), default=0.0)
    draw(canvas, middle, grid.HEIGHT - grid.TOP - _MARK_BELOW - ink * face.size, mark, face, "centre")
    canvas.setFillColor(black)


def _fit(canvas: Canvas, x: float, y: float, text: str, room: float, align: str) -> None:
    draw(canvas, x, y, text, fitted(text, grid.BODY, room), align)


def _mark_face(mark: str) -> Face:
    """The mark spread a little where it is short, condensed where it is long."""
    plain = Face("xbs", _MARK_SIZE)
    spare = (_MARK_WIDE - width(mark, plain)) / max(1, len(mark) - 1)
    if spare > 0:
        return Face("xbs", _MARK_SIZE, spacing=min(spare, 0.5 * _MARK_SIZE))
    return fitted(mark, plain, _MARK_MOST)


def _imprint(canvas: Canvas, rows: tuple[Row, ...]) -> None:
    first = grid.LINES - len(rows)
    for place, row in enumerate(rows, first):
        _row(canvas, place, row)
        canvas.setLineWidth(_THICK if place == first else _THIN)
        top = grid.HEIGHT - grid.TOP - place * grid.LEADING
        if place == first or len(row.pieces) > 1:
            canvas.line(grid.LEFT, top, grid.RIGHT, top)
    if rows:
        canvas.setLineWidth(_THICK)
        canvas.line(grid.LEFT, _under(0.0), grid.RIGHT, _under(0.0))


def _number(canvas: Canvas, number: int) -> None:
    """A dash, the number, a dash: the dashes 7 mm under the type area, one character in from the outer side."""
    if not number:
        return
    _, low, _, high = bounds(grid.NUMBER.slot, "—")
    y = _under(_DASH_BELOW) - (low + high) / 2 * grid.NUMBER.size
    x, align = (grid.RIGHT - grid.PITCH, "right") if number % 2 else (grid.LEFT + grid.PITCH, "left")
    draw(canvas, x, y, f"— {number} —", grid.NUMBER, align)


def _boxes(canvas: Canvas, labels: Sequence[str]) -> None:
    """Words in a frame above the type area, from the right inwards."""
    canvas.setLineWidth(0.4)
    right, bottom = grid.RIGHT, grid.HEIGHT - _BOX_TOP - _BOX_HIGH
    for label in labels:
        across = width(label, _BOXED) + 4.0
        canvas.rect(right - across, bottom, across, _BOX_HIGH)
        draw(canvas, right - across / 2, bottom + 1.95, label, _BOXED, "centre")
        right -= across + 3.0


def _under(below: float) -> float:
    """A height that lies so far below the type area."""
    return grid.HEIGHT - grid.TOP - grid.DOWN - below
