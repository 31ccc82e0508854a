"""事项类别: which kinds of case there are, the days each is given, and the stages it passes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.domain.cases import Kind, Phase, Stage
from app.domain.errors import Invalid
from app.services import case_kinds
from app.ui.kit import messages, theme
from app.ui.kit.buttons import Button, button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import ChoiceEditor, LineEditor
from app.ui.kit.entry_rows import EntryLine, EntryRows
from app.ui.kit.form_row import Complaint
from app.ui.kit.parts import column
from app.ui.kit.scroll import scrolled
from app.ui.kit.shortcuts import ON_WIDGET, on_keys

MOST = 8
"""Stages a kind may have."""


class KindsDialog(Dialog):
    """Accepted once the kinds were saved, as one act; until then nothing is written."""

    chapter = "cases"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "事项类别", width=760, height=560)
        self.kinds = case_kinds.kinds()
        self.rows = EntryRows("事项类别")
        self.complaint = Complaint()
        self.add_it = self._verb("新增类别", self.add)
        self.verbs = [
            self._verb("修改", self.change, "Enter"),
            self._verb("上移", partial(self.move_by, -1), "Alt+↑"),
            self._verb("下移", partial(self.move_by, 1), "Alt+↓"),
            self._verb("去掉", self.drop, "Del"),
        ]
        self.keep = button("保存类别", self.submit, icon="check", variant="primary")
        self._lay_out()
        self._show(0)

    def add(self) -> None:
        """Describe another kind."""
        first = Kind("", 15, (Stage("收集", Phase.RECEIVED), Stage("办结", Phase.DONE)))
        dialog = KindDialog(self, first)
        if dialog.exec() and dialog.kind:
            self.kinds.append(dialog.kind)
            self._show(len(self.kinds) - 1)

    def change(self) -> None:
        """Describe the chosen kind otherwise."""
        place = self.rows.currentRow()
        dialog = KindDialog(self, self.kinds[place])
        if dialog.exec() and dialog.kind:
            self.kinds[place] = dialog.kind
            self._show(place)

    def move_by(self, step: int) -> None:
        """Move the chosen kind up (-1) or down (1)."""
        place = self.rows.currentRow()
        if 0 <= place + step < len(self.kinds):
            self.kinds.insert(place + step, self.kinds.pop(place))
            self._show(place + step)

    def drop(self) -> None:
        """Leave the chosen kind out; cases of it keep it."""
        if len(self.kinds) > 1:
            self.kinds.pop(self.rows.currentRow())
            self._show(self.rows.currentRow())

    def submit(self) -> None:
        """Save the kinds, or say what is wrong with them."""
        with messages.problems_shown(self):
            try:
                case_kinds.save(self.kinds)
            except Invalid as wrong:
                self.complaint.say(str(wrong))
            else:
                self.accept()

    def _show(self, place: int) -> None:
        self.rows.show_lines([EntryLine(n + 1, each.name, _told(each)) for n, each in enumerate(self.kinds)])
        self.rows.setCurrentRow(min(place, len(self.kinds) - 1))
        self.rows.setFocus()
        self.complaint.say("")

    def _verb(self, words: str, act: Callable[[], object], key: str = "") -> Button:
        made = button(words, act, variant="link")
        made.setToolTip(f"{words}（{key}）" if key else words)
        return made

    def _lay_out(self) -> None:
        verbs = QHBoxLayout()
        for each in (self.add_it, *self.verbs):
            verbs.addWidget(each)
        verbs.addStretch(1)
        self.rows.opened.connect(self.change)
        for keys, act in (("Del", self.drop), ("Alt+Up", partial(self.move_by, -1)), ("Alt+Down", self._down)):
            on_keys(self.rows, keys, act, ON_WIDGET)
        words = "每个类别有自己的环节和办理天数。去掉的类别不再能选，已经登记的事项不变。"
        self.body.addWidget(label(words, "quiet", wrap=True))
        held = column(self.rows)
        held.layout().addStretch(1)  # type: ignore[union-attr]
        self.body.addWidget(scrolled(held), 1)
        self.body.addLayout(verbs)
        self.body.addWidget(self.complaint)
        self.add_buttons(self.cancel_button(), self.keep)
        self.keep.setDefault(False)
        self.keep.setToolTip("保存以后立即生效，可以撤销")

    def _down(self) -> None:
        self.move_by(1)


class KindDialog(Dialog):
    """Accepted with `kind`; its stages stand below one another, each with the phase it stands for."""

    chapter = "cases"

    def __init__(self, parent: QWidget, kind: Kind) -> None:
        super().__init__(parent, f"类别：{kind.name}" if kind.name else "新增类别", width=620, height=600)
        self.kind: Kind | None = None
        self.name, self.days = LineEditor(), LineEditor()
        self.name.setAccessibleName("类别名称，必填")
        self.days.setAccessibleName("办理天数，必填")
        self.name.fill(kind.name)
        self.days.fill(str(kind.days))
        self.stages = [self._stage(place, kind) for place in range(MOST)]
        self.complaint = Complaint()
        self.keep = button("确定", self.submit, icon="check", variant="primary")
        self._lay_out()
        self.name.setFocus()

    def submit(self) -> None:
        """Take what is written as the kind, or say what is wrong with it."""
        named = [(name.value(), phase.value()) for name, phase in self.stages]
        days = int(self.days.value()) if self.days.value().isdecimal() else 0
        stages = tuple(Stage(name, Phase(phase)) for name, phase in named if name)
        try:
            (self.kind,) = case_kinds.check([Kind(self.name.value(), days, stages)])
        except Invalid as wrong:
            self.complaint.say(str(wrong))
        else:
            self.accept()

    def _stage(self, place: int, kind: Kind) -> tuple[LineEditor, ChoiceEditor]:
        stage = kind.stages[place] if place < len(kind.stages) else None
        name, phase = LineEditor(), ChoiceEditor(lambda: [(each.value, each.value) for each in Phase], free=False)
        name.setAccessibleName(f"第 {place + 1} 个环节")
        phase.setAccessibleName(f"第 {place + 1} 个环节表示")
        name.fill(stage.name if stage else "")
        phase.fill((stage.phase if stage else Phase.WORKING).value)
        return name, phase

    def _lay_out(self) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, theme.px(8), 0)
        for line, (words, editor) in enumerate((("类别名称 *", self.name), ("办理天数 *", self.days))):
            grid.addWidget(label(words, "quiet"), line, 0)
            grid.addWidget(editor, line, 1, 1, 2)
        grid.addWidget(label("环节（空着的不算）", "quiet"), 2, 1)
        grid.addWidget(label("表示", "quiet"), 2, 2)
        for place, (name, phase) in enumerate(self.stages):
            grid.addWidget(label(str(place + 1), "quiet"), place + 3, 0)
            grid.addWidget(name, place + 3, 1)
            grid.addWidget(phase, place + 3, 2)
        self.body.addWidget(scrolled(inside), 1)
        self.body.addWidget(self.complaint)
        self.add_buttons(self.cancel_button(), self.keep)


def _told(kind: Kind) -> str:
    return f"{kind.days} 天　{' → '.join(stage.name for stage in kind.stages)}"
