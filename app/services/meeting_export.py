"""The list of meetings as a sheet."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from app.domain.roles import Right
from app.services import meetings, watermark
from app.services.columns import Column
from app.services.meetings import MeetingRow
from app.services.session import requires
from app.store.journal import Kind
from app.store.writing import note

_WINDOW = 500
COLUMNS = (
    Column("held", "日期", (), 16, "date"),
    Column("title", "会议", (), 40),
    Column("kind", "类型", (), 14),
    Column("organization_name", "组织", (), 28),
    Column("place", "地点", (), 18),
    Column("chair", "主持人", (), 12),
    Column("due", "应到", (), 8, "number"),
    Column("present", "实到", (), 8, "number"),
    Column("state", "状态", (), 8),
    Column("late", "补录", (), 8),
    Column("open_items", "待议", (), 8, "number"),
    Column("open_cases", "在办任务", (), 10, "number"),
)


@requires(Right.ENTER)
def export(path: Path, wanted: Sequence[int], progress: Callable[[int, int], None]) -> int:
    """Write these meetings to an xlsx file and return how many; raises Problem."""
    from app.exchange import workbook

    headings = [(column.label, column.width, column.kind) for column in COLUMNS]
    cells = ([column.cell(row) for column in COLUMNS] for row in _in_windows(wanted))
    workbook.write_list(path, "会议一览表", headings, cells, progress, mark=watermark.mark())
    note(f"导出会议一览表 {len(wanted)} 次", Kind.EXPORT)
    return len(wanted)


def _in_windows(wanted: Sequence[int]) -> Iterable[MeetingRow]:
    for start in range(0, len(wanted), _WINDOW):
        yield from meetings.rows(wanted[start : start + _WINDOW])
