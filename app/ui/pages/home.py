"""The start page: what waits for the clerk, the figures of the day, and what was done last."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.calendar import brief, read_moment, spoken
from app.domain.roles import Right
from app.services import drafts, journal, key_figures, session, todo
from app.ui.figure_tile import FigureTile
from app.ui.kit import theme, undoing
from app.ui.kit.buttons import button, label
from app.ui.kit.empty import Empty
from app.ui.kit.icons import Picture
from app.ui.kit.listing import Listing
from app.ui.kit.once import moment
from app.ui.kit.tile import Tile
from app.ui.kit.visit import DESK, Visit

WEEKDAYS = "一二三四五六日"
QUICK = (
    ("新增商户", "plus", Visit("merchants", act="add")),
    ("导入台账", "upload", Visit("merchants", act="import")),
    ("授予荣誉", "award", Visit("merchants", filters={"honour": "未授牌"})),
    ("打印牌匾证书", "printer", Visit("merchants", filters={"honour": "待打印"})),
)
TODO_LOOK = {
    "draft": ("pencil", "blue"),
    "to_check": ("check", "blue"),
    "too_long": ("calendar-clock", "grey"),
    "people": ("users", "yellow"),
    "case_late": ("triangle-alert", "red"),
    "case_soon": ("calendar-clock", "yellow"),
    "term": ("network", "yellow"),
    "agreement": ("file-text", "yellow"),
    "owed": ("calendar-clock", "red"),
    "report": ("file-text", "red"),
    "minutes": ("file-text", "yellow"),
    "unmatched": ("hand-heart", "yellow"),
    "unanswered": ("list-filter", "yellow"),
    "regulation": ("file-text", "yellow"),
    "round": ("award", "blue"),
    "ending": ("calendar-clock", "yellow"),
    "ended": ("triangle-alert", "red"),
    "doubt": ("circle-x", "red"),
    "unprinted": ("printer", "blue"),
    "review": ("badge-check", "yellow"),
    "backup": ("database", "yellow"),
}
START = "从街道的台账开始最快：把表格文件拖进窗口，程序会先逐行核对，再写入。"
DRAFTS = ("merchants", "members", "minutes", "cases", "charity", "lists", "activities")
"""Pages that keep what is half filled in."""
REPORTS, DAY_SHEET = (Visit(DESK, words=words) for words in ("季度报告", "窗口日结"))
FIGURES = 6
LOW, NARROW = 440, 1250
"""Effective height under which the figures do without their hints, and width under which without their icons."""


def greeting(now: dt.datetime) -> str:
    """早上好 until nine, 上午好 until noon, 下午好 until six, then 晚上好."""
    for until, words in ((9, "早上好"), (12, "上午好"), (18, "下午好")):
        if now.hour < until:
            return words
    return "晚上好"


class HomePage(QWidget):
    """To-do first; every line and figure leads to the rows behind it."""

    key, title = "home", "首页"
    visited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._seen: tuple[object, ...] = ()
        self.greeting, self.day = label("", "title"), label("", "quiet")
        self.figures = [FigureTile() for _ in range(FIGURES)]
        self.day_sheet = button("窗口日结", lambda: self.visited.emit(DAY_SHEET), icon="printer")
        self.reports = button("季度报告", lambda: self.visited.emit(REPORTS), icon="file-text")
        self.todos, self.recent = Listing("待办提醒", gap=12), Listing("最近办理", gap=0)
        self.recent.offer("全部", "全部最近办理", self._all_acts)
        self._lay_out()
        for figure in self.figures:
            figure.clicked.connect(lambda _=False, figure=figure: self.visited.emit(figure.visit))
        theme.changed.connect(self.draw)
        self.draw()

    def revalidate(self) -> None:
        """Count again if anything was written, or a new day began, since it was last counted."""
        now = dt.datetime.now()
        self.greeting.setText(f"{greeting(now)}，{session.clerk().name}")
        seen = (*moment(), *(drafts.kept(page) for page in DRAFTS))
        if self._seen == seen:
            return
        self._seen = seen
        self.day.setText(f"{spoken(now.date().isoformat())}　星期{WEEKDAYS[now.weekday()]}")
        figures = key_figures.figures(now.date())
        for tile, figure in zip(self.figures, figures, strict=True):
            tile.show_figure(figure)
        self.todos.show_rows(self._todo_rows(now.date(), empty=figures[0].value == "0"))
        entries = journal.recent(8)
        width = 108 if any("年" in _short(entry.at) for entry in entries) else 64
        self.recent.show_rows([self._recent_row(entry, width) for entry in entries])

    def draw(self) -> None:
        """Take the sizes in force."""
        edge = theme.px(12)
        self.column.setContentsMargins(edge, theme.px(8), edge, theme.px(12))
        for layout in (self.column, self.quick_row, self.figure_row, self.cards):
            layout.setSpacing(edge)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for figure in self.figures:
            figure.fold(low=theme.effective(self.height()) < LOW, narrow=theme.effective(self.width()) < NARROW)

    def _todo_rows(self, today: dt.date, empty: bool) -> list[QWidget]:
        rows: list[QWidget] = [self._todo_row(waiting) for waiting in todo.todos(today)]
        if not rows and empty and session.may(Right.ENTER):
            return [Empty("store", "还没有商户", START, "导入台账", lambda: self.visited.emit(QUICK[1][2]))]
        return rows or [_all_done()]

    def _todo_row(self, waiting: todo.Todo) -> QWidget:
        icon, tone = TODO_LOOK[waiting.kind]
        visit = Visit(waiting.page, waiting.act, waiting.words, waiting.record, waiting.filters)
        if waiting.opens:
            visit = Visit(DESK, words=waiting.opens)
        go = button(waiting.button, lambda: self.visited.emit(visit))
        go.setAccessibleName(f"{waiting.button}：{waiting.sentence}")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(waiting.sentence, wrap=True))
        words.addWidget(label(waiting.hint, "hint", wrap=True))
        row, line = _row()
        line.addWidget(Picture(icon, size=20, tone=tone, disc=36))
        line.addLayout(words, 1)
        line.addWidget(go)
        return row

    def _recent_row(self, entry: journal.Entry, width: int) -> QWidget:
        row, line = _row()
        row.setMinimumHeight(theme.px(36))
        when = label(_short(entry.at), "hint")
        when.setFixedWidth(theme.px(width))
        line.addWidget(when)
        line.addWidget(label(entry.what, wrap=True), 1)
        if entry.undoable:
            back = button(entry.verb, lambda: self._undo(entry), variant="link")
            back.setAccessibleName(f"{entry.verb}：{entry.name}")
            line.addWidget(back)
        return row

    def _all_acts(self) -> None:
        from app.ui.recent import RecentDialog

        RecentDialog(self).exec()
        self.revalidate()

    def _undo(self, entry: journal.Entry) -> None:
        undoing.take_back(self, entry.id, self.revalidate)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.greeting)
        top.addWidget(self.day, 1)
        top.addWidget(self.day_sheet)
        top.addWidget(self.reports)
        self.quick_row, self.figure_row, self.cards = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for words, icon, visit in QUICK if session.may(Right.ENTER) else ():
            self.quick_row.addWidget(self._quick(words, icon, visit), 1)
        for figure in self.figures:
            self.figure_row.addWidget(figure, 1)
        self.cards.addWidget(self.todos, 3)
        self.cards.addWidget(self.recent, 2)
        self.column = QVBoxLayout(self)
        for layout in (top, self.quick_row, self.figure_row):
            self.column.addLayout(layout)
        self.column.addLayout(self.cards, 1)

    def _quick(self, words: str, icon: str, visit: Visit) -> Tile:
        tile = Tile(words, lambda: self.visited.emit(visit))
        tile.put(Picture(icon, "accent", 22))
        tile.put(label(words), stretch=1)
        return tile


def _short(written: str) -> str:
    """10:26 today, 11月20日 on other days, with the year of another; nothing for a time that was tampered with."""
    at, today = read_moment(written), dt.date.today()
    if at is None:
        return "—"
    return f"{at:%H:%M}" if at.date() == today else brief(at.date(), today)


def _row() -> tuple[QWidget, QHBoxLayout]:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.px(12))
    return row, line


def _all_done() -> QWidget:
    row, line = _row()
    line.addWidget(Picture("circle-check", tone="green", disc=36))
    line.addWidget(label("今天没有待办，都办完了。", "quiet"), 1)
    return row
