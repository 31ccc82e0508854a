"""What is kept about a person: shown whole for a reason, given out, reported on for deletion, cleared away in time.

Lists, cards, histories and the journal show numbers masked. A form opened for editing shows the number as it stands:
entering and correcting it is the clerk's work, and the change is journalled. Anything else goes through `reveal`.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.errors import Invalid, Problem
from app.domain.names import clean
from app.domain.privacy import mask_name, mask_phone
from app.domain.roles import Right
from app.services import approvals, centres, personal_columns, personal_erasure, personal_rows, retention, watermark
from app.services.approval_kinds import ERASE, PURGE
from app.services.personal_columns import ID, LINKS, PAY, PERSONAL, PHONE
from app.services.personal_erasure import Line, Verdict
from app.services.personal_rows import Found
from app.services.session import requires
from app.store.journal import Kind
from app.store.writing import note, writing

REASONS = ("电话回访", "上门走访前联系", "核对登记资料", "本人要求查看")
"""Ready reasons for a look at a number, each taken by one key."""
_LONGEST_REASON = 60


@dataclass(frozen=True)
class Dossier:
    """All that is kept about a person, row by row; `phones` are the numbers that stand beside the name."""

    name: str
    phone: str
    found: tuple[Found, ...]
    phones: tuple[str, ...]

    def lines(self) -> list[tuple[str, str, str, str]]:
        """Table, record, column and value, whole."""
        return [
            (personal_columns.TITLES[each.noun], each.name, personal_columns.label(each.noun, value.column), value.text)
            for each in self.found
            for value in each.values
        ]


@dataclass(frozen=True)
class Report:
    """What a deletion would do: `lines` are masked."""

    name: str
    phone: str
    day: dt.date
    lines: tuple[Line, ...]

    def count(self, verdict: Verdict) -> int:
        """How many values share a verdict."""
        return sum(line.verdict == verdict for line in self.lines)

    @property
    def sentence(self) -> str:
        """The report in one line."""
        if not self.lines:
            return f"没有找到关于“{self.name}”的资料。"
        counts = "，".join(f"{verdict.value} {self.count(verdict):,} 处" for verdict in Verdict)
        return f"关于“{self.name}”的资料：{counts}。"


@requires(Right.ENTER)
def reveal(noun: str, row: int, field: str, reason: str) -> str:
    """A masked number whole; the look is journalled with its reason. Raises Invalid (field reason)."""
    reason = clean(reason)
    if not reason or len(reason) > _LONGEST_REASON:
        raise Invalid({"reason": f"请写明为什么要看，最多 {_LONGEST_REASON} 个字。"})
    if PERSONAL[noun][field] not in (PHONE, ID, PAY):
        raise KeyError(field)
    record = personal_columns.models()[noun].get_by_id(row)
    label = personal_columns.label(noun, field)
    owner = getattr(record, LINKS[noun][0]) if noun in LINKS else record
    note(f"查看 {owner.name} 的{label}，事由：{reason}", Kind.LOOK)
    return personal_columns.whole(noun, field, getattr(record, field))


@requires(Right.ADMINISTER)
def everything(name: str, phone: str = "") -> Dossier:
    """All that is kept about a person; `phone` tells namesakes apart. Raises Invalid (field name)."""
    who = personal_rows.person(name, phone)
    found = tuple(personal_rows.find(who))
    numbers = [value.text for each in found if each.own for value in each.values if value.kind == PHONE]
    return Dossier(who.name, who.phone, found, tuple(dict.fromkeys(numbers)))


@requires(Right.ADMINISTER)
def export(dossier: Dossier, path: Path) -> int:
    """Write a dossier to an xlsx or, by its name, a PDF file; returns how many values. Raises Problem."""
    lines = dossier.lines()
    if not lines:
        raise Problem(f"没有找到关于“{dossier.name}”的资料，没有写出文件。请核对姓名和电话。")
    headings = (("所在的表", 18), ("记录", 34), ("项目", 16), ("内容", 60))
    if path.suffix.lower() == ".pdf":
        _print(path, "个人信息清单", [f"关于“{dossier.name}”的全部资料，共 {len(lines):,} 处。"], headings, lines)
    else:
        from app.exchange import workbook

        columns = [(words, width, "text") for words, width in headings]
        workbook.write_list(path, "个人信息清单", columns, lines, mark=watermark.mark())
    note(f"导出 {mask_name(dossier.name)} 的全部个人信息 {len(lines):,} 处", Kind.EXPORT)
    return len(lines)


@requires(Right.ADMINISTER)
def deletion(name: str, phone: str = "") -> Report:
    """What of a person would be erased, what must be kept and why. Raises Invalid (field name or phone)."""
    dossier = everything(name, phone)
    if len(dossier.phones) > 1 and not dossier.phone:
        numbers = "、".join(map(mask_phone, dossier.phones[:3]))
        raise Invalid({"phone": f"叫“{dossier.name}”的有几个电话（{numbers}），可能不是一个人，请填写其中一个。"})
    today = dt.date.today()
    return Report(dossier.name, dossier.phone, today, tuple(personal_erasure.lines(name, phone, today)))


@requires(Right.ADMINISTER)
def write_deletion(report: Report, path: Path) -> None:
    """Write the report as a PDF to be signed and kept. Raises Problem."""
    headings = (("所在的表", 16), ("记录", 30), ("项目", 13), ("内容", 26), ("处理", 12), ("理由和期限", 50))
    rows = [(line.title, line.name, line.label, line.text, line.verdict.value, _why(line)) for line in report.lines]
    lead = [report.sentence, "号码已隐去中间几位。标“删除”的，经第二人同意后改成“（已删除）”，不能撤销。"]
    _print(path, "个人资料删除报告", lead, headings, rows, ("申请人", "复核人", "日期"))
    note(f"打印 {mask_name(report.name)} 的个人资料删除报告", Kind.PRINT)


@requires(Right.ADMINISTER)
def ask_deletion(report: Report) -> int:
    """Ask a second person to let what the report says be erased; returns the request. Raises Problem."""
    values = personal_erasure.to_erase(list(report.lines))
    if not values:
        raise Problem(f"“{report.name}”没有现在可以删除的资料，没有提出申请。要保留的写在报告里，附有理由和期限。")
    models = personal_columns.models()
    rows = [models[noun].get_by_id(row) for noun, row, _ in values if noun != "form_draft"]
    what = f"删除人员全部资料：{mask_name(report.name)}，{report.count(Verdict.ERASED):,} 处"
    with writing(f"申请{what}") as act:
        return approvals.ask(act, ERASE, what, {"values": values}, rows)


@requires(Right.ADMINISTER)
def ask_purge(due: list[retention.Overdue]) -> int:
    """Ask a second person to let what is kept too long be cleared away; returns the request. Raises Problem."""
    count = sum(len(each.rows) for each in due)
    if not count:
        raise Problem("没有超过保存期限的资料，没有提出申请。")
    what = f"清理超过保存期限的资料 {count:,} 条：" + "、".join(f"{each.title} {len(each.rows):,}" for each in due)
    with writing(f"申请{what}") as act:
        content = {each.noun: list(each.rows) for each in due}
        return approvals.ask(act, PURGE, what, content, retention.due_rows(due))


def _print(
    path: Path,
    title: str,
    lead: Sequence[str],
    headings: Sequence[tuple[str, float]],
    rows: Sequence[Sequence[str]],
    signatures: Sequence[str] = (),
) -> None:
    from app.documents import report

    columns = [report.Column(*heading) for heading in headings]
    sample = centres.current().sample
    report.write(report.Report(title, lead, columns, rows, watermark.mark(), signatures, sample), path)


def _why(line: Line) -> str:
    return f"{line.reason}；保留到{line.until}" if line.until else line.reason
