"""The organisation chart: every box on paper, inside it, and those above a page's first box come first again."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents import tree_chart
from app.documents.tree_chart import PAPERS, Box, Chart, _pages

SMALL = [Box(0, "会战街道党工委", "党员 33 人"), Box(1, "会战商圈党委", "书记 单海"), Box(2, "餐饮行业联合党支部", "")]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_chart_says_every_name_inside_its_paper(out, printed, paper):
    assert tree_chart.write(Chart("组织架构图", SMALL, "截至 2026年11月20日"), out, paper) == 1
    assert printed().size() == pytest.approx(PAPERS[paper], abs=0.1)
    text = printed().text()
    for words in ("组织架构图", "截至2026年11月20日", *(box.name for box in SMALL), "书记单海", "第1页，共1页"):
        assert text.count(words) == 1
    left, top, right, bottom = printed().ink()
    width, height = PAPERS[paper]
    assert min(left, top, width - right, height - bottom) > 6


def test_each_level_stands_right_of_the_one_above(out, printed):
    tree_chart.write(Chart("架构图", SMALL, ""), out)
    lefts = [printed().find(box.name)[0].left for box in SMALL]
    assert lefts == sorted(lefts)
    assert len({round(left) for left in lefts}) == 3


def test_long_names_are_condensed_into_their_boxes(out, printed):
    deep = [
        Box(depth, f"大庆市萨尔图区会战街道商圈综合党委第{depth}联合党支部", "书记 古丽娜尔·吐尔逊")
        for depth in range(6)
    ]
    tree_chart.write(Chart("架构图", deep, ""), out)
    boxes = sorted({round(rect["x1"] - rect["x0"], 1) for rect in printed().plumbed().curves})
    assert boxes
    for box in deep:
        name = printed().find(box.name)
        assert name[-1].right - name[0].left < 62


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 4), max_size=60), st.integers(5, 20))
def test_pages_lose_no_box_and_repeat_what_stands_above(steps, most):
    depths = [0]
    for step in steps:
        depths.append(min(step, depths[-1] + 1))
    boxes = [Box(depth, str(place), "") for place, depth in enumerate(depths)]
    pages = _pages(boxes, most)
    seen = []
    for page in pages:
        assert page.boxes[0].depth == 0
        assert all(after.depth <= before.depth + 1 for before, after in zip(page.boxes, page.boxes[1:], strict=False))
        seen += [box for box in page.boxes if box not in seen]
    assert seen == boxes


def test_a_character_without_a_font_leaves_a_box_not_a_crash(out, printed):
    tree_chart.write(Chart("架构图", [Box(0, "第一\U000e0001支部", "")], ""), out)
    assert "支部" in printed().text()
