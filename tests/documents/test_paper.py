import pytest
from PIL import Image

from app.documents import plaque
from app.documents.paper import Paper
from app.domain.errors import Problem


@pytest.fixture
def paper(award, out):
    plaque.write([award(), award(title="党员示范店", stars=0)], out, "lineart")
    return Paper(out)


def test_pages_are_counted_and_measured(paper):
    assert paper.count == 2
    assert paper.size_mm(1) == pytest.approx((600, 400), abs=0.01)


@pytest.mark.parametrize("width", [90, 600, 1366])
def test_a_page_comes_as_wide_as_asked_for(paper, width):
    pixels_wide, high, data = paper.image(0, width)
    assert pixels_wide == width
    assert high == pytest.approx(width * 400 / 600, abs=1)
    assert len(data) == pixels_wide * high * 4


def test_the_preview_shows_the_file_within_a_millimetre(paper, printed):
    for page in (0, 1):
        width, height, data = paper.image(page, 900)
        shown = Image.frombuffer("RGB", (width, height), data, "raw", "BGRX", 0, 1).convert("L")
        box = shown.point(lambda grey: 255 if grey < 128 else 0).getbbox()
        assert [edge * 600 / 900 for edge in box] == pytest.approx(printed().ink(page=page, dpi=150), abs=1)
        code = shown.crop((84, 435, 170, 530)).point(lambda grey: 255 if grey < 200 else 0).getbbox()
        assert [(84 + code[0]) / 1.5, (84 + code[2]) / 1.5] == pytest.approx([64, 106], abs=1)


def test_red_is_red(paper):
    width, _, data = paper.image(0, 600)
    middle_of_frame = (200 * width + 20) * 4
    blue, green, red, _ = data[middle_of_frame : middle_of_frame + 4]
    assert red > 180
    assert max(blue, green) < 80


def test_the_file_may_be_replaced_while_it_is_shown(paper, award, out):
    before = paper.image(0, 300)
    plaque.write([award(merchant="另一家")], out, "gold")
    assert paper.image(0, 300) == before
    out.unlink()


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n%%EOF"])
def test_an_unreadable_file_is_said(tmp_path, content):
    path = tmp_path / "坏.pdf"
    path.write_bytes(content)
    with pytest.raises(Problem, match="打不开《坏"):
        Paper(path)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(Problem, match="打不开《没有"):
        Paper(tmp_path / "没有.pdf")
