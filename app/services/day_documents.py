"""窗口日结单: the cash of a day, and what was entered over all tabs, on paper to be signed."""

import datetime as dt
from collections.abc import Iterator, Sequence

from app.domain import money
from app.domain.calendar import for_file, spoken
from app.domain.roles import Right
from app.services import centres, day_lines, day_sheet, watermark
from app.services.charity_documents import Paper, signed
from app.services.day_lines import Line
from app.services.day_sheet import DaySheet
from app.services.session import requires

_HEADS = (("类别", 4), ("单号", 4), ("姓名、名称", 7), ("内容", 7), ("金额（元）", 3), ("积分", 2), ("经手人", 3))
_SIGNATURES = ("经办人", "复核人", "负责人")


@requires(Right.READ)
def of_day(day: dt.date) -> Paper:
    """The day sheet with its lines to sign on; raises Problem."""
    from app.documents import report

    sheet = day_sheet.of_day(day)
    lines = day_lines.of_day(sheet)
    counted = [told for told in day_lines.counted(lines) if told.lines]
    rows: list[Sequence[str]] = []
    for told in counted:
        rows.append((f"{told.tab}　{told.words}",))
        rows += [_row(line) for line in day_lines.folded(line for line in lines if line.tab == told.tab)]
    entered = "，".join(f"{told.tab} {told.lines:,} 条" for told in counted)
    lead = [*_money(sheet), f"当天录入：{entered}。" if entered else "当天没有录入。"]
    columns = [report.Column(label, share) for label, share in _HEADS]
    title = f"窗口日结单 {spoken(sheet.day)}"
    made = report.Report(title, lead, columns, rows, watermark.mark(), _SIGNATURES, centres.current().sample)
    return Paper(title, f"窗口日结_{for_file(day)}.pdf", lambda out: report.write(made, out))


def _row(line: Line) -> Sequence[str]:
    fen = money.in_digits(line.amount or line.value)
    worth = fen if line.amount else f"折价 {fen}" if line.value else ""
    what = line.what if line.count == 1 else f"{line.what} {line.count:,}".replace("-", "−")
    return what, line.number, line.name, line.detail, worth, signed(line.points) if line.points else "", line.who


def _money(sheet: DaySheet) -> Iterator[str]:
    ways = "，".join(f"{method or '其他'} {money.in_digits(fen)} 元" for method, fen in sheet.by_method.items())
    came = (
        f"收款 {money.in_digits(sheet.money)} 元{f'（{ways}）' if ways else ''}，折价 {money.in_digits(sheet.value)} 元"
    )
    yield f"捐赠 {len(sheet.gifts):,} 笔，{came}；兑换 {len(sheet.redemptions):,} 笔。"
    if sheet.points:
        yield "积分：" + "，".join(f"{kind} {signed(count)} 分" for kind, count in sheet.points.items()) + "。"
    yield (
        f"现金：上日结存 {money.in_digits(sheet.carried)} 元，收入 {money.in_digits(sheet.cash_taken)} 元，"
        f"交出 {money.in_digits(sheet.cash_handed_out)} 元，应有 {money.in_digits(sheet.in_hand)} 元。"
    )
    if holding := "，".join(f"{name} {money.in_digits(fen)} 元" for name, fen in sorted(sheet.cash.items())):
        yield f"现金在：{holding}。"
    if sheet.counted:
        over = sheet.counted.counted - sheet.counted.expected
        words = "账实相符" if not over else f"{'多' if over > 0 else '少'} {money.in_digits(abs(over))} 元"
        note = f"（{sheet.counted.note}）" if sheet.counted.note else ""
        yield f"清点现金 {money.in_digits(sheet.counted.counted)} 元，{words}{note}，清点人{sheet.counted.clerk}。"
    else:
        yield "现金还没有清点。"
