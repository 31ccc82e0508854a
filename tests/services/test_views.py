import pytest

from app.domain.errors import Invalid
from app.services import views


def names(page="merchants"):
    return [(view.name, view.first) for view in views.listing(page)]


def test_a_view_is_saved_renamed_opened_first_and_forgotten(store):
    views.save("merchants", " 一片区 ", {"filters": {"grid": "一片区"}})
    views.save("merchants", "到期的", {"filters": {"honour": "到期"}})
    views.save("merchants", "一片区", {"filters": {"grid": "一片区"}, "search": "rh"})
    one = next(view for view in views.listing("merchants") if view.name == "一片区")
    assert one.content == {"filters": {"grid": "一片区"}, "search": "rh"}
    views.rename("merchants", one.id, "我的片区")
    views.make_first("merchants", one.id)
    assert sorted(names()) == [("到期的", False), ("我的片区", True)]
    views.make_first("merchants", None)
    views.remove(one.id)
    assert names() == [("到期的", False)]
    assert names("members") == []


@pytest.mark.parametrize("name", ["", "  ", "长" * 21, "全部商户"])
def test_a_name_that_will_not_do_is_said_so(store, name):
    with pytest.raises(Invalid) as wrong:
        views.save("merchants", name, {}, supplied=("全部商户",))
    assert list(wrong.value.complaints) == ["name"]


def test_two_views_cannot_share_a_name(store):
    views.save("merchants", "甲", {})
    views.save("merchants", "乙", {})
    with pytest.raises(Invalid, match="已有叫“甲”的视图"):
        views.rename("merchants", next(v.id for v in views.listing("merchants") if v.name == "乙"), "甲")
