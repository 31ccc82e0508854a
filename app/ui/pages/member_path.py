"""The page 发展历程 of a person's card: the steps of the chart, what is due and why."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.calendar import spoken
from app.domain.members import MEMBERS, Stage
from app.services import development
from app.services.development import EXTENDED, Line
from app.services.members import MemberRow
from app.ui.kit import theme
from app.ui.kit.buttons import button, label
from app.ui.kit.icons import Picture
from app.ui.kit.parts import column, in_line
from app.ui.pages.member_page import MemberPage

DONE, WAITING, LATE, TO_COME = "已办", "待办", "超期", "未到"
DRESS = {
    DONE: ("circle-check", "ok"),
    WAITING: ("calendar-clock", "warn"),
    LATE: ("triangle-alert", "error"),
    TO_COME: ("circle-minus", "hint"),
}
_ROLES = {WAITING: "warn", LATE: "error"}
_ICON, _GAP = 18, 10
_LAST_DONE = 1
"""How many of the steps done last are shown."""
UNWRITTEN = "这位党员的发展过程没有登记在这里。"


class PathPage(MemberPage):
    """The steps from top to bottom; those long done and those far ahead are folded."""

    title = "发展历程"

    def __init__(self, page: object) -> None:
        super().__init__(page)  # type: ignore[arg-type]
        self._unfolded: set[tuple[int, str]] = set()
        self._end()

    def lines(self) -> list[Line]:
        """The steps of the person shown."""
        return development.lines(self.row.id)

    def _fresh(self, row: MemberRow) -> Sequence[QWidget]:
        lines = self.lines()
        begun = any(line.on for line in lines)
        if row.stage in MEMBERS and not begun and not self._open("all"):
            return [
                label(UNWRITTEN, "quiet", wrap=True),
                self._unfold("查看步骤并补登", "all"),
                *self._extending(lines),
            ]
        done = [line for line in lines if line.state == DONE and line.code != EXTENDED]
        ahead = [line for line in lines if line.state == TO_COME]
        former = [] if self._open("done") else done[:-_LAST_DONE]
        later = [] if self._open("ahead") else ahead
        steps = column(*(StepRow(line, self._act(line)) for line in lines if line not in (*former, *later)), gap=0)
        title = label(development.chart(row.id).title, "quiet", wrap=True)
        before = [self._unfold(f"前面已办 {len(former)} 步", "done")] if former else []
        after = [self._unfold(f"以后还有 {len(later)} 步", "ahead")] if later else []
        return [title, *self._extending(lines), *before, steps, *after]

    def _act(self, line: Line) -> Callable[[], None] | None:
        wanted = line.state in (WAITING, LATE) and self._page.writable and line.code != EXTENDED
        return (lambda: self.record(line)) if wanted else None

    def record(self, line: Line) -> None:
        """Ask for the day of a step and what it needs, and write it down."""
        from app.ui.member_step_dialog import step_dialog

        self._ask(step_dialog(self._page, self.row, line))

    def _extending(self, lines: Sequence[Line]) -> list[QWidget]:
        """The way to extend a probation, which is open once."""
        extended = any(line.code == EXTENDED for line in lines)
        if self.row.stage != Stage.PROBATIONARY or extended or not self._page.writable:
            return []
        return [in_line(button("延长预备期…", self._extend, icon="calendar-clock"))]

    def _extend(self) -> None:
        from app.ui.member_step_dialog import extension_dialog

        self._ask(extension_dialog(self._page, self.row))

    def _open(self, what: str) -> bool:
        return (self.row.id, what) in self._unfolded

    def _unfold(self, words: str, what: str) -> QWidget:
        def turn() -> None:
            self._unfolded.add((self.row.id, what))
            self.show_record(self.row)
            self.setFocus()

        return in_line(button(words, turn, icon="chevron-down", variant="link"))


class StepRow(QWidget):
    """One step: icon and line at the left, what it is and how it stands, what to do about it, and why."""

    def __init__(self, line: Line, act: Callable[[], None] | None) -> None:
        super().__init__()
        icon, token = DRESS[line.state]
        self.picture = Picture(icon, token, _ICON)
        self.why = label(line.rule, "hint", wrap=True)
        self.why.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, theme.px(8))
        grid.setHorizontalSpacing(theme.px(_GAP))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.picture, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(line.name, "strong" if act else "", wrap=True), 0, 1, 1, 2)
        grid.addWidget(label(_state(line), _ROLES.get(line.state, "quiet"), wrap=True), 1, 1)
        reason = self._link("为什么", self._turn, line)
        reason.setVisible(bool(line.rule))
        grid.addWidget(reason, 1, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.why, 2, 1, 1, 2)
        for place, part in enumerate(self._below(line, act), 3):
            grid.addWidget(part, place, 1, 1, 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The line that leads on to the next step."""
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.tokens().divider), theme.px(2)))
        middle = self.picture.geometry().center().x()
        painter.drawLine(middle, self.picture.geometry().bottom() + theme.px(3), middle, self.height())
        painter.end()

    def _below(self, line: Line, act: Callable[[], None] | None) -> Iterator[QWidget]:
        if line.note:
            yield label(line.note, "quiet", wrap=True)
        if act:
            made = button("登记这一步…", act, icon="check")
            made.setAccessibleName(f"登记这一步：{line.name}")
            yield in_line(made)

    @staticmethod
    def _link(words: str, act: Callable[[], None], line: Line) -> QWidget:
        made = button(words, act, variant="link")
        made.setAccessibleName(f"{words}：{line.name}")
        made.setMaximumHeight(theme.px(32))
        return made

    def _turn(self) -> None:
        self.why.setVisible(self.why.isHidden())


def _state(line: Line) -> str:
    if line.state == DONE:
        return f"{DONE}　{spoken(line.on)}"
    last = f"（上次 {spoken(line.on)}）" if line.on else ""
    return "　".join(filter(None, (line.state, f"{line.due}{last}")))
