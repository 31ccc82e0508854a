"""The page 任务 of the editor: what somebody is to do by when; each becomes a case when the meeting is saved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.domain.meetings import Draft, Task
from app.services import meeting_people
from app.ui.kit import theme
from app.ui.kit.buttons import icon_button, label, restyle
from app.ui.kit.editors import ChoiceEditor, DateEditor, Editor, LineEditor
from app.ui.kit.pick import HintedLine
from app.ui.pages.minutes_boxes import BoxesPanel
from app.ui.pages.minutes_panel import show

MOST = 4


def units(words: str) -> Sequence[str]:
    """Organisations and merchants that words or initials fit."""
    found = meeting_people.find(words, MOST)
    return [each.name if each.noun == "organization" else each.unit for each in found if each.noun != "person"]


def people(words: str) -> Sequence[str]:
    """People that words or initials fit."""
    return [each.name for each in meeting_people.find(words, MOST) if each.noun != "organization"]


class TaskBox(QFrame):
    """One task; `edit(task)` is told each change."""

    def __init__(self, number: int, edit: Callable[[Task], object], remove: Callable[[], object]) -> None:
        super().__init__()
        self.task, self._edit, self._filling = Task(), edit, False
        self._motions: tuple[str, ...] = ()
        self.title, self.unit, self.handler = LineEditor(), HintedLine(units), HintedLine(people)
        self.due, self.motion = DateEditor(), ChoiceEditor(self._resolutions, free=False)
        self.due.setPlaceholderText("不填按期限规则")
        self.parts: tuple[tuple[str, str, Editor], ...] = (
            ("title", "任务", self.title),
            ("unit", "单位", self.unit),
            ("handler", "负责人", self.handler),
            ("due", "期限", self.due),
            ("motion", "决议", self.motion),
        )
        self._lay_out(number, icon_button(f"移出任务 {number}", "trash-2", remove))
        for name, _, part in self.parts:
            part.edited.connect(lambda name=name, part=part: self._tell(name, part.value()))

    def show_task(self, draft: Draft, task: Task) -> None:
        """Show a task of a draft."""
        self.task, self._filling = task, True
        self._motions = tuple(each.text for each in draft.motions)
        self.motion.fill(task.motion)
        for name, _, part in self.parts:
            show(part, getattr(task, name))
        self._filling = False

    def _tell(self, name: str, value: Any) -> None:
        if not self._filling:
            self._edit(replace(self.task, **{name: value}))

    def _resolutions(self) -> list[tuple[Any, str]]:
        named = ((place, f"{place + 1}　{text}") for place, text in enumerate(self._motions))
        return [(-1, "不出自某项决议"), *named]

    def _lay_out(self, number: int, gone: QWidget) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.px(4))
        grid.setColumnStretch(1, 1)
        grid.addWidget(label(f"任务 {number}", "strong"), 0, 0, 1, 2)
        grid.addWidget(gone, 0, 2)
        for row, (_, words, part) in enumerate(self.parts, 1):
            part.setAccessibleName(f"任务 {number} {words}")
            part.setMinimumWidth(theme.px(120))
            grid.addWidget(label(words, "quiet"), row, 0)
            grid.addWidget(part, row, 1, 1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(8))
        column.addLayout(grid)


class TasksPanel(BoxesPanel):
    """All tasks of a meeting."""

    def __init__(self) -> None:
        super().__init__("任务", "Alt+T", "还没有任务。保存后每项任务立为一件事项，办完以前每次会议都会通报。")

    def refresh(self) -> None:
        """Show the tasks again where they or the resolutions changed."""
        seen = (self.draft.tasks, [each.text for each in self.draft.motions])
        if seen == self._seen:
            return
        self._seen = seen
        self._make(len(self.draft.tasks))
        for box, task in zip(self.boxes, self.draft.tasks, strict=True):
            box.show_task(self.draft, task)

    def add(self) -> None:
        """Put another task at the end, of the last resolution."""
        task = Task(motion=len(self.draft.motions) - 1)
        self.change(replace(self.draft, tasks=(*self.draft.tasks, task)))
        self.boxes[-1].title.setFocus()

    def complain(self, complaints: Mapping[str, str]) -> bool:
        """Mark what is wrong, and go to the first of it."""
        found = sorted(name for name in complaints if name.startswith("tasks."))
        for place, box in enumerate(self.boxes):
            for name, _, part in box.parts:
                part.setProperty("wrong", f"tasks.{place}.{name}" in found)
                restyle(part)
                if found and found[0] == f"tasks.{place}.{name}":
                    self.area.ensureWidgetVisible(box)
                    part.setFocus()
        return bool(found)

    def _box(self, place: int) -> TaskBox:
        return TaskBox(place + 1, partial(self._edit, place), partial(self._remove, place))

    def _remove(self, place: int) -> None:
        tasks = self.draft.tasks
        self.change(replace(self.draft, tasks=tasks[:place] + tasks[place + 1 :]))

    def _edit(self, place: int, task: Task) -> None:
        tasks = list(self.draft.tasks)
        tasks[place] = task
        self.change(replace(self.draft, tasks=tuple(tasks)))
