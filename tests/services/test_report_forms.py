import datetime as dt

import openpyxl
import pytest

from app.domain.errors import Invalid, Problem
from app.domain.gifts import Draft as Gift
from app.domain.merchants import Draft as MerchantDraft
from app.domain.periods import Kind, of
from app.services import gifts, merchants, report_forms, reports

TODAY = dt.date.today()
PERIOD = of(Kind.QUARTER, TODAY)
MAPPED = {
    ("统计表", "B1"): "#period",
    ("统计表", "B2"): "charity.money",
    ("统计表", "C2"): "charity.money@change",
    ("统计表", "B3"): "charity.givers",
    ("统计表", "B4"): "org.coverage",
}


@pytest.fixture
def file(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "统计表"
    for row in (["期间"], ["捐款"], ["商户"], ["覆盖率"]):
        book.active.append(row)
    book.active["B5"] = "=B2+B3"
    book.save(tmp_path / "统计表.xlsx")
    return tmp_path / "统计表.xlsx"


def test_a_form_is_mapped_once_and_filled_for_a_report(store, file, tmp_path):
    merchant = merchants.save(MerchantDraft(sign="瑞和茶庄", no_code_reason="未提供"), None)
    gifts.save(Gift(giver="瑞和茶庄", noun="merchant", row=merchant, amount="12.50", on=TODAY.isoformat()))
    assert report_forms.read(file)[0].texts[1][0] == "捐款"
    form = report_forms.add("季度统计表", file, MAPPED)
    file.unlink()
    assert report_forms.cells(form)[0].formulas == {(5, 2)}
    [row] = report_forms.every()
    assert (row.name, row.file, row.cells) == ("季度统计表", "统计表.xlsx", MAPPED)
    out = tmp_path / "填好.xlsx"
    assert report_forms.fill(form, reports.begin(PERIOD), out) == len(MAPPED)
    sheet = openpyxl.load_workbook(out)["统计表"]
    said = [sheet[at].value for at in ("B1", "B2", "C2", "B3", "B4", "B5")]
    assert said == [PERIOD.label, 12.5, "无可比基数", 1, "0.00%", "=B2+B3"]


def test_every_choice_can_be_filled(store, file, tmp_path):
    keys = [key for key, _ in report_forms.choices()]
    form = report_forms.add("全部", file, {("统计表", f"D{row}"): key for row, key in enumerate(keys, 1)})
    assert report_forms.fill(form, reports.begin(PERIOD), tmp_path / "填好.xlsx") == len(keys)


def test_a_mapping_is_changed_and_a_form_removed(store, file):
    form = report_forms.add("季度统计表", file, MAPPED)
    report_forms.change(form, "半年统计表", {("统计表", "B2"): "work.meetings"})
    assert (report_forms.get(form).name, len(report_forms.get(form).cells)) == ("半年统计表", 1)
    report_forms.remove(form)
    assert report_forms.every() == []
    with pytest.raises(Problem, match="不在了"):
        report_forms.get(form)


@pytest.mark.parametrize(
    ("name", "mapped", "field"),
    [(" ", MAPPED, "name"), ("表", {}, "cells"), ("表", {("统计表", "B2"): "no.such"}, "cells")],
)
def test_what_cannot_be_mapped_is_said(store, file, name, mapped, field):
    with pytest.raises(Invalid) as wrong:
        report_forms.add(name, file, mapped)
    assert list(wrong.value.complaints) == [field]
    assert report_forms.every() == []


def test_a_formula_is_not_mapped(store, file):
    with pytest.raises(Problem, match="公式"):
        report_forms.add("表", file, {("统计表", "B5"): "charity.money"})
    assert report_forms.every() == []
