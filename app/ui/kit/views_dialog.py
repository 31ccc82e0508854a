"""常用视图: the menu that shows one, and the dialog in which the clerk keeps her own."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QMenu

from app.domain.errors import Invalid
from app.services import views
from app.services.views import View
from app.ui.kit import theme
from app.ui.kit.buttons import Button, button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import LineEditor

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

_VIEW = Qt.ItemDataRole.UserRole


def views_button(page: "ListPage") -> Button:
    """The button above a list that offers its views."""
    made = button("常用视图", icon="bookmark")
    menu = QMenu(made)
    menu.aboutToShow.connect(lambda: fill(menu, page))
    made.setMenu(menu)
    return made


def fill(menu: QMenu, page: "ListPage") -> None:
    """Offer the supplied views, the clerk's own, and the dialog that keeps them."""
    menu.clear()
    for name, filters in page.spec.views:
        menu.addAction(name, partial(page.viewing.show, {"filters": filters}))
    menu.addSeparator()
    for view in views.listing(page.key):
        menu.addAction(_words(view).replace("&", "&&"), partial(page.viewing.show, view.content))
    menu.addSeparator()
    menu.addAction("保存和管理视图……", lambda: ViewsDialog(page).exec())


def _words(view: View) -> str:
    return f"{view.name}（默认）" if view.first else view.name


class ViewsDialog(Dialog):
    """A view is saved under the name typed; the one chosen in the list is renamed, made the first or deleted."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__(page, "常用视图", width=560, height=520)
        self._page = page
        self._supplied = tuple(name for name, _ in page.spec.views)
        self.name, self.sentence = LineEditor(), label("", "error", wrap=True)
        self.name.setAccessibleName("视图的名字")
        self.name.setPlaceholderText("给现在的搜索、筛选、排序和列起个名字")
        self.keep = button("保存", self._keep, icon="save", variant="primary")
        self.listing = QListWidget()
        self.listing.setAccessibleName("已有的视图")
        self.rename = button("改名", self._rename)
        self.first = button("设为默认", self._make_first)
        self.remove = button("删除", self._remove, icon="trash-2", variant="danger")
        self._lay_out()
        self.listing.currentItemChanged.connect(self._follow)
        self._read()
        self.name.setFocus()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(self.keep)
        self.body.addLayout(top)
        self.body.addWidget(self.sentence)
        self.body.addWidget(self.listing, 1)
        for each in (self.rename, self.first, self.remove):
            self.foot.addWidget(each)
        self.add_buttons(button("关闭", self.accept))
        self.keep.setDefault(True)

    def _read(self, chosen: str = "") -> None:
        self.listing.clear()
        for name in self._supplied:
            self._add(f"{name}（自带，不能改动）", None)
        for view in views.listing(self._page.key):
            item = self._add(_words(view), view)
            if view.name == chosen:
                self.listing.setCurrentItem(item)
        self._follow()

    def _add(self, words: str, view: View | None) -> QListWidgetItem:
        item = QListWidgetItem(words, self.listing)
        item.setData(_VIEW, view)
        item.setSizeHint(QSize(0, theme.px(36)))
        return item

    def chosen(self) -> View | None:
        """The clerk's own view that is chosen; None for a supplied one."""
        item = self.listing.currentItem()
        return item.data(_VIEW) if item else None

    def _follow(self) -> None:
        view = self.chosen()
        for each in (self.rename, self.first, self.remove):
            each.setEnabled(view is not None)
        self.first.setText("取消默认" if view and view.first else "设为默认")
        if view:
            self.name.setText(view.name)

    def _keep(self) -> None:
        name = self.name.value()
        if self._done(lambda: views.save(self._page.key, name, self._page.viewing.content(), supplied=self._supplied)):
            self._read(name)

    def _rename(self) -> None:
        view, name = self.chosen(), self.name.value()
        if view and self._done(lambda: views.rename(self._page.key, view.id, name, supplied=self._supplied)):
            self._read(name)

    def _make_first(self) -> None:
        if view := self.chosen():
            views.make_first(self._page.key, None if view.first else view.id)
            self._read(view.name)

    def _remove(self) -> None:
        if view := self.chosen():
            views.remove(view.id)
            self.name.clear()
            self._read()
            self.listing.setFocus()

    def _done(self, act: Callable[[], None]) -> bool:
        """Do it, or say under the box why not."""
        try:
            act()
        except Invalid as wrong:
            self.sentence.setText(wrong.complaints["name"])
            self.name.setFocus()
            return False
        self.sentence.setText("")
        return True
