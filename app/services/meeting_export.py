"""The list of meetings as a sheet."""

from collections.abc import Sequence
from pathlib import Path

from app.domain.roles import Right
from app.services import exporting, meetings
from app.services.columns import Column
from app.services.exporting import Progress
from app.services.session import requires

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
def export(path: Path, wanted: Sequence[int], progress: Progress) -> int:
    """Write these meetings to an xlsx file and return how many; raises Problem."""
    return exporting.write_rows(path, ("会议一览表", "次"), COLUMNS, meetings.rows, wanted, progress)
