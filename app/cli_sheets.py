"""Commands that bring in, list and give out merchants, members and organisations."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import cli_ratings
from app.cli_answer import Answer, Command, unlock
from app.domain.errors import Problem

if TYPE_CHECKING:
    from app.services.imports import Plan

NOUNS = ("merchants", "members", "organizations", "cases", "gifts")
SCORES = "scores"
_CALLED = {
    "merchants": ("商户", "家"),
    "members": ("党员", "人"),
    "organizations": ("组织", "个"),
    "cases": ("事项", "件"),
    "gifts": ("捐赠", "笔"),
}


def import_(options: argparse.Namespace) -> Answer:
    """导入商户台账、党员信息表、组织表、事项台账、捐赠台账、旧牌登记表或评分表"""
    if options.noun == SCORES:
        return cli_ratings.import_scores(options)
    from app.services import imports
    from app.services.import_targets import TARGETS

    unlock(options)
    target = TARGETS[options.noun]
    plan = imports.read(Path(options.file), target=target, create=options.create_organizations)
    if not plan.named:
        raise Problem(
            f"《{plan.path.name}》里没有认出{target.called}名称这一列，没有导入任何内容。请改好表头，或在窗口里对应列。"
        )
    counts = plan.counts()
    if options.errors:
        imports.write_refused(plan, Path(options.errors))
    if not options.dry_run and counts["new"] + counts["updated"]:
        imports.carry_out(plan)
    done = "试算" if options.dry_run else "导入"
    sentence = (
        f"{done}完成：共 {counts['rows']:,} 行，新增 {counts['new']:,}，更新 {counts['updated']:,}，"
        f"跳过 {counts['skipped']:,}，有错 {counts['refused']:,}。"
    )
    wrong = [row.sentence for row in plan.of(imports.Verdict.REFUSED)]
    more = {"reasons": plan.reasons(), **(_gifts_in(plan) if options.noun == "gifts" else {})}
    return Answer({**counts, **more}, "\n".join([sentence, *wrong]))


def _gifts_in(plan: "Plan") -> dict[str, int]:
    """What the rows of a sheet of gifts add up to, those on record already counted too."""
    from app.services import import_gifts, imports

    return import_gifts.tally([row.draft for row in plan.rows if row.verdict != imports.Verdict.REFUSED])


def list_(options: argparse.Namespace) -> Answer:
    """列出商户、党员、组织、事项或捐赠"""
    unlock(options)
    total, listed = _LISTED[options.noun](options.search, options.limit)
    called, unit = _CALLED[options.noun]
    lines = ["  ".join(str(value) for value in list(row.values())[:3] if value != "") for row in listed]
    return Answer({"total": total, "rows": listed}, "\n".join([*lines, f"{called}共 {total:,} {unit}"]))


def export(options: argparse.Namespace) -> Answer:
    """导出商户台账、党员花名册、组织表、事项台账或捐赠台账"""
    from app.services import case_documents, gift_list, members, merchants, organizations

    unlock(options)
    out = Path(options.out)
    replaced = "，原有的同名文件已被替换" if out.exists() else ""
    writes = {"merchants": merchants.export, "members": members.export, "organizations": organizations.export}
    writes |= {"cases": case_documents.export, "gifts": gift_list.export}
    count = writes[options.noun](out)
    return Answer({"rows": count}, f"已导出 {count:,} {_CALLED[options.noun][1]}到《{out.name}》{replaced}。")


def _merchants(search: str, limit: int | None) -> tuple[int, list[dict[str, Any]]]:
    from app.services import merchants

    found = merchants.ids(search)
    rows = merchants.rows(found[:limit])
    return len(found), [
        {"code": row.code or row.number, "name": row.name, "number": row.number, "sign": row.sign, "grid": row.grid}
        for row in rows
    ]


def _members(search: str, limit: int | None) -> tuple[int, list[dict[str, Any]]]:
    from app.services import members

    found = members.ids(search)
    return len(found), [
        {"number": row.number, "name": row.name, "stage": row.stage, "organization": row.organization}
        for row in members.rows(found[:limit])
    ]


def _organizations(search: str, limit: int | None) -> tuple[int, list[dict[str, Any]]]:
    from app.domain.organizations import Tree
    from app.services import organizations, trees

    wanted = organizations.ids(search)
    nodes = {node.id: node for node in trees.nodes(Tree.ORGANIZATIONS)}
    found = [nodes[number] for number in wanted if number in nodes]
    return len(found), [
        {
            "name": node.name,
            "kind": node.kind,
            "parent": nodes[node.parent].name if node.parent in nodes else "",
            "members": node.members,
            "members_below": node.members_below,
        }
        for node in found[:limit]
    ]


def _cases(search: str, limit: int | None) -> tuple[int, list[dict[str, Any]]]:
    from app.cli_cases import keys_of
    from app.services import cases

    found = cases.ids(search)
    return len(found), [keys_of(row) for row in cases.rows(found[:limit])]


def _gifts(search: str, limit: int | None) -> tuple[int, list[dict[str, Any]]]:
    from app.cli_charity import keys_of
    from app.services import gift_list

    found = gift_list.ids(search)
    return len(found), [keys_of(row) for row in gift_list.rows(found[:limit])]


_LISTED = {
    "merchants": _merchants,
    "members": _members,
    "organizations": _organizations,
    "cases": _cases,
    "gifts": _gifts,
}


def _describe_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("noun", choices=(*NOUNS, "honours", SCORES))
    command.add_argument("file")
    command.add_argument("--round", type=int, default=0, metavar="批次号", help="评分表属于哪个批次")
    command.add_argument("--dry-run", action="store_true", help="只核对，不写入")
    command.add_argument("--errors", metavar="OUT.xlsx", help="把有错的行另存为表格")
    command.add_argument("--create-organizations", action="store_true", help="表里写到、还没有登记的组织，一起新建")


def _describe_list(command: argparse.ArgumentParser) -> None:
    command.add_argument("noun", choices=NOUNS)
    command.add_argument("--search", default="", metavar="文字")
    command.add_argument("--limit", type=int, default=None, metavar="N")


def _describe_export(command: argparse.ArgumentParser) -> None:
    command.add_argument("noun", choices=NOUNS)
    command.add_argument("out")


COMMANDS: tuple[Command, ...] = (
    ("import", import_, _describe_import),
    ("list", list_, _describe_list),
    ("export", export, _describe_export),
)
