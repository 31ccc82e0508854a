"""Every question, notice, complaint and crash goes through here, so that tests can stand in for the clerk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QPushButton, QWidget

from app.domain.errors import Cancelled, Problem, Remedy
from app.logbook import details
from app.store.faults import as_problem
from app.ui.kit import toast
from app.ui.kit.buttons import button, label
from app.ui.kit.dialog import Dialog, answer_enter
from app.ui.kit.icons import Picture

FAILED = "没有完成"
CRASHED = (
    "刚才这一步没有完成。已经保存的数据没有受影响。\n"
    "请点“复制详情”，发给技术人员；然后可以继续使用。如果再次出现，请重新启动程序。"
)


REMEDIES: dict[Remedy, Callable[[QWidget | None], object]] = {}
"""What a remedy does that is the same wherever it is offered; the program puts it here when it starts."""

REPORTS: list[Callable[[QWidget | None, str], object]] = []
"""What collects a report for whoever repairs the program, given the details of an error; put here in the same way."""

_REPORT = 2
_BY_CALLER = (Remedy.RETRY, Remedy.SAVE_AS, Remedy.ELSEWHERE)


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


class FaultBox(Message):
    """A Problem with the one thing to do about it as a button, and what happened inside folded away."""

    def __init__(self, parent: QWidget | None, problem: Problem, title: str, act: Remedy | None) -> None:
        super().__init__(parent, title, str(problem), "circle-alert", "error")
        self._problem = problem
        self.inside = label("", "hint", wrap=True)
        self.inside.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.unfold = button("详情", self._unfold, icon="chevron-down", variant="link")
        self.copy = button("复制详情", self._copy, icon="copy", variant="link")
        row = QHBoxLayout()
        row.addWidget(self.unfold)
        row.addWidget(self.copy)
        row.addStretch(1)
        self.body.addWidget(self.inside)
        self.foot.addLayout(row)
        self.inside.hide()
        self.copy.hide()
        leave = button("知道了", self.reject, variant="plain" if act else "primary")
        acts = [button(act.value, self.accept, variant="primary")] if act else []
        shown = [*([] if act is Remedy.QUIT else [leave]), *acts]
        self.add_buttons(*shown)
        shown[-1].setFocus()

    def _unfold(self) -> None:
        self.inside.setText(details(self._problem))
        for part in (self.inside, self.copy):
            part.show()
        self.unfold.hide()
        self.fit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._problem}\n{details(self._problem)}")


def complain(parent: QWidget | None, sentence: str, title: str = FAILED) -> None:
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
    """Admit a bug, or say what the disk did. Details can be copied; they hold places in the program, never what was
    typed."""
    if isinstance(QApplication.activeModalWidget(), CrashBox | FaultBox):
        return  # one confession at a time
    if problem := as_problem(error):
        problem.__cause__ = error
        show_problem(parent, problem)
        return
    message = CrashBox(parent, "程序出了意外", CRASHED, "triangle-alert", "error")
    copy = button("复制详情", lambda: QGuiApplication.clipboard().setText(details(error)), icon="copy")
    reports = [button("导出问题报告", partial(message.done, _REPORT), icon="file-text")] if REPORTS else []
    _offer(message, button("关闭", message.accept), *reports, copy)
    if message.exec() == _REPORT:
        REPORTS[0](parent, details(error))


@contextmanager
def problems_shown(parent: QWidget, again: Callable[[], object] | None = None) -> Iterator[None]:
    """Show what the clerk can act on; let a bug through to the crash box. `again` begins the same work anew."""
    try:
        yield
    except Problem as problem:
        show_problem(parent, problem, again)


def show_problem(
    parent: QWidget | None, problem: Problem, again: Callable[[], object] | None = None, title: str = ""
) -> object:
    """A toast for work the clerk stopped, a complaint for anything else, with what can be done about it as a button.

    `again` is what 重试, 另存为 and 换一个位置 do; returns what the button that was pressed did.
    """
    if isinstance(problem, Cancelled) and parent:
        return toast.show(parent, str(problem))
    if problem.remedy is None:
        complain(parent, str(problem), *filter(None, [title]))
        return None
    act = again if problem.remedy in _BY_CALLER else _shared(problem.remedy, parent)
    pressed = FaultBox(parent, problem, title or FAILED, problem.remedy if act else None).exec()
    return act() if pressed and act else None


def _shared(remedy: Remedy, parent: QWidget | None) -> Callable[[], object] | None:
    act = REMEDIES.get(remedy)
    return partial(act, parent) if act else None


def ask_file(parent: QWidget, title: str, patterns: str) -> Path | None:
    """Let the clerk pick a file to read; `patterns` such as "表格 (*.xlsx *.csv)". None when left."""
    name, _ = QFileDialog.getOpenFileName(parent, title, "", patterns)
    return Path(name) if name else None


def ask_folder(parent: QWidget | None, title: str) -> Path | None:
    """Let the clerk pick a folder; None when left."""
    name = QFileDialog.getExistingDirectory(parent, title)
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
