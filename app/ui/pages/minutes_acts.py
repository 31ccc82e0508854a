"""What is done with minutes as a whole: finalised, amended, printed, given out."""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.calendar import for_file
from app.domain.errors import Invalid
from app.paths import Out
from app.services import meetings, minutes
from app.ui.kit import messages, tasks, theme, toast
from app.ui.kit.buttons import label
from app.ui.kit.entries import EntryDialog
from app.ui.kit.fields import Text
from app.ui.kit.saved import open_folder
from app.ui.kit.scroll import scrolled
from app.ui.pages.minutes_panel import column_of

if TYPE_CHECKING:
    from app.ui.kit.preview import Template
    from app.ui.kit.tasks import Report
    from app.ui.pages.minutes_editor import MinutesEditor

MINUTES, SHARED, AGENDA, SIGN_IN, EXPORT = "minutes", "shared", "agenda", "sign_in", "export"
PAPERS = {"纪要": MINUTES, "公开稿": SHARED, "议程": AGENDA, "签到表": SIGN_IN}
_PDF = "PDF 文件 (*.pdf)"
_MOST_LINES = 60
"""Changed lines that are shown before an amendment."""


def finalise(editor: "MinutesEditor") -> None:
    """Freeze the minutes, saved before."""
    if (editor.dirty() or not editor.number) and not editor.save():
        return
    editor.attempt(lambda: _finalised(editor.number))


def finalise_one(page: Any, meeting: int) -> None:
    """Freeze the minutes of a meeting of the list; what is missing is said."""
    with messages.problems_shown(page):
        minutes.finalise(meeting)
        page.revalidate()
        page.tell_done()


def amend(editor: "MinutesEditor") -> bool:
    """Ask why, show the changed lines, and make a new version; whether it was made."""
    try:
        changed = minutes.differences(editor.number, editor.draft)
    except Invalid as wrong:
        editor.complain(wrong.complaints)
        return False
    if not changed:
        toast.show(editor, "内容和上一稿完全一样，没有生成新的一稿。", done=False)
        return False
    dialog = AmendDialog(editor, changed)
    if not dialog.exec():
        return False
    return editor.attempt(lambda: _amended(editor, dialog.form.values()["reason"]))


def put_out(editor: "MinutesEditor", paper: str) -> None:
    """Save, and preview or export what was asked for."""
    if editor.is_open() and (not (editor.dirty() or not editor.number) or editor.save()):
        if paper == EXPORT:
            export(editor, editor.number)
        else:
            preview(editor, editor.number, paper)


def offered(editor: "MinutesEditor") -> list[tuple[str, Callable[[], None]]]:
    """What the menu of the editor prints or gives out."""
    named = (*PAPERS.items(), ("导出 PDF……", EXPORT))
    return [
        (f"{words}\tCtrl+P" if paper == MINUTES else words, partial(put_out, editor, paper)) for words, paper in named
    ]


def preview(parent: QWidget, meeting: int, first: str = MINUTES) -> None:
    """Show the papers of a meeting, the one asked for first."""
    from app.ui.kit.preview import Preview

    row = meetings.get(meeting)
    order = sorted(PAPERS.items(), key=lambda named: named[1] != first)
    templates = [_template(words, paper, row) for words, paper in order]
    Preview(parent, "打印会议材料", templates).exec()


def export(parent: QWidget, meeting: int) -> None:
    """Write the minutes to a PDF."""
    row = meetings.get(meeting)
    path = messages.ask_place(parent, "导出纪要", _file("纪要", row), _PDF)
    if path:
        work = partial(_written, meeting, path)
        done = f"已导出《{path.name}》。"
        tasks.run_shown(
            parent, "正在导出", work, lambda _: toast.show(parent, done, "打开文件夹", lambda: open_folder(path.parent))
        )


class AmendDialog(EntryDialog):
    """Asks why finalised minutes are changed, and shows line by line how."""

    chapter = "minutes"

    def __init__(self, parent: QWidget, changed: Sequence[tuple[str, str]]) -> None:
        reason = Text("reason", "修订原因", required=True, hint="如 地点写错")
        super().__init__(parent, "修订纪要", (reason,), _check_reason, lambda values: None, "生成新的一稿")
        self._height = 500
        inside = QWidget()
        column = column_of(inside, *map(_line, changed[:_MOST_LINES]))
        column.addStretch(1)
        self.lines = scrolled(inside, "改动的地方，按上下键滚动")
        self.lines.setFocusPolicy(self.form.rows[0].editor.focusPolicy())
        self.lines.setProperty("stop", True)
        self.body.insertWidget(1, self.lines, 1)
        self.body.setStretchFactor(self.form, 0)
        self.form.setFixedHeight(theme.px(150))
        self.fill({"reason": ""}, f"和上一稿相比改动 {len(changed)} 处。上一稿照样留着。")


def _line(changed: tuple[str, str]) -> QWidget:
    """What a line was and what it is now; words say which."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, theme.px(6))
    column.setSpacing(theme.px(2))
    for words, said, role in (("原", changed[0], "quiet"), ("现", changed[1], "")):
        column.addWidget(label(f"{words}：{said or '（没有这一行）'}", role, wrap=True))
    return whole


def _check_reason(values: dict[str, Any]) -> None:
    if not values["reason"]:
        raise Invalid({"reason": "请写明为什么修订。"})


def _finalised(meeting: int) -> int:
    minutes.finalise(meeting)
    return meeting


def _amended(editor: "MinutesEditor", reason: str) -> int:
    minutes.amend(editor.number, editor.draft, reason)
    return editor.number


def _template(words: str, paper: str, row: meetings.MeetingRow) -> "Template":
    from app.ui.kit.preview import Template

    write: Callable[[Out, Report], int] = partial(_write, row.id, paper)
    return Template(words, "页", _file(words, row), [], write)


def _write(meeting: int, paper: str, out: Out, report: "Report") -> int:
    from app.services import meeting_documents

    if paper == AGENDA:
        return meeting_documents.write_agenda(meeting, out)
    if paper == SIGN_IN:
        return meeting_documents.write_sign_in(meeting, out)
    return meeting_documents.write_minutes(meeting, out, shared=paper == SHARED)


def _written(meeting: int, path: Out, report: "Report") -> int:
    return _write(meeting, MINUTES, path, report)


def _file(words: str, row: meetings.MeetingRow) -> str:
    """No title: a name of a file may be read by others."""
    return f"{words}_{row.kind}_{for_file(dt.date.fromisoformat(row.held))}.pdf"
