"""What leaves the program about cases: the list as a workbook, and the file of one case on paper."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain import money, slips
from app.domain.calendar import spoken
from app.domain.roles import Right
from app.domain.slips import Slip
from app.paths import Out
from app.services import case_handling, cases, centres, exporting, handed_out, watermark
from app.services.case_columns import COLUMNS
from app.services.cases import CaseRow
from app.services.exporting import Progress
from app.services.session import requires

if TYPE_CHECKING:
    from app.documents.case_sheet import Side, Step


@requires(Right.ENTER)
def export(path: Path, wanted: Sequence[int] | None = None, progress: Progress | None = None) -> int:
    """Write the cases (all, or these ids) to an xlsx file and return how many; raises Problem."""
    chosen = cases.ids() if wanted is None else wanted
    return exporting.write_rows(path, ("事项台账", "件"), COLUMNS, cases.rows, chosen, progress)


@requires(Right.ENTER)
def write_sheet(case: int, out: Out) -> int:
    """Write the file of a case (一事一档) and return its pages; raises Problem."""
    from app.documents import case_sheet

    row = cases.get(case)
    sheet = case_sheet.CaseSheet(
        row.number,
        row.kind,
        row.title,
        [fact for fact in _facts(row) if fact[1]],
        demand=row.detail,
        steps=list(_steps(case)),
        ratings=list(_sides(case)),
        result=_joined(row.outcome, row.result),
        mark=watermark.mark(),
        sample=centres.current().sample,
        code=slips.code(Slip.CASE, case),
    )
    pages = case_sheet.write(sheet, out)
    handed_out.put(f"案卷 {row.number}", out)
    return pages


def _steps(case: int) -> "Iterator[Step]":
    from app.documents.case_sheet import Step

    for each in case_handling.steps(case):
        yield Step(spoken(each.on), each.stage, each.who, _joined(each.what, each.note))


def _sides(case: int) -> "Iterator[Side]":
    """What each side thought of it, and what it comes to."""
    from app.documents.case_sheet import Side

    ratings = case_handling.ratings(case)
    for each in reversed(ratings):
        yield Side(each.side, f"{each.score} 分", _joined(each.rater, each.note))
    if ratings:
        yield Side("合计", case_handling.score(case).words)


def _joined(*words: str) -> str:
    return "　".join(filter(None, words))


def _facts(row: CaseRow) -> Iterator[tuple[str, str]]:
    yield "收到日期", spoken(row.received)
    yield "来源", row.source
    yield "分类", row.category
    yield "反映人", row.reporter
    yield "联系电话", row.phone
    yield "商户", row.merchant_name
    yield "有关组织", row.organization_name
    yield "承办单位", row.unit
    yield "经办人", row.handler
    yield "交办日期", spoken(row.dispatched)
    yield "期限", spoken(row.due)
    yield "办结日期", spoken(row.done)
    yield "满意度", row.satisfaction
    yield "销号日期", spoken(row.closed)
    yield "重开", f"{row.reopened} 次" if row.reopened else ""
    yield "争议金额", f"{money.in_digits(row.disputed)} 元" if row.disputed else ""
    yield "挽回金额", f"{money.in_digits(row.recovered)} 元" if row.recovered else ""
