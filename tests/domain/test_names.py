import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.names import (
    READINGS_AT_MOST,
    SEPARATOR,
    clean,
    fold,
    initials,
    name_tokens,
    sort_key,
    spellings,
    syllable_phrases,
    tokens,
)

HANZI = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=30)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  艾力 · 买买提\t", "艾力 · 买买提"),
        ("曾家\u200b面\ufeff馆", "曾家面馆"),
        ("\u202e店商\u202c", "店商"),
        ("大庆\r\n路店\x00", "大庆 路店"),
        ("聚\u3000\u3000福 \u200b 楼", "聚 福 楼"),
        ('<b>&"=1+1', '<b>&"=1+1'),
        ("ＡＢＣ①店", "ＡＢＣ①店"),
        ("䶮㛃𬀩𫖮𬭎", "䶮㛃𬀩𫖮𬭎"),
        ("坏\ud800字", "坏字"),
        ("", ""),
    ],
)
def test_clean_takes_away_only_what_nobody_sees(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text())
def test_clean_leaves_no_control_and_changes_nothing_the_second_time(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in cleaned)


def test_fold_makes_equal_what_a_clerk_holds_equal() -> None:
    assert fold("ＡＢＣ１２３ 便利店") == fold("abc123 便利店")
    assert fold("葛\U000e0100") == fold("葛")


@given(st.text())
def test_fold_changes_nothing_the_second_time(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E)))
def test_full_width_and_capitals_compare_equal(text: str) -> None:
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in text.upper())
    assert fold(full_width) == text.lower()


def test_tokens_are_one_for_each_character() -> None:
    assert tokens("曾家 A7") == "曾 家 a 7"
    assert tokens("<b>&=") == "x3c b x3e x26 x3d"
    assert tokens("𬭎·") == "x2cb4e xb7"


@given(st.text())
def test_every_visible_character_has_a_token_no_tokenizer_drops(text: str) -> None:
    found = tokens(text).split()
    assert len(found) == len(fold(text).replace(" ", ""))
    assert all(token.isalnum() for token in found)


@given(st.text(min_size=1), st.data())
def test_a_part_of_a_name_is_a_part_of_its_tokens(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    end = data.draw(st.integers(start, len(folded)))
    assert f" {tokens(folded[start:end])} ".replace("  ", " ") in f" {tokens(folded)} "


def test_tokens_need_no_pinyin() -> None:
    code = "import sys; from app.domain import names; names.tokens('曾家面馆'); print('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_reading_names_aloud_does_not_load_phrases() -> None:
    code = (
        "from app.domain import names; names.sort_key('曾家面馆');"
        "from pypinyin.constants import PHRASES_DICT; print(len(PHRASES_DICT))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "0\n"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("曾家面馆", "zjmg"),
        ("曾家面馆", "cjmg"),
        ("朝阳", "cy"),
        ("朝阳", "zy"),
        ("单", "s"),
        ("单", "d"),
        ("仇", "q"),
        ("仇", "c"),
        ("7天便利店", "7tbld"),
        ("ＫＴＶ（会战店）", "ktvhzd"),
        ("艾力·买买提", "almmt"),
        ("周䶮", "zy"),
        ("何𬭎", "hh"),
        ("郑𫖮", "zy"),
        ("㛃𬀩", "jw"),
    ],
)
def test_initials_in_every_reading(name: str, typed: str) -> None:
    assert typed in initials(name)


def test_the_usual_reading_comes_first() -> None:
    assert initials("曾家面馆")[0] == "zjmg"
    assert initials("长春饭店")[0] == "ccfd"
    assert spellings("旅行社")[0] == "lvxingshe"


def test_spellings_in_every_reading() -> None:
    assert {"zengjiamianguan", "cengjiamianguan"} <= set(spellings("曾家面馆"))
    assert {"shan", "dan", "chan"} <= set(spellings("单"))
    assert spellings("7天") == ("7tian",)


@pytest.mark.parametrize("name", ["", "···", "（）", "\u200b"])
def test_a_name_without_readings_has_none(name: str) -> None:
    assert initials(name) == spellings(name) == ()


@given(HANZI)
def test_readings_are_few_different_and_plain(name: str) -> None:
    for readings in (initials(name), spellings(name)):
        assert len(readings) <= READINGS_AT_MOST
        assert len(set(readings)) == len(readings)
        assert all(reading.isascii() and reading.isalnum() for reading in readings)


def test_a_long_name_keeps_readings_with_two_characters_read_otherwise() -> None:
    assert {"hhcxldczc", "hkcxldczc", "hhcxydczc", "hhzxldzzc", "hkcxldczz"} <= set(initials("和会长行乐单朝曾重"))


@given(HANZI.filter(lambda name: len(name) <= 20), st.data())
def test_no_single_character_loses_a_reading(name: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, max(0, len(name) - 1)))
    before, character, after = name[:place], name[place : place + 1], name[place + 1 :]
    for reading in initials(character):
        assert "".join([*initials(before)[:1], reading, *initials(after)[:1]]) in initials(name)


@pytest.mark.parametrize(
    ("typed", "parted"),
    [("xian", [["xian"], ["xi", "an"]]), ("ruih", [["rui", "h"]]), ("rhcz", []), ("", []), ("a0", [])],
)
def test_letters_are_parted_into_syllables(typed: str, parted: list[list[str]]) -> None:
    assert syllable_phrases(typed, 2) == parted


@given(st.text("aeinghx0", max_size=80))
def test_parting_ends_soon_and_loses_no_letter(typed: str) -> None:
    ways = syllable_phrases(typed, 12)
    assert len(ways) <= 12
    assert all("".join(way) == typed for way in ways)


@given(HANZI)
def test_tokens_of_a_name_are_its_readings(name: str) -> None:
    written, *spoken = name_tokens(name)
    assert written == tokens(name)
    for said, readings in zip(spoken, (initials(name), spellings(name)), strict=True):
        assert {form.replace(" ", "") for form in said.split(SEPARATOR)} - {""} == set(readings)


def test_names_sort_as_in_a_dictionary() -> None:
    ordered = ["7天", "KFC", "kfc2", "阿里", "长春", "大庆", "李家", "理家", "丽家", "连锁", "曾家", "赵家", "朱家"]
    assert sorted(set(ordered), key=sort_key) == ordered


def test_one_surname_stands_together() -> None:
    assert sorted(["王安", "汪冰", "王冰", "汪安"], key=sort_key) == ["汪安", "汪冰", "王安", "王冰"]


@given(HANZI, HANZI)
def test_a_name_sorts_before_its_extension_and_apart_from_others(name: str, rest: str) -> None:
    assert sort_key(name) <= sort_key(name + rest)
    assert (sort_key(name) == sort_key(rest)) == (fold(name) == fold(rest))


@given(st.text())
def test_keys_can_be_stored(text: str) -> None:
    assert sort_key(text).encode().decode() == sort_key(text)
