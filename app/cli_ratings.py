"""Commands that rate merchants: rounds, the sheet of one merchant, scores from a table."""

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from app.cli_answer import Answer, Command, read_password, unlock
from app.domain.calendar import read_day, spoken
from app.domain.errors import Problem
from app.domain.measures import shown
from app.domain.rounds import State

VERBS = ("new", "score", "publish", "award")


def round_(options: argparse.Namespace) -> Answer:
    """评选批次：new 新建，score 算分送审，publish 复核并公示，award 授牌"""
    unlock(options)
    return {"new": _new, "score": _score, "publish": _publish, "award": _award}[options.verb](options)


def score(options: argparse.Namespace) -> Answer:
    """查看一家商户的评分单和每一分的依据"""
    from app.services import credit_events, merchants, ratings, scoring

    unlock(options)
    merchant = merchants.find(options.merchant)
    sheet = scoring.sheet(options.round or _latest(merchant), merchant)
    eligible = credit_events.eligible_again(merchant, dt.date.today())
    grade = ratings.current([merchant]).get(merchant)
    points = [{**vars(line), "evidence": [list(row) for row in line.evidence]} for line in sheet.points]
    keys = {
        **vars(sheet.row),
        **{"round": sheet.round, "scheme": sheet.scheme, "frozen": sheet.frozen, "points": points},
        "vetoes": [{"key": veto.key, "name": veto.name, "evidence": list(veto.evidence)} for veto in sheet.vetoes],
        **{"eligible_again": eligible.day.isoformat(), "barred_by": list(eligible.reasons)},
        "current": vars(grade) if grade else None,
    }
    lines = [f"{line.name}　{_of(line.points)}/{line.maximum}　{line.said}" for line in sheet.points]
    return Answer(keys, "\n".join([_told(sheet.row), *lines]))


def import_scores(options: argparse.Namespace) -> Answer:
    """导入评分表"""
    from app.services import round_import
    from app.services.imports import Verdict

    unlock(options)
    plan = round_import.read(Path(options.file), options.round or _being_scored())
    counts = plan.counts()
    if not options.dry_run and counts["new"] + counts["updated"]:
        round_import.carry_out(plan)
    done = "试算" if options.dry_run else "导入"
    sentence = (
        f"{done}完成：共 {counts['rows']:,} 行，新增 {counts['new']:,}，更新 {counts['updated']:,}，"
        f"跳过 {counts['skipped']:,}，有错 {counts['refused']:,}。"
    )
    wrong = [row.sentence for row in plan.of(Verdict.REFUSED)]
    return Answer({**counts, "round": plan.round, "reasons": wrong}, "\n".join([sentence, *wrong]))


def _new(options: argparse.Namespace) -> Answer:
    from app.services import merchants, rounds, schemes

    end = _day(options.end) or dt.date.today()
    start = _day(options.start) or dt.date(end.year, 1, 1)
    only = merchants.find(options.merchant) if options.merchant else 0
    scheme = schemes.named(options.scheme, end)
    number = rounds.open_round(scheme, start, end, options.title, only=only)
    rounds.begin(number)
    row = rounds.get(number)
    keys = {"round": number, "title": row.title, "scheme": row.scheme_title, "version": row.version}
    period = f"{spoken(row.start)}至{spoken(row.end)}"
    return Answer(
        {**keys, "state": row.state, "start": row.start, "end": row.end},
        f"已建立批次 {number}：{row.title}（{row.scheme_title}第 {row.version} 版，{period}），现在是“{row.state}”。",
    )


def _score(options: argparse.Namespace) -> Answer:
    from app.services import rounds, scoring

    number = options.number or _being_scored()
    if options.submit:
        rounds.submit(number)
    scores = scoring.score(number)
    counts = scores.counts()
    told = "，".join(f"{name} {count:,} 家" for name, count in counts.items())
    rows = [vars(row) for row in scores.rows]
    keys = {"round": number, "state": rounds.get(number).state, "counts": counts, "rows": rows}
    return Answer({**keys, "notes": list(scores.notes)}, "\n".join([*map(_told, scores.rows), told, *scores.notes]))


