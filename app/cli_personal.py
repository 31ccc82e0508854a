"""Commands about personal data: all that is kept about one person, and what a deletion would do."""

import argparse
from pathlib import Path
from typing import Any

from app.cli_answer import Answer, unlock
from app.domain.errors import Problem
from app.services import personal
from app.services.personal_erasure import Verdict


def personal_data(options: argparse.Namespace) -> Answer:
    """个人信息：导出一个人的全部资料，或查看删除报告"""
    unlock(options)
    return _export(options) if options.what == "export" else _deletion(options)


def _export(options: argparse.Namespace) -> Answer:
    if not options.out:
        raise Problem("请用 --out 写明导出到哪个文件，如 --out 个人信息.xlsx。没有导出任何内容。")
    out = Path(options.out)
    count = personal.export(personal.everything(options.name, options.phone), out)
    return Answer({"values": count}, f"已导出 {count:,} 处到《{out.name}》，号码是全的，请妥善保管。")


def _deletion(options: argparse.Namespace) -> Answer:
    report = personal.deletion(options.name, options.phone)
    keys: dict[str, Any] = {
        "erased": report.count(Verdict.ERASED),
        "kept": report.count(Verdict.KEPT),
        "reviewed": report.count(Verdict.REVIEWED),
        "lines": [
            {
                "table": line.title,
                "record": line.name,
                "column": line.label,
                "text": line.text,
                "verdict": line.verdict.value,
                "reason": line.reason,
                "until": line.until,
            }
            for line in report.lines
        ],
    }
    told = [
        "  ".join(filter(None, (line.verdict.value, line.title, line.name, line.label, line.text, line.reason)))
        for line in report.lines
    ]
    nothing_done = "这只是报告，没有删除任何内容。要删除，请在窗口的“个人信息”里申请。"
    return Answer(keys, "\n".join([*told, report.sentence, nothing_done]))


def describe(command: argparse.ArgumentParser) -> None:
    """export NAME --out FILE.xlsx, or deletion NAME."""
    command.add_argument("what", choices=["export", "deletion"])
    command.add_argument("name", metavar="姓名")
    command.add_argument("--phone", default="", metavar="电话", help="有同名时用来区分")
    command.add_argument("--out", default="", metavar="FILE", help="导出到 .xlsx 或 .pdf")
