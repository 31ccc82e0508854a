"""The commands `backup`, `restore` and `salvage`: copies of the data, without a window."""

import argparse
from pathlib import Path

from app.cli_answer import Answer, folder_of, read_password, unlock
from app.services import backups, restoring, salvaging
from app.services.restoring import Secret

_OF_THEN = "备份那时候的口令："


def backup(options: argparse.Namespace) -> Answer:
    """备份，可以指明另一个文件夹"""
    unlock(options)
    hint = ""
    if options.dest:
        made = backups.save_to(Path(options.dest))
    else:
        done = backups.make()
        made, hint = done.copy, done.hint
    rows = made.facts.rows if made.facts else 0
    keys = {"file": str(made.path), "bytes": made.path.stat().st_size, "rows": rows}
    return Answer(keys, f"已备份并核对：{rows:,} 行，《{made.path.name}》。{hint}")


def restore(options: argparse.Namespace) -> Answer:
    """用一份备份还原（先保存现在的数据）"""
    path, secret = Path(options.file), Secret(options.user or "", read_password(options))
    try:
        ready = restoring.prepare_closed(folder_of(options), path, secret)
    except restoring.NeedsSecret:
        of_then = Secret(secret.name, read_password(options, _OF_THEN) or secret.word)
        ready = restoring.prepare_closed(folder_of(options), path, secret, of_then)
    restoring.carry_out(ready)
    rows = restoring.count_rows()
    return Answer(
        {"restored": str(path), "rows": rows}, f"已还原到《{path.name}》：{rows:,} 行。原来的数据也留了一份。"
    )


def salvage(options: argparse.Namespace) -> Answer:
    """从损坏的数据文件里救出还能读的内容"""
    secret = Secret(options.user or "", read_password(options))
    found = salvaging.save_what_reads(Path(options.file), secret, folder_of(options))
    lost = {table: [list(ids) for ids in ranges] for table, ranges in found.lost.items()}
    keys = {"saved": found.saved, "lost": lost, "file": str(found.file)}
    gone = sum(last - first + 1 for ranges in found.lost.values() for first, last in ranges)
    missing = f"有 {gone:,} 个编号读不出来，加上 --json 可以看到是哪些。" if gone else "没有发现读不出来的内容。"
    saved = f"已救出 {sum(found.saved.values()):,} 行，存为《{found.file.name}》。"
    return Answer(keys, f"{saved}{missing}用 restore 可以还原它。损坏的文件没有改动。")


def describe_backup(command: argparse.ArgumentParser) -> None:
    """Where to."""
    command.add_argument("dest", nargs="?", default="", metavar="DEST", help="另一个文件夹，如 U 盘")


def describe_file(command: argparse.ArgumentParser) -> None:
    """Which file."""
    command.add_argument("file", metavar="FILE")
