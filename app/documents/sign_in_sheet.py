"""The sign-in sheet of a meeting, A4 upright: a row and a code for each who is due, bare rows for guests."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.code import draw_code
from app.documents.lines import draw_line
from app.documents.official_rows import Typesetter
from app.documents.pages import PT, write_pages
from app.documents.ruled import (
    BOTTOM,
    HEIGHT,
    INK,
    LEFT,
    RIGHT,
    SMALL,
    TITLE,
    TOP,
    WIDTH,
    Band,
    Cell,
    Page,
    band,
    draw_band,
    draw_foot,
    parted,
)
from app.documents.type import Face, draw, fitted
from app.paths import Out

_COLUMNS = (
    ("序号", 12.0),
    ("姓名", 30.0),
    ("单位", 44.0),
    ("签到", 38.0),
    ("请假", 14.0),
    ("备注", 22.0),
    ("扫码", 16.0),
)
_CENTRED = ("序号", "姓名", "请假")
_ROW, _ROW_OF_HEAD, _TITLE_HIGH = 14.0, 8.5, 16.0
_FACT, _FACT_PITCH, _FACTS_ACROSS = Face("song", 12 * PT), 8.0, 132.0
_MEETING_CODE = 24.0
_ADVICE = "扫右上角的码打开本次会议，扫每行右侧的码记为到会；没有扫码枪时，签名后由记录人勾选。"


@dataclass(frozen=True)
class Expected:
    """One who is due; `code` is the digits that a scan of this row types."""

    name: str
    unit: str
    code: str
    note: str = ""
    excused: bool = False


@dataclass(frozen=True)
class SignIn:
    """The facts of a meeting in words; `code` is the digits that open it, `guests` how many bare rows 列席 gets."""

    title: str
    time: str
    place: str
    chair: str
    code: str
    people: Sequence[Expected]
    guests: int = 6
    sample: bool = False


def write(sheet: SignIn, out: Out) -> int:
    """Write the sheet and return the number of its pages. Raises Problem naming characters that cannot print."""
    setter = Typesetter()
    head, bands = _head(setter), list(_bands(sheet, setter))
    opening = _Opening(sheet, setter)
    setter.check("签到表")
    room = TOP - BOTTOM - head.high - _TITLE_HIGH
    pages = parted(bands, room - opening.high, room)

    def page(canvas: Canvas, each: Page) -> None:
        opening.draw_title(canvas)
        top = TOP - _TITLE_HIGH
        if each.number == 0:
            opening.draw(canvas)
            top -= opening.high
        for drawn in (head, *each.bands):
            top = draw_band(canvas, top, drawn)
        draw_foot(canvas, each, _ADVICE)
        if sheet.sample:
            ornament.sample_mark(canvas, WIDTH, HEIGHT)

    return write_pages(out, (WIDTH, HEIGHT), f"{sheet.title}签到表", pages, lambda canvas: None, page)


def _head(setter: Typesetter) -> Band:
    (head,) = band(setter, [Cell(across, words, label=True, centred=True) for words, across in _COLUMNS], _ROW_OF_HEAD)
    return head


def _bands(sheet: SignIn, setter: Typesetter) -> Iterator[Band]:
    for number, person in enumerate(sheet.people, 1):
        excused = "请假" if person.excused else ""
        texts = (str(number), person.name, person.unit, "", excused, person.note)
        yield from band(setter, [*_cells(texts), Cell(_COLUMNS[-1][1], code=person.code)], _ROW)
    if sheet.guests:
        yield from band(
            setter, [Cell(RIGHT - LEFT, "列席人员（请写明姓名和单位）", label=True)], _ROW_OF_HEAD, keep=True
        )
    for number in range(1, sheet.guests + 1):
        yield from band(setter, [*_cells((str(number), "", "", "", "", "")), Cell(_COLUMNS[-1][1])], _ROW)


def _cells(texts: tuple[str, ...]) -> list[Cell]:
    columns = zip(texts, _COLUMNS, strict=False)
    return [Cell(across, text, centred=words in _CENTRED) for text, (words, across) in columns]


class _Opening:
    """The title, which each page repeats, and the facts and the code of the meeting, which the first one has."""

    def __init__(self, sheet: SignIn, setter: Typesetter) -> None:
        self._title = setter.plain(sheet.title, TITLE).replace("\n", " ")
        self._code = sheet.code
        facts = (("时间", sheet.time), ("地点", sheet.place), ("主持", sheet.chair))
        said = [f"{label}：{text}" for label, text in facts if text]
        excused = sum(person.excused for person in sheet.people)
        said.append(f"应到：{len(sheet.people)}人" + (f"，已请假{excused}人" if excused else ""))
        self._lines = [line for each in said for _, line in setter.lines(each, _FACT, _FACTS_ACROSS)]
        self.high = max(len(self._lines) * _FACT_PITCH, _MEETING_CODE + 6.0) + 4.0

    def draw_title(self, canvas: Canvas) -> None:
        canvas.setFillColor(INK)
        words = f"{self._title}签到表"
        draw(canvas, WIDTH / 2, TOP - 8.0, words, fitted(words, TITLE, RIGHT - LEFT), "centre")

    def draw(self, canvas: Canvas) -> None:
        top = TOP - _TITLE_HIGH
        for place, line in enumerate(self._lines):
            draw_line(canvas, LEFT, top - 6.0 - place * _FACT_PITCH, line, _FACT)
        if self._code:
            self._draw_code(canvas, top)

    def _draw_code(self, canvas: Canvas, top: float) -> None:
        x = RIGHT - _MEETING_CODE - 4.0
        draw_code(canvas, x, top - _MEETING_CODE, _MEETING_CODE, self._code)
        middle = x + _MEETING_CODE / 2
        face = fitted(self._code, SMALL, _MEETING_CODE + 8.0, narrowest=0.6)
        draw(canvas, middle, top - _MEETING_CODE - 5.5, self._code, face, "centre")
