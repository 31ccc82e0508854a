"""Posts that are claimed: fifteen of them by 147 merchants, looked at within the time they are held."""

import datetime as dt

import pytest

from app.domain.errors import Invalid, Problem
from app.domain.merchants import Draft
from app.services import inspections, journal, merchants
from tests.services.rating_desk import open_merchants

START, END = dt.date(2026, 1, 1), dt.date(2026, 6, 30)


@pytest.fixture
def known(store):
    return open_merchants()


def test_fifteen_posts_claimed_by_147_merchants(store):
    made = [merchants.save(Draft(sign=f"第{n}号店", no_code_reason="无"), None) for n in range(147)]
    posts = [inspections.save_post(f"{n + 1}号责任岗", grid="一片区") for n in range(15)]
    for n, post in enumerate(posts):
        inspections.claim(post, made[n::15], START, END)
    assert sum(row.holders for row in inspections.posts(dt.date(2026, 3, 1))) == 147
    assert sum(row.holders for row in inspections.posts(dt.date(2026, 7, 1))) == 0
    assert [row.name for row in inspections.posts()][:2] == ["1号责任岗", "2号责任岗"]
    assert len(inspections.claims(post=posts[0], day=END)) == len(made[0::15])


def test_a_post_is_claimed_once_at_a_time(known):
    post = inspections.save_post("门前三包")
    (first,) = inspections.claim(post, known[:1], START)
    with pytest.raises(Invalid, match="甲店在这段时间已经认领"):
        inspections.claim(post, known, END)
    inspections.release(first, END)
    later = inspections.claim(post, known[:1], END + dt.timedelta(days=1))
    assert [(row.start, row.end) for row in inspections.claims(merchant=known[0])] == [
        ("2026-07-01", ""),
        ("2026-01-01", "2026-06-30"),
    ]
    assert len(later) == 1
    with pytest.raises(Invalid, match="早于开始"):
        inspections.release(first, dt.date(2025, 1, 1))
    with pytest.raises(Invalid, match="早于开始"):
        inspections.claim(post, known[1:2], END, START)


def test_what_is_looked_at_was_held_that_day(known):
    post = inspections.save_post("门前三包")
    (claim,) = inspections.claim(post, known[:1], START, END)
    inspections.inspect(claim, END, "合格", "巡查组")
    bad = inspections.inspect(claim, START, "不合格", "巡查组", "门前有积雪")
    with pytest.raises(Problem, match="检查日期不在其中"):
        inspections.inspect(claim, END + dt.timedelta(days=1), "合格")
    with pytest.raises(Invalid, match="合格或不合格"):
        inspections.inspect(claim, END, "一般")
    with pytest.raises(Invalid, match="今天以后"):
        inspections.inspect(claim, dt.date(2999, 1, 1), "合格")
    found = inspections.results(START, END, known[0])
    assert [(row.on, row.result, row.note) for row in found] == [
        ("2026-06-30", "合格", ""),
        ("2026-01-01", "不合格", "门前有积雪"),
    ]
    rate = inspections.pass_rate(START, END)
    assert (rate.words, rate.others) == ("1/2 = 50.00%", (bad,))


def test_a_post_has_a_name_of_its_own(known):
    post = inspections.save_post("门前三包")
    with pytest.raises(Invalid, match="请填写责任岗的名称"):
        inspections.save_post(" ")
    with pytest.raises(Invalid, match="已经有叫"):
        inspections.save_post("门前三包")
    assert inspections.save_post("门前五包", post=post) == post
    assert [row.name for row in inspections.posts()] == ["门前五包"]


def test_a_claim_of_many_is_undone_as_one(known):
    inspections.claim(inspections.save_post("门前三包"), known, START)
    journal.undo(journal.last().id)
    assert inspections.claims() == []
