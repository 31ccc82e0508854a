"""The commands `report` and `verify-report`: a period's report made, submitted, and held against what was frozen."""

import argparse
from pathlib import Path

from app.cli_answer import Answer, Command, read_password, unlock
from app.domain.errors import Problem


def report(options: argparse.Namespace) -> Answer:
    """生成一个期间的工作报告：一份 PDF 和一份 xlsx；--submit 报送"""
    from app.domain import periods
    from app.services import report_documents, report_figures, report_text, reports

    unlock(options)
    period, folder = periods.read(options.period), Path(options.out)
    number = _latest(period.code) if not options.anew else reports.begin(period)
    number = number or reports.begin(period)
    names = [report_documents.file_name(number, ending) for ending in ("pdf", "xlsx")]
    pdf, book = (folder / name for name in names)
    if there := [each.name for each in (pdf, book) if each.exists() and not options.replace]:
        raise Problem(f"文件夹里已经有《{there[0]}》，没有生成，也没有覆盖它。请换一个文件夹，或加 --replace。")
    if options.rewrite:
        reports.write_anew(number)
    if options.submit:
        _submit(number, options.checker)
    folder.mkdir(parents=True, exist_ok=True)
    pages = report_documents.write_both(number, pdf, book)
    row = reports.get(number)
    adjusted = len(report_figures.adjustments(number))
    fresh = report_text.written(report_figures.lines(number)) == reports.text(number)
    keys = {
        **{"period": row.period.code, "version": row.version, "state": row.state, "hash": row.hash, "pages": pages},
        **{"pdf": str(pdf), "xlsx": str(book), "adjustments": adjusted, "text_as_generated": fresh},
    }
    said = f"已生成{row.period.label}报告（{row.state}），{pages:,} 页：《{pdf.name}》《{book.name}》。"
    return Answer(keys, said if fresh else said + "文字改过，或者起草以后数据有变，请核对；加 --rewrite 按数据重写。")


def verify_report(options: argparse.Namespace) -> Answer:
    """核对报告的 PDF 或 xlsx 文件和报送时的数据是否一致"""
    from app.services import report_verifying

    unlock(options)
    found = report_verifying.check(Path(options.file))
    return Answer(dict(vars(found)), found.sentence, fine=found.fine)


def _latest(period: str) -> int:
    """The newest report of a period that was not sent back; 0 where there is none."""
    from app.domain.reports import State
    from app.services import reports

    found = [row for row in reports.every() if row.period.code == period and row.state != State.RETURNED]
    return found[0].id if found else 0


def _submit(number: int, checker: str) -> None:
    """Take a report through what is left of its way; a second person issues it."""
    from app.domain.reports import State
    from app.services import reports

    if reports.get(number).state == State.DRAFT:
        if not checker:
            raise Problem("报送前要由另一个人签发，没有报送。请加 --checker 写明签发人，口令从下一行读。")
        reports.hand_in(number)
    if reports.get(number).state == State.CHECKING:
        if checker:
            reports.issue_here(number, checker, read_password(argparse.Namespace(password_stdin=True), "签发人口令："))
        else:
            reports.issue(number)
    if reports.get(number).state == State.ISSUED:
        reports.submit(number)


def _describe(command: argparse.ArgumentParser) -> None:
    command.add_argument("period", metavar="期间", help="2026Q3、2026-09、2026H1、2026 或 2026-07-01..2026-09-15")
    command.add_argument("--out", required=True, metavar="DIR", help="放进这个文件夹")
    command.add_argument("--submit", action="store_true", help="报送：数据从此不变")
    command.add_argument("--checker", default="", metavar="姓名", help="签发人，口令从标准输入的下一行读")
    command.add_argument("--anew", action="store_true", help="已经报送过的，另起一版")
    command.add_argument("--rewrite", action="store_true", help="按现在的数据重写文字")
    command.add_argument("--replace", action="store_true", help="覆盖同名的文件")


COMMANDS: tuple[Command, ...] = (
    ("report", report, _describe),
    ("verify-report", verify_report, lambda command: command.add_argument("file", metavar="FILE")),
)
