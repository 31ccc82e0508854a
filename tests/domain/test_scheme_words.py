"""What a clerk types into the editor of a scheme comes back as it was meant, and nonsense is named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import schemes
from app.domain.errors import Invalid
from app.domain.scheme_words import (
    award_words,
    bands_words,
    fresh_key,
    how,
    minimum_words,
    pairs_words,
    read_number,
    read_pairs,
    read_steps,
    sum_words,
    ties_words,
    with_vetoes,
)

SHIPPED = schemes.shipped()
NAMES = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=8)


@given(st.lists(st.tuples(NAMES, st.integers(0, 9999)), max_size=6))
def test_pairs_come_back(pairs):
    read = read_pairs(pairs_words(pairs), "bands", "A=90")
    assert [points for _, points in read] == [points for _, points in pairs]
    assert len(read) == len(pairs)


@pytest.mark.parametrize("text", ["A=90，B=75，C=0", "A＝90,B：75；C=0分", " A = 90 、 B=75、C=0 "])
def test_full_and_half_width_mean_the_same(text):
    assert read_pairs(text, "bands", "") == (("A", 90), ("B", 75), ("C", 0))


@pytest.mark.parametrize("text", ["A", "A=", "=90", "A=十", "A=90 B=75"])
def test_what_is_no_pair_is_named_by_its_field(text):
    with pytest.raises(Invalid) as wrong:
        read_pairs(text, "bands", "A=90，B=75")
    assert "A=90，B=75" in wrong.value.complaints["bands"]


def test_steps_are_counts():
    assert read_steps("0=15，1=10") == ((0, 15), (1, 10))
    with pytest.raises(Invalid):
        read_steps("零=15")


@pytest.mark.parametrize(("text", "number"), [("-2", -2), ("－2", -2), (" 15 ", 15), ("１５", 15)])
def test_numbers(text, number):
    assert read_number(text, "each", "每件加减") == number


@pytest.mark.parametrize("text", ["", "1.5", "两", "12345"])
def test_what_is_no_number(text):
    with pytest.raises(Invalid):
        read_number(text, "each", "每件加减")


@pytest.mark.parametrize("scheme", SHIPPED, ids=lambda scheme: scheme.key)
def test_a_shipped_scheme_is_told_in_words(scheme):
    assert sum_words(scheme) == f"各项满分合计 {scheme.total} 分，与总分一致。"
    assert all(how(each) for each in scheme.criteria)
    assert all(band.grade in bands_words(scheme.bands) for band in scheme.bands)
    assert "不加分" in ties_words(scheme)
    assert ties_words(scheme).count("编号在前") == 1
    assert scheme.award.honour in award_words(scheme.award)
    assert minimum_words(scheme.minimum)


def test_how_far_the_sum_is_off():
    scheme = replace(SHIPPED[0], total=110)
    assert "比总分 110 分少 10 分" in sum_words(scheme)
    assert "比总分 90 分多 10 分" in sum_words(replace(scheme, total=90))


def test_known_vetoes_keep_their_keys_and_new_ones_get_their_own():
    scheme = SHIPPED[0]
    by_hand = [veto for veto in scheme.vetoes if not veto.formula]
    changed = with_vetoes(scheme, [by_hand[0].name, "偷税漏税", "虚假宣传", "", "偷税漏税"], severe=False)
    assert [veto.name for veto in changed.vetoes] == [by_hand[0].name, "偷税漏税", "虚假宣传"]
    assert changed.vetoes[0].key == by_hand[0].key
    keys = [veto.key for veto in changed.vetoes]
    assert len(set(keys)) == 3
    assert with_vetoes(changed, [], severe=True).vetoes[0].formula == "severe"


def test_a_fresh_key_is_nobody_elses():
    criteria = SHIPPED[0].criteria
    assert fresh_key("item", criteria) not in {each.key for each in criteria}
