"""The header: whose program this is, the six tabs, search, and the tools."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QTabBar, QWidget

from app.paths import APP_NAME
from app.ui.kit import icons, theme
from app.ui.kit.buttons import button, line

FOLDED_BELOW = 1250
"""Effective width under which words give way to icons."""
FOLDED_SEARCH = 118
TOOLS = (
    ("最近办理", "history"),
    ("字号", "a-large-small"),
    ("帮助", "circle-question-mark"),
    ("设置", "settings"),
)
ICON_ONLY = ("最近办理", "设置")


class SearchDoor(QLineEdit):
    """Looks like a search box; a click, Enter or the first letter typed opens the real one."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName("全局搜索")
        self.setToolTip("搜索商户、党员和操作（Ctrl+K）")
        self.setAcceptDrops(False)  # a file dropped here is for the window
        self.addAction(icons.icon("search", theme.tokens().text_2), QLineEdit.ActionPosition.LeadingPosition)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.wanted.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().strip()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.wanted.emit("")
        elif typed.isprintable() and typed:
            self.wanted.emit(typed)
        else:
            super().keyPressEvent(event)


class Header(QWidget):
    """Says what was asked for and does nothing by itself; `tabs` are (title, icon)."""

    size_chosen = Signal(int)
    help_wanted = Signal()

    def __init__(self, tabs: Sequence[tuple[str, str]], *, sample: bool) -> None:
        super().__init__()
        self._titles = tabs
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.mark, self.brand = self._words("商", "mark"), self._words(APP_NAME, "brand")
        self.sample = self._words("示例", "sample")
        self.rule = line()
        self.tabs = self._make_tabs()
        self.search = SearchDoor()
        self.tools = [button(word, variant="tool") for word, _ in TOOLS]
        self.acts_button, self.size_button, self.help_button, self.settings_button = self.tools
        self._connect_tools()
        self._lay_out()
        self.sample.setVisible(sample)
        theme.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """Take the sizes and colours in force."""
        self.setFixedHeight(theme.px(52))
        self.sample.setFixedHeight(theme.px(28))
        self.rule.setFixedWidth(1)
        self.mark.setFixedSize(theme.px(32), theme.px(32))
        side = theme.px(20)
        self.tabs.setIconSize(QSize(side, side))
        colours = theme.tokens()
        for position, (_, icon) in enumerate(self._titles):
            self.tabs.setTabIcon(position, icons.icon(icon, colours.text_2, side, colours.accent))
        self.size_menu.actions()[list(theme.SIZES).index(theme.base_pt())].setChecked(True)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """What the folded header needs, so that a wide one can become narrow."""
        tools = len(TOOLS) * self.settings_button.sizeHint().width() + theme.px(FOLDED_SEARCH)
        left = self.mark.width() + (self.sample.sizeHint().width() if not self.sample.isHidden() else 0)
        return QSize(left + self.tabs.sizeHint().width() + tools + 8 * 8 + 22, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        """Show words beside the icons only where there is room for them."""
        narrow = theme.effective(self.width()) < FOLDED_BELOW
        self.brand.setVisible(not narrow)
        self.search.setPlaceholderText("全局搜索" if narrow else "全局搜索（Ctrl+K）")
        self.search.setFixedWidth(theme.px(FOLDED_SEARCH if narrow else 200))
        for tool, (word, icon) in zip(self.tools, TOOLS, strict=True):
            tool.setText("" if narrow or word in ICON_ONLY else word)
            icons.dress(tool, icon)

    def _make_tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setAccessibleName("页面")
        tabs.setElideMode(Qt.TextElideMode.ElideNone)
        tabs.setUsesScrollButtons(False)
        tabs.setExpanding(False)
        tabs.setDrawBase(False)
        for position, (title, _) in enumerate(self._titles):
            tabs.addTab(title)
            tabs.setTabToolTip(position, f"{title}（Ctrl+{position + 1}）")
        return tabs

    def _connect_tools(self) -> None:
        self.help_button.clicked.connect(self.help_wanted)
        menus = [QMenu(tool) for tool in (self.acts_button, self.size_button, self.settings_button)]
        self.acts_menu, self.size_menu, self.desk_menu = menus
        group = QActionGroup(self.size_menu)
        for points, name in theme.SIZES.items():
            action = QAction(f"{name}（{points} 磅）", group, checkable=True)
            action.triggered.connect(lambda _=False, points=points: self.size_chosen.emit(points))
            self.size_menu.addAction(action)
        self.acts_button.setMenu(self.acts_menu)
        self.size_button.setMenu(self.size_menu)
        self.settings_button.setMenu(self.desk_menu)
        self.acts_button.setToolTip("撤销（Ctrl+Z）、恢复（Ctrl+Y）、最近办理")
        self.size_button.setToolTip("字号（Ctrl+= 放大，Ctrl+- 缩小）")
        self.help_button.setToolTip("帮助（F1）")
        self.settings_button.setToolTip("设置、人员、备份、锁定")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(8)
        for words in (self.mark, self.brand, self.sample):
            row.addWidget(words)
        row.addWidget(self.rule)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.search)
        for tool in self.tools:
            row.addWidget(tool)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _words(self, text: str, name: str) -> QLabel:
        label = QLabel(text)
        label.setObjectName(name)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label
