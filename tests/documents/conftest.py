"""Awards to print, and eyes to read what came out of the printer."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pdfplumber
import pypdfium2
import pytest

from app.documents.award import Award

MM = 72 / 25.4

AWARD = Award(
    title="诚信商户",
    headline="大庆市萨尔图区2026年度",
    stars=5,
    merchant="镕喆百货超市（个体工商户）",
    number="诚信〔2026〕034号",
    issued=date(2026, 11, 20),
    valid_until=date(2028, 11, 19),
    issuer="会战商圈综合党委",
    body="经自愿申报、实地核查和社会公示，你单位被评为“五星级诚信商户”。\n特发此证，以资鼓励。",
    code_text="诚信商户，镕喆百货超市，诚信〔2026〕034号，有效期至2028年11月19日，会战商圈综合党委颁发，"
    "监督电话0459-0000000，验真码" + str(7**220)[-185:],
)


@pytest.fixture
def award():
    """Make an award that differs in some of its words."""

    def make(**words) -> Award:
        return replace(AWARD, **words)

    return make


@pytest.fixture
def out(tmp_path):
    """Where to print."""
    return tmp_path / "打印.pdf"


class Character(NamedTuple):
    """One printed character and its box, in millimetres from the upper left corner of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Print:
    """A printed file: what is said on its pages, and where the ink is, in millimetres from the upper left corner."""

    def __init__(self, path) -> None:
        self.path = path
        self._pdf = pypdfium2.PdfDocument(path.read_bytes())

    def size(self, page=0):
        return tuple(side / MM for side in self._pdf.get_page_size(page))

    def text(self, page=0) -> str:
        """What a reader extracts, without white space."""
        return "".join(self._pdf[page].get_textpage().get_text_range().split())

    def characters(self, page=0):
        """The printed characters in the order they were drawn; white space and what lies beyond U+FFFF left out."""
        words, height = self._pdf[page].get_textpage(), self.size(page)[1]
        boxes = [(words.get_text_range(at, 1), words.get_charbox(at, loose=True)) for at in range(words.count_chars())]
        return [
            Character(text, left / MM, height - top / MM, right / MM, height - bottom / MM)
            for text, (left, bottom, right, top) in boxes
            if text.strip()
        ]

    def find(self, said, page=0):
        """The characters of some words."""
        characters = self.characters(page)
        start = "".join(character.text for character in characters).index(said)
        return characters[start : start + len(said)]

    def code(self, page=0):
        """Left, top, right and bottom of the square code, the only image of a page."""
        [image] = self._pdf[page].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        left, bottom, right, top = (side / MM for side in image.get_bounds())
        return left, self.size(page)[1] - top, right, self.size(page)[1] - bottom

    def plumbed(self, page=0):
        """The page as another reader, pdfplumber, sees it, in points."""
        with pdfplumber.open(self.path) as pdf:
            seen = pdf.pages[page]
            assert seen.objects  # read while the file is open
            return seen

    def picture(self, box=None, dpi=100, page=0):
        """A part of a page (left, top, right, bottom) as a grey picture."""
        width, height = self.size(page)
        left, top, right, bottom = box or (0, 0, width, height)
        cut = [side * MM for side in (left, height - bottom, width - right, top)]
        return self._pdf[page].render(scale=dpi / 72, crop=cut, grayscale=True).to_pil()

    def ink(self, box=None, dpi=100, page=0, lighter=128):
        """Left, top, right and bottom of all ink darker than a grey in a part of the page, or None for none."""
        picture = self.picture(box, dpi, page).point(lambda grey: 255 if grey < lighter else 0)
        left, top = (box or (0, 0))[:2]
        found = picture.getbbox()
        return found and tuple(
            edge + side * 25.4 / dpi for edge, side in zip((left, top, left, top), found, strict=True)
        )


@pytest.fixture
def printed(out):
    """What was printed there, once it is."""
    return lambda: Print(out)