def _publish(options: argparse.Namespace) -> Answer:
    from app.services import round_documents

    number = _round_of(options)
    _check(number, options)
    window = round_documents.publish(number, _day(options.start) or dt.date.today(), options.days)
    start, end = window.start.isoformat(), window.end.isoformat()
    doubt = "" if window.certain else "（暂算，这一年的放假安排还不知道）"
    keys = {"round": number, "start": start, "end": end, "rule": window.rule.code, "certain": window.certain}
    return Answer(keys, f"公示期：{spoken(start)}至{spoken(end)}{doubt}。")


def _check(number: int, options: argparse.Namespace) -> None:
    """Have the result agreed to by a second person: whoever runs the command, or a checker with their password."""
    from app.services import approvals, rounds

    if rounds.get(number).state == State.SCORING:
        rounds.submit(number)
    row = rounds.get(number)
    if row.waiting and options.checker:
        approvals.approve_here(row.request, options.checker, read_password(options, "复核人口令："))
    elif row.waiting:
        approvals.approve(row.request)


def _award(options: argparse.Namespace) -> Answer:
    from app.services import merchants, round_award

    number = _round_of(options)
    done = round_award.award(number, _day(options.issued) or dt.date.today(), decision=options.decision)
    codes = {row.id: row.code or row.number for row in merchants.rows(list(done.numbers))}
    numbers = {codes[merchant]: given for merchant, given in done.numbers.items()}
    keys = {"already": list(done.already), "frozen": list(done.frozen), "upheld": list(done.upheld)}
    told = [f"{code}  {given}" for code, given in numbers.items()] or ["没有授予新的荣誉，等级已经登记。"]
    return Answer({"round": number, "numbers": numbers, **keys}, "\n".join(told))


def _told(row: Any) -> str:
    rank = f"第 {row.rank} 名　{row.name}　{shown(row.total)} 分　{row.grade}" if row.rank else ""
    plain = rank or f"{row.name}　{row.outcome}　{row.reason}"
    return f"{plain}{'　首选' if row.preferred else ''}{f'　{row.tie}' if row.tie else ''}"


def _of(points: int | None) -> str:
    return "—" if points is None else shown(points)


def _round_of(options: argparse.Namespace) -> int:
    from app.services import rounds

    if options.number:
        return int(options.number)
    open_ = [row.id for row in rounds.listing() if row.state != State.ARCHIVED]
    return open_[0] if len(open_) == 1 else _unclear(len(open_))


def _being_scored() -> int:
    from app.services import rounds

    open_ = [row.id for row in rounds.listing() if row.state == State.SCORING]
    return open_[0] if len(open_) == 1 else _unclear(len(open_))


def _latest(merchant: int) -> int:
    """The newest round that a merchant is part of."""
    from app.services import rounds

    found = next((row.id for row in rounds.listing() if row.only in (0, merchant)), 0)
    return found or _unclear(0)


def _unclear(count: int) -> int:
    raise Problem(f"现在有 {count} 个这样的评选批次，不知道是哪一个。没有改动任何内容，请写明批次号。")


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    iso = read_day(text).iso
    if len(iso) != len("2026-01-01"):
        raise Problem(f"“{text}”不是完整的日期，没有做任何改动。请写成 2026-11-20 这样。")
    return dt.date.fromisoformat(iso)


def _describe_round(command: argparse.ArgumentParser) -> None:
    command.add_argument("verb", choices=VERBS)
    command.add_argument("number", nargs="?", type=int, default=0, metavar="批次号")
    command.add_argument("--scheme", default="huizhan", metavar="评选办法", help="代号或名称")
    command.add_argument("--title", default="", metavar="名称")
    command.add_argument("--start", default="", metavar="日期", help="评选期间或公示的第一天")
    command.add_argument("--end", default="", metavar="日期", help="评选期间的最后一天")
    command.add_argument("--merchant", default="", metavar="代码或编号", help="只评这一家")
    command.add_argument("--submit", action="store_true", help="算分后送第二人复核")
    command.add_argument("--checker", default="", metavar="姓名", help="复核人，口令从标准输入的下一行读")
    command.add_argument("--days", type=int, default=0, metavar="N", help="公示的工作日，不少于规定")
    command.add_argument("--issued", default="", metavar="日期", help="授牌日期")
    command.add_argument("--decision", default="", metavar="文字", help="授牌依据")


def _describe_score(command: argparse.ArgumentParser) -> None:
    command.add_argument("merchant", metavar="代码或编号")
    command.add_argument("--round", type=int, default=0, metavar="批次号")


COMMANDS: tuple[Command, ...] = (("round", round_, _describe_round), ("score", score, _describe_score))
