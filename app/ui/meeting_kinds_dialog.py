"""The kinds of meeting a centre has: how often, owed by whom, who is due, by which rules, and the template."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.errors import Invalid
from app.domain.meetings import CADENCES, WHO, Kind
from app.services import meeting_kinds, organization_shape
from app.services import rules as rule_book
from app.ui.kit import messages, theme
from app.ui.kit.buttons import button, icon_button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.editors import ChoiceEditor, Editor, LineEditor, NoteEditor
from app.ui.kit.scroll import scrolled
from app.ui.pages.minutes_panel import column_of, show

_QUORUM, _MAJORITY = ("vote.quorum",), ("vote.majority", "vote.majority_present")
_LISTS = ("owed_by", "agenda")


class _Lines(NoteEditor):
    """A line each; Enter begins a new one."""

    def value(self) -> Any:
        """The lines that are not empty."""
        return tuple(filter(None, (line.strip() for line in self.toPlainText().splitlines())))

    def fill(self, value: Any) -> None:
        """Show lines."""
        self.setPlainText("\n".join(value))


class MeetingKindsDialog(Dialog):
    """Accepted once all of them are saved as one act; meetings of a kind that is dropped stay."""

    chapter = "minutes"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "会议类型", width=900, height=600)
        self.kinds = list(meeting_kinds.kinds())
        self._filling = False
        self.list = QListWidget()
        self.list.setAccessibleName("会议类型")
        self.editors: dict[str, Editor] = {
            "name": LineEditor(),
            "cadence": _choice(lambda: list(CADENCES.items())),
            "who": _choice(lambda: [(who, who or "不固定，照上次的人") for who in WHO]),
            "quorum": _choice(lambda: _rules(_QUORUM, "不要求到会人数")),
            "majority": _choice(lambda: _rules(_MAJORITY, "不表决")),
            "owed_by": _Lines(),
            "agenda": _Lines(),
            "text": NoteEditor(),
        }
        self._lay_out()
        for name, editor in self.editors.items():
            editor.edited.connect(lambda name=name: self._edited(name))
        self.list.currentRowChanged.connect(self._show_kind)
        self._show_list(0)
        self.list.setFocus()

    def add(self) -> None:
        """Put another kind at the end, and name it."""
        self.kinds.append(Kind("新的会议类型"))
        self._show_list(len(self.kinds) - 1)
        name = self.editors["name"]
        name.setFocus()
        if isinstance(name, LineEditor):
            name.selectAll()

    def remove(self) -> None:
        """Take the chosen kind out."""
        place = self.list.currentRow()
        if place >= 0 and len(self.kinds) > 1:
            del self.kinds[place]
            self._show_list(min(place, len(self.kinds) - 1))

    def shift(self, step: int) -> None:
        """Put the chosen kind one place up or down: the order is that of the numbers under F9."""
        place = self.list.currentRow()
        other = place + step
        if place >= 0 and 0 <= other < len(self.kinds):
            self.kinds[place], self.kinds[other] = self.kinds[other], self.kinds[place]
            self._show_list(other)

    def save(self) -> None:
        """Save all of them."""
        with messages.problems_shown(self):
            try:
                meeting_kinds.save(self.kinds)
            except Invalid as wrong:
                self.wrong.setText("　".join(wrong.complaints.values()))
                self.wrong.show()
            else:
                self.accept()

    def _edited(self, name: str) -> None:
        place = self.list.currentRow()
        if self._filling or place < 0:
            return
        value: dict[str, Any] = {name: self.editors[name].value()}
        self.kinds[place] = replace(self.kinds[place], **value)
        if name == "name":
            self.list.item(place).setText(_numbered(place, self.kinds[place]))

    def _show_list(self, place: int) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for number, kind in enumerate(self.kinds):
            item = QListWidgetItem(_numbered(number, kind), self.list)
            item.setSizeHint(QSize(0, theme.px(36)))
        self.list.blockSignals(False)
        self.list.setCurrentRow(place)

    def _show_kind(self, place: int) -> None:
        if place < 0:
            return
        self._filling = True
        for name, editor in self.editors.items():
            show(editor, getattr(self.kinds[place], name))
        self._filling = False

    def _lay_out(self) -> None:
        left, row = QVBoxLayout(), QHBoxLayout()
        verbs = QHBoxLayout()
        verbs.setSpacing(theme.px(4))
        for made in (
            button("添加", self.add, icon="plus"),
            icon_button("上移", "chevron-up", lambda: self.shift(-1)),
            icon_button("下移", "chevron-down", lambda: self.shift(1)),
            icon_button("移出这个类型", "trash-2", self.remove),
        ):
            verbs.addWidget(made)
        left.addWidget(self.list, 1)
        left.addLayout(verbs)
        self.list.setMinimumWidth(theme.px(240))
        row.addLayout(left)
        row.addWidget(self._form(), 1)
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.body.addLayout(row, 1)
        self.body.addWidget(self.wrong)
        self.add_buttons(self.cancel_button(), button("保存", self.save, icon="check", variant="primary"))

    def _form(self) -> QWidget:
        titles = {
            "name": "名称",
            "cadence": "多久一次",
            "who": "应到范围",
            "quorum": "到会人数",
            "majority": "表决规则",
            "owed_by": "哪些组织要开",
            "agenda": "议程模板",
            "text": "开头的话",
        }
        inside, grid = QWidget(), QGridLayout()
        grid.setColumnStretch(1, 1)
        for line, (name, title) in enumerate(titles.items()):
            editor = self.editors[name]
            named = label(title, "quiet")
            named.setBuddy(editor)
            named.setMinimumHeight(theme.px(36))
            editor.setAccessibleName(title + ("，一行一个" if name in _LISTS else ""))
            if isinstance(editor, NoteEditor):
                editor.setFixedHeight(theme.px(96))
            grid.addWidget(named, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, line, 1)
        kinds = "、".join(organization_shape.kinds()[:6])
        hint = f"组织类别一行一个，如 {kinds}；议程也是一行一项。"
        column_of(inside, label(hint, "hint", wrap=True)).insertLayout(0, grid)
        return scrolled(inside, "这一类会议")


def _choice(options: Callable[[], list[tuple[Any, str]]]) -> ChoiceEditor:
    made = ChoiceEditor(options, free=False)
    made.fill("")
    return made


def _rules(codes: tuple[str, ...], none: str) -> list[tuple[Any, str]]:
    named = ((code, rule_book.in_force(code, dt.date.today())) for code in codes)
    return [("", none), *((code, f"{rule.name}{_share(rule.value)}") for code, rule in named)]


def _share(value: object) -> str:
    return f"{value[0]}/{value[1]}" if isinstance(value, tuple) else ""


def _numbered(place: int, kind: Kind) -> str:
    return f"{place + 1}　{kind.name}"
