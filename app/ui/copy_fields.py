"""How a list shows copies of the store."""

import datetime as dt

from app.domain.calendar import spoken
from app.services.backups import Shown as ShownCopy
from app.ui.kit.fields import Badge, Shown

MEGABYTE = 1 << 20


def moment(at: dt.datetime) -> str:
    """2026年11月20日 09:12."""
    return f"{spoken(at.date().isoformat())} {at:%H:%M}"


def _state(record: ShownCopy) -> tuple[str, str]:
    known = {"核对无误": ("green", "circle-check"), "有损坏": ("red", "circle-alert")}
    return known.get(record.state, ("grey", ""))


class At(Shown):
    """When it was made."""

    def value(self, record: ShownCopy) -> dt.datetime:
        """The moment."""
        return record.copy.at

    def text(self, record: ShownCopy) -> str:
        """2026年11月20日 09:12."""
        return moment(record.copy.at)


class Reason(Shown):
    """What it was made for."""

    def value(self, record: ShownCopy) -> str:
        """As it stands in the name of the file."""
        return record.copy.reason or "不明"


class Count(Shown):
    """How much of something it holds; `name` is that of the fact."""

    def value(self, record: ShownCopy) -> int | str:
        """The number, where it is known."""
        return getattr(record.copy.facts, self.name) if record.copy.facts else "不明"

    def text(self, record: ShownCopy) -> str:
        """1,234."""
        return f"{self.value(record):,}" if record.copy.facts else "不明"


class Size(Shown):
    """How large the file is."""

    def value(self, record: ShownCopy) -> str:
        """In 兆, which is what a stick is counted in."""
        return f"{max(record.copy.facts.size / MEGABYTE, 0.1):,.1f} 兆" if record.copy.facts else "不明"


class Place(Shown):
    """Here or on the stick."""

    def value(self, record: ShownCopy) -> str:
        """本机 or U 盘."""
        return "U 盘" if record.outside else "本机"


PLACE = Place("place", "位置", 76)
FIELDS = (
    At("at", "时间", 216, stretch=True),
    Reason("reason", "原因", 84),
    Count("merchants", "商户", 84),
    Count("entries", "办理记录", 96),
    Size("size", "大小", 96),
    PLACE,
    Badge("state", "核对", 130, dress=_state),
)
