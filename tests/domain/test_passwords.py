import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.passwords import complaint

NAMES = ("王建国", "会战商圈党群服务中心", "")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("", "口令至少 8 位，现在有 0 位"),
        ("一二三四五六七", "现在有 7 位"),
        ("王建国王建国王建国", "姓名或单位名称"),
        ("王建国王建国123", "姓名或单位名称"),
        ("会战商圈党群服务中心", "姓名或单位名称"),
        ("会战商圈 党群服务中心", "姓名或单位名称"),
        ("88888888", "重复"),
        ("68686868", "重复"),
        ("12345678", "连着的"),
        ("１２３４５６７８", "连着的"),
        ("567890123", "连着的"),
        ("87654321", "连着的"),
        ("abcdefgh", "连着的"),
        ("hgfedcba", "连着的"),
        ("qwertyui", "连着的"),
        ("poiuytrewq", "连着的"),
        ("ASDFGHJK", "连着的"),
        ("password", "太常见"),
        ("PassWord", "太常见"),
        ("woaini1314", "太常见"),
        ("1qaz2wsx", "太常见"),
    ],
)
def test_what_anybody_would_guess_is_refused_and_the_reason_said(password, why):
    assert why in complaint(password, NAMES)


@pytest.mark.parametrize("password", ["王建国2026春", "口令 12345678", "示例口令2026", "党建领航聚力商圈", "kx7 pq2m"])
def test_another_password_will_do(password):
    assert complaint(password, NAMES) == ""


@given(st.text(max_size=7))
def test_no_short_password_will_do(password):
    assert complaint(password)


@given(st.text(min_size=8, max_size=40), st.text(max_size=9))
def test_every_password_is_judged(password, name):
    found = complaint(password, [name])
    assert found == "" or found.endswith("。")
