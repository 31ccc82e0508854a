"""What the checks of every noun share: days as people write them, and texts that are too long."""

from collections.abc import Mapping
from typing import Any

from app.domain.calendar import read_day
from app.domain.errors import Complaint, Invalid


def checked_day(text: str, field: str, complaints: dict[str, str]) -> str:
    """The ISO day or month a text means; what is wrong or doubtful about it goes into `complaints` by field."""
    try:
        day = read_day(text)
    except Invalid as wrong:
        complaints[field] = next(iter(wrong.complaints.values()))
        return ""
    if day.doubt:
        complaints[field] = Complaint("bad_date", day.doubt)
    return day.iso


def too_long(draft: Any, limits: Mapping[str, int]) -> dict[str, str]:
    """A complaint for each field of a draft with more characters than its limit."""
    lengths = {field: len(getattr(draft, field)) for field in limits}
    return {
        field: Complaint("too_long", f"这里最多写 {limits[field]} 个字，现在有 {length} 个。")
        for field, length in lengths.items()
        if length > limits[field]
    }
