"""What leaves the program about a round: its public notice on paper, kept exactly as it went out, and its list."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.calendar import for_file, spoken
from app.domain.measures import shown
from app.domain.privacy import mask_name
from app.domain.roles import Right
from app.domain.rounds import Window
from app.domain.rules import why
from app.domain.scoring import Outcome
from app.paths import Out
from app.services import (
    attachments,
    centres,
    handed_out,
    merchants,
    round_board,
    round_sheets,
    round_windows,
    rounds,
    schemes,
    scoring,
    watermark,
)
from app.services.attachment_intake import Source
from app.services.round_board import Ranked
from app.services.round_windows import Recount
from app.services.scoring import ScoreRow
from app.services.session import requires
from app.store.journal import Kind
from app.store.writing import note

if TYPE_CHECKING:
    from app.documents.notice import Line, Notice

NOUN = "rating_round"
_RULE = re.compile("按“(.+?)”")
COLUMNS = (
    ("名次", 8, "text"),
    ("商户编号", 14, "text"),
    ("商户", 32, "text"),
    ("得分", 10, "text"),
    ("等级", 10, "text"),
    ("首选", 8, "text"),
    ("授牌", 12, "text"),
    ("说明", 60, "text"),
)


@requires(Right.READ)
def write_notice(round_: int, window: Window, out: Out) -> int:
    """Write the notice of a round over these days and return its pages; raises Problem."""
    from app.documents import notice

    return notice.write(_notice(round_, window), out)


@requires(Right.ENTER)
def publish(round_: int, start: dt.date, days: int = 0) -> Window:
    """复核 → 公示, the notice being kept with the round as it is printed; returns the window. Raises Problem, before
    anything is written where the notice cannot be printed."""
    paper, window = BytesIO(), rounds.window(start, days)
    if rounds.get(round_).checked_by:
        write_notice(round_, window, paper)
    found = rounds.publish(round_, start, days)
    _keep(round_, paper, start)
    return found


@requires(Right.ENTER)
def recount(round_: int) -> Recount:
    """Count a provisional window again, and keep the notice anew where its last day changes. Raises Problem."""
    window, due = window_of(round_), round_windows.of(round_)
    paper = BytesIO()
    if window and due and due.now != due.was:
        write_notice(round_, Window(window.start, due.now, window.rule, certain=True), paper)
    found = round_windows.recount(round_)
    if window and paper.getvalue():
        _keep(round_, paper, window.start)
    return found


@requires(Right.READ)
def kept_notice(round_: int) -> bytes:
    """The notice of a round as it went out, the latest one; empty where none did."""
    kept = [each for each in attachments.of(NOUN, round_) if "公示" in each.name]
    return attachments.read(kept[-1].id) if kept else b""


@requires(Right.READ)
def put_notice(round_: int, window: Window, out: Out) -> int:
    """Write the notice as it went out, to the byte, else as it would go out over these days; returns its pages."""
    from app.documents.pages import replacing
    from app.documents.paper import Paper

    kept = kept_notice(round_)
    if not kept:
        pages = write_notice(round_, window, out)
    else:
        with replacing(out) as file:
            file.write(kept)
        pages = Paper(kept).count
    handed_out.put(f"公示通告“{rounds.get(round_).title}”", out)
    return pages


@requires(Right.READ)
def window_of(round_: int) -> Window | None:
    """The window of a round that is or was on notice, by the rule of its first day."""
    row = rounds.get(round_)
    if not row.notice_start:
        return None
    found = rounds.window(dt.date.fromisoformat(row.notice_start))
    return Window(found.start, dt.date.fromisoformat(row.notice_end), found.rule, not row.provisional)


@requires(Right.READ)
def told(window: Window) -> str:
    """公示到2026年11月30日为止 with the rule, and that it is provisional where the calendar is not out yet."""
    doubt = "" if window.certain else "这一年的放假安排还没有公布，暂按双休和每年都放的假推算。"
    end, following = (day.isoformat() for day in (window.end, window.end + dt.timedelta(days=1)))
    return f"公示到{spoken(end)}为止，{spoken(following)}起可以授牌。{why(window.rule)}{doubt}"


@requires(Right.ENTER)
def export(
    path: Path,
    round_: int,
    rows: Sequence[Ranked] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write the list of a round (all, or these of it) to an xlsx file and return how many; raises Problem."""
    from app.exchange import workbook

    row = rounds.get(round_)
    chosen = round_board.ranking(round_) if rows is None else rows
    cells = ((r.rank, r.number, r.name, r.total, r.grade, r.preferred, r.standing, r.reason) for r in chosen)
    told = progress or (lambda done, total: None)
    workbook.write_list(path, row.title, COLUMNS, cells, told, mark=watermark.mark(scoring.GIFTS))
    note(f"导出{row.title}名单 {len(chosen)} 家", Kind.EXPORT)
    return len(chosen)


