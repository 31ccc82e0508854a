"""凭证: the papers that prove an entry of a fund or a campaign."""

from PySide6.QtWidgets import QWidget

from app.domain.roles import Right
from app.services import session
from app.ui.kit.attachments import AttachmentStrip
from app.ui.kit.buttons import label
from app.ui.kit.dialog import Dialog


class ProofDialog(Dialog):
    """Whoever opens it reads its page again afterwards."""

    chapter = "funds"

    def __init__(self, parent: QWidget, entry: int, told: str) -> None:
        super().__init__(parent, "凭证", width=620, height=460)
        self._entry = entry
        self.strip = AttachmentStrip("fund_entry", self._shown, session.may(Right.ENTER))
        self.body.addWidget(label(told, wrap=True))
        self.body.addWidget(label("收据、转账回单、受益人签收单，扫描或拍照附上。", "quiet", wrap=True))
        self.body.addWidget(self.strip)
        self.body.addStretch(1)
        self.add_buttons(self.cancel_button("关闭"))
        self.strip.show_record(entry)

    def _shown(self) -> None:
        self.strip.show_record(self._entry)
