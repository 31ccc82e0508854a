"""What may be erased of a person, what must be kept and why; and erasing it once two people agree."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.calendar import add_months, read_moment, spoken
from app.domain.errors import Problem
from app.domain.honours import State
from app.domain.privacy import ERASED
from app.domain.roles import Right
from app.domain.rules import Rule
from app.services import personal_columns, personal_rows, retention
from app.services.personal_columns import LINKS, WORDS
from app.services.personal_rows import Found, Value
from app.services.rules import in_force
from app.services.session import requires
from app.store.desk import FormDraft
from app.store.honours import Honour
from app.store.writing import Act


class Verdict(StrEnum):
    """What becomes of a value, in the words people see."""

    ERASED = "删除"
    KEPT = "保留"
    REVIEWED = "人工核对"


@dataclass(frozen=True)
class Line:
    """One value of the report; `text` is masked, `reason` says why it is kept and `until` until when."""

    noun: str
    row: int
    title: str
    name: str
    column: str
    label: str
    text: str
    verdict: Verdict
    reason: str = ""
    until: str = ""


_Judged = tuple[Verdict, str, str]
_REVIEW = "只是文字里提到这个名字，也可能是同名的人，请打开核对后自行修改"
_REVIEW_FILE = "附件里可能有这个人的证件或照片，请打开核对后自行移出"
_ACCOUNT = "办理记录里的办理人要和账号对得上；人员离开后请在“人员与口令”里移除账号"
_LEDGERS = {"point_entry", "stock_move", "slip_use"}
_LEDGER = "积分、库存和核销的台账一经记入不能改动，只存储、不另用"
_HANDLERS = {
    "gift": {"handler"},
    "cash_move": {"giver", "taker"},
    "cash_count": {"clerk"},
    "redemption": {"clerk"},
    "fund_entry": {"asked_by", "agreed_by", "clerk"},
    "settlement": {"clerk"},
}
"""Of rows about money and goods the columns that say who handled them."""
_HANDLED = ("经手钱物的人要和账目、现金对得上", "随账目保存")
_MEMBER = {"person", *(noun for noun, (_, parent) in LINKS.items() if parent in ("person", "check_in", "liaison"))}


@requires(Right.ADMINISTER)
def lines(name: str, phone: str, today: dt.date) -> list[Line]:
    """Every value kept about a person with what would become of it; the copies of the store come last."""
    found = personal_rows.find(personal_rows.person(name, phone))
    told = [_line(each, value, today) for each in found for value in each.values if value.text != ERASED]
    return [*told, _copies(today)] if told else []


@requires(Right.CHECK)
def erase(act: Act, content: dict[str, Any]) -> None:
    """Overwrite the values that were reported as to be erased; half-filled forms go whole."""
    for noun, number, columns in content["values"]:
        if noun == "form_draft":
            FormDraft.delete().where(FormDraft.id == number).execute()
            continue
        model: Any = personal_columns.models()[noun]
        row = model.get_or_none(model.id == number)
        if row is None or _held(noun, row, dt.date.today()):
            raise Problem("申请提出以后，其中有的资料又要保留了，没有删除任何内容。请重新查看删除报告，再申请。")
        retention.blank(act, row, columns)


@requires(Right.ADMINISTER)
def to_erase(told: list[Line]) -> list[tuple[str, int, list[str]]]:
    """Noun, row and columns of what the report says goes."""
    going: dict[tuple[str, int], list[str]] = {}
    for line in told:
        if line.verdict == Verdict.ERASED:
            going.setdefault((line.noun, line.row), []).append(line.column)
    return [(noun, row, columns) for (noun, row), columns in going.items()]


def _line(found: Found, value: Value, today: dt.date) -> Line:
    verdict, reason, until = _judged(found, value, today)
    title, label = personal_columns.TITLES[found.noun], personal_columns.label(found.noun, value.column)
    text = personal_columns.shown(found.noun, value.column, value.text)
    return Line(found.noun, found.row.id, title, found.name, value.column, label, text, verdict, reason, until)


def _judged(found: Found, value: Value, today: dt.date) -> _Judged:
    kept = _held(found.noun, found.row, today)
    if not kept and value.column in _HANDLERS.get(found.noun, ()):
        kept = _HANDLED
    if kept:
        return Verdict.KEPT, *kept
    if found.noun == "attachment":
        return Verdict.REVIEWED, _REVIEW_FILE, ""
    if found.noun == "form_draft":
        return Verdict.ERASED, "", ""
    words_only = value.kind == WORDS and not (found.own and value.hit)
    return (Verdict.REVIEWED, _REVIEW, "") if words_only or not found.own else (Verdict.ERASED, "", "")


def _held(noun: str, row: Any, today: dt.date) -> tuple[str, str] | None:
    """Why a row must be kept and until when; None where nothing keeps it."""
    if noun == "journal":
        return _journal(row.at, today)
    if noun == "clerk":
        return (_ACCOUNT, "账号移除并满办理记录的期限") if not row.removed_at else _journal(row.removed_at, today)
    if noun == "merchant":
        return _honoured(row, today)
    if noun in _LEDGERS:
        law = in_force("retention.erasure", today)
        return f"{_LEDGER}（{law.source}{law.article}）", "随账目保存"
    if noun in _MEMBER:
        return _because(in_force("retention.member", today)), "上级规定的期限"
    if noun == "approval" and not row.decision:
        return "申请还没有办完", "办完以后"
    time = retention.ends(noun, row, today) if noun in ("merchant_event", "approval") else None
    return (_because(time[0]), spoken(time[1].isoformat())) if time and time[1] > today else None


def _journal(at: str, today: dt.date) -> tuple[str, str]:
    """The journal is chained and cannot be changed in part; it stays, shown with its numbers masked."""
    rule, least = in_force("retention.journal", today), in_force("retention.log_least", today)
    law = in_force("retention.erasure", today)
    began = read_moment(at)
    ends = add_months(began.date() if began else today, max(rule.amount, least.amount))
    kept = (
        f"防篡改的办理记录不能改动其中一条，只存储、不另用（{law.source}{law.article}，{least.source}{least.article}）"
    )
    return kept, spoken(ends.isoformat())


def _honoured(merchant: Any, today: dt.date) -> tuple[str, str] | None:
    ends = [row.valid_until for row in _in_force(merchant, today)]
    if not ends:
        return None
    until = max(ends) if all(ends) else ""
    return "荣誉还在有效期内，要联系负责人核查和收回牌匾", spoken(until) if until else "荣誉终止以后"


def _in_force(merchant: Any, today: dt.date) -> Iterator[Honour]:
    valid = (Honour.valid_until == "") | (Honour.valid_until >= today.isoformat())
    yield from Honour.select().where(Honour.merchant == merchant, Honour.state == State.GRANTED, valid)


def _copies(today: dt.date) -> Line:
    rule = in_force("retention.backup", today)
    until = spoken(add_months(today, rule.amount).isoformat())
    reason = f"备份是加密的整份数据，不能删改其中一个人的，随轮替消失（{rule.name} {rule.amount} {rule.unit}）"
    return Line("", 0, "备份", "以前的每一份备份", "", "全部内容", "同上", Verdict.KEPT, reason, until)


def _because(rule: Rule) -> str:
    value = f"{rule.value} {rule.unit}".strip()
    doubt = "，不能确定，以上级要求为准" if rule.certainty == "unsure" else ""
    return f"{rule.name} {value}（{rule.source or '没有查到明文'}{rule.article}{doubt}）"
