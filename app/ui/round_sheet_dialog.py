"""登记评级 (F7): what the assessor scores at the left, what the records say at the right, the grade at every key."""

from collections.abc import Callable, Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.calendar import spoken
from app.domain.errors import Invalid
from app.domain.measures import read_points, shown
from app.domain.scoring import Item, Outcome, Rated
from app.services import journal, round_marks, round_sheets, scoring
from app.ui.kit import messages, theme, toast, undoing
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.entries import EntryDialog
from app.ui.kit.entry_rows import EntryLine, EntryRows
from app.ui.kit.fields import Choice, LongText, Text
from app.ui.kit.form import RecordForm
from app.ui.kit.visit import Visit
from app.ui.round_evidence_dialog import EvidenceDialog

NOTE = "_note"
"""The field of the remark, beside those named by criteria."""
ALONE = "现在没有正在评分的批次。保存时为这家单独建一个（{scheme}，{start}至{end}），同样要复核、公示以后才定级。"


class SheetDialog(Dialog):
    """Accepted once the points are kept; `another` says that the clerk wants the next one, `visit` where to look."""

    chapter = "rounds"

    def __init__(self, parent: QWidget, merchant: int, round_: int = 0) -> None:
        self.desk = round_sheets.desk(merchant, round_)
        super().__init__(parent, f"登记评级：{self.desk.name}", width=1060, height=620)
        self.visit: Visit | None = None
        self.round, self.rated = self.desk.round, round_sheets.rated(self.desk, self.desk.given)
        fields = [Text(each.key, f"{each.name}（{each.maximum} 分）") for each in self.desk.rules.by_hand]
        self.form = RecordForm((*fields, Text(NOTE, "备注")), self._read)
        self.total, self.why = label("", "section"), label("", "quiet", wrap=True)
        self.computed = EntryRows("由记录算出的各项，按 Enter 看依据")
        self.cast = button("一票否决…", self._veto, icon="circle-x")
        self._lay_out()
        self._connect()
        self._fill()

    @property
    def another(self) -> bool:
        """Whether the clerk wants to go on with the next merchant."""
        return self.form.another

    def tell(self, parent: QWidget, reread: Callable[[], object]) -> None:
        """Say what the sheet came to, and offer to take it back."""
        act = journal.last()
        back = partial(undoing.take_back, parent, act.id, reread)
        toast.show(parent, f"已评分：{self.desk.name}，{_told(self.rated)}", act.verb if act.undoable else "", back)

    def _fill(self) -> None:
        values = {
            each.key: shown(self.desk.given[each.key]) if each.key in self.desk.given else ""
            for each in self.desk.rules.by_hand
        }
        self.form.fill(SimpleNamespace(**{**values, NOTE: ""}), self._title())
        self.form.rows[0].editor.selectAll()  # type: ignore[union-attr]
        self._reckon()

    def _title(self) -> str:
        desk = self.desk
        days = {name: spoken(day.isoformat()) for name, day in (("start", desk.start), ("end", desk.end))}
        return desk.title if desk.round else ALONE.format(scheme=desk.scheme.title, **days)

    def _read(self, values: Mapping[str, Any]) -> dict[str, int]:
        """The points typed so far; raises Invalid for those that are none."""
        points, complaints = {}, {}
        for criterion in self.desk.rules.by_hand:
            try:
                if values[criterion.key]:
                    points[criterion.key] = read_points(values[criterion.key], criterion)
            except Invalid as wrong:
                complaints.update(wrong.complaints)
        if complaints:
            raise Invalid(complaints)
        return points

    def _typed(self) -> dict[str, int]:
        """Those of the points typed so far that can be read."""
        values, found = self.form.values(), {}
        for criterion in self.desk.rules.by_hand:
            try:
                found[criterion.key] = read_points(values[criterion.key], criterion)
            except Invalid:
                continue
        return found

    def _reckon(self) -> None:
        """Work out what the sheet comes to with what is typed."""
        self.rated = round_sheets.rated(self.desk, self._typed())
        self.total.setText(_told(self.rated))
        self.why.setText("；".join(self.rated.reasons) or scoring.GIFTS)
        names = {each.key: each.name for each in self.desk.rules.criteria}
        self._items = [item for item in self.rated.items if self._is_computed(item)]
        lines = [EntryLine(n, f"{names[i.key]}　{_worth(i)}", i.said) for n, i in enumerate(self._items, 1)]
        if not self.computed.count():
            self.computed.show_lines(lines)

    def _is_computed(self, item: Item) -> bool:
        found = self.desk.rules.criterion(item.key)
        return bool(found and found.computed)

    def _save(self, values: dict[str, Any]) -> None:
        with messages.problems_shown(self, partial(self._save, values)):
            try:
                points = self._read(values)
                if not points:
                    raise Invalid({self.form.rows[0].field.name: "还没有填分数，请至少填一项。"})
                self.round = round_sheets.enter(self.desk, points, values[NOTE])
            except Invalid as wrong:
                self.form.complain(wrong.complaints)
            else:
                self.form.saved()
                self.accept()

    def _look(self) -> None:
        """List the rows behind the chosen figure."""
        item = self._items[self.computed.chosen() - 1] if self.computed.chosen() else None
        criterion = self.desk.rules.criterion(item.key) if item else None
        if item and criterion:
            dialog = EvidenceDialog(self, f"依据：{criterion.name}", self.desk.evidence(item.key), f"{item.said}。")
            if dialog.exec() and dialog.visit:
                self.visit = dialog.visit
                self.reject()

    def _veto(self) -> None:
        """Cast a veto with its reason, or take one back."""
        if veto_dialog(self, self.desk).exec():
            self.desk = round_sheets.desk(self.desk.merchant, self.desk.round)
            self._reckon()

    def _connect(self) -> None:
        self.form.submitted.connect(self._save)
        self.form.cancelled.connect(self.reject)
        self.computed.opened.connect(self._look)
        for row in self.form.rows:
            row.editor.edited.connect(self._reckon)
        if self.desk.round:
            self.form.save_again.setText("保存，下一家")
            self.form.save_again.setAccessibleName("保存，接着评下一家")
            self.form.save_again.setToolTip("保存，接着评下一家缺评分的（Ctrl+Shift+Enter）")
            self.form.save_again.show()
        self.cast.setEnabled(bool(self.desk.round and self.desk.rules.vetoes))

    def _lay_out(self) -> None:
        area, whole, right, sums = QScrollArea(), QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.addWidget(self.computed)
        column.addStretch(1)
        area.setWidget(inside)
        right.addWidget(label("由记录算出（Enter 看依据）", "strong"))
        right.addWidget(area, 1)
        sums.addWidget(self.total)
        sums.addWidget(self.why, 1)
        sums.addWidget(self.cast)
        whole.addWidget(self.form, 5)
        whole.addLayout(right, 4)
        self.body.addLayout(sums)
        self.body.addLayout(whole, 1)


