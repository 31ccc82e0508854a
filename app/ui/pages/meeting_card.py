"""The pane that shows one meeting: who came, what was said and resolved, who is to do what, and its versions."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.calendar import spoken
from app.domain.meetings import Draft, State, turnout, when
from app.services import cases, meeting_drafts, minutes
from app.services.meetings import MeetingRow
from app.services.minutes import Version
from app.ui.kit import theme
from app.ui.kit.attachments import AttachmentStrip
from app.ui.kit.buttons import button, label, line, menu_button
from app.ui.kit.visit import Visit
from app.ui.pages import minutes_list_acts
from app.ui.pages.member_page import column, facts

if TYPE_CHECKING:
    from app.ui.kit.page import ListPage

_LINES = 12
"""Changed lines of a version that are shown."""
_SHORT = 160
"""Characters of what was said on an item that are shown."""


class MeetingCard(QWidget):
    """Title and buttons stay; what is below is made anew for each meeting."""

    def __init__(self, page: "ListPage") -> None:
        super().__init__()
        self._page = page
        self.name, self.under = label("", "section", wrap=True), label("", "hint", wrap=True)
        self.open = button("打开", page.edit_chosen, icon="pencil", variant="primary")
        self.open.setToolTip("打开（Enter 或 F2）")
        self.print = button("打印", page.acting(minutes_list_acts.print_minutes), icon="printer")
        self.more = menu_button("更多", [(words, page.acting(act)) for words, act in page.spec.single])
        self.more.setAccessibleName("更多：" + "、".join(words.rstrip("…") for words, _ in page.spec.single))
        self.strip = AttachmentStrip("meeting", page.revalidate, page.writable)
        self.details, self.below = QWidget(), QVBoxLayout()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName("会议内容，按上下键滚动")
        self.area.setProperty("stop", True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()

    def show_record(self, row: MeetingRow) -> None:
        """Show a meeting."""
        self.name.setText(row.title)
        said = (row.kind, row.state, "补录" if row.late else "")
        self.under.setText("　".join(filter(None, said)))
        self.strip.show_record(row.id)
        fresh = column(*self._parts(row))
        self.below.replaceWidget(self.details, fresh)
        fresh.show()
        self.details.hide()
        self.details.deleteLater()
        self.details = fresh

    def _parts(self, row: MeetingRow) -> Iterator[QWidget]:
        draft, told = meeting_drafts.draft_of(row.id), minutes.frozen(row.id)
        yield facts(list(_known(row, draft, told.late)))
        if draft.text:
            yield label(_short(draft.text), wrap=True)
        for number, item in enumerate(told.items, 1):
            state = draft.items[number - 1].state if number <= len(draft.items) else ""
            private = "不公开" if item.private else ""
            yield line()
            yield label(f"{number}　{item.title}", "strong", wrap=True)
            yield from _quiet("　".join(filter(None, (state, item.category, private))))
            if item.text:
                yield label(_short(item.text), wrap=True)
            for text, votes in item.resolutions:
                yield label(f"决议：{text}" + (f"（{votes}）" if votes else ""), wrap=True)
        yield from self._tasks(draft)
        yield from _versions(row)

    def _tasks(self, draft: Draft) -> Iterator[QWidget]:
        """What came of the meeting; each leads to its case."""
        if draft.tasks:
            yield line()
            yield label("任务", "strong")
        rows = {row.id: row for row in cases.rows([task.case for task in draft.tasks])}
        for task in draft.tasks:
            case = rows[task.case]
            yield label(f"{case.number}　{task.title}", wrap=True)
            whom = "　".join(filter(None, (task.unit, task.handler, f"{spoken(task.due)}前" if task.due else "")))
            yield from _quiet(whom)
            go = button("看办理情况", self._going(task.case), variant="link")
            go.setAccessibleName(f"看办理情况：{task.title}")
            yield _at_left(go)

    def _going(self, case: int) -> Callable[[], None]:
        return lambda: self._page.visited.emit(Visit("cases", record=case))

    def _lay_out(self) -> None:
        verbs = QHBoxLayout()
        verbs.setSpacing(theme.px(6))
        for each in (self.open, self.print, self.more) if self._page.writable else (self.open, self.more):
            verbs.addWidget(each)
        verbs.addStretch(1)
        inside = QWidget()
        inside.setProperty("plain", True)
        self.below.setContentsMargins(0, theme.px(8), theme.px(8), 0)
        self.below.setSpacing(theme.px(8))
        for part in (self.details, line(), self.strip):
            self.below.addWidget(part)
        if self._page.writable:
            remove = button("移出这次会议", self._page.remove, icon="trash-2", variant="link")
            remove.setToolTip("移出（Del），可以撤销")
            self.below.addWidget(remove, alignment=Qt.AlignmentFlag.AlignLeft)
        self.below.addStretch(1)
        inside.setLayout(self.below)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.name)
        whole.addWidget(self.under)
        whole.addLayout(verbs)
        whole.addWidget(self.area, 1)
        self.area.setWidget(inside)


def _known(row: MeetingRow, draft: Draft, late: str) -> Iterator[tuple[str, str]]:
    yield "时间", when(row.held, row.begins, row.ends)
    yield "地点", row.place
    yield "组织", row.organization_name
    yield "主持", row.chair
    yield "记录", draft.recorder
    yield "人数", turnout(draft.attendees).words if draft.attendees else ""
    yield "补录", f"{late}补录" if late else ""


def _versions(row: MeetingRow) -> Iterator[QWidget]:
    found = minutes.versions(row.id) if row.state == State.FINAL else []
    if found:
        yield line()
        yield label(f"定稿 {len(found)} 稿", "strong")
    for version in found:
        yield label(f"第 {version.version} 稿　{_at(version)}　{version.who}", wrap=True)
        yield from _quiet(f"原因：{version.reason}" if version.reason else "")
        seal = "和定稿时一致" if version.sound else "和定稿时对不上，请检查数据"
        yield label(f"指纹 {version.hash[:16].upper()}…，{seal}", "hint" if version.sound else "error", wrap=True)
        for before, after in version.changes[:_LINES]:
            yield label(f"原：{before or '（没有）'}\n现：{after or '（没有）'}", "quiet", wrap=True)


def _at(version: Version) -> str:
    return f"{spoken(version.at[:10])} {version.at[11:16]}"


def _quiet(words: str) -> Iterator[QWidget]:
    if words:
        yield label(words, "quiet", wrap=True)


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"


def _at_left(part: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(part)
    row.addStretch(1)
    return whole
