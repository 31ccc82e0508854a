"""Everything about one merchant on one sheet of A4: for the counter, or as evidence for a recommendation."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.lines import Line, draw_line, paragraphs
from app.documents.pages import PT, write_pages
from app.documents.type import Face, draw, fitted, settable
from app.paths import Out

WIDTH, HEIGHT = 210.0, 297.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 20.0, 190.0, 262.0, 24.0
_SIGN_ROOM = 26.0
_INK, _GREY, _RULE, _HEAD = HexColor("#1F2329"), HexColor("#4E5661"), HexColor("#8A9099"), HexColor("#F0F2F5")
_TITLE, _SUB = Face("xbs", 20 * PT, spacing=1.5 * PT), Face("song", 10.5 * PT)
_SECTION, _LABEL, _CELL, _FOOT = Face("heib", 11 * PT), Face("hei", 10 * PT), Face("song", 10 * PT), Face("hei", 8 * PT)
_PITCH, _BAND, _GAP = 5.6, 6.6, 3.0
_LABEL_ROOM = 24.0


@dataclass(frozen=True)
class Section:
    """A heading and lines under it; where there are none, `nothing` is said."""

    title: str
    lines: Sequence[str]
    nothing: str = "没有记录。"


@dataclass(frozen=True)
class Sheet:
    """`facts` are labels and values in two columns; `signatures` words with a line to write on; `mark` who made it."""

    title: str
    under: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    mark: str
    signatures: Sequence[str] = ()
    sample: bool = False


def write(sheet: Sheet, out: Out) -> int:
    """Write the sheet, always one page: what has no room is counted. Returns 1. Raises Problem."""

    def page(canvas: Canvas, each: Sheet) -> None:
        _Page(canvas, each).draw()

    return write_pages(out, (WIDTH, HEIGHT), sheet.title, [sheet], lambda canvas: None, page)


class _Page:
    """Draws from the top down; `y` is where the next thing begins."""

    def __init__(self, canvas: Canvas, sheet: Sheet) -> None:
        self._canvas, self._sheet, self._y = canvas, sheet, _TOP

    def draw(self) -> None:
        self._canvas.setFillColor(_INK)
        self._canvas.setStrokeColor(_RULE)
        self._canvas.setLineWidth(0.15)
        self._open()
        self._facts()
        for section, room in zip(self._sheet.sections, self._rooms(), strict=True):
            self._section(section, room)
        self._close()
        if self._sheet.sample:
            ornament.sample_mark(self._canvas, WIDTH, HEIGHT)

    def _open(self) -> None:
        title, under = (settable(text, "song") for text in (self._sheet.title, self._sheet.under))
        draw(self._canvas, WIDTH / 2, 274.0, title, fitted(title, _TITLE, _RIGHT - _LEFT), "centre")
        self._canvas.setFillColor(_GREY)
        draw(self._canvas, WIDTH / 2, 266.0, under, fitted(under, _SUB, _RIGHT - _LEFT), "centre")

    def _facts(self) -> None:
        half = (_RIGHT - _LEFT) / 2
        self._canvas.line(_LEFT, self._y, _RIGHT, self._y)
        for place, (label, value) in enumerate(self._sheet.facts):
            x, y = _LEFT + (place % 2) * half, self._y - _BAND + 2
            said = settable(value, _CELL.slot)
            self._canvas.setFillColor(_GREY)
            draw(self._canvas, x + 1, y, label, _LABEL)
            self._canvas.setFillColor(_INK)
            draw(self._canvas, x + _LABEL_ROOM, y, said, fitted(said, _CELL, half - _LABEL_ROOM - 2))
            if place % 2 or place == len(self._sheet.facts) - 1:
                self._y -= _BAND
                self._canvas.line(_LEFT, self._y, _RIGHT, self._y)
        self._y -= _GAP

    def _rooms(self) -> list[int]:
        """How many lines each section may have: what the short ones leave goes to the long ones."""
        heads = len(self._sheet.sections) * (_BAND + _GAP)
        signing = _SIGN_ROOM if self._sheet.signatures else 0.0
        left = int((self._y - _BOTTOM - signing - heads) / _PITCH)
        wanted = [max(1, len(_broken(section))) for section in self._sheet.sections]
        rooms = [0] * len(wanted)
        while left > 0 and rooms != wanted:
            for place, most in enumerate(wanted):
                if rooms[place] < most and left > 0:
                    rooms[place] += 1
                    left -= 1
        return rooms

    def _section(self, section: Section, room: int) -> None:
        self._canvas.setFillColor(_HEAD)
        self._canvas.rect(_LEFT, self._y - _BAND, _RIGHT - _LEFT, _BAND, stroke=0, fill=1)
        self._canvas.setFillColor(_INK)
        draw(self._canvas, _LEFT + 1.5, self._y - _BAND + 2, section.title, _SECTION)
        self._y -= _BAND
        lines = _broken(section)
        if len(lines) > room:
            lines = [*lines[: max(room - 1, 0)], *_plain(f"……还有 {len(lines) - room + 1} 行没有印出。")]
        for line in lines:
            self._y -= _PITCH
            draw_line(self._canvas, _LEFT + 1.5, self._y + 1.2, line, _CELL)
        self._y -= _GAP

    def _close(self) -> None:
        for place, words in enumerate(self._sheet.signatures):
            x = _LEFT + place * 60.0
            draw(self._canvas, x, _BOTTOM + 8, f"{words}：", _SUB)
            self._canvas.line(x + 18, _BOTTOM + 7, x + 52, _BOTTOM + 7)
        self._canvas.setFillColor(_GREY)
        draw(self._canvas, _LEFT, 14.0, settable(self._sheet.mark, _FOOT.slot), _FOOT)


def _broken(section: Section) -> list[Line]:
    return [line for text in section.lines or [section.nothing] for line in _plain(text)]


def _plain(text: str) -> list[Line]:
    return [line for _, line in paragraphs(settable(text, _CELL.slot), _CELL, _RIGHT - _LEFT - 3)]