class VetoDialog(EntryDialog):
    """Accepted once a veto was cast or taken back."""

    chapter = "rounds"


def veto_dialog(parent: QWidget, desk: round_sheets.Desk) -> VetoDialog:
    """Asks which veto, and why; one that was cast by hand is taken back."""
    options = [(each.key, f"撤回：{each.name}" if each.key in desk.cast else each.name) for each in desk.rules.vetoes]
    fields = (
        Choice("veto", "一票否决", required=True, options=lambda: options),
        LongText("reason", "事由", required=True),
    )

    def act(values: dict[str, Any]) -> None:
        if values["veto"] in desk.cast:
            round_marks.lift(desk.round, desk.merchant, values["veto"])
        else:
            try:
                round_marks.veto(desk.round, desk.merchant, values["veto"], values["reason"])
            except Invalid as wrong:
                raise Invalid({"reason": str(wrong)}) from None

    made = VetoDialog(parent, f"一票否决：{desk.name}", fields, lambda values: None, act, "确定")
    made.fill({"veto": options[0][0], "reason": ""}, "不论多少分，都“不予评定”。商户有权知道事由。")
    return made


def _told(result: Rated) -> str:
    if result.outcome == Outcome.GRADED:
        return f"合计 {shown(result.total)} 分，{result.grade} 级"
    return f"{result.outcome.value}"


def _worth(item: Item) -> str:
    return f"{shown(item.points)} / {item.maximum}" if item.points is not None else "不计入"
