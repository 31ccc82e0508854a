"""Schemes as data: those that ship can be used, and one that cannot says why in a sentence."""

from dataclasses import replace

import pytest

from app.domain import schemes
from app.domain.errors import Invalid
from app.domain.schemes import Award, Band, Criterion, Minimum, Scheme, Veto, badge, check

PLAIN = Scheme(
    key="plain",
    title="评选办法",
    effective_from="2026-01-01",
    criteria=(
        Criterion("hand", "看得见的", 60),
        Criterion("complaints", "投诉", 40, "computed", "complaints", each=-10),
    ),
    bands=(Band("A", 80), Band("B", 0)),
    award=Award("诚信商户", 34, "A"),
)


@pytest.mark.parametrize("scheme", schemes.shipped(), ids=lambda scheme: scheme.key)
def test_what_ships_can_be_used_and_survives_being_stored(scheme):
    assert check(scheme) == scheme
    assert schemes.from_json(schemes.as_json(scheme)) == scheme


def test_four_presets_ship():
    assert [scheme.key for scheme in schemes.shipped()] == ["huizhan", "star_member", "abcd", "aaa"]
    abcd = schemes.shipped()[2]
    assert [criterion.maximum for criterion in abcd.criteria] == [10] * 10


def test_weights_that_do_not_sum_are_refused_with_both_sums():
    wrong = replace(PLAIN, criteria=(replace(PLAIN.criteria[0], maximum=55), PLAIN.criteria[1]))
    with pytest.raises(Invalid, match="各项满分合计 95 分，总分是 100 分") as refused:
        check(wrong)
    assert list(refused.value.complaints) == ["total"]


def criterion(**changes):
    return {"criteria": (PLAIN.criteria[0], replace(PLAIN.criteria[1], **changes))}


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"title": "  "}, "title", "名称"),
        ({"effective_from": "去年"}, "effective_from", "施行日期"),
        ({"months_valid": 0}, "months_valid", "有效期"),
        ({"criteria": ()}, "criteria", "还没有评分项"),
        (criterion(key="hand"), "criteria", "同一个代号"),
        (criterion(name=""), "criteria", "要有名称"),
        (criterion(formula="luck"), "criteria", "按什么计算"),
        (criterion(each=0), "criteria", "每件加减几分"),
        (criterion(steps=((0, 50),)), "criteria", "0 到 40 分之间"),
        (criterion(steps=((1, 40),)), "criteria", "从 0 件开始"),
        (criterion(steps=((0, 40), (2, 20), (1, 30))), "criteria", "由少到多"),
        (criterion(formula="sides", weights=(("群众评价", 50),)), "criteria", "100%"),
        (criterion(formula="on_time", missing="maybe"), "criteria", "没有数据时"),
        ({"bands": (Band("A", 60), Band("B", 80))}, "bands", "从高到低"),
        ({"bands": (Band("A", 60),)}, "bands", "从 0 分起"),
        ({"bands": (Band("A", 101), Band("B", 0))}, "bands", "不超过 100 分"),
        ({"bands": (Band("A", 60), Band("A", 0))}, "bands", "不能重复"),
        ({"award": Award("诚信商户", 0, "AAA")}, "award", "A、B"),
        ({"award": Award("诚信商户", -1, "A")}, "award", "负数"),
        ({"minimum": Minimum(months=-1)}, "award", "负数"),
        ({"ties": ("luck",)}, "ties", "认不出"),
        ({"ties": ("since", "since")}, "ties", "重复"),
        ({"vetoes": (Veto("a", "甲"), Veto("a", "乙"))}, "vetoes", "不能重复"),
        ({"vetoes": (Veto("a", "甲", "luck"),)}, "vetoes", "一票否决"),
        ({"vetoes": (Veto("a", ""),)}, "vetoes", "要有名称"),
    ],
)
def test_what_cannot_be_used_is_refused_by_field(changes, field, sentence):
    with pytest.raises(Invalid) as refused:
        check(replace(PLAIN, **changes))
    assert sentence in refused.value.complaints[field]


def test_grades_of_any_preset_map_to_badges_by_rank():
    assert [badge(place) for place in range(5)] == ["A", "B", "C", "D", "D"]


def test_a_band_is_reached_at_its_least_points():
    assert [PLAIN.band(points) for points in (10000, 8000, 7999, 0)] == [0, 0, 1, 1]


def test_what_orders_equals_is_called_by_its_name():
    assert PLAIN.tie_name("preferred") == "首选"
    assert PLAIN.tie_name("hand") == "看得见的得分高"