@requires(Right.ENTER)
def export_blank(path: Path, round_: int, progress: Callable[[int, int], None] | None = None) -> int:
    """Write a sheet with a column for every criterion scored by hand, what was given already filled in, and return how
    many merchants stand on it; raises Problem."""
    from app.exchange import workbook

    row = rounds.get(round_)
    by_hand = schemes.get(row.scheme).scheme.by_hand
    rows = sorted(scoring.score(round_).rows, key=lambda one: one.number)
    given = round_sheets.all_given(round_)
    cells = (
        (one.number, one.name, *(_points(given, one.merchant, criterion.key) for criterion in by_hand)) for one in rows
    )
    headings = [("编号", 14, "text"), ("商户", 32, "text"), *((each.name, 16, "text") for each in by_hand)]
    workbook.write_list(
        path, f"{row.title}评分表", headings, cells, progress or (lambda done, total: None), mark=watermark.mark()
    )
    note(f"导出{row.title}评分表 {len(rows)} 家", Kind.EXPORT)
    return len(rows)


def _keep(round_: int, paper: BytesIO, start: dt.date) -> None:
    title = rounds.get(round_).title
    source = Source(f"{title}公示_{for_file(start)}.pdf", paper.getvalue())
    attachments.add_with(f"存档公示通告：{title}", NOUN, round_, source, lambda act, attachment: None)


def _points(given: dict[int, dict[str, int]], merchant: int, criterion: str) -> str:
    found = given.get(merchant, {}).get(criterion)
    return "" if found is None else shown(found)


def _notice(round_: int, window: Window) -> "Notice":
    from app.documents.notice import Notice

    row, centre = rounds.get(round_), centres.current()
    scheme, scores = schemes.get(row.scheme).scheme, scoring.score(round_)
    listed = [one for one in scores.rows if one.listed]
    honour = scheme.award.honour
    what = f"拟授予“{honour}” {len(listed)} 家" if honour else f"拟评定等级 {scores.counts()[Outcome.GRADED]} 家"
    period = f"{spoken(row.start)}至{spoken(row.end)}"
    opening = (
        f"按照《{scheme.title}》（第 {row.version} 版），对{period}的情况进行评分，并经复核，"
        f"参评 {len(scores.rows)} 家，{what}。现予公示，接受监督。"
    )
    start, end = spoken(window.start.isoformat()), spoken(window.end.isoformat())
    days = f"{start}至{end}，自公示次日起算，不少于 {window.rule.amount} {window.rule.unit}。"
    phone = f"监督电话 {centre.phone}，" if centre.phone else ""
    return Notice(
        f"关于{row.title}结果的公示",
        opening,
        "拟授牌名单" if honour else "拟评定名单",
        _lines(listed if honour else [one for one in scores.rows if one.rank]),
        days,
        f"公示期内有异议的，请向{centre.issuer or centre.name}实名反映，{phone}我们为反映人保密，并回复处理结果。",
        [*scores.notes, *_ties(listed), *_cut(listed, scores.rows)],
        centre.issuer or centre.name,
        start,
        centre.sample,
    )


def _lines(listed: Sequence[ScoreRow]) -> "list[Line]":
    from app.documents.notice import Line

    owners = {row.id: mask_name(row.owner) for row in merchants.rows([one.merchant for one in listed])}
    return [Line(one.rank, one.name, _said(one, owners[one.merchant])) for one in listed]


def _said(one: ScoreRow, owner: str) -> str:
    who = f"负责人{owner}" if owner else ""
    parts = (who, f"{shown(one.total)} 分", f"{one.grade} 级", "首选" if one.preferred else "")
    return "，".join(filter(None, parts)) + "。"


def _cut(listed: Sequence[ScoreRow], rows: Sequence[ScoreRow]) -> list[str]:
    """What decided between the last on the list and an equal one that is not on it any more."""
    last = listed[-1] if listed else None
    out = next((row for row in rows if last and row.rank == last.rank + 1 and row.total == last.total), None)
    if last is None or out is None:
        return []
    said = next((part for part in last.tie.split("；") if part.endswith("之前")), "")
    rule = found[1] if (found := _RULE.search(said)) else ""
    points = shown(last.total)
    return [f"第 {last.rank} 名与第 {out.rank} 名同为 {points} 分，按“{rule}”排序，第 {out.rank} 名起未列入名单。"]


def _ties(listed: Sequence[ScoreRow]) -> list[str]:
    """How equals on the list were ordered: 第 1 至 9 名同为 96 分，按“开业早”排序。"""
    said = []
    for total, group in groupby(listed, key=lambda one: one.total):
        first, *rest = group
        if rest:
            behind = [part for one in rest for part in one.tie.split("；") if part.endswith("之后")]
            rules = dict.fromkeys(found[1] for part in behind if (found := _RULE.search(part)))
            ends = f"第 {first.rank} 至 {rest[-1].rank} 名" if rest[1:] else f"第 {first.rank}、{rest[0].rank} 名"
            said.append(f"{ends}同为 {shown(total)} 分，{'、'.join(f'按“{rule}”' for rule in rules)}排序。")
    return said
