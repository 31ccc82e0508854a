"""Minutes once they are finalised: the frozen text, its fingerprint, and what an amendment changed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any


@dataclass(frozen=True)
class FrozenItem:
    """One item of the agenda; resolutions are pairs of text and arithmetic, tasks of title, owner and day in words."""

    title: str
    text: str
    category: str
    private: bool
    resolutions: tuple[tuple[str, str], ...] = ()
    tasks: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Frozen:
    """All that minutes say, in the words they are printed with; `late` is the day of a late entry or ""."""

    kind: str
    title: str
    number: str
    issuer: str
    date: str
    time: str
    place: str
    chair: str
    recorder: str
    text: str
    count: str
    present: tuple[str, ...]
    excused: tuple[str, ...]
    absent: tuple[str, ...]
    sitting_in: tuple[str, ...]
    items: tuple[FrozenItem, ...]
    annexes: tuple[str, ...] = ()
    late: str = ""


def pack(minutes: Frozen) -> str:
    """Minutes as one text that is the same on every machine."""
    return json.dumps(asdict(minutes), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def unpack(content: str) -> Frozen:
    """The minutes that a text was made of."""
    told: dict[str, Any] = json.loads(content)
    items = tuple(
        FrozenItem(
            **{
                **item,
                "resolutions": tuple(map(tuple, item["resolutions"])),
                "tasks": tuple(map(tuple, item["tasks"])),
            }
        )
        for item in told.pop("items")
    )
    lists = {name: tuple(value) for name, value in told.items() if isinstance(value, list)}
    return Frozen(**{**told, **lists}, items=items)


def fingerprint(content: str) -> str:
    """The SHA-256 of a frozen text, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


def lines(minutes: Frozen) -> list[str]:
    """The minutes line by line, as people compare two versions."""
    heads = (
        ("名称", minutes.title),
        ("时间", minutes.time),
        ("地点", minutes.place),
        ("主持", minutes.chair),
        ("记录", minutes.recorder),
        ("人数", minutes.count),
        ("出席", "、".join(minutes.present)),
        ("请假", "、".join(minutes.excused)),
        ("缺席", "、".join(minutes.absent)),
        ("列席", "、".join(minutes.sitting_in)),
    )
    found = [f"{label}：{value}" for label, value in heads if value]
    found += filter(None, minutes.text.splitlines())
    for item in minutes.items:
        found += [f"议题：{item.title}{'（不公开）' if item.private else ''}", *filter(None, item.text.splitlines())]
        found += [f"决议：{text}" + (f"（{votes}）" if votes else "") for text, votes in item.resolutions]
        found += [f"任务：{'，'.join(filter(None, task))}" for task in item.tasks]
    return found


def changes(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """The lines that differ, as pairs of before and after; "" before for an added line, "" after for one taken out."""
    found: list[tuple[str, str]] = []
    for kind, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            old, new = before[start:end], after[begin:stop]
            width = max(len(old), len(new))
            padded = zip([*old, *[""] * (width - len(old))], [*new, *[""] * (width - len(new))], strict=True)
            found += padded
    return found


def shared(minutes: Frozen, private: Sequence[str] = ()) -> tuple[Frozen, int]:
    """The minutes without the items that are not public, or are not by now (titles), and how many those are."""
    told = tuple(item for item in minutes.items if not item.private and item.title not in private)
    return Frozen(**{**vars(minutes), "items": told}), len(minutes.items) - len(told)
