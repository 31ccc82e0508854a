import pytest

from app.domain.errors import Invalid
from app.domain.honours import number, read_number
from app.domain.old_plaques import OldPlaque, check

GOOD = OldPlaque("瑞和茶庄", "诚信商户", "诚信〔2024〕034号", "2024.3.5", "2026年3月")


def test_days_are_understood_and_a_month_holds_until_its_end():
    found = check(GOOD)
    assert (found.issued, found.valid_until) == ("2024-03-05", "2026-03-31")


def test_what_is_missing_or_the_wrong_way_round_is_named():
    with pytest.raises(Invalid) as wrong:
        check(OldPlaque(valid_until="没有这天"))
    assert set(wrong.value.complaints) == {"merchant", "kind", "number", "issued", "valid_until"}
    with pytest.raises(Invalid) as wrong:
        check(OldPlaque("甲", "乙", "1", "2024-03-05", "2023-01-01"))
    assert list(wrong.value.complaints) == ["valid_until"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("诚信〔2026〕034号", ("诚信", 2026, 34)),
        ("诚信[2026]第34号", ("诚信", 2026, 34)),
        ("诚信（2026）34", ("诚信", 2026, 34)),
        ("诚信 【2026】 0034 号", ("诚信", 2026, 34)),
        ("CX-2026-034", None),
        ("034", None),
        ("诚信〔2026〕000号", None),
    ],
)
def test_a_number_like_ours_is_read(text, read):
    assert read_number(text) == read


def test_our_own_numbers_are_read_back():
    assert read_number(number("诚信", 2026, 1234)) == ("诚信", 2026, 1234)
