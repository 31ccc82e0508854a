from itertools import pairwise

import pytest
import zxingcpp

from app.documents import plaque
from app.documents.code import modules
from app.documents.outline import bounds, spread
from app.documents.type import Face
from app.domain.errors import Problem

MM = 72 / 25.4
LONG = "大庆市萨尔图区会战大街诚信源达百货超市有限责任公司第三分公司"
LONGEST = "乌鲁木齐市沙依巴克区友好北路街道友好商圈综合党委第三联合党支部示范党员商户艾力·买买提清真餐饮有限公司"


@pytest.mark.parametrize("style", ["gold", "copper", "lineart"])
def test_a_plaque_says_everything_once(award, out, printed, style):
    assert plaque.write([award()], out, style) == 1
    text = printed().text()
    said = ("大庆市萨尔图区2026年度", "诚信商户", "镕喆百货超市（个体工商户）", "编号：诚信〔2026〕034号")
    for words in (*said, "有效期至：2028年11月19日", "会战商圈综合党委", "二〇二六年十一月二十日"):
        assert text.count(words) == 1


@pytest.mark.parametrize("name", ["䶮㛃𬀩𫖮𬭎小吃店", "艾力·买买提餐馆", '<b>&"=1+1', "<img/src=a.png>&amp;"])
def test_a_name_is_printed_as_it_is(award, out, printed, name):
    plaque.write([award(merchant=name)], out, "lineart")
    assert name in printed().text()
    characters = "".join(character["text"] for character in printed().plumbed().chars)
    assert name in characters


def test_the_paper_is_600_by_400(award, out, printed):
    plaque.write([award()], out, "gold")
    assert printed().size() == pytest.approx((600, 400), abs=0.01)


def test_the_frames_run_20_and_24_mm_from_the_edge(award, out, printed):
    plaque.write([award()], out, "lineart")
    frames = [[edge / MM for edge in (r["x0"], r["top"], r["x1"], r["bottom"])] for r in printed().plumbed().rects]
    for inset in (20, 24):
        assert any(frame == pytest.approx([inset, inset, 600 - inset, 400 - inset], abs=0.05) for frame in frames)
    assert printed().ink() == pytest.approx((19.2, 19.2, 580.8, 380.8), abs=0.3)


@pytest.mark.parametrize(
    "title", ["最美人", "诚信商户", "最美商户", "党员示范店", "星级党员商户", "诚信流动红旗店", "诚信经营流动红旗"]
)
@pytest.mark.parametrize("stars", [0, 5])
def test_the_ink_of_a_title_spans_408_mm(award, out, printed, title, stars):
    plaque.write([award(title=title, stars=stars)], out, "lineart")
    biggest = max(printed().plumbed().chars, key=lambda character: character["size"])
    left, _, right, _ = printed().ink((60, biggest["top"] / MM, 540, biggest["bottom"] / MM), dpi=150)
    assert (left, right) == pytest.approx((96, 504), abs=0.3)


def test_a_title_of_four_is_set_in_100_mm():
    assert plaque.title_face("诚信商户") == Face("xbs", 100)


@pytest.mark.parametrize("title", ["诚信商户", "星级党员商户", "诚信经营流动红旗"])
def test_the_gaps_between_the_ink_of_a_title_are_equal(title):
    face = plaque.title_face(title)
    inks = []
    for character, x in spread(title, face, 408):
        left, _, right, _ = bounds(face.slot, character)
        inks.append((x + left * face.size * face.condense, x + right * face.size * face.condense))
    gaps = [after[0] - before[1] for before, after in pairwise(inks)]
    assert gaps == pytest.approx([gaps[0]] * len(gaps))
    assert gaps[0] > 0


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"merchant": LONGEST},
        {"merchant": "W" * 60},
        {"stars": 0, "merchant": LONG, "title": "党员示范店"},
        {"headline": LONGEST, "issuer": LONGEST, "number": "党员示范店〔2026〕123456号" * 2, "valid_until": None},
    ],
)
def test_nothing_said_stands_nearer_than_54_mm_to_the_edge(award, out, printed, words):
    plaque.write([award(**words)], out, "lineart")
    inside, corner = 25.0, 52.5  # the frame ends before the one, the corner ornaments before the other
    for margin in (
        (inside, corner, 53.9, 400 - corner),
        (546.1, corner, 600 - inside, 400 - corner),
        (corner, inside, 600 - corner, 53.9),
        (corner, 346.1, 600 - corner, 400 - inside),
    ):
        assert printed().ink(margin, lighter=200) is None


@pytest.mark.parametrize("style", ["gold", "copper", "lineart"])
def test_the_code_is_42_mm_and_read_from_the_plaque(award, out, printed, style):
    plaque.write([award()], out, style)
    left, top, right, bottom = printed().code()
    assert (right - left, bottom - top) == pytest.approx((42, 42), abs=0.01)
    [found] = zxingcpp.read_barcodes(printed().picture((left - 3, top - 3, right + 3, bottom + 3), dpi=120))
    assert found.text == award().code_text
    assert found.format == zxingcpp.BarcodeFormat.QRCode
    assert found.ec_level == "M"


