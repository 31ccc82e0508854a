"""How the editor of minutes is laid out: heading, agenda and words, the pages at the right, and what is done below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.domain.roles import Right
from app.services import session
from app.ui.kit import theme
from app.ui.kit.attachments import AttachmentStrip
from app.ui.kit.buttons import button, icon_button, label, menu_button
from app.ui.kit.notice import Notice
from app.ui.kit.page_switch import FORMER, NEXT, PageSwitch
from app.ui.kit.scroll import scrolled
from app.ui.kit.shortcuts import WITHIN, on_keys
from app.ui.pages.minutes_agenda import AgendaPanel
from app.ui.pages.minutes_facts import FactsPanel
from app.ui.pages.minutes_panel import Panel, column_of
from app.ui.pages.minutes_people import PeoplePanel
from app.ui.pages.minutes_tasks import TasksPanel
from app.ui.pages.minutes_votes import VotesPanel

TITLES = ("会议", "到会", "决议", "任务", "附件")
FACTS, PEOPLE, VOTES, TASKS, PAPERS = range(5)
_RIGHT, _BESIDE = 336, 360
_UNSAVED = "保存以后才能添加附件。按 Ctrl+S 保存。"


class MinutesFrame(QWidget):
    """All widgets of the editor; what they do is the editor's."""

    def __init__(self) -> None:
        super().__init__()
        self.writable = session.may(Right.ENTER)
        self.facts, self.people, self.agenda = FactsPanel(), PeoplePanel(), AgendaPanel()
        self.votes, self.tasks = VotesPanel(), TasksPanel()
        self.panels: tuple[Panel, ...] = (self.agenda, self.facts, self.people, self.votes, self.tasks)
        self.strip = AttachmentStrip("meeting", self.revalidate, self.writable)
        self.unsaved = label(_UNSAVED, "hint", wrap=True)
        self.switch, self.stack = PageSwitch("右侧内容", TITLES, len(TITLES)), QStackedWidget()
        self._title = ""
        self.heading, self.state = label("", "section"), label("", "quiet")
        self.back = icon_button("返回列表", "chevron-left")
        self.back.setToolTip("返回列表（Esc）")
        self.found_again = Notice("undo-2", "放弃", self.give_up)
        self.standing, self.wrong = label("", "quiet", wrap=True), label("", "error", wrap=True)
        self.save_button = button("保存", icon="check", variant="primary")
        self.save_button.setToolTip("保存（Ctrl+S），保存并返回（Ctrl+Enter）")
        self.finish = button("定稿", icon="lock")
        self.amend = button("修订", icon="pencil")
        self.out = menu_button("打印", [])
        self.out.setToolTip("打印纪要（Ctrl+P）、公开稿、议程、签到表")
        self._lay_out()
        self._switch_by_keys()
        theme.changed.connect(self.draw)
        self.draw()

    def give_up(self) -> None:
        """Forget what is unsaved."""
        raise NotImplementedError

    def revalidate(self) -> None:
        """Read again what may have changed."""
        raise NotImplementedError

    def draw(self) -> None:
        """Take the sizes in force."""
        edge = theme.px(12)
        self.column.setContentsMargins(edge, theme.px(8), edge, theme.px(8))
        self.column.setSpacing(theme.px(8))
        self.right.setFixedWidth(theme.px(_RIGHT))
        self.call(self._title)

    def call(self, title: str) -> None:
        """Show the title of the meeting, as much of it as there is room for."""
        self._title = title
        room = self.width() - theme.px(_BESIDE)
        self.heading.ensurePolished()
        self.heading.setText(self.heading.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room))
        self.heading.setToolTip(title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room for the title changed."""
        super().resizeEvent(event)
        self.call(self._title)

    def say_wrong(self, sentence: str) -> None:
        """Say above the buttons what is wrong; "" takes it away."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def forget_keys(self) -> None:
        """Ctrl+Z takes back the save from now on, and not what was typed before it."""
        for box in self.findChildren(QPlainTextEdit):
            box.document().clearUndoRedoStacks()
        for line in self.findChildren(QLineEdit):
            line.setText(line.text())

    def _switch_by_keys(self) -> None:
        self.switch.turned.connect(self.stack.setCurrentIndex)
        self.switch.turn(PEOPLE)
        self.people.done.connect(self.agenda.begin)
        on_keys(self, "Alt+Down", lambda: self.agenda.turn(self.agenda.place + 1), WITHIN)
        on_keys(self, "Alt+Up", lambda: self.agenda.turn(self.agenda.place - 1), WITHIN)
        on_keys(self, NEXT, lambda: self.switch.turn(self.switch.place() + 1), WITHIN)
        on_keys(self, FORMER, lambda: self.switch.turn(self.switch.place() - 1), WITHIN)
        on_keys(self, "Alt+N", self.agenda.add, WITHIN)
        on_keys(self, "Alt+R", lambda: self._add_on(VOTES), WITHIN)
        on_keys(self, "Alt+T", lambda: self._add_on(TASKS), WITHIN)

    def _add_on(self, page: int) -> None:
        """Another resolution on the item that is written on, or another task."""
        panel = self.votes if page == VOTES else self.tasks
        if not panel.isEnabled():
            return
        self.switch.turn(page)
        if page == VOTES:
            self.votes.add(self.agenda.place)
        else:
            self.tasks.add()

    def _lay_out(self) -> None:
        top, body, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for part in (self.back, self.heading, self.state):
            top.addWidget(part)
        top.addStretch(1)
        papers, self.right = QWidget(), QWidget()
        column_of(papers, self.unsaved, self.strip).addStretch(1)
        for page in (self.facts, self.people, self.votes, self.tasks, scrolled(papers, "附件")):
            self.stack.addWidget(page)
        column_of(self.right, self.switch, self.stack).setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.agenda, 1)
        body.addWidget(self.right)
        foot.addWidget(self.standing, 1)
        buttons: tuple[QPushButton, ...] = (self.out, self.finish, self.amend, self.save_button)
        for each in buttons:
            foot.addWidget(each)
        self.column = QVBoxLayout(self)
        self.column.addLayout(top)
        self.column.addWidget(self.found_again)
        self.column.addLayout(body, 1)
        self.column.addWidget(self.wrong)
        self.column.addLayout(foot)
        self.wrong.hide()
