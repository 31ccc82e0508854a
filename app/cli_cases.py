"""The command `cases`: what is open, and how the cases of a kind went."""

import argparse
import datetime as dt
from typing import TYPE_CHECKING, Any

from app.cli_answer import Answer, Command, unlock

if TYPE_CHECKING:
    from app.services.cases import CaseRow


def cases_(options: argparse.Namespace) -> Answer:
    """列出事项和办结率；--overdue 只列超期的"""
    from app.services import case_figures, case_kinds, cases

    unlock(options)
    kind = case_kinds.kind(options.kind).name if options.kind else ""
    filters = {"kind": kind} if kind else {}
    if options.overdue:
        filters["state"] = "超期"
    found = cases.ids(filters=filters, order="due" if options.overdue else "number", descending=not options.overdue)
    rows = cases.rows(found[: options.limit])
    rates = vars(case_figures.rates(case_figures.Scope(kind=kind), dt.date.today()))
    lines = [f"{row.number}  {row.state}  {row.due}  {row.unit}  {row.title}" for row in rows]
    names = (("completion", "办结"), ("on_time", "按时办结"), ("overdue", "超期"), ("satisfied", "满意"))
    said = "，".join(f"{name} {rates[key].words}" for key, name in names)
    keys = {"total": len(found), "rows": [keys_of(row) for row in rows]}
    keys |= {key: {"part": len(ratio.rows), "whole": ratio.total, "words": ratio.words} for key, ratio in rates.items()}
    return Answer(keys, "\n".join([*lines, f"共 {len(found):,} 件。{said}。"]))


def keys_of(row: "CaseRow") -> dict[str, Any]:
    """A case as a command answers it, the number first; nobody's telephone number."""
    names = ("number", "title", "kind", "state", "stage", "received", "due", "done", "unit", "handler", "satisfaction")
    return {name: getattr(row, name) for name in names}


def _describe(command: argparse.ArgumentParser) -> None:
    command.add_argument("--overdue", action="store_true", help="只列超期的，期限早的在前")
    command.add_argument("--kind", default="", metavar="类别")
    command.add_argument("--limit", type=int, default=None, metavar="N")


COMMANDS: tuple[Command, ...] = (("cases", cases_, _describe),)
