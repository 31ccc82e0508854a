"""What happens to a case, asked for in a form of a few fields: each act has its own."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.calendar import spoken
from app.domain.cases import OUTCOMES, SATISFACTIONS, SIDES
from app.domain.errors import Invalid
from app.services import case_forms, case_handling, case_kinds, cases, handlers
from app.services.case_handling import Assignment
from app.services.cases import CaseRow
from app.ui.award_dialog import is_day
from app.ui.case_fields import Handler
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Amount, Choice, Date, Field, LongText, Text

_NOTE = LongText("note", "说明")


class CaseDialog(EntryDialog):
    """Accepted once its act went through."""

    chapter = "cases"


def dispatch_dialog(parent: QWidget, rows: Sequence[CaseRow]) -> CaseDialog:
    """Hands cases out, or on, to a unit and a person with a deadline."""
    fields = (
        Choice("unit", "承办单位", required=True, options=_of(case_forms.units), free=True),
        Handler("handler", "经办人", hint="打几个字或首字母，从列出的里面选"),
        Date("due", "期限", required=True),
        _NOTE,
    )

    def act(values: dict[str, Any]) -> None:
        values["handler"], person = handlers.find(values["handler"])
        to = Assignment(**values, unit_row=case_forms.unit_row(values["unit"]), handler_row=person)
        case_handling.dispatch_many([row.id for row in rows], to)

    verb = "转办" if all(row.dispatched for row in rows) else "交办"
    made = CaseDialog(parent, f"{verb}：{_whom(rows)}", fields, _check(fields, "unit"), act, verb)
    due = max(cases.deadline(row.kind, dt.date.today()) for row in rows).isoformat()
    given = "、".join(filter(None, (rows[0].unit, rows[0].handler))) if len(rows) == 1 else ""
    words = f"现在由{given}承办，{spoken(rows[0].due)}到期。" if given else ""
    made.fill({"unit": "", "handler": "", "due": due, "note": ""}, words)
    return made


def advance_dialog(parent: QWidget, rows: Sequence[CaseRow]) -> CaseDialog:
    """Moves cases of one kind to another of its stages."""
    stages = [stage.name for stage in case_kinds.kind(rows[0].kind).stages]
    fields = (Choice("stage", "转到环节", required=True, options=_of(lambda: stages)), _NOTE)

    def act(values: dict[str, Any]) -> None:
        case_handling.advance([row.id for row in rows], values["stage"], note=values["note"])

    made = CaseDialog(parent, f"转到环节：{_whom(rows)}", fields, _check(fields), act, "转到")
    place = stages.index(rows[0].stage) + 1 if rows[0].stage in stages else 0
    made.fill({"stage": stages[min(place, len(stages) - 1)], "note": ""}, f"{rows[0].kind}：{' → '.join(stages)}")
    return made


def finish_dialog(parent: QWidget, row: CaseRow) -> CaseDialog:
    """Says how a case ended."""
    fields = (
        LongText("result", "办理结果", required=True),
        Date("on", "办结日期", required=True),
        Choice("outcome", "结论", options=lambda: [("", ""), *_of(lambda: OUTCOMES)()]),
        Amount("recovered", "挽回金额"),
    )

    def act(values: dict[str, Any]) -> None:
        fen = values["recovered"] or 0
        case_handling.finish(row.id, _day(values["on"]), values["result"], values["outcome"], fen)

    made = CaseDialog(parent, f"办结：{row.title}", fields, _check(fields), act, "办结")
    values = {"result": row.result, "outcome": row.outcome, "recovered": row.recovered or ""}
    made.fill({**values, "on": dt.date.today().isoformat()})
    return made


def extend_dialog(parent: QWidget, row: CaseRow) -> CaseDialog:
    """Gives a case a later deadline."""
    fields = (Date("due", "新的期限", required=True), LongText("reason", "延期理由", required=True))

    def act(values: dict[str, Any]) -> None:
        case_handling.extend(row.id, _day(values["due"]), values["reason"])

    made = CaseDialog(parent, f"延期：{row.title}", fields, _check(fields), act, "延期")
    made.fill({"due": "", "reason": ""}, f"现在的期限：{spoken(row.due) or '没有'}。")
    return made


def hand_over_dialog(parent: QWidget, row: CaseRow) -> CaseDialog:
    """Notes that a case was handed over to another authority."""
    fields = (Text("to", "移交给", required=True), _NOTE)

    def act(values: dict[str, Any]) -> None:
        case_handling.hand_over(row.id, values["to"], note=values["note"])

    made = CaseDialog(parent, f"移交：{row.title}", fields, _check(fields), act, "移交")
    made.fill({"to": "12315", "note": ""}, "移交只是一步：事项还在这里，等有了结果再办结。")
    return made


def rate_dialog(parent: QWidget, row: CaseRow) -> CaseDialog:
    """Keeps what one of the three sides thinks of how a case was handled."""
    fields = (
        Choice("side", "评价方", required=True, options=_of(lambda: SIDES)),
        Text("score", "得分", required=True, hint="0 到 100"),
        Text("rater", "评价人"),
        _NOTE,
    )

    def check(values: Mapping[str, Any]) -> None:
        _check(fields)(values)
        if not values["score"].isdecimal():
            raise Invalid({"score": "得分请填 0 到 100 的整数。"})

    def act(values: dict[str, Any]) -> None:
        case_handling.rate(row.id, values["side"], int(values["score"]), values["rater"], values["note"])

    made = CaseDialog(parent, f"评价：{row.title}", fields, check, act, "登记评价")
    missing = case_handling.score(row.id).missing
    words = f"目前：{case_handling.score(row.id).words}。"
    made.fill({"side": (missing or SIDES)[0], "score": "", "rater": "", "note": ""}, words)
    return made


def satisfy_dialog(parent: QWidget, row: CaseRow) -> CaseDialog:
    """Keeps how satisfied whoever brought a case is."""
    fields = (Choice("satisfaction", "满意度", required=True, options=_of(lambda: SATISFACTIONS)),)
    made = CaseDialog(
        parent,
        f"回访：{row.title}",
        fields,
        _check(fields),
        lambda values: case_handling.satisfy(row.id, values["satisfaction"]),
        "登记",
    )
    made.fill({"satisfaction": row.satisfaction or SATISFACTIONS[0]}, "由回访的人登记，不能由经办人自己登记。")
    return made


def reopen_dialog(parent: QWidget, row: CaseRow) -> CaseDialog:
    """Opens a case again under its own number."""
    fields = (LongText("reason", "重开原因", required=True), Date("due", "新的期限", required=True))

    def act(values: dict[str, Any]) -> None:
        case_handling.reopen(row.id, values["reason"], _day(values["due"]))

    made = CaseDialog(parent, f"重开：{row.title}", fields, _check(fields), act, "重开")
    due = cases.deadline(row.kind, dt.date.today()).isoformat()
    made.fill({"reason": "", "due": due}, f"编号还是 {row.number}，原来的经过都留着。")
    return made


def _of(values: Callable[[], Sequence[str]]) -> Callable[[], list[tuple[Any, str]]]:
    return lambda: [(value, value) for value in values()]


def _check(fields: Sequence[Field], *either: str) -> Callable[[Mapping[str, Any]], None]:
    """What is required must be there, and every day be a whole one; of `either` fields the service itself asks."""

    def check(values: Mapping[str, Any]) -> None:
        wanted = [field for field in fields if field.required and field.name not in either]
        complaints = {field.name: f"请填写{field.label}。" for field in wanted if not values[field.name]}
        for field in fields:
            value = values[field.name]
            if isinstance(field, Date) and value and not is_day(value):
                complaints[field.name] = "日期要写到日，如 2026.3.5。"
            if isinstance(field, Amount) and isinstance(value, str) and value:
                complaints[field.name] = "请填写金额，如 500 或 1.2万。"
        if complaints:
            raise Invalid(complaints)

    return check


def _day(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)


def _whom(rows: Sequence[CaseRow]) -> str:
    return rows[0].title if len(rows) == 1 else f"{len(rows):,} 件"
