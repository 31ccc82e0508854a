"""关于: versions, systems, what is not verified, where the data lies, and the licences of all that is delivered."""

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.paths import APP_NAME
from app.services import about, session
from app.ui import support_dialog
from app.ui.kit import toast
from app.ui.kit.buttons import button
from app.ui.reading_dialog import ReadingDialog


class AboutDialog(ReadingDialog):
    """Everything can be read without a network, and versions be copied for whoever repairs the program."""

    def __init__(self, parent: QWidget) -> None:
        self._versions = [*about.facts(), ("Qt", qVersion())]
        first = _lines([*self._versions, *about.places(session.folder())])
        parts = [(f"{each.name}　{each.licence}", each.told) for each in about.components()]
        own = [("版本和位置", first), ("系统和没有验证过的", about.systems().told)]
        super().__init__(parent, f"关于{APP_NAME}", "关于的目录", [*own, *parts])
        self.copy = button("复制详情", self._copy, icon="copy", variant="link")
        self.report = button("导出问题报告", lambda: support_dialog.show(self), icon="file-text", variant="link")
        self.foot.addWidget(self.copy)
        self.foot.addWidget(self.report)
        self.add_buttons(button("知道了", self.accept, variant="primary"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{_lines(self._versions)}\n\n{about.systems().told}")
        toast.show(self, "已复制，可以粘贴到微信或邮件里。")


def _lines(facts: list[tuple[str, str]]) -> str:
    return "\n".join(f"{name}：{value}" for name, value in facts)
