"""A superior's own spreadsheet: mapped to figures once, cell by cell, and filled in for each report."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.calendar import spoken
from app.domain.errors import Complaint, Invalid, Problem
from app.domain.names import clean
from app.domain.ratios import NOTHING
from app.domain.reports import SCALES, is_ratio
from app.domain.roles import Right
from app.services import attachments, figures, report_contents
from app.services.attachment_intake import Source, content_of
from app.services.figures import Line, Value
from app.services.report_documents import Told
from app.services.session import requires
from app.store.journal import Kind
from app.store.reports import ReportForm
from app.store.writing import Act, note, writing

if TYPE_CHECKING:
    from app.exchange.form_parts import Grid

NOUN = "report_form"
FACTS = {"#period": "报告期间", "#issuer": "单位名称", "#date": "报送日期", "#number": "发文字号"}
ASPECTS = {"": "本期", "@previous": "上期", "@change": "环比", "@last_year": "去年同期", "@year_change": "同比"}
Cells = Mapping[tuple[str, str], str]
"""What goes into which cell (sheet, address): a key of `choices`."""


@dataclass(frozen=True)
class FormRow:
    """A form that was mapped: `file` is the name of the spreadsheet, `cells` what goes where."""

    id: int
    name: str
    file: str
    cells: Cells


@requires(Right.READ)
def choices() -> list[tuple[str, str]]:
    """What a cell may take: (key, words), first what a report says of itself, then every figure in each aspect."""
    found = list(FACTS.items())
    for each in figures.definitions():
        found += [(each.code + aspect, f"{each.section}　{each.name}　{words}") for aspect, words in ASPECTS.items()]
    return found


@requires(Right.READ)
def every() -> list[FormRow]:
    """The forms, by their names."""
    return [_row(each) for each in ReportForm.select().where(ReportForm.removed_at == "").order_by(ReportForm.name)]


@requires(Right.READ)
def get(form: int) -> FormRow:
    """One form; raises Problem."""
    return _row(_record(form))


@requires(Right.READ)
def read(file: Path) -> "list[Grid]":
    """What the sheets of a spreadsheet show, for somebody to point at cells before it is saved. Raises Problem."""
    from app.exchange import form_parts

    return form_parts.grids(file.name, content_of(Source(file.name, file)))


@requires(Right.READ)
def cells(form: int) -> "list[Grid]":
    """What the sheets of a saved form show; raises Problem."""
    from app.exchange import form_parts

    row = _record(form)
    return form_parts.grids(row.name, attachments.read(row.attachment))


@requires(Right.ENTER)
def add(name: str, file: Path, mapped: Cells) -> int:
    """Keep a spreadsheet with what goes where and return its id; raises Invalid (name, cells) or Problem."""
    from app.exchange import form_fill

    content = content_of(Source(file.name, file))
    _check(name, mapped)
    form_fill.fill(file.name, content, dict.fromkeys(mapped, ""))  # nothing is kept that cannot be filled
    with writing(f"新增上级表格 {clean(name)}") as act:
        row = ReportForm(name=clean(name), cells=_packed(mapped))
        act.add(row)

    def keep(act: Act, attachment: int) -> None:
        act.change(row, {"attachment": attachment})

    attachments.add_with(f"给上级表格 {row.name} 添加文件", NOUN, row.id, Source(file.name, content), keep)
    return int(row.id)


@requires(Right.ENTER)
def change(form: int, name: str, mapped: Cells) -> None:
    """Change what goes where; raises Invalid (name, cells) or Problem."""
    from app.exchange import form_fill

    row = _record(form)
    _check(name, mapped)
    form_fill.fill(row.name, attachments.read(row.attachment), dict.fromkeys(mapped, ""))
    with writing(f"修改上级表格 {clean(name)}") as act:
        act.change(row, {"name": clean(name), "cells": _packed(mapped)})


@requires(Right.ENTER)
def remove(form: int) -> None:
    """Move a form to the recycle bin; raises Problem."""
    row = _record(form)
    with writing(f"移出上级表格 {row.name}") as act:
        act.change(row, row.when_undone())


@requires(Right.READ)
def calculates(form: int) -> bool:
    """Whether a form holds formulas, which the program that opens it has to work out anew; raises Problem."""
    from app.exchange import form_fill

    return form_fill.calculates(attachments.read(_record(form).attachment))


@requires(Right.READ)
def fill(form: int, report: int, path: Path) -> int:
    """Write the form filled in for a report, nothing but the mapped cells changed, journal it, and return how many
    cells were filled. Raises Problem."""
    from app.exchange import form_fill
    from app.exchange.target import replacing

    row, content = _record(form), report_contents.told(report)
    known = {line.definition.code: line for line in content.lines}
    wanted = {place: _said(key, content, known) for place, key in _row(row).cells.items()}
    filled = form_fill.fill(row.name, attachments.read(row.attachment), wanted)
    with replacing(path) as part:
        part.write_bytes(filled)
    note(f"填写上级表格 {row.name}（{content.period.label}报告）", Kind.EXPORT)
    return len(wanted)


def _said(key: str, content: Told, known: Mapping[str, Line]) -> str | int | Decimal:
    """What a cell takes: a count or an amount as a number, a share, a change or a fact as text."""
    row = content.row
    facts = {"#period": content.period.label, "#issuer": content.issuer, "#number": row.number}
    facts["#date"] = spoken(row.submitted) if row.submitted else ""
    if key in FACTS:
        return facts[key]
    code, _, aspect = key.partition("@")
    if code not in known:
        raise Problem(f"这份报告里没有“{code}”这项数据，没有填写。请打开表格的对应关系，改一下再填。")
    line = known[code]
    if aspect in ("change", "year_change"):
        return line.against_previous if aspect == "change" else line.against_last_year
    value = {"": line.value, "previous": line.previous, "last_year": line.last_year}[aspect]
    return _plain(value, line.definition.unit)


def _plain(value: Value, unit: str) -> str | int | Decimal:
    words = value.words(unit)
    if unit == "%" or words == NOTHING:
        return words
    return Decimal(words.replace(",", "")) if unit in SCALES or is_ratio(unit) else value.number


def _check(name: str, mapped: Cells) -> None:
    complaints: dict[str, str] = {}
    if not clean(name):
        complaints["name"] = Complaint("missing", "请填写表格的名称。")
    if not mapped:
        complaints["cells"] = Complaint("missing", "还没有对应任何格子，请先点一个格子，再选要填的数据。")
    known = {key for key, _ in choices()}
    if strange := sorted(set(mapped.values()) - known):
        complaints["cells"] = Complaint("strange", f"没有“{strange[0]}”这项数据，请重新选择。")
    if complaints:
        raise Invalid(complaints)


def _record(form: int) -> ReportForm:
    row = ReportForm.get_or_none(ReportForm.id == form, ReportForm.removed_at == "")
    if row is None:
        raise Problem("这张上级表格已经不在了，没有改动。请重新选择。")
    return row


def _packed(mapped: Cells) -> str:
    return json.dumps([[*place, key] for place, key in mapped.items()], ensure_ascii=False)


def _row(row: ReportForm) -> FormRow:
    told: Sequence[Sequence[str]] = json.loads(row.cells or "[]")
    files = {each.id: each.name for each in attachments.of(NOUN, row.id)}
    return FormRow(row.id, row.name, files.get(row.attachment, ""), {(sheet, cell): key for sheet, cell, key in told})
