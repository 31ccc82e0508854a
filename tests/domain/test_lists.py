import pytest

from app.domain.errors import Invalid
from app.domain.lists import ASKING, Draft, Role, State, check, may_link

KINDS = ["资源清单", "需求清单"]
GOOD = Draft(kind="需求清单", title=" 缺 夜间照明 ", registered="2026.3.5", contact="王 一", expires="2026年6月")


def test_an_item_is_tidied():
    tidy = check(GOOD, KINDS)
    assert (tidy.title, tidy.registered, tidy.contact, tidy.expires) == ("缺 夜间照明", "2026-03-05", "王一", "2026-06")
    assert tidy.state == State.OPEN
    assert tidy.name == tidy.title


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "长" * 81}, "title"),
        ({"kind": "没有的清单"}, "kind"),
        ({"registered": ""}, "registered"),
        ({"registered": "2026.3"}, "registered"),
        ({"registered": "三月的一天"}, "registered"),
        ({"expires": "2026.3.4"}, "expires"),
        ({"expires": "2026.2"}, "expires"),
        ({"state": "好像办了"}, "state"),
    ],
)
def test_what_is_wrong_is_named_where_it_is(values, field):
    with pytest.raises(Invalid) as wrong:
        check(Draft(**{**vars(GOOD), **values}), KINDS)
    assert set(wrong.value.complaints) == {field}


def test_it_may_expire_in_the_month_it_came():
    assert check(Draft(**{**vars(GOOD), "expires": "2026.3"}), KINDS).expires == "2026-03"


def test_only_different_things_are_linked():
    assert may_link(Role.NEED, Role.RESOURCE)
    assert not may_link(Role.NEED, Role.NEED)
    assert set(ASKING) == {"需求", "问题"}
