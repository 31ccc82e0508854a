import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.lines import in_one_or_two, paragraphs
from app.documents.type import Face, width

KAI = Face("kai", 10)
CLOSING, OPENING = "，。、；：？！）》】〕”’％·", "（《【〔“‘"
PROSE = st.lists(
    st.sampled_from([*"诚信商户经营，。、；（）《》〔〕“”", "——", "……", "2026", "96.5％", "3,240", "ABC", "wifi", " "]),
    min_size=1,
    max_size=120,
).map("".join)


def _texts(text, face=KAI, measure=200.0, indent=20.0):
    return [line.text for _, line in paragraphs(text, face, measure, indent)]


def _length(line, face=KAI):
    return width(line.text, face) + sum(line.gaps)


@given(PROSE)
def test_no_character_is_lost(text):
    assert re.sub(r"\s", "", "".join(_texts(text))) == re.sub(r"\s", "", text)


@given(PROSE)
def test_only_the_last_line_is_short_and_none_too_long(text):
    lines = paragraphs(text, KAI, 200, 20)
    for indent, line in lines[:-1]:
        stretches = any(not character.isascii() for character in line.text[:-1])
        assert indent + _length(line) <= 200 + 1e-6
        assert not stretches or indent + _length(line) == pytest.approx(200) or set(line.text) <= {*"—…"}
    for indent, line in lines:
        assert indent + _length(line) <= 200 + 1e-6


@pytest.mark.parametrize("mark", CLOSING)
def test_no_line_begins_with_a_mark_that_closes(mark):
    for at in range(1, 45):
        lines = _texts("诚" * at + mark + "信" * 30)
        assert not [line for line in lines if line[0] == mark]


@pytest.mark.parametrize("mark", OPENING)
def test_no_line_ends_with_a_mark_that_opens(mark):
    for at in range(1, 45):
        lines = _texts("诚" * at + mark + "信" * 30)
        assert not [line for line in lines if line[-1] == mark]


@pytest.mark.parametrize("piece", ["——", "……", "2026", "96.5％", "3,240", "〔2026〕", "wifi6"])
def test_what_belongs_together_is_not_parted(piece):
    for at in range(1, 45):
        lines = _texts("诚" * at + piece + "信" * 30)
        assert sum(piece in line for line in lines) == 1


def test_a_comma_is_squeezed_in_rather_than_carried_over():
    text = "诚信，商户，" + "诚" * 14 + "。信信信"  # 21 places where 20 are
    first = paragraphs(text, KAI, 200)[0][1]
    assert first.text.endswith("。")
    assert min(first.gaps) >= -5
    assert _length(first) == pytest.approx(200)


def test_an_opening_mark_gives_way_on_its_left():
    text = "诚信，商户（" + "诚" * 13 + "）。信信"
    line = paragraphs(text, KAI, 200)[0][1]
    assert line.gaps[line.text.index("（") - 1] < 0
    assert line.gaps[line.text.index("（")] == 0


def test_a_word_longer_than_a_line_is_parted_at_last():
    assert _texts("A" * 200, indent=0.0)[0].startswith("AAAA")
    assert "".join(_texts("A" * 200)) == "A" * 200


def test_a_line_feed_begins_a_paragraph():
    lines = paragraphs("诚信。\n\n特发此证。", KAI, 200, 20)
    assert [(indent, line.text) for indent, line in lines] == [(20, "诚信。"), (20, "特发此证。")]


NAME = Face("xbs", 20, spacing=2)


@given(st.text("诚信商户街道店（）·AB", min_size=1, max_size=90).filter(str.strip))
def test_a_name_always_fits(name):
    lines, face = in_one_or_two(name, NAME, 440)
    assert "".join(lines) == name
    assert len(lines) <= 2
    assert all(width(line, face) <= 440 + 1e-6 for line in lines)
    assert face.condense >= 0.75


def test_a_name_is_parted_where_it_makes_sense():
    name = "大庆市萨尔图区会战大街诚信源达超市有限责任公司（第三分公司加盟店）"
    assert in_one_or_two(name, NAME, 440)[0] == [
        "大庆市萨尔图区会战大街诚信源达超市",
        "有限责任公司（第三分公司加盟店）",
    ]
