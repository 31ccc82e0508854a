"""更名, 转让, 换证: what happened to a merchant on a day, and what becomes of its honours."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.errors import Invalid
from app.services import merchant_events
from app.services.merchants import MerchantRow
from app.ui.award_dialog import is_day
from app.ui.kit import messages
from app.ui.kit.buttons import label
from app.ui.kit.dialog import Dialog
from app.ui.kit.entries import refuse
from app.ui.kit.fields import Choice, Date, Field, Text
from app.ui.kit.form import RecordForm

KEEP, END = "keep", "end"
FATES = {
    KEEP: "荣誉保留，牌匾需要重新打印",
    END: "荣誉到当天终止，牌匾收回",
}


@dataclass(frozen=True)
class Kind:
    """One kind of event: its fields beside day and honour, what it does, and what honours do unless told otherwise."""

    title: str
    words: str
    fields: tuple[Field, ...]
    happen: Callable[..., None]
    fate: str


RENAME = Kind(
    "更名",
    "招牌或营业执照名称变了，还是同一家店。",
    (Text("sign", "新店铺招牌"), Text("registered_name", "新营业执照名称")),
    merchant_events.rename,
    KEEP,
)
HAND_OVER = Kind(
    "转让",
    "店铺换了负责人。",
    (Text("owner", "新负责人", required=True), Text("phone", "新联系电话")),
    merchant_events.hand_over,
    END,
)
NEW_CODE = Kind(
    "换证",
    "换领了营业执照，统一社会信用代码变了。",
    (Text("code", "新信用代码", required=True, hint="18 位，可以扫码录入"),),
    merchant_events.give_new_code,
    END,
)


class EventDialog(Dialog):
    """Accepted once the event is on record."""

    chapter = "changes"

    def __init__(self, parent: QWidget, kind: Kind, row: MerchantRow) -> None:
        super().__init__(parent, f"{kind.title}：{row.name}", width=620, height=430)
        self._kind, self._row = kind, row
        fates = Choice("fate", "在用的荣誉", required=True, options=lambda: list(FATES.items()))
        day = Date("on", f"{kind.title}日期", required=True)
        asked: Sequence[Field] = (*kind.fields, day, *([fates] if row.honours else []))
        self.form = RecordForm(asked, _check, save=f"登记{kind.title}")
        self.form.submitted.connect(self._record)
        self.form.cancelled.connect(self.reject)
        honoured = f"这家商户现在有：{row.honours}。" if row.honours else "这家商户现在没有在用的荣誉。"
        self.body.addWidget(label(f"{kind.words}{honoured}", "quiet", wrap=True))
        self.body.addWidget(self.form, 1)
        old = {field.name: getattr(row, field.name) for field in kind.fields} if kind is RENAME else {}
        blank = {field.name: "" for field in kind.fields} | old
        self.form.fill(SimpleNamespace(**blank, on=dt.date.today().isoformat(), fate=kind.fate), "")

    def _record(self, values: dict[str, Any]) -> None:
        new = {field.name: values[field.name] for field in self._kind.fields}
        with messages.problems_shown(self):
            try:
                on = dt.date.fromisoformat(values["on"])
                self._kind.happen(self._row.id, **new, on=on, keep_honours=values.get("fate") == KEEP)
            except Invalid as wrong:
                refuse(self.form, wrong)
            else:
                self.accept()


def _check(values: dict[str, Any]) -> None:
    if not is_day(values["on"]):
        raise Invalid({"on": "请填写日期，要写到日，如 2026.3.5。"})
    if values["on"] > dt.date.today().isoformat():
        raise Invalid({"on": "日期在今天以后，请在发生之后再登记。"})
