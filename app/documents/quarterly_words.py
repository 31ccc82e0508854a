"""All that a report says on paper, piece by piece, wherever on the paper it stands."""

from collections.abc import Iterator, Sequence

from app.documents.official_blocks import (
    Annexes,
    Bars,
    Block,
    Column,
    Head,
    Imprint,
    Masthead,
    Note,
    Official,
    Paragraph,
    Signature,
    Table,
    Title,
)


def pieces(official: Official) -> Iterator[str]:
    """Lines, rows of tables and whole charts of a document, each without white space, as read off its pages."""
    around = (*official.labels, "示例" if official.sample else "")
    for words in (*_head(official.masthead), *_blocks(official.blocks), *_imprint(official.imprint), *around):
        yield "".join(words.split())


def _head(masthead: Masthead | None) -> Iterator[str]:
    if masthead:
        yield from (masthead.mark, masthead.number)


def _imprint(imprint: Imprint | None) -> Iterator[str]:
    if imprint:
        yield from (f"抄送：{'，'.join(imprint.copies)}。", imprint.printer, f"{imprint.date}印发")


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Title | Head | Note):
            yield from block.text.split("\n")
        elif isinstance(block, Paragraph):
            yield from (block.lead, *block.text.split("\n"))
        elif isinstance(block, Annexes):
            numbered = len(block.names) > 1
            names = [f"{place}.{name}" if numbered else name for place, name in enumerate(block.names, 1)]
            yield f"附件：{''.join(names)}"
        elif isinstance(block, Signature):
            yield from (block.issuer, block.date)
        elif isinstance(block, Table):
            _, _, unnumbered = block.caption.partition("　")
            yield from (block.caption, unnumbered, _labels(block.columns), *map("".join, block.rows))
        elif isinstance(block, Bars):
            yield block.caption + "".join(each.label + each.value for each in block.items)


def _labels(columns: Sequence[Column]) -> str:
    return "".join(column.label for column in columns)
