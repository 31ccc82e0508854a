"""The tab of meetings: their list, the card of one, and the editor over both."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.meetings import Draft, State
from app.services import drafts, meeting_kinds, meetings
from app.services.meetings import EVERYTHING, MeetingRow
from app.ui import desk_menu
from app.ui.kit import messages, toast
from app.ui.kit.buttons import Button, button
from app.ui.kit.empty import Empty
from app.ui.kit.fields import Badge, Date, Shown
from app.ui.kit.page import ListPage
from app.ui.kit.spec import Chips, Picker, Spec, Tool
from app.ui.kit.visit import DESK, RESUME, Visit
from app.ui.pages import minutes_list_acts as acts
from app.ui.pages.minutes_panel import KEPT

if TYPE_CHECKING:
    from app.ui.pages.minutes_editor import MinutesEditor

STATE_DRESS = {State.DRAFT.value: ("yellow", "pencil"), State.FINAL.value: ("green", "lock")}
FIRST_KINDS = ("支部党员大会", "联席会议", "主题党日")
"""Offered by name while there are no minutes yet, as far as the centre still has these kinds."""
PRACTICE = "练习（示例数据）"
TOLD = {"waiting": lambda _: "有未了事项", "unfinished": lambda _: "该定稿的", "series": lambda _: "同一系列的会议"}
TEACH = "从模板开始最快：选一个会议类型，时间、地点、参会人会自动带出，写完可以直接打印。"


class Came(Shown):
    """Who came of those who were due."""

    def text(self, record: MeetingRow) -> str:
        """9/16, and nothing where nobody was due."""
        return f"{record.present}/{record.due}" if record.due else "—"


class StillOpen(Shown):
    """What comes up again."""

    def text(self, record: MeetingRow) -> str:
        """2 项待议，1 项在办."""
        said = ((record.open_items, "项待议"), (record.open_cases, "项在办"))
        return "，".join(f"{count} {words}" for count, words in said if count)


class Late(Shown):
    """Whether it was entered late."""

    def text(self, record: MeetingRow) -> str:
        """补录, or nothing."""
        return "补录" if record.late else ""


FIELDS = (
    Date("held", "日期", 134, sortable=True),
    Shown("title", "会议", 240, stretch=True, sortable=True),
    Badge("state", "状态", 96, sortable=True, dress=lambda row: STATE_DRESS[row.state]),
    Shown("kind", "类型", 120, priority=2, sortable=True),
    Came("present", "实到/应到", 96),
    Late("late", "补录", 66),
    StillOpen("open_items", "未了事项", 150, priority=2),
    Shown("organization_name", "组织", 200, priority=3),
    Shown("place", "地点", 140, priority=4),
    Shown("chair", "主持人", 90, priority=4),
)
TOOLS = (
    Tool("导出", "download", acts.export, ("Ctrl+E",)),
    Tool("更多", menu=acts.OF_ALL),
    Tool("新建纪要", "plus", lambda page: page.edit(None), ("F5", "Ctrl+N"), variant="primary", act="add"),
)


class MinutesPage(ListPage):
    """The list's own things are kept under `meetings`; what is half written stands under `minutes`."""

    def __init__(self) -> None:
        self._editor: MinutesEditor | None = None
        super().__init__(_spec())
        self.key, self.title = "minutes", "会议"
        self._declined = False
        self.viewing.begin()  # once more, under this key
        if self.writable:
            self.tools[-1].setToolTip("新建纪要（F9 或 F5）")
            self._teach()

    @property
    def editor(self) -> "MinutesEditor":
        """Made when it is first wanted: most days begin with the list."""
        from app.ui.pages.minutes_editor import MinutesEditor

        if self._editor is None:
            self._editor = MinutesEditor()
            self._editor.left.connect(self._back)
            self._editor.saved.connect(self._saved)
            self.faces.addWidget(self._editor)
        return self._editor

    def edit(self, number: int | None) -> None:
        """Open the editor on a meeting, or begin one; what was left unsaved comes first."""
        if self._is_busy() or self._goes_on(number or 0):
            return
        with messages.problems_shown(self):
            if number is None:
                self.begin()
            else:
                self._show(self.editor)
                self.editor.edit(number)

    def begin(self, kind: str = "", organization: int | None = None, held: str = "") -> None:
        """Ask which meeting is to be written about, unless it is known, and begin it; `held` is ISO, "" for today."""
        from app.ui.pages.minutes_new import NewMinutesDialog

        if organization is None:
            dialog = NewMinutesDialog(self, kind)
            if not dialog.exec():
                return
            kind, organization = dialog.kind, dialog.organization or 0
        self._show(self.editor)
        self.editor.begin(kind, organization, held)

    def receive(self, visit: Visit) -> None:
        """Do what another page sent the clerk here for."""
        if visit.act == "present":
            self._tick(visit.record)
        elif visit.act == RESUME:
            self._declined = False
            self._give_back()
        elif visit.act == "add" and "kind" in visit.filters:
            self._begin_asked(visit.filters)
        elif visit.act == "add":
            self.edit(None)
        else:
            if self._is_open():
                self.editor.close_it()
            super().receive(visit)

    def revalidate(self) -> None:
        """Read again what was written meanwhile, in the editor too."""
        seen = self._read_at
        super().revalidate()
        if seen != self._read_at and self._is_open():
            self.editor.revalidate()

    def showEvent(self, event: QShowEvent) -> None:
        """Come back to what was left half written."""
        super().showEvent(event)
        if not self._declined:
            self._give_back()

    def _lay_out(self) -> None:
        super()._lay_out()
        self.listing, self.faces = QWidget(), QStackedWidget()
        self.listing.setLayout(self.column)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.faces)
        self.faces.addWidget(self.listing)

    def _show(self, face: QWidget) -> None:
        self.faces.setCurrentWidget(face)

    def _back(self, number: int) -> None:
        self._declined = True
        self._show(self.listing)
        self.revalidate()
        if number in self.rows.ids:
            self.table.choose([number])
        self.states.take_focus()

    def _saved(self, number: int) -> None:
        self._show(self.editor)
        if number:
            self.revalidate()
            self.tell_done()

    def _begin_asked(self, asked: Mapping[str, str]) -> None:
        """Begin a meeting of the kind, organization (id) and day (`held`) asked for, unless something is unsaved."""
        self._give_back()
        if not self._is_busy():
            self.begin(asked["kind"], int(asked.get("organization", 0)), asked.get("held", ""))

    def _is_open(self) -> bool:
        return self._editor is not None and self._editor.is_open()

    def _is_busy(self) -> bool:
        """Whether something unsaved stands in the editor, which is shown then."""
        busy = self._is_open() and self.editor.dirty()
        if busy:
            self._show(self.editor)
            toast.show(self, "正在写的纪要还没有保存。请先保存或放弃，再写另一次。", done=False)
        return busy

    def _goes_on(self, number: int) -> bool:
        """Whether a meeting (0: a new one) was left half written, which is gone on with then."""
        kept = drafts.kept(KEPT, number) if self.writable else None
        if kept:
            self._resume(kept)
        return bool(kept)

    def _give_back(self) -> None:
        kept = drafts.kept(KEPT) if self.writable else None
        if kept and not self._is_open():
            self._resume(kept)

    def _resume(self, kept: Any) -> None:
        self._show(self.editor)
        self.editor.resume(kept)

    def _tick(self, attendance: int) -> None:
        """A row of a sign-in sheet was scanned: into the editor where that meeting is open, else straight on record."""
        if self._is_open() and self.editor.tick(attendance):
            return
        name, meeting = meetings.attend(attendance), meetings.of_attendance(attendance)
        self.revalidate()
        if not self._is_open():
            self.show_row(meeting)
        self.tell_done() if name else None

    def _teach(self) -> None:
        """An empty list offers the kinds most wanted, any other, and a look at the sample."""
        teaching, names = self.states.teaching, meeting_kinds.names()
        kinds = [name for name in FIRST_KINDS if name in names] or names[:3]
        teaching.act.setText(kinds[0])
        teaching.act.setAccessibleName(f"新建{kinds[0]}纪要")
        teaching.act.clicked.disconnect()
        teaching.act.clicked.connect(self._beginning(kinds[0]))
        others = [button(name, self._beginning(name)) for name in kinds[1:]]
        others.append(button("其他会议…", self._beginning("")))
        _beside(teaching, teaching.act, others)
        if desk_menu.find(PRACTICE):
            _beside(teaching, teaching.link, [button("先看看示例纪要", self._practise, variant="link")])

    def _beginning(self, kind: str) -> Callable[[], None]:
        def act(page: ListPage) -> None:
            if not self._goes_on(0):
                self.begin(kind)

        return self.acting(act)

    def _practise(self) -> None:
        self.visited.emit(Visit(DESK, words=PRACTICE))


