"""The blocks of an official page as rows of its grid."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.documents import official_grid as grid
from app.documents import official_tables as tables
from app.documents.lines import Line, paragraphs
from app.documents.official_blocks import (
    Annexes,
    Bars,
    Blank,
    Block,
    Entry,
    Fact,
    Head,
    Names,
    NewPage,
    Note,
    Paragraph,
    Signature,
    Table,
    Title,
)
from app.documents.official_pieces import Piece, Row
from app.documents.type import Face, are_told, missing, settable, width
from app.domain.errors import Problem

_MEASURE = grid.ACROSS + grid.OVERHANG
_IN = 2 * grid.PITCH
_COLUMN = 4 * grid.PITCH  # a name of three characters and the space behind it


class Typesetter:
    """Breaks text into lines, and remembers each character that no font holds."""

    def __init__(self) -> None:
        self._odd: dict[str, None] = {}

    def check(self, name: str) -> None:
        """Raises Problem naming every character met so far that cannot be printed, where nobody is told of boxes."""
        if self._odd and not are_told():
            odd = "".join(self._odd)
            raise Problem(f"{name}里的“{odd}”打印不出来，没有生成文件。数据没有改动，请改用通用的写法，再打印。")

    def plain(self, text: str, face: Face) -> str:
        """A text as it can be set: white space as spaces, nothing invisible, a box for what no font holds."""
        text = "".join(_visible(character) for character in text.replace("\r\n", "\n"))
        self._odd.update(dict.fromkeys(missing(face.slot, text.replace("\n", ""))))
        return settable(text, face.slot)

    def lines(self, text: str, face: Face, measure: float, indent: float = 0.0) -> tuple[tuple[float, Line], ...]:
        """A text broken to a measure, each line with its indent."""
        return paragraphs(self.plain(text, face), face, measure, indent)

    def piece(self, x: float, text: str, face: Face, align: float = 0.0) -> Piece:
        """A text on one line; `align` is the share of its width that stands left of x."""
        text = self.plain(text, face).replace("\n", " ")
        return Piece(x - align * width(text, face) if text else x, Line(text, (0.0,) * len(text)), face)

    def rows(self, blocks: Iterable[Block]) -> list[Row]:
        """All rows of some blocks."""
        rows: list[Row] = []
        fresh = False
        for block in blocks:
            if isinstance(block, NewPage):
                fresh = True
                continue
            set_rows = list(self._block(block))
            if set_rows and fresh:
                set_rows[0] = replace(set_rows[0], fresh=True)
                fresh = False
            if isinstance(block, Signature) and rows:
                rows[-1] = replace(rows[-1], keep=True)
            if isinstance(block, Blank) and rows and rows[-1].keep:
                set_rows = [replace(row, keep=True) for row in set_rows]
            rows += set_rows
        return rows

    def _block(self, block: Block) -> Iterator[Row]:
        if isinstance(block, Title):
            return self._title(block)
        if isinstance(block, Head):
            return self._head(block)
        if isinstance(block, Paragraph):
            return self._paragraph(block)
        if isinstance(block, Names):
            return self._names(block)
        if isinstance(block, Fact):
            return self._fact(block)
        if isinstance(block, Annexes):
            return self._annexes(block)
        if isinstance(block, Signature):
            return self._signature(block)
        if isinstance(block, Entry):
            return self._entry(block)
        if isinstance(block, Table):
            return tables.table(self, block)
        if isinstance(block, Bars):
            return tables.bars(self, block)
        if isinstance(block, Note):
            return tables.note(self, block)
        return iter([Row()] * block.lines) if isinstance(block, Blank) else iter(())

    def _title(self, block: Title) -> Iterator[Row]:
        for part in filter(None, map(str.strip, block.text.split("\n"))):
            for text in self._balanced(part, grid.TITLE):
                yield Row((self.piece(grid.ACROSS / 2, text, grid.TITLE, 0.5),), keep=True)

    def _balanced(self, text: str, face: Face) -> list[str]:
        """As few lines as there can be, of nearly the same width."""
        found = self.lines(text, face, grid.ACROSS)
        count = len(found) or 1
        measure = width(self.plain(text, face), face) / count
        while len(shorter := self.lines(text, face, min(measure, grid.ACROSS))) > count:
            measure += face.size / 2
        return [line.text for _, line in shorter]

    def _head(self, block: Head) -> Iterator[Row]:
        face = grid.HEADS[block.level - 1]
        for indent, line in self.lines(block.text, face, _MEASURE, _IN):
            yield Row((Piece(indent, line, face),), keep=True)

    def _paragraph(self, block: Paragraph) -> Iterator[Row]:
        lead = (self.piece(block.indent * grid.PITCH, block.lead, grid.LABEL),) if block.lead else ()
        for part in block.text.split("\n"):
            first = (block.indent + (len(block.lead) if lead else 0)) * grid.PITCH
            for indent, line in self.lines(part, grid.BODY, _MEASURE, first):
                yield Row((*lead, Piece(indent, line, grid.BODY)))
                lead = ()
        if lead:  # nothing stands behind it
            yield Row(lead, keep=True)

    def _fact(self, block: Fact) -> Iterator[Row]:
        return self._labelled(block.label, self._hung(block.text, _hang(block.label)))

    def _names(self, block: Names) -> Iterator[Row]:
        return self._labelled(block.label, self._in_columns(block.names, _hang(block.label)))

    def _labelled(self, label: str, lines: Iterable[list[Piece]]) -> Iterator[Row]:
        head = self.piece(_IN, f"{label}：", grid.LABEL)
        for place, pieces in enumerate(lines):
            yield Row(tuple(pieces) if place else (head, *pieces))

    def _hung(self, text: str, x: float) -> Iterator[list[Piece]]:
        for _, line in self.lines(text, grid.BODY, _MEASURE - x):
            yield [Piece(x, line, grid.BODY)]

    def _in_columns(self, names: Sequence[str], left: float) -> Iterator[list[Piece]]:
        """Names in columns of four characters, a longer one over several; one longer than a line goes on below."""
        taken: list[Piece] = []
        x = left
        for name in names:
            for _, line in self.lines(name, grid.BODY, _MEASURE - left):
                long = width(line.text, grid.BODY)
                if taken and x + long > _MEASURE + 1e-6:
                    yield taken
                    taken, x = [], left
                taken.append(Piece(x, line, grid.BODY))
                x += _COLUMN * (1 + (long + grid.PITCH / 2) // _COLUMN)
        if taken:
            yield taken

    def _annexes(self, block: Annexes) -> Iterator[Row]:
        yield Row(keep=True)
        left = 5 * grid.PITCH
        for place, name in enumerate(block.names):
            number = f"{place + 1}. " if len(block.names) > 1 else ""
            x = left + (1.5 * grid.PITCH if number else 0.0)
            for again, (_, line) in enumerate(self.lines(name, grid.BODY, _MEASURE - x)):
                pieces = [Piece(x, line, grid.BODY)]
                if number and not again:
                    pieces.insert(0, self.piece(left, number, grid.BODY))
                if not place and not again:
                    pieces.insert(0, self.piece(_IN, "附件：", grid.BODY))
                yield Row(tuple(pieces))

    def _signature(self, block: Signature) -> Iterator[Row]:
        yield from [Row(keep=True)] * 2
        day = self.piece(_MEASURE - 4 * grid.PITCH, block.date, grid.BODY, 1.0)
        middle = day.x + width(day.line.text or " ", grid.BODY) / 2
        lines = self.lines(block.issuer, grid.BODY, grid.ACROSS - _IN)
        for _, line in lines:
            issuer = self.piece(middle, line.text, grid.BODY, 0.5)
            furthest = _MEASURE - _IN - width(line.text, grid.BODY)
            yield Row((replace(issuer, x=min(issuer.x, furthest)),), keep=True)
        yield Row((day,))

    def _entry(self, block: Entry) -> Iterator[Row]:
        room = _MEASURE - 3.5 * grid.PITCH
        lines = [line for _, line in self.lines(block.text, grid.BODY, room)]
        if len(lines) > 1:
            lines = [line for _, line in self.lines(block.text, grid.BODY, room - _IN)]
        lines = lines or [Line("", ())]
        for place, line in enumerate(lines[:-1]):
            yield Row((Piece(_IN if place else 0.0, line, grid.BODY),), keep=True)
        words = Piece(_IN if len(lines) > 1 else 0.0, lines[-1], grid.BODY)
        page = self.piece(_MEASURE, str(block.page), grid.BODY, 1.0)
        yield Row((words, self._dots(words.x + width(words.line.text, grid.BODY) + grid.PITCH / 2), page))

    def _dots(self, start: float) -> Piece:
        """Dots up to where page numbers begin, in line with those above and below."""
        end, step = _MEASURE - 2 * grid.PITCH, width("..", grid.BODY) - width(".", grid.BODY)
        return self.piece(end, "." * int((end - start) / step), grid.BODY, 1.0)


def _hang(label: str) -> float:
    """Where what stands behind a label and its colon begins."""
    return _IN + (len(label) + 1) * grid.PITCH


def _visible(character: str) -> str:
    if character.isspace() and character not in "\n\u3000":
        return " "
    return "" if unicodedata.category(character) == "Cf" else character