def test_four_modules_of_bare_ground_surround_the_code(award, out, printed):
    plaque.write([award()], out, "gold")
    left, top, right, bottom = printed().code()
    quiet = 4 * 42 / modules(award().code_text).width
    for around in (
        (left - quiet, top - quiet, right + quiet, top),
        (left - quiet, bottom, right + quiet, bottom + quiet),
        (left - quiet, top, left, bottom),
        (right, top, right + quiet, bottom),
    ):
        inner = (around[0] + 0.3, around[1] + 0.3, around[2] - 0.3, around[3] - 0.3)
        assert printed().picture(inner).getextrema()[0] > 240


@pytest.mark.parametrize("name", ["甲" * 24, LONG, LONGEST, "A" * 70])
def test_a_long_name_is_whole_and_within_440_mm(award, out, printed, name):
    plaque.write([award(merchant=name, issuer="某某")], out, "lineart")
    page = printed().plumbed()
    rule = max(line["top"] for line in page.lines if line["width"] > 100 * MM)
    said = [c for c in page.chars if rule < c["top"] < 292 * MM]
    assert "".join(c["text"] for c in said) == name
    assert (max(c["x1"] for c in said) - min(c["x0"] for c in said)) / MM <= 440.1
    assert len({round(c["top"]) for c in said}) <= 2


def test_a_long_issuer_stays_clear_of_number_and_code(award, out, printed):
    plaque.write([award(issuer=LONG)], out, "lineart")
    characters = printed().plumbed().chars
    number = [c for c in characters if "NotoSans" in c["fontname"]]
    issuer = [c for c in characters if "Serif" in c["fontname"] and c["top"] / MM > 290 and c["x0"] / MM > 110]
    assert max(c["x1"] for c in number) < min(c["x0"] for c in issuer) - 5 * MM


def test_without_an_end_it_is_valid_for_long(award, out, printed):
    plaque.write([award(valid_until=None)], out, "lineart")
    assert "长期有效" in printed().text()


def test_without_stars_the_rows_close_up(award, out, printed):
    plaque.write([award(stars=5), award(stars=0)], out, "lineart")
    between = [_air_under_the_headline(printed().plumbed(page)) for page in (0, 1)]
    assert between[1] < between[0] - 10


def _air_under_the_headline(page):
    headline = next(c for c in page.chars if c["text"] == "度")
    title = next(c for c in page.chars if c["text"] == "诚" and c["size"] > 50 * MM)
    return (title["top"] - headline["bottom"]) / MM


def test_two_stars_stand_where_two_stars_belong(award, out, printed):
    plaque.write([award(stars=2)], out, "lineart")
    headline = next(c for c in printed().plumbed().chars if c["text"] == "度")
    below = headline["bottom"] / MM
    left, _, right, _ = printed().ink((100, below, 500, below + 22), dpi=200)
    assert (left, right) == pytest.approx((300 - 12.5 - 8.5, 300 + 12.5 + 8.5), abs=0.3)


def test_a_sample_says_so_and_a_real_one_does_not(award, out, printed):
    plaque.write([award(sample=True), award()], out, "gold")
    assert ["示例" in printed().text(page) for page in (0, 1)] == [True, False]


def test_characters_no_font_holds_are_refused_by_name_before_anything_is_written(award, out):
    awards = [award(), award(merchant="笑脸😀面馆"), award(issuer="ئا商圈")]
    with pytest.raises(Problem) as refusal:
        plaque.write(awards, out, "gold", lambda done, total: pytest.fail("a page was drawn"))
    assert "“笑脸😀面馆”" in str(refusal.value)
    assert "“😀”" in str(refusal.value)
    assert "“ئ”" in str(refusal.value)
    assert list(out.parent.iterdir()) == []


def test_the_engraver_gets_one_ink(award, out, printed):
    plaque.write([award()], out, "lineart")
    assert {tuple(c["non_stroking_color"]) for c in printed().plumbed().chars} == {(0, 1, 1, 0.15)}
    assert printed().picture().getpixel((5, 5)) == 255


def test_a_name_of_24_is_condensed_on_one_line(award, out, printed):
    plaque.write([award(merchant="甲" * 24)], out, "lineart")
    names = [c for c in printed().plumbed().chars if c["text"] == "甲"]
    assert len({round(c["top"]) for c in names}) == 1
    assert names[0]["height"] / MM == pytest.approx(20, rel=0.01)
    assert (names[0]["x1"] - names[0]["x0"]) / MM == pytest.approx(20 * 440 / (24 * 20 + 23 * 2), rel=0.01)
