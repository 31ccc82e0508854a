"""The command `user`: who works here, without a window."""

import argparse

from app.cli_answer import Answer, common, read_password, unlock, unlock_with
from app.domain.roles import Role
from app.services import centres, clerks, session


def user(options: argparse.Namespace) -> Answer:
    """管理人员、口令和恢复码"""
    answer: Answer = options.act(options)
    return answer


def _add(options: argparse.Namespace) -> Answer:
    """添加人员（新口令是标准输入的第二行）"""
    unlock(options)
    clerks.add(options.name, options.role, read_password(options, "新人员的口令："))
    return Answer({"name": options.name, "role": options.role}, f"已添加 {options.name}（{options.role}）。")


def _list(options: argparse.Namespace) -> Answer:
    """列出人员"""
    unlock(options)
    found = clerks.listing()
    listed = [{"name": clerk.name, "role": clerk.role} for clerk in found]
    lines = [f"{clerk.name}  {clerk.role}{'  需要重设口令' if clerk.locked_out else ''}" for clerk in found]
    return Answer({"users": listed}, "\n".join(lines))


def _role(options: argparse.Namespace) -> Answer:
    """改身份"""
    unlock(options)
    clerks.change_role(options.name, options.role)
    return Answer({"name": options.name, "role": options.role}, f"{options.name}的身份现在是{options.role}。")


def _password(options: argparse.Namespace) -> Answer:
    """设新口令（新口令是标准输入的第二行）"""
    own = read_password(options)
    unlock_with(options, own)
    new = read_password(options, "新口令：")
    if options.name == session.clerk().name and not session.recovered():
        clerks.change_own_password(own, new)
    else:
        clerks.set_password(options.name, new)
    return Answer({"name": options.name}, f"{options.name}的口令已经改好。")


def _remove(options: argparse.Namespace) -> Answer:
    """移除人员，并给数据换新钥匙"""
    unlock(options)
    clerks.remove(options.name)
    return Answer({"removed": options.name}, f"已移除 {options.name}，数据换了新钥匙。")


def _recovery(options: argparse.Namespace) -> Answer:
    """更换恢复码"""
    unlock(options)
    code = centres.new_recovery_code()
    clerks.keep_recovery(code)
    return Answer({"recovery_code": code}, f"新的恢复码（只显示这一次，请抄下来收好，原来的已经作废）：{code}")


def describe(command: argparse.ArgumentParser) -> None:
    """What comes after `user`."""
    acts = command.add_subparsers(dest="what", required=True, metavar="做什么")
    for name, act in (
        ("add", _add),
        ("list", _list),
        ("role", _role),
        ("password", _password),
        ("remove", _remove),
        ("recovery", _recovery),
    ):
        parser = acts.add_parser(name, help=act.__doc__)
        common(parser, argparse.SUPPRESS)
        parser.set_defaults(act=act)
        if name not in ("list", "recovery"):
            parser.add_argument("name", metavar="姓名")
        if name == "add":
            parser.add_argument("--role", required=True, choices=[role.value for role in Role])
        if name == "role":
            parser.add_argument("role", choices=[role.value for role in Role])
