"""What a report file on paper says, held against what was frozen word by word, however its pages are laid out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.roles import Right
from app.services import report_contents
from app.services.report_contents import Told
from app.services.session import requires

_SERIAL = re.compile(r"[一二三四五六七八九十]+、|表\d+|注\d+：|附件[\d：]*\.?")
"""What counts heads, tables, notes and annexes: programs need not count alike."""
_LONGEST_SHOWN = 20


@dataclass(frozen=True)
class Reading:
    """`lacking` names what was frozen and the file does not say, `strange` what it says besides: numbers, or words."""

    lacking: tuple[str, ...]
    strange: tuple[str, ...]
    rows: int
    paragraphs: int
    heads: int


@requires(Right.READ)
def read(said: str, content: Told) -> Reading:
    """Hold what all pages of a file say, without white space, against a frozen report."""
    from app.documents import quarterly, quarterly_words

    needed = list(_needed(content, said))
    fixed = quarterly_words.pieces(quarterly.paper(report_contents.paper(content)))
    others = (_joined(report_contents.cells(line)) for line in content.lines)
    lacking = tuple(name for name, words in needed if words not in said)
    rest = _without(said, {*(words for _, words in needed), *fixed, *others})
    strange = tuple(dict.fromkeys(_called(part, content) for part in rest))
    kinds = [name.partition("　")[0] for name, _ in needed]
    paragraphs, heads = kinds.count("正文"), kinds.count("抬头")
    return Reading(lacking, strange, len(kinds) - paragraphs - heads, paragraphs, heads)


def _needed(content: Told, said: str) -> Iterator[tuple[str, str]]:
    """What each piece that was frozen is called, and what it says; a title may say the year twice, as it used to."""
    for name, words in rows(content):
        yield name, _joined(words)
    for heading, text in content.words.sections:
        yield from ((f"正文　{heading}", _joined(part)) for part in (heading, *text.split("\n")) if part.strip())
    paper = report_contents.paper(content)
    former = f"{content.issuer}{content.period.label}工作情况报告"
    title = former if former in said else paper.title
    heads = (("标题", title), ("文号", paper.number), ("主送", paper.addressee), ("落款", paper.issuer))
    for name, words in (*heads, ("日期", paper.date), *(("抄送", each) for each in paper.copies)):
        if words:
            yield f"抬头　{name}", _joined(words)


@requires(Right.READ)
def rows(content: Told) -> Iterator[tuple[str, Iterable[str]]]:
    """What each row of a table is called and what it says."""
    for line in filter(report_contents.says_something, content.lines):
        yield f"{line.definition.section}　{line.definition.name}", report_contents.cells(line)
    for row in content.adjusted:
        yield f"跨期调整　{row[0]}　{row[1]}", row
    for row in content.differing:
        yield f"与上一版不同　{row[0]}", row


def _joined(words: str | Iterable[str]) -> str:
    return "".join("".join(words).split())


def _without(said: str, known: set[str]) -> list[str]:
    """What is left of a text without any of these, the longest taken out first."""
    for words in sorted(filter(None, known), key=len, reverse=True):
        said = said.replace(words, "\n")
    return [part for part in _SERIAL.sub("\n", said).split("\n") if re.search(r"\w", part)]


def _called(part: str, content: Told) -> str:
    """What a strange piece is called: by the figure it seems to tell of, else by its own words."""
    for line in content.lines:
        if part.startswith(_joined(report_contents.cells(line)[:2])):
            return f"{line.definition.section}　{line.definition.name}"
    kind = "数字" if re.search(r"\d", part) else "文字"
    return f"另有{kind}“{part[:_LONGEST_SHOWN]}”"
