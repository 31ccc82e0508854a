"""The same services without a window, for IT staff and tests: one command, one answer."""

import argparse
import datetime as dt
import json
import logging
import sys
from pathlib import Path
from typing import NoReturn

from app import (
    cli_cases,
    cli_charity,
    cli_meetings,
    cli_ratings,
    cli_reports,
    cli_sheets,
    cli_support,
    cli_trust,
    logbook,
)
from app.cli_answer import Answer, Command, common, folder_of, read_password, unlock
from app.domain.calendar import read_day
from app.domain.errors import Problem
from app.paths import Folder
from app.services import centres, honour_prints, honours, merchants
from app.store.faults import as_problem

BUG = "程序出了错，这一次没有写入。之前的数据没有丢，请把“日志”文件夹交给维护人员。"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        logging.getLogger(__name__).info("usage of %s", self.prog)
        self.exit(2, f"命令写得不对，没有做任何改动。写法：{self.prog} …，加 --help 查看全部写法。\n")


def parse(arguments: list[str]) -> argparse.Namespace:
    """Options and the command, whose function is `options.answer`; no command means the window."""
    parser = _Parser(prog=Path(sys.argv[0]).name, description="商圈党群服务台")
    common(parser, None)
    parser.add_argument("--demo", action="store_true", help="打开一份用完即丢的示例数据")
    commands = parser.add_subparsers(dest="command")
    for name, answer, describe in _COMMANDS:
        command = commands.add_parser(name, help=answer.__doc__)
        common(command, argparse.SUPPRESS)
        describe(command)
        command.set_defaults(answer=answer)
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> int:
    """Carry out a command: the answer on standard output, a failure as a sentence on standard error."""
    _speak_utf8()
    try:
        answer: Answer = options.answer(options)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - a bug, too, must end in a sentence; the log keeps where it happened
        logging.getLogger(__name__).error("command %s\n%s", options.command, logbook.details(error))
        outside = as_problem(error)
        print(outside or BUG, file=sys.stderr)
        return 1 if outside else 3
    finally:
        centres.close()
    print(json.dumps(answer.keys, ensure_ascii=False) if options.json else answer.sentence)
    return 0 if answer.fine else 1


def init(options: argparse.Namespace) -> Answer:
    """首次设置：建立一份新的数据"""
    code = centres.new_recovery_code()
    centres.create(folder_of(options), options.centre, options.admin, read_password(options), code)
    return Answer({"recovery_code": code}, f"已建好。恢复码（只显示这一次，请抄下来收好）：{code}")


def demo(options: argparse.Namespace) -> Answer:
    """在文件夹里建一份示例数据"""
    from app.services import sample

    user, password = sample.create(Folder(Path(options.folder)))
    return Answer({"user": user, "password": password}, f"示例数据已建好。姓名：{user}　口令：{password}")


def award(options: argparse.Namespace) -> Answer:
    """授予荣誉"""
    unlock(options)
    if options.all_matching is not None:
        wanted = merchants.ids(options.all_matching)
        codes = {row.id: row.code or row.number for row in merchants.rows(wanted)}
    else:
        codes = {merchants.find(code): code for code in options.merchant}
    issued = _day(options.issued) or dt.date.today()
    until = honours.last_day(issued) if options.valid_until is None else _day(options.valid_until)
    numbers = honours.award(options.kind, list(codes), issued, until)
    by_code = {codes[merchant]: number for merchant, number in numbers.items()}
    return Answer({"numbers": by_code}, "\n".join(f"{code}  {number}" for code, number in by_code.items()))


def plaques(options: argparse.Namespace) -> Answer:
    """生成牌匾或证书"""
    unlock(options)
    asked = [merchants.find(code) for code in options.merchant]
    wanted = list(dict.fromkeys(asked)) or honour_prints.holders(options.kind)
    pages = honour_prints.write_documents(options.kind, wanted, options.style, Path(options.out))
    honour_prints.note_printed(options.kind, wanted, options.style)
    return Answer({"pages": pages}, f"已生成 {pages:,} 页：《{Path(options.out).name}》。")


def verify(options: argparse.Namespace) -> Answer:
    """验牌：查看扫到的内容是否真实有效"""
    unlock(options)
    found = honours.verify(options.text)
    keys = {**vars(found), "state": found.state.value}
    return Answer(keys, f"{found.state.value}：{found.sentence}", fine=found.state == "有效")


def check(options: argparse.Namespace) -> Answer:
    """检查数据库、办理记录和附件是否完好"""
    from app.services import integrity

    unlock(options)
    report = integrity.check()
    keys = {
        "database": report.database,
        "entries": report.entries,
        "broken": report.broken,
        "attachments": report.attachments,
        "missing": report.missing,
    }
    return Answer(keys, report.sentence, fine=report.fine)


def _describe_init(command: argparse.ArgumentParser) -> None:
    command.add_argument("--centre", required=True, metavar="单位名称")
    command.add_argument("--admin", required=True, metavar="管理员姓名")


def _describe_award(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind")
    whom = command.add_mutually_exclusive_group(required=True)
    whom.add_argument("--merchant", action="extend", nargs="+", default=[], metavar="代码或编号")
    whom.add_argument("--all-matching", metavar="文字", help="授予搜索到的全部商户")
    command.add_argument("--issued", default="", metavar="日期")
    command.add_argument("--valid-until", default=None, metavar="日期", help="“长期”表示没有期限")


def _describe_plaques(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind")
    command.add_argument("--merchant", action="extend", nargs="+", default=[], metavar="代码或编号")
    command.add_argument("--style", choices=list(honour_prints.STYLES), default="gold")
    command.add_argument("--out", required=True, metavar="OUT.pdf")


_COMMANDS: tuple[Command, ...] = (
    ("init", init, _describe_init),
    ("demo", demo, lambda command: command.add_argument("folder")),
    *cli_sheets.COMMANDS,
    ("award", award, _describe_award),
    ("plaques", plaques, _describe_plaques),
    ("verify", verify, lambda command: command.add_argument("text")),
    ("check", check, lambda command: None),
    *cli_cases.COMMANDS,
    *cli_charity.COMMANDS,
    *cli_meetings.COMMANDS,
    *cli_ratings.COMMANDS,
    *cli_reports.COMMANDS,
    *cli_trust.COMMANDS,
    *cli_support.COMMANDS,
)


def _day(text: str) -> dt.date | None:
    """The day a person typed; None for nothing or 长期."""
    if text in ("", "长期"):
        return None
    iso = read_day(text).iso
    if len(iso) != len("2026-01-01"):
        raise Problem(f"“{text}”不是完整的日期，没有做任何改动。请写成 2026-11-20 这样。")
    return dt.date.fromisoformat(iso)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
