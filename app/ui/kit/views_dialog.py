"""常用视图: the menu that shows one, and the dialog in which the clerk keeps her own."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QMenu

from app.domain.errors import Invalid
from app.services import views
from app.services.views import View
from app.ui.kit import theme, toast
from app.ui.kit.buttons import Button, button, label
from app.ui.kit.dialog import Dialog, answer_enter
from app.ui.kit.editors import LineEditor
from app.ui.kit.notice import Notice

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

_VIEW, _NAME = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


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
    first = views.first(page.key)
    for name, filters in page.spec.views:
        menu.addAction(_words(name, first), partial(page.viewing.show, {"filters": filters}))
    menu.addSeparator()
    for view in views.listing(page.key):
        menu.addAction(_words(view.name, first).replace("&", "&&"), partial(page.viewing.show, view.content))
    menu.addSeparator()
    menu.addAction("保存和管理视图……", partial(manage, page))


def manage(page: "ListPage") -> None:
    """Let the clerk save, rename, choose and delete views."""
    ViewsDialog(page).exec()


def _words(name: str, first: str) -> str:
    return f"{name}（默认）" if name == first else name


def put_back(page: "ListPage", gone: list[View]) -> None:
    """Take back that views were deleted, and say so."""
    lost = [view.name for view in gone if not views.put_back(page.key, view)]
    names = "、".join(f"“{view.name}”" for view in gone)
    toast.show(page, f"没有全部恢复：现在已有另一个叫“{lost[0]}”的视图。" if lost else f"已恢复视图{names}")


class ViewsDialog(Dialog):
    """A view is saved under the name typed; the one chosen in the list is renamed, made the first or deleted."""

    chapter = "views"

    def __init__(self, page: "ListPage") -> None:
        super().__init__(page, "常用视图", width=560, height=520)
        self._page = page
        self._supplied = tuple(name for name, _ in page.spec.views)
        self.name, self.sentence = LineEditor(), label("", "error", wrap=True)
        self.name.setAccessibleName("视图的名字")
        self.name.setPlaceholderText("给现在的搜索、筛选、排序和列起个名字")
        self.keep = button("保存", self._keep, icon="save", variant="primary")
        self.gone = Notice("undo-2", "撤销", self._put_back)
        self._gone: list[View] = []
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
        self.body.addWidget(self.gone)
        self.body.addWidget(self.listing, 1)
        for each in (self.rename, self.first, self.remove):
            self.foot.addWidget(each)
        self.add_buttons(button("关闭", self.accept))
        answer_enter(self.keep)

    def _read(self, chosen: str = "") -> None:
        first = views.first(self._page.key)
        self.listing.clear()
        for name in self._supplied:
            self._add(f"{_words(name, first)}　自带", name, None, chosen)
        for view in views.listing(self._page.key):
            self._add(_words(view.name, first), view.name, view, chosen)
        self._follow()

    def _add(self, words: str, name: str, view: View | None, chosen: str) -> None:
        item = QListWidgetItem(words, self.listing)
        item.setData(_NAME, name)
        item.setData(_VIEW, view)
        item.setSizeHint(QSize(0, theme.px(36)))
        if name == chosen:
            self.listing.setCurrentItem(item)

    def chosen(self) -> View | None:
        """The clerk's own view that is chosen; None for a supplied one."""
        return self._of_chosen(_VIEW)

    def _of_chosen(self, role: int) -> Any:
        item = self.listing.currentItem()
        return item.data(role) if item else None

    def _follow(self) -> None:
        view, name = self.chosen(), self._of_chosen(_NAME)
        self.first.setEnabled(bool(name))
        for each in (self.rename, self.remove):
            each.setEnabled(view is not None)
        first = name is not None and name == views.first(self._page.key)
        self.first.setText("取消默认" if first else "设为默认")
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
        name = self._of_chosen(_NAME)
        views.make_first(self._page.key, "" if name == views.first(self._page.key) else name)
        self._read(name)

    def _remove(self) -> None:
        if view := self.chosen():
            views.remove(view.id)
            self._gone.append(view)
            self.name.clear()
            self._read()
            self._say_gone()
            self.listing.setFocus()

    def _put_back(self) -> None:
        view = self._gone.pop()
        put_back(self._page, [view])
        self._read(view.name)
        self._say_gone()
        self.listing.setFocus()

    def _say_gone(self) -> None:
        self.gone.say(f"已删除视图“{self._gone[-1].name}”。" if self._gone else "")

    def done(self, result: int) -> None:
        """What was deleted can still be taken back after the dialog has gone."""
        super().done(result)
        if gone := self._gone:
            names = "、".join(f"“{view.name}”" for view in gone)
            toast.show(self._page, f"已删除视图{names}", "撤销", lambda: put_back(self._page, gone), by_keys=False)

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
