"""Making a case of what came up while a department sat in, or in an activity."""

import datetime as dt
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.cases import Draft
from app.services import activity_roster, case_kinds, cases
from app.services.case_handling import Assignment
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Date, LongText, Text
from app.ui.pages.activity_fields import units

FIELDS = (
    Choice("kind", "类别", required=True, options=lambda: [(name, name) for name in case_kinds.names()]),
    Text("title", "事项", required=True, hint="一句话说明是什么事"),
    Choice("unit", "承办单位", options=units, free=True),
    Text("handler", "责任人"),
    Date("due", "办理期限", required=True),
    Text("reporter", "反映人"),
    LongText("detail", "情况"),
)
_OF_CASE = ("kind", "title", "reporter", "detail")


def hand_over_dialog(parent: QWidget, noun: str, row: int, about: str) -> EntryDialog:
    """The dialog that makes a case of a shift or an activity (`noun`), accepted once it is made."""
    today = dt.date.today()
    dialog = EntryDialog(
        parent, "转为事项", FIELDS, partial(_check, today), partial(_hand_over, noun, row, today), "转办"
    )
    kind = case_kinds.names()[0]
    blank = dict.fromkeys((field.name for field in FIELDS), "")
    due = cases.deadline(kind, today).isoformat()
    dialog.fill({**blank, "kind": kind, "due": due}, about)
    return dialog


def _draft(today: dt.date, values: dict[str, Any]) -> Draft:
    return Draft(received=today.isoformat(), **{name: values[name] for name in _OF_CASE})


def _check(today: dt.date, values: dict[str, Any]) -> None:
    cases.check(vars(_draft(today, values)))
    activity_roster.check_assignment(_to(values))


def _hand_over(noun: str, row: int, today: dt.date, values: dict[str, Any]) -> None:
    activity_roster.hand_over(noun, row, _draft(today, values), _to(values), today)


def _to(values: dict[str, Any]) -> Assignment:
    return Assignment(values["unit"], values["handler"], values["due"])
