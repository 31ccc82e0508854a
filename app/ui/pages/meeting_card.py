"""The pane that shows one meeting: who came, what was said and resolved, who is to do what, and its versions."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.calendar import spoken
from app.domain.meetings import Draft, State, turnout, when
from app.services import cases, meeting_drafts, minutes
from app.services.meetings import MeetingRow
from app.services.minutes import Version
from app.ui.kit.buttons import button, label, line
from app.ui.kit.card import RecordCard
from app.ui.kit.parts import facts, in_line
from app.ui.kit.visit import Visit
from app.ui.pages import minutes_list_acts

_LINES = 12
"""Changed lines of a version that are shown."""
_SHORT = 160
"""Characters of what was said on an item that are shown."""


class MeetingCard(RecordCard):
    """A meeting is opened, not edited in a form."""

    said, noun, removing = "会议内容", "meeting", "移出这次会议"
    abreast = 3

    def titles(self, row: MeetingRow) -> tuple[str, str]:
        return row.title, "　".join(filter(None, (row.kind, row.state, "补录" if row.late else "")))

    def verbs(self) -> Sequence[QPushButton]:
        opening = button("打开", self.page.edit_chosen, icon="pencil", variant="primary")
        opening.setToolTip("打开（Enter 或 F2）")
        if not self.page.writable:
            return (opening, self.more)
        return (opening, button("打印", self.page.acting(minutes_list_acts.print_minutes), icon="printer"), self.more)

    def parts(self, row: MeetingRow) -> Iterator[QWidget]:
        draft, told = meeting_drafts.draft_of(row.id), minutes.frozen(row.id)
        yield facts(_known(row, draft, told.late))
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
            there = Visit("cases", record=task.case)
            go = button("看办理情况", partial(self.page.visited.emit, there), variant="link")
            go.setAccessibleName(f"看办理情况：{task.title}")
            yield in_line(go)


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
