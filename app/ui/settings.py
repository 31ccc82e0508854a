"""Settings: how the screen looks, and what the centre says of itself."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import Invalid
from app.domain.roles import Right
from app.services import centres, session
from app.ui.appearance import SizeCards, contrast_box
from app.ui.kit import messages, toast
from app.ui.kit.buttons import button, label, line
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import Text
from app.ui.kit.form import RecordForm

FIELDS = (
    Text("name", "单位名称", required=True),
    Text("region", "所在地区", hint="如 大庆市萨尔图区，印在牌匾抬头"),
    Text("issuer", "颁发单位", required=True, hint="印在牌匾和证书的落款"),
    Text("phone", "监督电话", hint="印在牌匾的二维码里，方便群众核对"),
)


class SettingsDialog(Dialog):
    """The look changes at once; the centre's data when saved."""

    chapter = "settings"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "设置", width=640, height=492)
        self._window = parent
        top = QHBoxLayout()
        top.addWidget(label("字号", "section"), 1)
        top.addWidget(contrast_box())
        self.body.addLayout(top)
        self.body.addWidget(SizeCards())
        self.body.addWidget(line())
        if session.may(Right.ADMINISTER):
            self._ask()
        else:
            self._tell()

    def _ask(self) -> None:
        self.form = RecordForm(FIELDS, lambda values: None)
        self.form.submitted.connect(self._save)
        self.form.cancelled.connect(self.reject)
        self.body.addWidget(self.form, 1)
        self.form.fill(centres.current(), "单位资料")

    def _tell(self) -> None:
        """What the centre says of itself, for those who may not change it."""
        own = centres.current()
        self.body.addWidget(label("单位资料", "section"))
        for field in FIELDS:
            self.body.addWidget(label(f"{field.label}：{field.text(own) or '没有填'}", "quiet", wrap=True))
        self.body.addWidget(label("单位资料由管理员修改。", "hint"))
        self.body.addStretch(1)
        self.add_buttons(button("关闭", self.accept, variant="primary"))

    def _save(self, values: dict[str, Any]) -> None:
        with messages.problems_shown(self):
            try:
                centres.save(replace(centres.current(), **values))
            except Invalid as wrong:
                self.form.complain(wrong.complaints)
            else:
                self.accept()
                toast.show(self._window, "已保存：单位资料")
