"""The manual: its chapters as they lie in resources/manual, searching them, and which one answers a complaint."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.domain.names import fold, initials
from app.paths import RESOURCES

FOLDER = RESOURCES / "manual"
ADVICE = {
    "wrong_length": ("filling_in", "位数不对"),
    "illegal_letter": ("filling_in", "有不该出现的字母"),
    "bad_check_digit": ("filling_in", "校验位不对"),
    "excel_truncated": ("filling_in", "Excel 把代码截断了"),
    "no_code": ("filling_in", "商户没有代码"),
    "taken": ("filling_in", "代码已经登记给别家"),
    "bad_date": ("filling_in", "日期看不懂"),
    "no_name": ("filling_in", "名称是空的"),
    "too_long": ("filling_in", "字数太多"),
}
"""Code of a complaint to the chapter and section that say what to do; the others say it themselves."""

_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)
_MARKS = re.compile(r"!\[[^]]*\]\([^)]*\)|[*`]|^#+ ", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """A heading with the words under it; the first of a chapter bears the chapter's own title."""

    chapter: str
    title: str
    words: str


@dataclass(frozen=True)
class Chapter:
    """One file; `key` is its name without the number that orders it, `text` is Markdown."""

    key: str
    title: str
    text: str

    def sections(self) -> Iterator[Section]:
        """The parts between two headings, without marks of Markdown."""
        found = list(_HEADING.finditer(self.text))
        ends = [heading.start() for heading in found[1:]] + [len(self.text)]
        for heading, end in zip(found, ends, strict=True):
            yield Section(self.key, heading[2], _MARKS.sub("", self.text[heading.start() : end]).strip())


@cache
def chapters() -> tuple[Chapter, ...]:
    """All chapters in their order."""
    return tuple(_chapter(path) for path in sorted(FOLDER.glob("*.md")))


def chapter(key: str) -> Chapter:
    """The chapter of a page or dialog."""
    return next(each for each in chapters() if each.key == key)


def search(words: str) -> list[Section]:
    """Sections that hold the words, or characters with these pinyin initials; those named so come first."""
    wanted = fold(words)
    found = [section for each in chapters() for section in each.sections() if _holds(section.words, wanted)]
    return sorted(found, key=lambda section: not _holds(section.title, wanted))


def advice(sentence: str) -> tuple[str, str] | None:
    """Chapter and section that help with a complaint; None where its sentence is enough."""
    return ADVICE.get(getattr(sentence, "code", ""))


def picture(name: str) -> Path | None:
    """A picture of the manual; nothing else can be asked for, whatever the name."""
    path = FOLDER / Path(name).name
    return path if path.suffix == ".png" and path.is_file() else None


def _chapter(path: Path) -> Chapter:
    text = path.read_text("utf-8")
    heading = _HEADING.search(text)
    assert heading, "a chapter begins with its title"
    return Chapter(path.stem.partition("_")[2], heading[2], text)


def _holds(text: str, wanted: str) -> bool:
    return wanted in fold(text) or (wanted.isalpha() and wanted.isascii() and _sounds(text, wanted))


def _sounds(text: str, letters: str) -> bool:
    spoken = _spoken(text)
    starts = range(len(spoken) - len(letters) + 1)
    return any(all(letter in spoken[start + place] for place, letter in enumerate(letters)) for start in starts)


@cache
def _spoken(text: str) -> tuple[str, ...]:
    """The initials of every reading of each character."""
    return tuple("".join(initials(character)) for character in fold(text))
