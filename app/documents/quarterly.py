"""A work report to superiors as an official document: text and figures section by section, and what changed since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.documents.official import laid, write_laid
from app.documents.official_blocks import (
    Annexes,
    Bars,
    Blank,
    Block,
    Column,
    Head,
    Imprint,
    Item,
    Masthead,
    NewPage,
    Note,
    Official,
    Paragraph,
    Signature,
    Table,
    Title,
    numeral,
)
from app.documents.pages import Progress, no_progress
from app.paths import Out

FIGURES = (
    Column("指标", 41),
    Column("单位", 13, "centre"),
    Column("本期", 22, "right"),
    Column("上期", 21, "right"),
    Column("环比", 19, "right"),
    Column("去年同期", 21, "right"),
    Column("同比", 19, "right"),
)
ADJUSTED = (
    Column("期间", 32),
    Column("指标", 46),
    Column("单位", 10, "centre"),
    Column("原报", 28, "right"),
    Column("现为", 28, "right"),
    Column("增减", 24, "right"),
)
DIFFERING = (
    Column("指标", 60),
    Column("单位", 14, "centre"),
    Column("上一版", 41, "right"),
    Column("本版", 41, "right"),
)


@dataclass(frozen=True)
class Series:
    """A figure over some periods: the label of each, how much, and that in words; the last is this report's."""

    caption: str
    points: Sequence[tuple[str, float, str]]


@dataclass(frozen=True)
class Section:
    """A heading without its number, paragraphs parted by line feeds, rows of `FIGURES`, and bars."""

    heading: str
    text: str = ""
    figures: Sequence[Sequence[str]] = ()
    series: Sequence[Series] = ()


@dataclass(frozen=True)
class Quarterly:
    """A report of a period, all of it in words; a line feed parts a title by meaning, `fingerprint` is "" until it is
    submitted. `key` are rows of `FIGURES` to be seen first, `adjusted` of `ADJUSTED`, `differing` of `DIFFERING`;
    `notes` say how to read the figures."""

    mark: str
    title: str
    issuer: str
    date: str
    sections: Sequence[Section]
    number: str = ""
    addressee: str = ""
    opening: str = ""
    key: Sequence[Sequence[str]] = ()
    adjusted: Sequence[Sequence[str]] = ()
    differing: Sequence[Sequence[str]] = ()
    notes: Sequence[str] = ()
    copies: Sequence[str] = ()
    fingerprint: str = ""
    version: int = 1
    sample: bool = False


def write(report: Quarterly, out: Out, progress: Progress = no_progress) -> int:
    """Write the report and return the number of its pages. Raises Problem naming characters that cannot print, and
    whatever `progress` raises."""
    return write_laid(laid(paper(report)), name(report), out, progress)


def name(report: Quarterly) -> str:
    """The title on one line."""
    return report.title.replace("\n", "")


def paper(report: Quarterly) -> Official:
    """The report as an official document."""
    return Official(
        name=name(report),
        blocks=[*_opening(report), *_said(report), *_changed(report), *_closing(report), *_annexed(report)],
        masthead=Masthead(report.mark, report.number),
        imprint=Imprint(report.copies, report.issuer, report.date),
        labels=() if report.fingerprint else ("草稿",),
        foot=foot(report),
        sample=report.sample,
    )


def foot(report: Quarterly) -> str:
    """The small print of each page: the fingerprint of what was frozen, or that nothing is."""
    if not report.fingerprint:
        return "草稿，尚未报送，内容可能更改"
    return f"报送指纹 {report.fingerprint}（第{report.version}版）"


def _opening(report: Quarterly) -> Iterator[Block]:
    yield Title(report.title)
    yield Blank()
    if report.addressee:
        yield Paragraph(f"{report.addressee}：", indent=0)
    if report.opening:
        yield Paragraph(report.opening)
    if report.key:
        yield Table(FIGURES, report.key, "主要指标", dense=True)
        yield Blank()


def _said(report: Quarterly) -> Iterator[Block]:
    for number, section in enumerate(report.sections, 1):
        yield Head(f"{numeral(number)}、{section.heading}")
        if section.text:
            yield Paragraph(section.text)
        for series in section.series:
            yield _bars(series)
        if section.series:
            yield Blank()


def _bars(series: Series) -> Bars:
    last = len(series.points) - 1
    items = [Item(label, size, words, place == last) for place, (label, size, words) in enumerate(series.points)]
    return Bars(items, series.caption)


def _changed(report: Quarterly) -> Iterator[Block]:
    if not report.adjusted:
        return
    yield Head(f"{numeral(len(report.sections) + 1)}、跨期调整")
    yield Paragraph("以前各期报送以后，有补录或更正的数据，归入原来的期间，列表说明如下；原报数据不变。")
    yield Table(ADJUSTED, report.adjusted, "跨期调整表")
    yield Blank()


def _closing(report: Quarterly) -> Iterator[Block]:
    if names := [title for title, _ in _annexes(report)]:
        yield Annexes(names)
    yield Signature(report.issuer, report.date)


def _annexes(report: Quarterly) -> list[tuple[str, list[Block]]]:
    """What is put to the report, each with its title."""
    found: list[tuple[str, list[Block]]] = []
    if figures := list(_tables(report)):
        found.append(("主要数据表", figures))
    if report.differing:
        words = f"本报告是第{report.version}版，与上一版不同的数据如下。"
        found.append(("与上一版不同之处", [Paragraph(words), Table(DIFFERING, report.differing)]))
    return found


def _tables(report: Quarterly) -> Iterator[Block]:
    filled = [section for section in report.sections if section.figures]
    for number, section in enumerate(filled, 1):
        yield Table(FIGURES, section.figures, f"表{number}　{section.heading}主要数据", dense=True)
        yield Blank()
    if report.notes:
        yield Note("\n".join(f"注{number}：{words}" for number, words in enumerate(report.notes, 1)))


def _annexed(report: Quarterly) -> Iterator[Block]:
    annexes = _annexes(report)
    for number, (title, blocks) in enumerate(annexes, 1):
        yield NewPage()
        yield Paragraph("", lead=f"附件{number}" if len(annexes) > 1 else "附件", indent=0)
        yield Blank()
        yield Title(title)
        yield Blank()
        yield from blocks
