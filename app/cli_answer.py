"""What every command shares: its answer, the options all of them take, and how it opens the store."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app import logbook
from app.domain.errors import Problem
from app.paths import Folder, default_folder
from app.services import centres


@dataclass(frozen=True)
class Answer:
    """What a command found: keys for `--json`, a Chinese sentence for people, and whether all is well."""

    keys: dict[str, Any]
    sentence: str
    fine: bool = True


Command = tuple[str, Callable[[argparse.Namespace], Answer], Callable[[argparse.ArgumentParser], Any]]
"""Its name, what it does (the docstring is its help), and what adds its arguments."""


def common(parser: argparse.ArgumentParser, default: Any) -> None:
    """The options every command takes; `default` is None before the command, SUPPRESS after it."""
    parser.add_argument("--data", default=default, metavar="DIR", help="数据文件夹")
    parser.add_argument("--user", default=default, metavar="NAME", help="登录姓名")
    off = False if default is None else default
    parser.add_argument("--password-stdin", action="store_true", default=off, help="从标准输入的第一行读口令")
    parser.add_argument("--json", action="store_true", default=off, help="输出一个 JSON 对象")


def folder_of(options: argparse.Namespace) -> Folder:
    """The data folder a command is meant for."""
    return Folder(Path(options.data)) if options.data else default_folder()


def unlock(options: argparse.Namespace) -> None:
    """Log in as the options say; raises Problem."""
    unlock_with(options, read_password(options))


def unlock_with(options: argparse.Namespace, password: str) -> None:
    """Log in with a password that was read already; raises Problem."""
    folder = folder_of(options)
    if not centres.exists(folder):
        raise Problem("这个文件夹里还没有数据。请先用 init 完成首次设置，或用 --data 指明数据文件夹。")
    if not options.user and len(centres.people(folder)) > 1:
        raise Problem("这份数据不止一个人在用，没有打开。请用 --user 写明是谁，如 --user 王建国。")
    logbook.open_in(folder)
    centres.unlock(folder, options.user or "", password)


def read_password(options: argparse.Namespace, prompt: str = "口令：") -> str:
    """The next password: a line of standard input, or typed unseen at a terminal."""
    if options.password_stdin or not sys.stdin.isatty():
        return sys.stdin.buffer.readline().decode("utf-8", "replace").rstrip("\r\n")
    from getpass import getpass

    return getpass(prompt)
