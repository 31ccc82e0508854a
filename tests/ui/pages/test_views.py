"""Named views: the supplied ones stay, the clerk's own come and go."""

import pytest
from PySide6.QtWidgets import QApplication

from app.services import merchants, views
from app.ui.kit.toast import Toast
from app.ui.kit.views_dialog import ViewsDialog, fill
from app.ui.main_window import MainWindow


@pytest.fixture
def dialog(page, qtbot):
    made = ViewsDialog(page)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def offered(page):
    menu = page.views_button.menu()
    fill(menu, page)
    return {action.text(): action for action in menu.actions() if action.text()}


def test_supplied_views_filter_the_list(page):
    assert list(offered(page))[:3] == ["全部商户", "有效", "30天内到期"]
    offered(page)["待打印"].trigger()
    assert page.finder.filters() == {"honour": "待打印"}
    assert [row.name for row in merchants.rows(page.rows.ids)] == ["瑞和茶庄"]
    offered(page)["全部商户"].trigger()
    assert len(page.rows.ids) == 4


def test_a_view_keeps_search_filters_order_and_columns(page, dialog, qtbot, keys):
    page.show_filter({"grid": "一片区"})
    page.finder.box.setText("c")
    page.table.columns.show_only(["number", "name"])
    page.order, page.descending = "number", True
    qtbot.keyClicks(dialog.name, "c")
    dialog.name.setText("一片区的茶庄")
    keys(QApplication.focusWidget(), "Return")
    before = page.viewing.content()
    offered(page)["全部商户"].trigger()
    page.table.columns.restore()
    offered(page)["一片区的茶庄"].trigger()
    assert page.viewing.content() == before
    assert page.finder.box.text() == "c"


def test_a_view_is_renamed_made_the_first_and_deleted(page, dialog, qtbot):
    page.show_filter({"honour": "有效"})
    dialog.name.setText("我的")
    dialog.keep.click()
    dialog.name.setText("授牌的")
    dialog.rename.click()
    dialog.first.click()
    assert [(view.name, view.first) for view in views.listing("merchants")] == [("授牌的", True)]
    again = MainWindow()
    qtbot.addWidget(again)
    again.header.tabs.setCurrentIndex(3)
    again.show()
    assert again.page.finder.filters() == {"honour": "有效"}
    dialog.remove.click()
    assert views.listing("merchants") == []
    assert "授牌的（默认）" not in offered(page)


def test_a_deleted_view_comes_back_in_the_dialog_and_from_the_toast(page, dialog, keys):
    for name in ("甲", "乙"):
        dialog.name.setText(name)
        dialog.keep.click()
    dialog.first.click()
    dialog.remove.click()
    assert dialog.gone.sentence.text() == "已删除视图“乙”。"
    assert QApplication.focusWidget() is dialog.listing
    keys(dialog.gone.link, "Return")
    assert [(view.name, view.first) for view in views.listing("merchants")] == [("乙", True), ("甲", False)]
    assert not dialog.gone.isVisible()
    dialog.remove.click()
    dialog.reject()
    shown = next(toast for toast in page.window().findChildren(Toast) if toast.isVisible())
    assert (shown.accessibleName(), shown.link.toolTip()) == ("已删除视图“乙”", "")
    shown.link.click()
    assert [view.name for view in views.listing("merchants")] == ["乙", "甲"]


def test_a_supplied_view_is_made_the_first_and_again_not(page, dialog, qtbot):
    names = [dialog.listing.item(row).text() for row in range(dialog.listing.count())]
    assert names[0] == "全部商户　自带"
    dialog.listing.setCurrentRow(5)
    dialog.first.click()
    assert "待打印（默认）" in offered(page)
    assert dialog.first.text() == "取消默认"
    dialog.first.click()
    assert views.first("merchants") == ""


def test_supplied_views_are_neither_overwritten_nor_deleted(page, dialog):
    dialog.listing.setCurrentRow(0)
    assert not any(each.isEnabled() for each in (dialog.rename, dialog.remove))
    dialog.name.setText("待打印")
    dialog.keep.click()
    assert "自带的视图" in dialog.sentence.text()
    assert views.listing("merchants") == []


def test_a_view_of_a_grid_that_is_no_more_shows_all(page):
    page.viewing.show({"filters": {"grid": "没有的片区"}, "order": ["没有的列", True]})
    assert len(page.rows.ids) == 4
