"""What happens to honours after they were given, asked for: taken back, given anew, reviewed, entered anew."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain import old_plaques
from app.domain.errors import Invalid
from app.domain.old_plaques import OldPlaque
from app.domain.rules import why
from app.services import honour_life, honour_old, honours
from app.services.honour_list import PlaqueRow
from app.ui.award_dialog import is_day
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Date, Field, LongText, Text

PASSED, FAILED, ENDED = "合格", "不合格，限期整改", "不合格，收回"


def _of(*values: str) -> Callable[[], list[tuple[str, str]]]:
    return lambda: [(value, value) for value in values]


RECLAIM: tuple[Field, ...] = (
    Choice(
        "reason",
        "收回原因",
        required=True,
        free=True,
        options=_of("违规失信", "经营异常", "停业或迁出", "转让"),
        hint="选一个，或自己写",
    ),
    Date("on", "收回日期", required=True),
)
REISSUE: tuple[Field, ...] = (
    Choice("reason", "补发原因", required=True, free=True, options=_of("牌匾破损", "遗失", "更名", "换发带码的新牌")),
    Date("on", "补发日期", required=True),
)
REVIEW: tuple[Field, ...] = (
    Choice("result", "年审结果", required=True, options=_of(PASSED, FAILED, ENDED)),
    Date("on", "年审日期", required=True),
    LongText("note", "说明", hint="不合格要写明原因"),
)
OLD: tuple[Field, ...] = (
    Text("merchant", "商户", required=True, hint="名称、信用代码或商户编号"),
    Choice("kind", "荣誉", required=True, options=lambda: [(kind.title, kind.title) for kind in honours.kinds()]),
    Text("number", "牌匾编号", required=True, hint="照牌匾上写，如 诚信〔2024〕034号"),
    Date("issued", "颁发日期", required=True),
    Date("valid_until", "有效期至", hint="没有期限就不填"),
    LongText("decision", "决定依据"),
)


def reclaim_dialog(parent: QWidget, rows: Sequence[PlaqueRow]) -> EntryDialog:
    """Asks why and when honours are taken back."""

    def act(values: dict[str, Any]) -> None:
        honour_life.reclaim([row.id for row in rows], dt.date.fromisoformat(values["on"]), values["reason"])

    words = f"{_whom(rows)}：收回以后，扫牌匾上的码会显示“收回”。"
    return _asked(parent, f"收回{_count(rows)}", RECLAIM, act, "收回", words, reason="")


def reissue_dialog(parent: QWidget, row: PlaqueRow) -> EntryDialog:
    """Asks why and when another plaque is given in place of one."""

    def act(values: dict[str, Any]) -> None:
        honour_life.reissue(row.id, dt.date.fromisoformat(values["on"]), values["reason"])

    words = f"{_whom([row])}：新牌另编一个号，印“补”字；旧牌作废，扫码显示“补发作废”。"
    return _asked(parent, "补发牌匾", REISSUE, act, "补发", words, reason="")


def review_dialog(parent: QWidget, rows: Sequence[PlaqueRow]) -> EntryDialog:
    """Asks how the yearly review of honours went."""

    def act(values: dict[str, Any]) -> None:
        told = {"passed": values["result"] == PASSED, "reclaim": values["result"] == ENDED}
        on, note = dt.date.fromisoformat(values["on"]), values["note"]
        honour_life.review([row.id for row in rows], on, note=note, **told)

    words = f"{_whom(rows)}。{why(honour_life.review_rule(dt.date.today()))}"
    return _asked(parent, f"年审{_count(rows)}", REVIEW, act, "登记年审", words, result=PASSED, note="")


def old_dialog(parent: QWidget, merchant: str) -> EntryDialog:
    """Asks for a plaque that hung before the program came."""
    blank = {**vars(OldPlaque()), "merchant": merchant, "kind": honours.kinds()[0].title}
    dialog = EntryDialog(parent, "登记旧牌", OLD, check_old, enter_old)
    dialog.fill(blank, "编号照旧，不会再用给别家。旧牌上没有码，扫不出来；要换成带码的，登记后再“补发”。")
    return dialog


def check_old(values: dict[str, Any]) -> None:
    """Raise Invalid naming every field at fault."""
    old_plaques.check(OldPlaque(**values))


def enter_old(values: dict[str, Any], honour: int | None = None) -> int:
    """Enter an old plaque, or correct one."""
    return honour_old.enter(OldPlaque(**values), honour)


def _asked(
    parent: QWidget,
    title: str,
    fields: tuple[Field, ...],
    act: Callable[[dict[str, Any]], object],
    verb: str,
    words: str,
    **blank: str,
) -> EntryDialog:
    dialog = EntryDialog(parent, title, fields, _check, act, verb)
    dialog.fill({"on": dt.date.today().isoformat(), **blank}, words)
    return dialog


def _check(values: dict[str, Any]) -> None:
    complaints = {}
    if not is_day(values["on"]):
        complaints["on"] = "请填写日期，要写到日，如 2026.3.5。"
    elif values["on"] > dt.date.today().isoformat():
        complaints["on"] = "日期在今天以后，请在发生之后再登记。"
    if "reason" in values and not values["reason"]:
        complaints["reason"] = "请写明原因。"
    if values.get("result", PASSED) != PASSED and not values["note"]:
        complaints["note"] = "不合格要写明原因。"
    if complaints:
        raise Invalid(complaints)


def _count(rows: Sequence[PlaqueRow]) -> str:
    return "荣誉" if len(rows) == 1 else f" {len(rows):,} 块荣誉"


def _whom(rows: Sequence[PlaqueRow]) -> str:
    return rows[0].name if len(rows) == 1 else f"{rows[0].merchant}等 {len(rows):,} 块"
