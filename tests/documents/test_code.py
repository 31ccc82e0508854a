import pytest
import zxingcpp
from reportlab.pdfgen.canvas import Canvas

from app.documents.code import draw_code, modules
from app.documents.type import holder

DIGITS = str(7**220)[-185:]


@pytest.mark.parametrize("text", ["1", DIGITS, "诚信商户，艾力·买买提餐馆，诚信〔2026〕034号，验真码" + DIGITS, "𬀩"])
def test_a_code_is_read_as_what_was_put_in(text):
    [found] = zxingcpp.read_barcodes(modules(text).resize([4 * side for side in modules(text).size]))
    assert found.text == text
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    assert found.ec_level == "M"


def test_a_full_text_stays_within_80_modules(award):
    assert modules(award().code_text).width <= 80


def test_each_module_is_one_pixel_of_one_bit_drawn_sharp(out, printed):
    canvas = Canvas(str(out), pagesize=(200, 200), initialFontName=holder("hei", "0").fontName)
    size = modules(DIGITS).width * 4
    draw_code(canvas, 10, 10, size, DIGITS)
    canvas.showPage()
    canvas.save()
    [image] = printed().plumbed().images
    assert image["bits"] == 1
    assert image["srcsize"] == modules(DIGITS).size
    picture = printed().picture(dpi=72).crop((10, 190 - size, 10 + size, 190))
    assert set(picture.tobytes()) == {0, 255}
    assert picture.resize(modules(DIGITS).size, 0).convert("1").tobytes() == modules(DIGITS).tobytes()
