from itertools import pairwise
from math import dist

import pytest
import zxingcpp

from app.documents import certificate
from app.documents.code import modules
from app.domain.errors import Problem

MM = 72 / 25.4
LONG = "大庆市萨尔图区会战大街诚信源达百货超市有限责任公司第三分公司"
SHORT = "被评为“诚信商户”。"
BODY = "经自愿申报、资格初审、部门联审和社会公示，成绩优异，综合评分96.5分，被认定为“五星级诚信商户”。"
FULL = f"{BODY}望珍惜荣誉，再接再厉，在今后的经营中继续坚持诚信为本、守法经营、优质服务。\n特发此证，以资鼓励。"
DATE = "二〇二六年十一月二十日"


def test_a_certificate_says_everything_once(award, out, printed):
    assert certificate.write([award()], out) == 1
    text = printed().text()
    assert text.startswith("荣誉证书镕喆百货超市（个体工商户）：")
    said = ("被评为“五星级诚信商户”。特发此证，以资鼓励。", "证书编号：诚信〔2026〕034号")
    for words in (*said, "有效期至：2028年11月19日", "会战商圈综合党委", DATE):
        assert text.count(words) == 1


@pytest.mark.parametrize("name", ["䶮㛃𬀩𫖮𬭎小吃店", "艾力·买买提餐馆", '<b>&"=1+1', "𠀁𪚥面馆"])
def test_a_name_is_printed_as_it_is(award, out, printed, name):
    certificate.write([award(merchant=name)], out)
    assert name in printed().text()


def test_another_reader_extracts_the_same(award, out, printed):
    certificate.write([award(merchant="䶮㛃𬀩𫖮𬭎·买买提")], out)
    text = printed().plumbed().extract_text()
    assert "䶮㛃𬀩𫖮𬭎·买买提" in text
    assert "证书编号：诚信〔2026〕034号" in text


def test_the_paper_is_a4_landscape_with_its_border_10_mm_in(award, out, printed):
    certificate.write([award()], out)
    page = printed().plumbed()
    assert printed().size() == pytest.approx((297, 210), abs=0.01)
    border = [[edge / MM for edge in (r["x0"], r["top"], r["x1"], r["bottom"])] for r in page.rects]
    for inset in (10, 21):
        assert any(lines == pytest.approx([inset, inset, 297 - inset, 210 - inset], abs=0.05) for lines in border)


def test_no_latin_word_is_on_it(award, out, printed):
    certificate.write([award()], out)
    assert not [character for character in printed().text() if character.isascii() and character.isalpha()]


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"issuer": LONG},
        {"issuer": "某所"},
        {"body": SHORT},
        {"body": "诚" * 135},
        {"body": "诚" * 250, "merchant": LONG * 2},
        {"merchant": LONG * 2, "body": FULL, "issuer": LONG},
        {"merchant": LONG * 2, "body": FULL.replace("\n", "\n再接再厉。\n"), "number": "党员示范店〔2026〕12345号"},
    ],
)
def test_a_circle_of_42_mm_holds_nothing_but_issuer_and_date(award, out, printed, words):
    certificate.write([award(**words)], out)
    paper = printed()
    signature = paper.find(award(**words).issuer + DATE)
    middle = [(min(side) + max(side)) / 2 for side in _sides(signature)]
    others = [character[1:] for character in paper.characters() if character not in signature]
    assert min(_distance(box, middle) for box in (*others, paper.code())) > certificate.SEAL / 2
    assert min(*middle, 297 - middle[0], 210 - middle[1]) > 23 + certificate.SEAL / 2


def _sides(characters):
    """All left and right edges, and all upper and lower ones."""
    across = [edge for character in characters for edge in (character.left, character.right)]
    down = [edge for character in characters for edge in (character.top, character.bottom)]
    return across, down


def _distance(box, point):
    """From a point to the nearest point of a box."""
    nearest = [min(max(at, low), high) for at, low, high in zip(point, box[:2], box[2:], strict=True)]
    return dist(nearest, point)


def test_the_code_is_28_mm_and_read_from_the_paper(award, out, printed):
    certificate.write([award()], out)
    left, top, right, bottom = printed().code()
    assert (right - left, bottom - top) == pytest.approx((28, 28), abs=0.01)
    quiet = 4 * 28 / modules(award().code_text).width
    around = (left - quiet, top - quiet, right + quiet, bottom + quiet)
    [found] = zxingcpp.read_barcodes(printed().picture(around, dpi=150))
    assert found.text == award().code_text
    for side in ((*around[:2], left - 0.3, around[3]), (*around[:3], top - 0.3), (right + 0.3, *around[1:])):
        assert printed().picture(side, dpi=150).getextrema()[0] > 200


@pytest.mark.parametrize("name", ["甲" * 30, LONG, LONG * 2, "A" * 90])
@pytest.mark.parametrize("body", [SHORT, FULL])
def test_name_and_body_stay_between_the_margins(award, out, printed, name, body):
    certificate.write([award(merchant=name, body=body)], out)
    said = printed().find(f"{name}：{body}".replace("\n", ""))
    across, _ = _sides(said)
    assert min(across) >= 43.9
    assert max(across) <= 44 + 209 + 7.06 / 2  # the empty half of a mark may hang over the margin


@pytest.mark.parametrize("lines", range(1, 6))
def test_lines_never_touch(award, out, printed, lines):
    body = "特发此证，以资鼓励。" * lines
    certificate.write(
        [award(merchant=LONG * 2, body="\n".join(body[i : i + 10] for i in range(0, len(body), 10)))], out
    )
    said = printed().find(LONG * 2 + "：" + body)
    rows = sorted({round(character.bottom, 1): character.bottom - character.top for character in said}.items())
    assert len(rows) >= 2 + lines
    for (above, _), (below, height) in pairwise(rows):
        assert below - above < 0.5 or below - above > 0.9 * height


def test_without_an_end_it_is_valid_for_long(award, out, printed):
    certificate.write([award(valid_until=None)], out)
    assert "长期有效" in printed().text()


def test_a_sample_says_so_and_a_real_one_does_not(award, out, printed):
    certificate.write([award(sample=True), award()], out)
    assert ["示例" in printed().text(page) for page in (0, 1)] == [True, False]


def test_characters_no_font_holds_are_refused_by_name(award, out):
    with pytest.raises(Problem, match="“镕喆百货超市（个体工商户）”的“😀”"):
        certificate.write([award(body="祝贺😀")], out)
    assert list(out.parent.iterdir()) == []
