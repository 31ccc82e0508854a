"""The command `support`: the report for whoever repairs the program."""

import argparse
from pathlib import Path

from app import logbook
from app.cli_answer import Answer, Command, folder_of, unlock
from app.domain.errors import Problem


def support(options: argparse.Namespace) -> Answer:
    """写一份问题报告：版本、系统、日志、行数和检查结果，没有任何人的资料"""
    from app.services import session, support

    folder = folder_of(options)
    try:
        unlock(options)
    except Problem:
        logbook.close()  # a store that does not open is what the report may be about
    parts = support.gather(folder)
    support.write(parts, Path(options.out))
    opened = session.may(session.Right.READ)
    without = "" if opened else "数据没有打开，报告里没有数据的行数和检查结果。"
    keys = {"parts": [part.name for part in parts], "opened": opened}
    return Answer(keys, f"已写好问题报告《{Path(options.out).name}》，里面没有任何人的资料。{without}")


COMMANDS: tuple[Command, ...] = (("support", support, lambda command: command.add_argument("out", metavar="OUT.zip")),)
