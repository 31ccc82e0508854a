"""The commands `meeting`, `minutes` and `matrix`: what was held, what it said, and what is owed."""

import argparse
import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli_answer import Answer, Command, common, unlock
from app.domain.calendar import read_day
from app.domain.errors import Problem

if TYPE_CHECKING:
    from app.services.meeting_matrix import Line
    from app.services.meetings import MeetingRow


def meeting(options: argparse.Namespace) -> Answer:
    """会议：list 列出，show 查看一次，new 新建一次，book 一年的纪要汇编成册"""
    answer: Answer = options.act(options)
    return answer


def minutes_(options: argparse.Namespace) -> Answer:
    """生成一次会议的纪要；--shared 不含不公开的内容"""
    from app.services import meeting_documents, minutes

    unlock(options)
    out = Path(options.out)
    pages = meeting_documents.write_minutes(options.number, out, shared=options.shared, version=options.version)
    finalised = minutes.versions(options.number)
    wanted = next((each for each in finalised if options.version in (0, each.version)), None)
    keys = {"pages": pages, "version": wanted.version if wanted else 0, "hash": wanted.hash if wanted else ""}
    return Answer(keys, f"已生成 {pages:,} 页：《{out.name}》{'' if wanted else '，是没有定稿的草稿'}。")


def matrix(options: argparse.Namespace) -> Answer:
    """一年里谁应开哪些会、开了没有"""
    from app.services import meeting_kinds, meeting_matrix, meeting_matrix_documents

    unlock(options)
    kind = meeting_kinds.kind(options.kind).name if options.kind else ""
    lines = meeting_matrix.of_year(options.year, kind=kind, organization=_organization(options.organization))
    if options.out:
        meeting_matrix_documents.export(Path(options.out), options.year, lines)
    rates = meeting_matrix.rates(lines)
    keys = {
        "year": options.year,
        "rows": [_line(line) for line in lines],
        "rates": {
            name: {"held": len(rate.rows), "owed": rate.total, "words": rate.words} for name, rate in rates.items()
        },
    }
    said = [f"{line.name}  {line.kind}  {line.summary}" for line in lines]
    return Answer(keys, "\n".join([*said, f"{meeting_matrix.words(lines)}。"]))


def _list(options: argparse.Namespace) -> Answer:
    """列出会议，新的在前"""
    from app.services import meetings

    unlock(options)
    filters = {name: str(value) for name, value in (("kind", options.kind), ("year", options.year)) if value}
    found = meetings.ids(options.search, filters)
    rows = [_keys(row) for row in meetings.rows(found[: options.limit])]
    lines = [f"{row['id']}  {row['held']}  {row['state']}  {row['title']}" for row in rows]
    return Answer({"total": len(found), "rows": rows}, "\n".join([*lines, f"共 {len(found):,} 次会议"]))


def _show(options: argparse.Namespace) -> Answer:
    """查看一次会议"""
    from app.domain import minutes as rules
    from app.services import meetings, minutes

    unlock(options)
    row, told = meetings.get(options.number), minutes.frozen(options.number)
    versions = [{"version": each.version, "hash": each.hash, "sound": each.sound} for each in minutes.versions(row.id)]
    lines = rules.lines(told)
    return Answer({**_keys(row), "lines": lines, "versions": versions}, "\n".join(lines))


def _new(options: argparse.Namespace) -> Answer:
    """新建一次会议，议题和应到人员从模板带出"""
    from app.services import meeting_drafts, meeting_writing, meetings

    unlock(options)
    held = dt.date.fromisoformat(_day(options.held)) if options.held else dt.date.today()
    draft = meeting_drafts.blank(options.kind, _organization(options.organization), held)
    given = {name: getattr(options, name) for name in ("title", "place", "chair", "text") if getattr(options, name)}
    row = meetings.get(meeting_writing.save(replace(draft, **given), None))
    return Answer(_keys(row), f"已新建会议 {row.id}：{row.title}，应到 {row.due} 人。")


def _book(options: argparse.Namespace) -> Answer:
    """把一年定稿的纪要汇编成册；--shared 不含不公开的内容"""
    from app.services import meeting_documents

    unlock(options)
    out, where = Path(options.out), {"kind": options.kind, "organization": _organization(options.organization)}
    pages = meeting_documents.write_book(options.year, out, shared=options.shared, **where)
    return Answer({"pages": pages}, f"已汇编 {pages:,} 页：《{out.name}》。")


def _organization(name: str) -> int:
    from app.domain.organizations import Tree
    from app.services import organizations

    found = organizations.find(Tree.ORGANIZATIONS, name) if name else 0
    if name and not found:
        raise Problem(f"没有叫“{name}”的组织，没有做任何改动。请核对名称。")
    return found


def _day(text: str) -> str:
    iso = read_day(text).iso
    if len(iso) != len("2026-01-01"):
        raise Problem(f"“{text}”不是完整的日期，没有做任何改动。请写成 2026-11-20 这样。")
    return iso


def _keys(row: "MeetingRow") -> dict[str, Any]:
    names = ("id", "kind", "title", "held", "state", "late", "place", "chair", "due", "present", "open_items")
    return {**{name: getattr(row, name) for name in names}, "organization": row.organization_name}


def _line(line: "Line") -> dict[str, Any]:
    cells = {cell.label: cell.state for cell in line.cells}
    return {"organization": line.name, "kind": line.kind, "cells": cells, "held": line.words}


def _describe_meeting(command: argparse.ArgumentParser) -> None:
    acts = command.add_subparsers(dest="what", required=True, metavar="做什么")
    made = {}
    for name, act in (("list", _list), ("show", _show), ("new", _new), ("book", _book)):
        made[name] = acts.add_parser(name, help=act.__doc__)
        common(made[name], argparse.SUPPRESS)
        made[name].set_defaults(act=act)
    made["list"].add_argument("--search", default="", metavar="文字")
    made["list"].add_argument("--kind", default="", metavar="类型")
    made["list"].add_argument("--year", type=int, default=0, metavar="年份")
    made["list"].add_argument("--limit", type=int, default=None, metavar="N")
    made["show"].add_argument("number", type=int, metavar="N")
    made["book"].add_argument("year", type=int, metavar="年份")
    made["book"].add_argument("--out", required=True, metavar="OUT.pdf")
    made["book"].add_argument("--kind", default="", metavar="类型")
    made["book"].add_argument("--organization", default="", metavar="组织", help="连同它的下级")
    made["book"].add_argument("--shared", action="store_true", help="略去不公开的内容")
    made["new"].add_argument("kind", metavar="类型")
    for name in ("organization", "held", "title", "place", "chair", "text"):
        made["new"].add_argument(f"--{name}", default="")


def _describe_minutes(command: argparse.ArgumentParser) -> None:
    command.add_argument("number", type=int, metavar="N", help="会议的编号，见 meeting list")
    command.add_argument("--out", required=True, metavar="OUT.pdf")
    command.add_argument("--shared", action="store_true", help="略去不公开的内容")
    command.add_argument("--version", type=int, default=0, metavar="稿次", help="默认是最新一稿")


def _describe_matrix(command: argparse.ArgumentParser) -> None:
    command.add_argument("year", type=int, metavar="年份")
    command.add_argument("--kind", default="", metavar="类型")
    command.add_argument("--organization", default="", metavar="组织", help="连同它的下级")
    command.add_argument("--out", metavar="OUT.xlsx")


COMMANDS: tuple[Command, ...] = (
    ("meeting", meeting, _describe_meeting),
    ("minutes", minutes_, _describe_minutes),
    ("matrix", matrix, _describe_matrix),
)
