"""民主评议 of a person: the list, and its form, which offers the three sides' ratings of the year as evidence."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.services import answered
from app.services.entry_rules import RESULTS
from app.ui.kit.buttons import button, label
from app.ui.kit.entries import EntryDialog, EntryList
from app.ui.kit.fields import Choice, LongText
from app.ui.kit.parts import in_line
from app.ui.pages.member_fields import Year

FIELDS = (
    Year("year", "年度", required=True),
    Choice("result", "结果", required=True, options=lambda: [(result, result) for result in RESULTS]),
    LongText("note", "备注"),
)
_NONE = "这一年没有承办过有三维评价的事项。"


class AppraisalDialog(EntryDialog):
    """Below the year stands how what the person handled in it was rated; 写进备注 takes that over as evidence."""

    def __init__(
        self, parent: QWidget, title: str, check: Callable[..., object], act: Callable[..., object], person: int
    ) -> None:
        super().__init__(parent, title, FIELDS, check, act)
        self._person = person
        self.evidence = label("", "quiet", wrap=True)
        self.take = button("写进备注", self._take_over, variant="link")
        year = self.form.row("year")
        column = year.cell.layout()
        column.insertWidget(column.count() - 1, self.evidence)  # type: ignore[union-attr]
        column.insertWidget(column.count() - 1, in_line(self.take))  # type: ignore[union-attr]
        year.editor.edited.connect(self._tell)

    def _tell(self) -> None:
        told = self._answers()
        self.evidence.setText(_said(told) if told.cases else _NONE)
        self.take.setVisible(bool(told.cases))

    def _take_over(self) -> None:
        box, words = self.form.row("note").editor, _said(self._answers())
        there = str(box.value())
        if words not in there:
            box.fill("\n".join(filter(None, (there, words))))

    def _answers(self) -> answered.Answers:
        return answered.of_person(self._person, int(self.form.row("year").editor.value() or 0))


class AppraisalList(EntryList):
    """The results, the newest year first."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            "appraisal",
            "民主评议",
            FIELDS,
            words=lambda entry: (f"{entry.year} 年　{entry.result}", entry.note),
            blank=lambda: {"year": dt.date.today().year, "result": RESULTS[1]},
            **more,
        )

    def _dialog(self, title: str, check: Callable[..., object], save: Callable[..., object]) -> EntryDialog:
        return AppraisalDialog(self, title, check, save, self._owner)


def _said(told: answered.Answers) -> str:
    return f"{told.year} 年承办并有三维评价的事项 {len(told.cases):,} 件，平均 {told.mean} 分。"
