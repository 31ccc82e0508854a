"""A report put out: shown as it prints, and saved as PDF and Excel file in a folder chosen once."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.services import report_documents
from app.ui.kit import memory, messages, tasks
from app.ui.kit.saved import SavedLine
from app.ui.kit.template import Template

CHOOSE = "选择存放报告的文件夹（可以是 U 盘）"
_KEY = "report/folder"


def save(parent: QWidget, report: int, told: SavedLine, *, elsewhere: bool = False) -> None:
    """Save both files where the last ones were saved, or where the clerk says; nothing is written over."""
    chosen = folder(parent, elsewhere=elsewhere)
    if chosen is None:
        return

    def work(progress: tasks.Report) -> list[Path]:
        paths = free(chosen, [report_documents.file_name(report, ending) for ending in ("pdf", "xlsx")])
        report_documents.write_both(report, paths[0], paths[1], progress)
        return paths

    def done(paths: list[Path]) -> None:
        names = "》和《".join(path.name for path in paths)
        told.say(f"已保存《{names}》。", paths[0])

    again = lambda: save(parent, report, told, elsewhere=True)  # noqa: E731
    tasks.run_shown(parent, "正在生成报告", work, done, again, counts=True)


def preview(parent: QWidget, report: int, title: str) -> None:
    """Show the report as it prints."""
    from app.ui.kit.preview import Preview

    template = Template(
        label="工作报告",
        unit="页",
        file_name=report_documents.file_name(report, "pdf"),
        names=(),
        write=lambda out, progress: report_documents.preview(report, out, progress),
    )
    Preview(parent, title, [template]).exec()


def free(into: Path, wanted: Sequence[str]) -> list[Path]:
    """Where files of these names go: together under one number where any of the names is taken."""
    plain = [Path(name) for name in wanted]
    count, names = 1, plain
    while any((into / name).exists() for name in names):
        count += 1
        names = [name.with_stem(f"{name.stem}（{count}）") for name in plain]
    return [into / name for name in names]


def folder(parent: QWidget, *, elsewhere: bool = False) -> Path | None:
    """Where the last report was saved, if that is still there, else where the clerk says; None when left."""
    last = Path(memory.recall(_KEY, ""))
    if not elsewhere and last.is_absolute() and last.is_dir():
        return last
    chosen = messages.ask_folder(parent, CHOOSE)
    if chosen:
        memory.remember(_KEY, str(chosen))
    return chosen
