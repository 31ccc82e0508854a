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
    views.make_first("merchants", "我的片区")
    assert sorted(names()) == [("到期的", False), ("我的片区", True)]
    views.make_first("merchants", "")
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


def test_a_supplied_view_can_be_the_first_and_is_still_no_view_of_the_clerk(store):
    views.save("merchants", "甲", {})
    views.make_first("merchants", "待打印")
    assert (views.first("merchants"), names()) == ("待打印", [("甲", False)])
    assert views.first("members") == ""
    views.make_first("merchants", "甲")
    assert (views.first("merchants"), names()) == ("甲", [("甲", True)])
    views.make_first("merchants", "")
    assert views.first("merchants") == ""


def test_a_removed_view_comes_back_as_it_was_but_takes_no_name_from_another(store):
    views.save("merchants", "甲", {"search": "rh"})
    views.make_first("merchants", "甲")
    gone = views.listing("merchants")[0]
    views.remove(gone.id)
    assert views.put_back("merchants", gone)
    assert (views.first("merchants"), views.listing("merchants")[0].content) == ("甲", {"search": "rh"})
    views.remove(views.listing("merchants")[0].id)
    views.save("merchants", "甲", {"search": "别的"})
    assert not views.put_back("merchants", gone)
    assert views.listing("merchants")[0].content == {"search": "别的"}
