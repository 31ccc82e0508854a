"""The command `journal`: the last entries, or whether any was tampered with."""

import argparse

from app.cli_answer import Answer, unlock
from app.services import audit


def journal(options: argparse.Namespace) -> Answer:
    """办理记录：列出最近的，或用 --verify 校验有没有被改动过"""
    unlock(options)
    if options.verify:
        verdict = audit.verify()
        keys = {"entries": verdict.entries, "broken": list(verdict.broken)}
        return Answer(keys, verdict.sentence, fine=not verdict.broken)
    found = audit.ids(options.search)
    rows = audit.rows(found[: options.limit])
    lines = [f"{row.id}  {row.moment}  {row.who}  {row.kind}  {row.what}" for row in rows]
    return Answer(
        {"total": len(found), "rows": [vars(row) for row in rows]}, "\n".join([*lines, f"共 {len(found):,} 条"])
    )


def describe(command: argparse.ArgumentParser) -> None:
    """What to look for, how many to list, or whether to verify."""
    command.add_argument("--verify", action="store_true", help="校验每一条")
    command.add_argument("--limit", type=int, default=50, metavar="N")
    command.add_argument("--search", default="", metavar="文字")
