"""一事一档: the file of one case, A4 upright, from how it came in to how it ended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from app.documents import ornament
from app.documents.code import draw_code
from app.documents.official_rows import Typesetter
from app.documents.pages import write_pages
from app.documents.ruled import (
    BOTTOM,
    HEIGHT,
    INK,
    LEFT,
    RIGHT,
    SMALL,
    TEXT,
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
from app.documents.type import draw, fitted, width
from app.paths import Out

_LABEL, _VALUE = 26.0, 62.0
_WHOLE = RIGHT - LEFT
_STEPS = (("时间", 32.0), ("环节", 24.0), ("经办", 32.0), ("办理情况", 88.0))
_RATINGS = (("评价方", 32.0), ("评价", 32.0), ("说明", 112.0))
_OPENING, _SIGNING = 26.0, 24.0
_CODE = 18.0
_TITLE = "一事一档"


@dataclass(frozen=True)
class Step:
    """One step: when, at which stage, by whom, and what was done."""

    at: str
    stage: str
    who: str
    text: str


@dataclass(frozen=True)
class Side:
    """What one of the three sides thought of it: 群众评价 满意, with a remark."""

    label: str
    verdict: str
    remark: str = ""


@dataclass(frozen=True)
class CaseSheet:
    """One case in words; `facts` are pairs of label and value, `mark` says who printed it and when, `code` is the
    digits that a scan types to open it."""

    number: str
    kind: str
    title: str
    facts: Sequence[tuple[str, str]]
    demand: str = ""
    steps: Sequence[Step] = ()
    ratings: Sequence[Side] = ()
    result: str = ""
    signatures: Sequence[str] = ("经办人", "当事人", "负责人")
    mark: str = ""
    sample: bool = False
    code: str = ""


def write(sheet: CaseSheet, out: Out) -> int:
    """Write the file of a case and return the number of pages. Raises Problem naming characters that cannot print."""
    setter = Typesetter()
    bands = list(_bands(sheet, setter))
    said = (f"编号：{sheet.number}", f"类别：{sheet.kind}", *sheet.signatures)
    plain = [setter.plain(words, TEXT) for words in said]
    mark = setter.plain(sheet.mark, SMALL)
    setter.check(f"{sheet.number}档案")
    pages = parted(bands, TOP - BOTTOM - _OPENING, TOP - BOTTOM, _SIGNING)

    def page(canvas: Canvas, each: Page) -> None:
        top = TOP
        canvas.setFillColor(INK)
        if each.number == 0:
            top = _open(canvas, plain[0], plain[1], sheet.code)
        for drawn in each.bands:
            top = draw_band(canvas, top, drawn)
        if each.number == each.count - 1:
            _sign(canvas, top, plain[2:])
        draw_foot(canvas, each, mark)
        if sheet.sample:
            ornament.sample_mark(canvas, WIDTH, HEIGHT)

    return write_pages(out, (WIDTH, HEIGHT), f"{_TITLE} {sheet.number}", pages, lambda canvas: None, page)


def _bands(sheet: CaseSheet, setter: Typesetter) -> Iterator[Band]:
    yield from band(setter, [Cell(_LABEL, "事项", label=True), Cell(_WHOLE - _LABEL, sheet.title)])
    for start in range(0, len(sheet.facts), 2):
        pair = sheet.facts[start : start + 2]
        across = _VALUE if len(pair) == 2 else _WHOLE - _LABEL
        cells = [cell for label, value in pair for cell in (Cell(_LABEL, label, label=True), Cell(across, value))]
        yield from band(setter, cells)
    yield from _told(setter, "诉求内容", sheet.demand)
    texts = [(step.at, step.stage, step.who, step.text) for step in sheet.steps]
    yield from _table(setter, "办理经过", _STEPS, texts)
    yield from _table(setter, "三维评价", _RATINGS, [(side.label, side.verdict, side.remark) for side in sheet.ratings])
    yield from _told(setter, "办理结果", sheet.result)


def _told(setter: Typesetter, label: str, text: str) -> Iterator[Band]:
    if text:
        yield from band(setter, [Cell(_LABEL, label, label=True), Cell(_WHOLE - _LABEL, text)], 18.0)


def _table(
    setter: Typesetter, title: str, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]
) -> Iterator[Band]:
    if not rows:
        return
    yield from band(setter, [Cell(_WHOLE, title, label=True, centred=True)], keep=True)
    yield from band(setter, [Cell(across, words, label=True) for words, across in columns], keep=True)
    for row in rows:
        yield from band(setter, [Cell(across, text) for text, (_, across) in zip(row, columns, strict=True)])


def _open(canvas: Canvas, number: str, kind: str, code: str) -> float:
    """The title, the number, the kind and the code; returns where the table begins."""
    draw(canvas, WIDTH / 2, TOP - 9.0, _TITLE, TITLE, "centre")
    y, right = TOP - _OPENING + 3.0, RIGHT
    if code:
        right = RIGHT - _CODE - 6.0
        draw_code(canvas, RIGHT - _CODE, TOP - _CODE, _CODE, code)
        face = fitted(code, SMALL, _CODE + 4.0, narrowest=0.6)
        draw(canvas, RIGHT - _CODE / 2, y, code, face, "centre")
    draw(canvas, LEFT, y, number, fitted(number, TEXT, (right - LEFT) / 2))
    draw(canvas, right, y, kind, fitted(kind, TEXT, (right - LEFT) / 2), "right")
    return TOP - _OPENING


def _sign(canvas: Canvas, top: float, words: Sequence[str]) -> None:
    each = _WHOLE / max(1, len(words))
    for place, word in enumerate(words):
        x, label = LEFT + place * each, f"{word}："
        draw(canvas, x, top - 16.0, label, TEXT)
        canvas.line(x + width(label, TEXT) + 1.0, top - 17.0, x + each - 6.0, top - 17.0)
