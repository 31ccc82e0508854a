import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from app.documents.type import Face, draw, fitted, holder, missing, use, width
from app.domain.errors import Problem
from app.paths import FONTS

SLOTS = ["hei", "heib", "song", "xbs", "kai", "fang", "brush"]


@pytest.fixture
def own_font():
    yield lambda path: use("song", path)
    use("song", None)


@pytest.mark.parametrize("slot", SLOTS)
def test_every_slot_holds_the_characters_names_are_made_of(slot):
    assert missing(slot, "镕喆䶮㛃𬀩𫖮𬭎艾力·买买提（）〔2026〕号ABCabc&<>=“”—…〇") == ""


def test_missing_names_each_character_once():
    assert missing("kai", "笑😀脸😀ئ\n") == "😀ئ\n"


def test_a_rare_character_comes_from_the_next_font_of_the_chain():
    assert holder("fang", "人").face.name == b"FandolFang-Regular"
    assert holder("fang", "䶮").face.name == b"LXGWWenKai-Light"
    assert holder("brush", "·").face.name == b"LXGWWenKai-Regular"
    assert holder("xbs", "𠀁").face.name == b"HanaMinB"


def test_the_fonts_of_rare_characters_are_read_only_when_one_is_met():
    program = (
        "from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames as names\n"
        "from app.documents.type import Face, width\n"
        "width('诚信商户', Face('kai', 10)); print(*names())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "LXGWWenKai-Regular" in done.stdout
    assert "Hana" not in done.stdout
    assert "Noto" not in done.stdout


def test_an_offices_own_font_comes_first_and_the_bundled_ones_help_it_out(own_font):
    own_font(FONTS / "FandolFang-Regular-glyf.ttf")
    assert holder("song", "人").face.name == b"FandolFang-Regular"
    assert holder("song", "䶮").face.name == b"NotoSerifSC-Regular"
    use("song", None)
    assert holder("song", "人").face.name == b"NotoSerifSC-Regular"


@pytest.mark.parametrize("content", [b"", b"not a font", b"\x00\x01\x00\x00\x00\x0f" + bytes(40), b"OTTO" + bytes(80)])
def test_a_file_that_is_no_font_is_refused_and_nothing_changes(own_font, tmp_path, content):
    path = tmp_path / "仿宋.ttf"
    path.write_bytes(content)
    with pytest.raises(Problem, match="不能用"):
        own_font(path)
    with pytest.raises(Problem):
        own_font(tmp_path / "没有.ttf")
    assert holder("song", "人").face.name == b"NotoSerifSC-Regular"


def test_width_counts_spacing_between_characters_only():
    assert width("诚信商户", Face("kai", 10, spacing=2)) == pytest.approx(46)
    assert width("诚信商户", Face("kai", 10, spacing=2, condense=0.5)) == pytest.approx(23)


@given(st.text("诚信商户AB1（）·", min_size=1, max_size=80), st.floats(5, 500))
def test_a_fitted_line_is_never_wider_than_its_measure_nor_narrower_than_allowed(text, measure):
    face = fitted(text, Face("xbs", 20, spacing=2), measure)
    assert width(text, face) <= measure + 1e-6
    assert face.condense >= 0.75
    assert face.size == 20 or face.condense == 0.75


@pytest.mark.parametrize(("align", "left"), [("left", 100), ("centre", 80), ("right", 60)])
def test_a_line_is_drawn_where_it_is_aligned(out, printed, align, left):
    canvas = Canvas(str(out), initialFontName=holder("hei", "0").fontName)
    draw(canvas, 100, 700, "诚𠀁", Face("xbs", 20, condense=1), align)
    canvas.save()
    characters = printed().plumbed().chars
    assert [c["text"] for c in characters] == ["诚", "𠀁"]
    assert characters[0]["x0"] == pytest.approx(left, abs=0.01)
    assert characters[1]["x0"] == pytest.approx(left + 20, abs=0.01)
