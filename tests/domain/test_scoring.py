"""Scores as properties: gifts raise none, order of input changes none, ranks are a total order."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Invalid
from app.domain.measures import Fact, points, read_points, shown, sides
from app.domain.schemes import Award, Band, Criterion, Minimum, Scheme, shipped
from app.domain.scoring import Material, Outcome, Subject, rate

DAY = dt.date(2026, 6, 30)
HAND = Criterion("hand", "看得见的", 60)
COUNTED = Criterion("complaints", "投诉", 40, "computed", "complaints", each=-10)
SCHEME = Scheme(
    key="plain",
    title="评选办法",
    effective_from="2026-01-01",
    criteria=(HAND, COUNTED),
    bands=(Band("A", 80), Band("B", 0)),
    ties=("preferred", "complaints", "since"),
    award=Award("诚信商户", 3, "A"),
)
WEIGHTS = (("群众评价", 40), ("五方互评", 30), ("组织考评", 30))

merchant = st.tuples(
    st.one_of(st.none(), st.integers(0, 6000)),
    st.integers(0, 5),
    st.sampled_from(["", "2020-01", "2020-01-15", "2026-05-01"]),
    st.booleans(),
)
merchants = st.lists(merchant, max_size=12)


def subjects(made):
    return [Subject(n, f"SH-{n:05d}", since) for n, (_, _, since, _) in enumerate(made, 1)]


def material(made, preferred=()):
    marks = {n: given for n, (given, *_) in enumerate(made, 1) if given is not None}
    facts = {n: Fact(count) for n, (_, count, _, _) in enumerate(made, 1) if count}
    vetoes = {n: ["安全事故"] for n, (*_, vetoed) in enumerate(made, 1) if vetoed}
    return Material({"complaints": facts}, {"hand": marks}, vetoes, preferred)


def rated(made, preferred=(), scheme=SCHEME):
    return rate(scheme, subjects(made), material(made, preferred), DAY)


@given(merchants, st.sets(st.integers(1, 12)))
def test_gifts_never_change_a_score_a_grade_or_an_outcome(made, givers):
    plain = {one.merchant: (one.total, one.grade, one.outcome, one.items) for one in rated(made)}
    gifted = {one.merchant: (one.total, one.grade, one.outcome, one.items) for one in rated(made, givers)}
    assert gifted == plain


@given(merchants, st.sets(st.integers(1, 12)))
def test_gifts_order_only_equals(made, givers):
    totals = [one.total for one in rated(made) if one.rank]
    assert [one.total for one in rated(made, givers) if one.rank] == totals


@given(merchants, st.randoms(), st.sets(st.integers(1, 12)))
def test_the_order_of_input_changes_nothing(made, dice, givers):
    mixed = subjects(made)
    dice.shuffle(mixed)
    assert rate(SCHEME, mixed, material(made, givers), DAY) == rated(made, givers)


@given(merchants, st.sets(st.integers(1, 12)))
def test_ranks_are_a_total_order_and_equals_say_what_decided(made, givers):
    graded = [one for one in rated(made, givers) if one.outcome == Outcome.GRADED]
    assert [one.rank for one in graded] == list(range(1, len(graded) + 1))
    assert [one.total for one in graded] == sorted((one.total for one in graded), reverse=True)
    for one, following in pairwise(graded):
        equal = one.total == following.total
        assert (f"与第 {one.rank} 名同为" in following.tie) == equal
        assert (f"与第 {following.rank} 名同为" in one.tie) == equal


@given(merchants)
def test_who_is_not_graded_has_no_rank_and_says_why(made):
    for one in rated(made):
        if one.outcome != Outcome.GRADED:
            assert (one.rank, one.total, one.grade, one.listed) == (0, 0, "", False)
            assert one.reasons


@given(merchants)
def test_a_veto_refuses_whatever_the_score(made):
    vetoed = {n for n, (*_, cast) in enumerate(made, 1) if cast}
    assert {one.merchant for one in rated(made) if one.outcome == Outcome.REFUSED} == vetoed


@given(merchants)
def test_the_award_goes_to_the_first_places_of_its_grade(made):
    listed = [one for one in rated(made) if one.listed]
    assert len(listed) <= 3
    assert [one.rank for one in listed] == list(range(1, len(listed) + 1))
    assert {one.grade for one in listed} <= {"A"}


def test_below_the_minimum_nobody_is_graded_and_nobody_gets_nought():
    scheme = replace(SCHEME, minimum=Minimum(months=6, pledges=("承诺书",), party_member=True))
    (one,) = rated([(6000, 0, "2026-05-01", False)], scheme=scheme)
    assert (one.outcome, one.badge) == (Outcome.UNGRADED, "未评")
    assert one.reasons == ("不是党员商户", "开业不满 6 个月", "没有签订承诺书")
    known = Subject(1, "SH-00001", "2025-12-30", frozenset({"承诺书"}), party_member=True)
    assert rate(scheme, [known], material([(6000, 0, "", False)]), DAY)[0].total == 10000


def test_a_merchant_of_unknown_age_says_what_is_missing():
    (one,) = rated([(6000, 0, "", False)], scheme=replace(SCHEME, minimum=Minimum(months=6)))
    assert one.reasons == ("没有登记开业时间",)


def test_a_score_that_was_not_given_is_not_nought():
    (one,) = rated([(None, 0, "2020-01", False)])
    assert (one.outcome, one.reasons) == (Outcome.UNGRADED, ("还没有评分：看得见的",))


def test_thirty_four_places_with_rank_thirty_four_tied():
    """Three merchants have the points of the last place: one opened late, one had a complaint, one opened early."""
    scheme = replace(SCHEME, award=Award("诚信商户", 34, "A"))
    made = [(6000, 0, "2015-01", False)] * 33
    made += [(5000, 0, "2020-03", False), (6000, 1, "2019-01", False), (5000, 0, "2018-06", False)]
    plain = rated(made, scheme=scheme)
    assert [one.merchant for one in plain[33:]] == [36, 34, 35]
    assert plain[33].tie == "与第 35 名同为 90 分，按“开业早”排在其之前"
    assert plain[34].tie == (
        "与第 34 名同为 90 分，按“开业早”排在其之后；与第 36 名同为 90 分，按“投诉得分高”排在其之前"
    )
    assert [one.listed for one in plain[32:]] == [True, True, False, False]
    gifted = rated(made, {35}, scheme)
    assert [one.merchant for one in gifted[33:]] == [35, 36, 34]
    assert "按“首选”排在其之前" in gifted[33].tie
    assert {one.merchant: one.total for one in gifted} == {one.merchant: one.total for one in plain}


@pytest.mark.parametrize(("count", "worth"), [(0, 4000), (1, 3000), (4, 0), (9, 0)])
def test_points_taken_off_never_go_below_nought(count, worth):
    assert points(COUNTED, Fact(count)) == worth


@pytest.mark.parametrize(("count", "worth"), [(0, 0), (3, 3000), (4, 4000), (9, 4000)])
def test_points_added_never_go_above_the_maximum(count, worth):
    assert points(replace(COUNTED, each=10), Fact(count)) == worth


@pytest.mark.parametrize(("count", "worth"), [(0, 4000), (1, 2500), (2, 2500), (3, 0), (7, 0)])
def test_steps_hold_from_their_number(count, worth):
    assert points(replace(COUNTED, steps=((0, 40), (1, 25), (3, 0))), Fact(count)) == worth


def test_penalties_are_counted_in_hundredths():
    taken_off = replace(COUNTED, formula="penalties", each=-1)
    assert points(taken_off, Fact(550)) == 3450
    assert points(replace(taken_off, steps=((0, 40), (5, 20))), Fact(499)) == 4000
    assert points(replace(taken_off, steps=((0, 40), (5, 20))), Fact(500)) == 2000


@pytest.mark.parametrize(("missing", "worth"), [("full", 4000), ("zero", 0), ("skip", None)])
def test_a_share_of_nothing_is_what_the_scheme_says(missing, worth):
    share = replace(COUNTED, formula="on_time", missing=missing)
    assert points(share, Fact()) == worth
    assert points(share, Fact(2, 3)) == 2667


def test_where_a_criterion_is_left_out_the_others_make_up_the_total():
    scheme = replace(SCHEME, criteria=(HAND, replace(COUNTED, formula="sides", missing="skip", weights=WEIGHTS)))
    (one,) = rate(scheme, [Subject(1, "SH-00001")], Material({}, {"hand": {1: 5400}}, {}), DAY)
    assert one.total == 9000
    assert "不计入" in one.items[1].said


given_scores = st.dictionaries(
    st.sampled_from([side for side, _ in WEIGHTS]), st.lists(st.integers(0, 100), min_size=1, max_size=4), max_size=3
)


@given(given_scores)
def test_the_three_sides_are_weighed_and_a_missing_one_made_up_by_the_others(scores):
    fact = sides(scores, WEIGHTS)
    shares = dict(WEIGHTS)
    whole = sum(shares[side] for side in scores)
    assert bool(fact.of) == bool(scores)
    if scores:
        mean = sum(sum(given) / len(given) * shares[side] for side, given in scores.items()) / whole / 100
        assert fact.count / fact.of == pytest.approx(mean)
        assert all((f"缺{side}" in fact.note or f"、{side}" in fact.note) == (side not in scores) for side in shares)


@given(given_scores, st.integers(0, 100))
def test_equal_ratings_give_the_same_share_whoever_is_missing(scores, score):
    same = {side: [score] for side in scores}
    fact = sides(same, WEIGHTS)
    assert not scores or fact.count * 100 == score * fact.of


@given(st.integers(0, 6000))
def test_points_are_written_and_read_back(worth):
    assert read_points(shown(worth), HAND) == worth


@pytest.mark.parametrize("text", ["", "很好", "-1", "60.001", "1e3", "61", "60.01"])
def test_what_is_no_score_of_this_criterion_is_refused(text):
    with pytest.raises(Invalid) as refused:
        read_points(text, HAND)
    assert list(refused.value.complaints) == ["hand"]


def test_full_width_digits_and_the_unit_are_read():
    assert [read_points(text, HAND) for text in ("８.5 分", "８分", "60")] == [850, 800, 6000]


@pytest.mark.parametrize("scheme", shipped(), ids=lambda scheme: scheme.key)
def test_a_spotless_merchant_gets_the_best_grade_of_every_preset(scheme):
    facts = {
        criterion.key: {1: Fact(99)}
        for criterion in scheme.criteria
        if criterion.formula in ("pledges", "participation", "duties", "praise")
    }
    for criterion in scheme.criteria:
        if criterion.formula in ("praise",):
            facts[criterion.key] = {1: Fact(9900)}
    marks = {criterion.key: {1: criterion.maximum * 100} for criterion in scheme.by_hand}
    pledges = frozenset(scheme.minimum.pledges)
    one = Subject(1, "SH-00001", "2001-01", pledges, party_member=True)
    (result,) = rate(scheme, [one], Material(facts, marks, {}), DAY)
    assert (result.total, result.band, result.badge, result.listed) == (scheme.total * 100, 0, "A", True)


def test_who_was_seen_in_business_long_enough_needs_no_opening_date():
    scheme = Scheme(
        criteria=(Criterion("hand", "手评", 100),), bands=(Band("A", 0),), minimum=Minimum(months=6), total=100
    )
    marks = {"hand": {1: 5000, 2: 5000, 3: 5000}}
    seen = [Subject(1, "1", seen="2023-12"), Subject(2, "2", seen="2026-06-01"), Subject(3, "3")]
    reasons = [one.reasons for one in rate(scheme, seen, Material({}, marks, {}), DAY)]
    assert reasons == [(), ("开业不满 6 个月",), ("没有登记开业时间",)]
