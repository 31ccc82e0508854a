"""一张单子登记投诉举报: one slip opens a complaint, a report, or both, each with its own number and deadline."""

import datetime as dt

from PySide6.QtWidgets import QWidget

from app.domain.cases import SOURCES
from app.services import credit_complaints
from app.ui.case_fields import Merchant
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Choice, Date, LongText, Text, YesNo

FIELDS = (
    Merchant("merchant", "商户", required=True, hint="打几个字或首字母，从列出的里面选"),
    YesNo("complaint", "投诉"),
    YesNo("report", "举报"),
    Text("title", "什么事", required=True, hint="一句话，如：购买茶叶缺斤少两"),
    LongText("detail", "详情"),
    Choice("source", "来源", options=lambda: [("", ""), *((each, each) for each in SOURCES)], free=True),
    Text("reporter", "反映人"),
    Text("phone", "联系电话"),
    Date("received", "收到日期", required=True),
)
TOLD = "投诉是自己的事要解决，举报是反映违法的线索，分开编号、分开计时。两样都有就都勾上。"


class ComplaintDialog(EntryDialog):
    """Accepted once the cases are open; the rest is done on the page 事项."""

    chapter = "credit"

    def __init__(self, parent: QWidget, merchant: int = 0) -> None:
        super().__init__(parent, "登记投诉举报", FIELDS, credit_complaints.check, credit_complaints.receive, "登记")
        blank = {field.name: "" for field in FIELDS}
        today = dt.date.today().isoformat()
        self.fill({**blank, "merchant": merchant, "complaint": True, "report": False, "received": today}, TOLD)
        if merchant:
            self.form.row("title").editor.setFocus()
