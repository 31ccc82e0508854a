"""Looking at an attachment inside the program, where no plain copy of it is left behind, and giving it a name."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.attachments import spoken_size
from app.domain.errors import Problem
from app.services import attachments
from app.services.attachments import AttachmentRow
from app.ui.kit import messages, tasks, theme
from app.ui.kit.browser import SheetBrowser
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog
from app.ui.kit.fields import LongText, Text
from app.ui.kit.form import RecordForm

NAME, NOTE = Text("name", "名称", required=True), LongText("note", "备注")


class AttachmentViewer(Dialog):
    """The pages of a scan or a photo; `save_as` gives it out, None where whoever looks may not."""

    chapter = "attachments"

    def __init__(self, parent: QWidget, row: AttachmentRow, save_as: Callable[[QWidget], object] | None) -> None:
        super().__init__(parent, row.name, width=1180, height=640)
        self.browser = SheetBrowser()
        self.body.addWidget(self.browser, 1)
        pixels = f"　{row.width:,}×{row.height:,} 像素" if row.width else ""
        self.foot.addWidget(label(f"{spoken_size(row.size)}{pixels}　{row.note}".rstrip("　"), "quiet"))
        giving = [button("另存为…", partial(save_as, self), icon="download")] if save_as else []
        self.add_buttons(*giving, button("关闭（Esc）", self.reject))
        progress = tasks.Progress(self, "正在打开")
        tasks.run(lambda report: attachments.pages(row.id), self.browser.show_paper, self._failed, progress)

    def done(self, result: int) -> None:
        """Let go of the pages."""
        self.browser.show_paper(None)
        super().done(result)

    def _failed(self, error: Exception) -> None:
        self.reject()
        tasks.show_failure(self, error)


class NameDialog(Dialog):
    """Accepted once the attachment has its new name and note."""

    chapter = "attachments"

    def __init__(self, parent: QWidget, row: AttachmentRow) -> None:
        super().__init__(parent, "附件改名", width=520, height=360)
        self._row = row
        self.form = RecordForm((NAME, NOTE), lambda values: None)
        self.form.submitted.connect(self._rename)
        self.form.cancelled.connect(self.reject)
        self.body.addWidget(self.form, 1)
        self.form.fill(row, "")
        self.form.title.hide()
        self.body.setSpacing(theme.px(8))

    def _rename(self, values: dict[str, Any]) -> None:
        try:
            attachments.rename(self._row.id, values["name"], values["note"])
        except Problem as problem:
            self.form.complain({"name": str(problem)})
        else:
            self.accept()


def tell_unseen(parent: QWidget, row: AttachmentRow) -> None:
    """Say that a kind of file is not shown inside the program."""
    tip = f"“{row.name}”是 Word 或 Excel 文件，这里只显示图片和 PDF。\n附件没有问题：请点“另存为…”，再用 WPS 打开。"
    messages.tell(parent, "这种文件在这里看不了", tip)