def page() -> MinutesPage:
    """The page 会议."""
    return MinutesPage()


def _card(page: ListPage) -> QWidget:
    from app.ui.pages.meeting_card import MeetingCard

    return MeetingCard(page)


def _spec() -> Spec:
    return Spec(
        key="meetings",
        title="会议",
        icon="file-text",
        heading="会议纪要",
        noun="会议纪要",
        unit="次",
        seek="搜索会议名称、纪要字句",
        order="held",
        descending=True,
        teach=TEACH,
        fields=FIELDS,
        ids=meetings.ids,
        rows=meetings.rows,
        blank=lambda words: Draft(title=words),
        check=lambda values: None,
        save=lambda values, number: number or 0,
        similar=lambda values, number: (),
        remove=meetings.remove,
        card=_card,
        tools=TOOLS,
        chips=Chips("state", EVERYTHING, tuple(state.value for state in State), meetings.counts),
        pickers=(
            Picker("kind", "全部类型", meeting_kinds.names),
            Picker("year", "全部年份", meetings.years),
            Picker("organization_name", "全部组织", meetings.hosts),
        ),
        single=acts.OF_ONE,
        bulk=(Tool("导出选中的", "download", acts.export),),
        views=(("全部会议", {}), ("起草中的", {"state": State.DRAFT.value}), ("有未了事项的", {"waiting": "1"})),
        told=TOLD,
    )


def _beside(teaching: Empty, widget: QWidget, others: list[Button]) -> None:
    """Put more buttons into the row of an empty list that one of its own stands in."""
    rows = teaching.column.findChildren(QHBoxLayout)
    row = next(row for row in rows if row.indexOf(widget) >= 0)
    for other in others:
        row.insertWidget(row.count() - 1, other)
