"""问题报告: what is in it is read before it is saved."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.paths import Folder
from app.services import session, support, support_facts
from app.services.support import Part
from app.ui.kit import messages, tasks, theme
from app.ui.kit.buttons import button, label
from app.ui.kit.saved import SavedLine
from app.ui.reading_dialog import ReadingDialog

ZIP = ".zip"
PROMISE = "里面没有商户、党员、经办人的资料，也没有文件和文件夹的名字。可以逐项看过再保存，交给维护程序的人。"


class SupportDialog(ReadingDialog):
    """Shows each part of the report as it will be written."""

    def __init__(self, parent: QWidget | None, parts: list[Part]) -> None:
        super().__init__(parent, "导出问题报告", "报告里有什么", [(part.title, part.text) for part in parts])
        self._parts = parts
        self.saved = SavedLine()
        self.body.insertWidget(0, label(PROMISE, "quiet", wrap=True))
        self.body.addWidget(self.saved)
        self.save = button("保存……", self._save, icon="save", variant="primary")
        self.add_buttons(self.cancel_button("关闭"), self.save)

    def _save(self) -> None:
        path = messages.ask_place(self, "保存问题报告", f"问题报告_{date.today():%Y%m%d}{ZIP}", f"压缩文件 (*{ZIP})")
        if path:
            with messages.problems_shown(self, self._save):
                support.write(self._parts, path)
                self.saved.say(f"已保存《{path.stem}》，{_size(path)}。", path)


def show(parent: QWidget | None, folder: Folder | None = None, error: str = "") -> None:
    """Collect the report in a worker, then show it; `error` is what the crash box knows, `folder` the data where no
    store is open."""
    place, around = folder or session.folder(), [_screen(), *([_crash(error)] if error else [])]
    tasks.run_shown(
        parent,
        "正在收集",
        lambda report: support.gather(place, around, report),
        lambda parts: SupportDialog(parent, parts).exec(),
    )


def _crash(error: str) -> Part:
    return Part("刚才", "刚才出的错", error)


def _screen() -> Part:
    """What only the window knows: screens, fonts, sizes; never the title of a window."""
    screens = [
        (f"屏幕 {place}", f"{each.size().width()} x {each.size().height()}，缩放 {each.devicePixelRatio():g}")
        for place, each in enumerate(QGuiApplication.screens(), 1)
    ]
    told = support_facts.lines(
        ("Qt", qVersion()),
        ("平台", QGuiApplication.platformName()),
        *screens,
        ("字号", theme.base_pt()),
        ("高对比度", "开" if theme.high_contrast() else "关"),
        ("界面字体", QGuiApplication.font().family()),
    )
    return Part("屏幕", "屏幕大小、缩放和字号", told)


def _size(path: Path) -> str:
    return f"{max(1, path.stat().st_size // 1024):,} KB"
