"""The official page, measured in millimetres on the printed file."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from app.documents import official
from app.documents.official_blocks import (
    Annexes,
    Blank,
    Entry,
    Fact,
    Head,
    Imprint,
    Masthead,
    Names,
    NewPage,
    Official,
    Paragraph,
    Signature,
    Title,
    numeral,
)
from app.documents.type import boxes_noted
from app.domain.errors import Problem

MM = 72 / 25.4
PITCH, LEADING = 156 / 28, 225 / 22
HEAD = Masthead("会战商圈联席会议纪要", "〔2026〕3号", "会战商圈综合党委", "2026年11月20日")


@pytest.fixture
def write(out, printed):
    def do(*blocks, **more):
        count = official.write(Official("通知", blocks, **more), out)
        return count, printed()

    return do


def _rows(page):
    """The characters of a page line by line: the baseline in points from the top, and those on it from the left."""
    lines = {}
    for character in page.chars:
        if character["text"].strip():
            lines.setdefault(round(page.height - character["matrix"][5], 2), []).append(character)
    return sorted((y, sorted(line, key=lambda each: each["matrix"][4])) for y, line in lines.items())


def _said(line):
    return "".join(character["text"] for character in line)


def _left(character):
    return character["matrix"][4] / MM


def _row_with(page, words):
    [found] = [(y, line) for y, line in _rows(page) if words in _said(line)]
    return found


def test_the_paper_is_a4(write):
    _, paper = write(Paragraph("诚信"))
    assert paper.size() == pytest.approx((210, 297), abs=0.01)


def test_22_lines_of_28_characters_fill_the_type_area(write):
    count, paper = write(Paragraph("诚" * (28 * 22) + "信" * 28, indent=0))
    assert count == 2
    rows = _rows(paper.plumbed())[:22]
    assert [len(line) for _, line in rows] == [28] * 22
    for (above, _), (below, _) in pairwise(rows):
        assert below - above == pytest.approx(28.99, abs=0.02)
    for _, line in rows:
        assert [_left(each) for each in line] == pytest.approx([28 + place * PITCH for place in range(28)], abs=0.02)
        assert line[0]["size"] == pytest.approx(16, abs=0.01)
    assert set(_said(_rows(paper.plumbed(1))[0][1])) == {"信"}
    assert 37 < paper.ink()[1] < 37 + LEADING
    assert paper.ink(box=(0, 0, 210, 37)) is None
    assert paper.ink(box=(0, 262.1, 210, 267)) is None


def test_body_begins_two_characters_in(write):
    _, paper = write(Paragraph("诚" * 40 + "\n第二段"))
    lefts = [_left(line[0]) for _, line in _rows(paper.plumbed())[:3]]
    assert lefts == pytest.approx([28 + 2 * PITCH, 28, 28 + 2 * PITCH], abs=0.02)


def test_heads_are_set_in_their_faces(write):
    heads = ["一、总体情况", "（一）做法", "1. 严格程序", "(1) 逐户核验"]
    _, paper = write(*(Head(text, level) for level, text in enumerate(heads, 1)), Paragraph("正文"))
    fonts = [line[0]["fontname"].partition("+")[2] for _, line in _rows(paper.plumbed())[:5]]
    assert "Noto" in fonts[0]
    assert "Wen" in fonts[1]
    assert all("Fandol" in font for font in fonts[2:])
    assert {round(line[0]["size"], 1) for _, line in _rows(paper.plumbed())[:5]} == {16.0}


def test_page_numbers_stand_outside_one_character_in_and_7_mm_under(write):
    count, paper = write(Paragraph("诚信" * 28 * 33))
    assert count > 2
    for page in range(2):
        number = paper.find(f"—{page + 1}—", page)
        edge = number[-1].right if page == 0 else number[0].left
        assert edge == pytest.approx(28 + 156 - PITCH if page == 0 else 28 + PITCH, abs=0.1)
        dash = number[0]
        top, bottom = paper.ink((dash.left, 264, dash.right, 275), dpi=600, page=page)[1::2]
        assert (top + bottom) / 2 == pytest.approx(262 + 7, abs=0.1)


def test_the_red_mark_begins_35_mm_down_and_the_red_line_spans_the_area(write):
    _, paper = write(Title("联席会议纪要"), Paragraph("正文"), masthead=HEAD)
    assert paper.ink((28, 37, 184, 90), dpi=300)[1] == pytest.approx(37 + 35, abs=0.15)
    [red] = [line for line in paper.plumbed().lines if line["stroking_color"] == (0, 1, 1, 0)]
    assert (red["x0"] / MM, red["x1"] / MM) == pytest.approx((28, 184), abs=0.05)
    number, _ = _row_with(paper.plumbed(), "会战商圈综合党委")
    assert red["top"] / MM - (number + 0.12 * 16) / MM == pytest.approx(4, abs=0.1)


@pytest.mark.parametrize(
    "mark", ["纪要", "会战商圈联席会议纪要", "大庆市萨尔图区会战大街商圈综合党委联席会议暨五方共议会议纪要"]
)
def test_a_mark_of_any_length_stays_in_the_area(write, mark):
    _, paper = write(Paragraph("正文"), masthead=Masthead(mark))
    left, top, right, _ = paper.ink((0, 60, 210, 92), dpi=200)
    assert left >= 27.9
    assert right <= 184.1
    assert top == pytest.approx(72, abs=0.2)
    assert (left + right) / 2 == pytest.approx(106, abs=2)


def test_a_title_stands_two_empty_lines_under_the_red_line_in_22_points(write):
    _, paper = write(Title("关于评定的通报"), Blank(), Paragraph("正文"), masthead=HEAD)
    y, line = _row_with(paper.plumbed(), "关于评定的通报")
    [red] = [line for line in paper.plumbed().lines if line["stroking_color"] == (0, 1, 1, 0)]
    assert line[0]["size"] == pytest.approx(22, abs=0.01)
    assert (y - 0.88 * 22 - red["top"]) / MM == pytest.approx(2 * LEADING, abs=1)
    assert (_left(line[0]) + _left(line[-1]) + 22 / MM) / 2 == pytest.approx(106, abs=0.1)


def test_a_long_title_falls_into_lines_of_like_length(write):
    _, paper = write(Title("某某区商圈综合党委关于二〇二六年第三季度诚信商户评定工作情况的通报"), Paragraph("正文"))
    first, second = (len(line) for _, line in _rows(paper.plumbed())[:2])
    assert abs(first - second) <= 2


def test_wrapped_names_stand_under_the_first(write):
    people = ["王建国", "李秀英", "周敏", "艾力·买买提江", "孙祎旻", "郑海涛", "冯晓东", "陈卫"] * 2
    _, paper = write(Names("出席", people))
    lines = _rows(paper.plumbed())[:-1]
    assert len(lines) == 3
    label = lines[0][1]
    assert _said(label[:3]) == "出席："
    assert _left(label[0]) == pytest.approx(28 + 2 * PITCH, abs=0.02)
    assert "Noto" in label[0]["fontname"]
    assert "Fandol" in label[3]["fontname"]
    assert [_left(line[0]) for _, line in lines[1:]] == pytest.approx([_left(label[3])] * 2, abs=0.02)
    assert _left(label[3]) == pytest.approx(28 + 5 * PITCH, abs=0.02)
    assert "".join(_said(line) for _, line in lines) == "出席：" + "".join(people)
    assert all(any(_said(line).endswith(name) for name in people) for _, line in lines)


def test_wrapped_words_of_a_fact_stand_under_its_first(write):
    _, paper = write(Fact("地点", "会战商圈党群服务中心三楼会议室" * 3))
    lines = _rows(paper.plumbed())[:-1]
    assert [_left(line[0]) for _, line in lines[1:]] == pytest.approx(
        [_left(lines[0][1][3])] * (len(lines) - 1), abs=0.02
    )


def test_a_signature_is_centred_on_a_date_four_characters_in(write):
    _, paper = write(Paragraph("正文"), Signature("综合党委", "2026年11月20日"))
    _, issuer = _row_with(paper.plumbed(), "综合党委")
    _, day = _row_with(paper.plumbed(), "2026年11月20日")
    assert _left(day[-1]) + PITCH == pytest.approx(184 - 4 * PITCH, abs=0.1)
    middles = [(_left(line[0]) + _left(line[-1]) + PITCH) / 2 for line in (issuer, day)]
    assert middles[0] == pytest.approx(middles[1], abs=0.1)


@pytest.mark.parametrize("lines", range(17, 24))
def test_a_signature_is_never_alone(write, lines):
    count, paper = write(Paragraph("\n".join(["正文"] * lines)), Signature("综合党委" * 8, "2026年11月20日"))
    last = paper.text(count - 1)
    assert last.startswith("正文")
    assert "2026年11月20日" in last
    assert ("综合党委" * 8)[-4:] in last


@pytest.mark.parametrize("lines", range(15, 24))
def test_the_imprint_stands_at_the_foot_of_the_last_page_and_never_alone(write, lines):
    imprint = Imprint(["各成员单位", "各党支部"], "综合党委办公室", "2026年11月20日")
    count, paper = write(Paragraph("\n".join(["正文"] * lines)), imprint=imprint)
    page = paper.plumbed(count - 1)
    assert "正文" in paper.text(count - 1)
    heights = sorted(line["top"] / MM for line in page.lines)
    assert heights == pytest.approx([262 - 2 * LEADING, 262 - LEADING, 262], abs=0.05)
    _, copies = _row_with(page, "抄送：各成员单位，各党支部。")
    assert copies[0]["size"] == pytest.approx(14, abs=0.01)
    assert _left(copies[0]) == pytest.approx(28 + PITCH, abs=0.02)
    assert _row_with(page, "2026年11月20日印发")
    body = [y for y, line in _rows(page) if _said(line) == "正文"]
    assert max(body) / MM < 262 - 2 * LEADING
    assert sum(paper.text(each).count("正文") for each in range(count)) == lines


@pytest.mark.parametrize("lines", range(12, 21))
def test_an_imprint_never_parts_a_signature_from_its_text(write, lines):
    blocks = (Paragraph("\n".join(["正文"] * lines)), Signature("综合党委", "2026年11月20日"))
    count, paper = write(*blocks, imprint=Imprint(["各单位"], "综合党委", "2026年11月20日"))
    last = paper.text(count - 1)
    assert re.search("正文综合党委2026年11月20日抄送", last)


@pytest.mark.parametrize("lines", range(17, 22))
def test_an_imprint_never_leaves_a_title_alone(write, lines):
    blocks = (Title("通报"), Blank(), Paragraph("\n".join(["正文"] * lines)))
    _, paper = write(*blocks, imprint=Imprint(["各单位"], "综合党委"))
    assert paper.text(0).startswith("通报正文正文")


@pytest.mark.parametrize(
    "blocks", [[Title("\u200b")], [Title("")], [Entry("", 3)], [Names("出席", ["", " "])], [Signature("", "")]]
)
def test_empty_words_do_no_harm(write, blocks):
    count, _ = write(*blocks, masthead=Masthead(""), imprint=Imprint([""]))
    assert count >= 1


def test_a_long_issuer_does_not_run_into_the_date(write):
    issuer = "大庆市萨尔图区会战大街商圈综合党委办公室"
    _, paper = write(masthead=replace(HEAD, issuer=issuer))
    assert paper.find(issuer)[-1].right < paper.find("2026年11月20日")[0].left


def test_annexes_are_numbered_when_there_are_several(write):
    _, paper = write(Paragraph("正文"), Annexes(["名单", "方案"]))
    assert "附件：1.名单2.方案" in paper.text()
    _, single = write(Paragraph("正文"), Annexes(["名单"]))
    assert "附件：名单" in single.text()


def test_a_new_page_begins_where_it_is_asked_for(write):
    count, paper = write(Paragraph("甲"), NewPage(), Title("乙"), Paragraph("丙"))
    assert count == 2
    assert [paper.text(page)[0] for page in range(2)] == ["甲", "乙"]


@pytest.mark.parametrize("text", ['<b>烧烤"&<img src=x>店', "䶮㛃𬀩𫖮·买买提", "一　二"])
def test_words_are_printed_as_they_are(write, text):
    _, paper = write(Paragraph(text), masthead=HEAD)
    assert "".join(text.split()) in paper.text()


def test_white_space_of_any_kind_and_invisible_characters_do_no_harm(write):
    _, paper = write(Paragraph("甲\t乙\xa0丙\u2003丁\r\n戊\u200b己\ufeff"), Fact("地点", "一楼\n二楼"))
    assert paper.text().startswith("甲乙丙丁戊己地点：一楼二楼")


def test_every_character_that_no_font_holds_is_named(out):
    with pytest.raises(Problem, match="通知里的“😀🎉”打印不出来"):
        official.write(Official("通知", [Paragraph("祝贺😀"), Names("出席", ["王🎉", "😀"])]), out)
    assert list(out.parent.iterdir()) == []


def test_with_somebody_told_of_them_such_characters_are_boxes(out, printed):
    with boxes_noted() as odd:
        official.write(Official("通知", [Paragraph("祝贺😀"), Names("出席", ["王🎉", "😀"])]), out)
    assert list(odd) == ["😀", "🎉"]
    assert "祝贺□" in printed().text()


def test_labels_and_small_print_are_on_each_page(write):
    count, paper = write(Paragraph("诚信" * 400), labels=("草稿",), foot="定稿指纹 abc", sample=True)
    assert count == 2
    for page in range(2):
        assert all(words in paper.text(page) for words in ("草稿", "定稿指纹abc", "示例"))


def test_nothing_to_say_is_an_empty_page(write):
    count, paper = write()
    assert (count, paper.text()) == (1, "—1—")


def test_two_runs_give_equal_bytes(out):
    files = []
    for _ in range(2):
        official.write(Official("通知", [Paragraph("诚信" * 900)], HEAD, Imprint(["各单位"])), out)
        files.append(out.read_bytes())
    assert files[0] == files[1]
    assert b"Helvetica" not in files[0]


@pytest.mark.parametrize(
    ("number", "words"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_heads_are_counted_in_chinese(number, words):
    assert numeral(number) == words
