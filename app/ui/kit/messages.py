"""Every question, notice, complaint and crash goes through here, so that tests can stand in for the clerk."""

import platform
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QPushButton, QWidget

from app.domain.errors import Cancelled, Problem
from app.ui.kit import toast
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog, answer_enter
from app.ui.kit.icons import Picture

CRASHED = (
    "刚才这一步没有完成。已经保存的数据没有受影响。\n"
    "请点“复制详情”，发给技术人员；然后可以继续使用。如果再次出现，请重新启动程序。"
)


class Message(Dialog):
    """An icon, a title, some sentences and buttons named by what they do."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str, icon: str, token: str) -> None:
        super().__init__(parent, title)
        top = QHBoxLayout()
        top.addWidget(Picture(icon, token, 26), alignment=Qt.AlignmentFlag.AlignTop)
        self.column.removeWidget(self.heading)
        top.addWidget(self.heading, 1)
        self.column.insertLayout(0, top)
        self.body.addWidget(label(sentence, "quiet", wrap=True))
        self.body.addStretch(1)


class CrashBox(Message):
    """Shown for a bug."""


def complain(parent: QWidget | None, sentence: str, title: str = "没有完成") -> None:
    """Say what went wrong and what to do; one button."""
    _said(parent, title, sentence, "circle-alert", "error")


def tell(parent: QWidget | None, title: str, sentence: str) -> None:
    """Say something worth stopping for; one button. What is not worth it is a toast."""
    _said(parent, title, sentence, "info", "link")


def agreed(
    parent: QWidget | None, title: str, consequence: str, verb: str, *, safe: str = "先不做", destructive: bool = True
) -> bool:
    """Ask before what cannot be undone. `verb` does it; `safe` (what Esc and Enter give) leaves all as it is."""
    message = Message(parent, title, consequence, "triangle-alert", "error" if destructive else "warn")
    leave = button(safe, message.reject)
    act = button(verb, message.accept, variant="danger" if destructive else "plain")
    _offer(message, leave, act)
    return bool(message.exec())


def crash(parent: QWidget | None, error: BaseException) -> None:
    """Admit a bug. The details can be copied; they hold places in the program, never what was typed."""
    if isinstance(QApplication.activeModalWidget(), CrashBox):
        return  # one confession at a time
    message = CrashBox(parent, "程序出了意外", CRASHED, "triangle-alert", "error")
    copy = button("复制详情", lambda: QGuiApplication.clipboard().setText(details(error)), icon="copy")
    _offer(message, button("关闭", message.accept), copy)
    message.exec()


def details(error: BaseException) -> str:
    """Kind of error and places in the code, without the error's text: that may quote a person's data."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__ or error.__context__
    causes = ["from " + type(cause).__name__] if cause else []
    return "\n".join([type(error).__name__, *causes, *places, f"{platform.system()} {platform.release()}"])


@contextmanager
def problems_shown(parent: QWidget) -> Iterator[None]:
    """Show what the clerk can act on; let a bug through to the crash box."""
    try:
        yield
    except Problem as problem:
        show_problem(parent, problem)


def show_problem(parent: QWidget, problem: Problem) -> None:
    """A toast for work the clerk stopped, a complaint for anything else."""
    if isinstance(problem, Cancelled):
        toast.show(parent, str(problem))
    else:
        complain(parent, str(problem))


def ask_file(parent: QWidget, title: str, patterns: str) -> Path | None:
    """Let the clerk pick a file to read; `patterns` such as "表格 (*.xlsx *.csv)". None when left."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", patterns)
    return Path(name) if name else None


def ask_place(parent: QWidget, title: str, name: str, patterns: str) -> Path | None:
    """Let the clerk say where to save a file of the kind of `name`; asks before one is written over. None when left."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, patterns)
    if not chosen or Path(chosen).suffix.lower() == Path(name).suffix:
        return Path(chosen) if chosen else None
    return _unless_kept(parent, Path(chosen + Path(name).suffix))


def _unless_kept(parent: QWidget, path: Path) -> Path | None:
    """The file dialog asked about the name as it was typed, not about this one."""
    lost = "这个文件夹里已有同名的文件，覆盖以后它原来的内容找不回来。"
    kept = path.exists() and not agreed(parent, f"覆盖《{path.name}》？", lost, "覆盖", safe="先不保存")
    return None if kept else path


def _said(parent: QWidget | None, title: str, sentence: str, icon: str, token: str) -> None:
    message = Message(parent, title, sentence, icon, token)
    _offer(message, button("知道了", message.accept, variant="primary"))
    message.exec()


def _offer(message: Message, safe: QPushButton, *others: QPushButton) -> None:
    message.add_buttons(*others[::-1], safe) if not others else message.add_buttons(safe, *others)
    answer_enter(safe)
    safe.setFocus()
