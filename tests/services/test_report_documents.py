"""The workbook recalculated by a calculator of our own, and the report on paper beside it."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest

from app.documents.paper import Paper
from app.domain.activities import Draft as Activity
from app.domain.cases import Draft as CaseDraft
from app.domain.gifts import Draft as Gift
from app.domain.merchants import Draft as MerchantDraft
from app.domain.periods import Kind, of, read
from app.domain.reports import is_ratio
from app.services import (
    activities,
    cases,
    figures,
    gifts,
    merchants,
    report_contents,
    report_documents,
    report_figures,
    report_verifying,
    reports,
    session,
)
from app.services import report_history as history
from tests.formulas import Calculator

TODAY = dt.date.today()
PERIOD = of(Kind.QUARTER, TODAY)


def fill():
    """Gifts of odd amounts in this period and the one before, one of them reversed, and cases; the merchants they came
    from."""
    known = [merchants.save(MerchantDraft(sign=f"瑞和{name}", no_code_reason="未提供"), None) for name in "茶面药鞋"]
    for place, merchant in enumerate(known):
        for day in (TODAY, PERIOD.previous.start):
            told = {"giver": f"瑞和{'茶面药鞋'[place]}", "noun": "merchant", "row": merchant}
            gifts.save(Gift(**told, amount=f"{place * 100 + 33}.{place}7", on=day.isoformat()))
    gifts.reverse(
        gifts.save(Gift(giver="瑞和茶", noun="merchant", row=known[0], amount="8", on=TODAY.isoformat())).id, "错"
    )
    for number in range(3):
        cases.save(CaseDraft(kind="投诉", title=f"第{number}件", received=TODAY.isoformat(), merchant=known[0]), None)
    return known


@pytest.fixture
def busy(store):
    """The merchants of a quarter in which something happened."""
    return fill()


def submit(period=PERIOD, anew=False):
    report = reports.begin(period)
    reports.hand_in(report)
    before = session.clerk(), session.session_start()
    session.begin(session.folder(), session.Clerk("复核员", "复核"), before[1])
    try:
        reports.issue(report)
    finally:
        session.begin(session.folder(), *before)
    reports.submit(report)
    return report


def said(report):
    out = BytesIO()
    report_documents.write_pdf(report, out)
    paper = Paper(out.getvalue())
    return "".join(paper.text(page) for page in range(paper.count))


def plain(value, unit):
    if value == figures.UNKNOWN:
        return "—"
    if is_ratio(unit):
        return Fraction(value.part, value.whole) if value.whole else "—"
    return Fraction(value.number, {"元": 100, "小时": 60}.get(unit, 1))


def test_every_formula_comes_to_the_frozen_figure(busy, tmp_path):
    report = submit()
    report_documents.write_book(report, tmp_path / "报.xlsx")
    book = openpyxl.load_workbook(tmp_path / "报.xlsx")
    kept = openpyxl.load_workbook(tmp_path / "报.xlsx", data_only=True)
    calculator = Calculator(book)
    lines = {line.definition.code: line for line in report_figures.lines(report)}
    checked = 0
    for sheet in (*figures.SECTIONS, "汇总"):
        heads = {cell.value: cell.column_letter for cell in book[sheet][2]}
        for row in range(3, book[sheet].max_row + 1):
            line = lines.get(book[sheet][f"A{row}"].value)
            if line is None:
                continue
            checked += 1
            unit = line.definition.unit
            for head, value in (("本期", line.value), ("上期", line.previous), ("去年同期", line.last_year)):
                at = f"{heads[head]}{row}"
                assert calculator.cell(sheet, at) == plain(value, unit), (sheet, at)
            assert str(book[sheet][f"{heads['本期']}{row}"].value).startswith("=")
            for head, before in (("环比", line.previous), ("同比", line.last_year)):
                change = calculator.cell(sheet, f"{heads[head]}{row}")
                told = figures.change(line.value, before)
                shown = change if isinstance(change, str) else f"{abs(float(change) * 100):,.2f}"
                assert shown == told.strip("+−%") or (told == "持平" and shown == "0.00")
    assert checked == 2 * len(lines)
    for sheet in book.sheetnames:
        for row in book[sheet].iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    computed, stored = calculator.cell(sheet, cell.coordinate), kept[sheet][cell.coordinate].value
                    assert stored == (computed if isinstance(computed, str) else pytest.approx(float(computed)))


def test_codes_and_ids_are_text_and_the_book_is_set_up_for_print(busy, tmp_path):
    report_documents.write_book(submit(), tmp_path / "报.xlsx")
    book = openpyxl.load_workbook(tmp_path / "报.xlsx")
    assert book.sheetnames == ["汇总", *figures.SECTIONS, "明细"]
    for sheet in book.worksheets:
        assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.paperSize) == ("A3", "$1:$2", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "制表人：王管理" in sheet.oddFooter.left.text
    money = next(row for row in book["明细"].iter_rows(min_row=3) if row[0].value == "charity.money")
    assert [cell.data_type for cell in money[:4]] == ["s"] * 4
    assert {cell.number_format for cell in money[:4]} == {"@"}
    [chart] = book["公益积分"]._charts
    assert (chart.x_axis.delete, chart.y_axis.delete, chart.barDir) == (False, False, "bar")


def test_detail_beyond_its_room_stands_on_one_line(busy, tmp_path, monkeypatch):
    monkeypatch.setattr(report_documents, "MOST_RUNS", 2)
    for name, report in (("草稿", reports.begin(PERIOD)), ("报送", submit())):
        report_documents.write_book(report, tmp_path / f"{name}.xlsx")
        book = openpyxl.load_workbook(tmp_path / f"{name}.xlsx")
        rows = [row for row in book["明细"].iter_rows(min_row=3, values_only=True) if row[0] == "charity.money"]
        assert [row[2] for row in rows][2:] == ["其余各条，编号见程序"]
        assert rows[-1][5] == len(report_figures.rows_behind(report, "charity.money")) - 2
        money = next(row[0].row for row in book["公益积分"].iter_rows() if row[0].value == "charity.money")
        total = next(line.value for line in report_figures.lines(report) if line.definition.code == "charity.money")
        assert Calculator(book).cell("公益积分", f"D{money}") == Fraction(total.number, 100)


def test_the_paper_says_every_figure_and_equals_itself(busy):
    report = submit()
    text = said(report)
    for line in report_figures.lines(report):
        said_so = "".join("".join(report_contents.cells(line)).split()) in text
        assert said_so == report_contents.says_something(line), line.definition.code
    assert said(report) == text
    outs = [BytesIO(), BytesIO()]
    for out in outs:
        report_documents.preview(report, out)
    assert outs[0].getvalue() == outs[1].getvalue()
    assert "余”" in text


def test_a_back_dated_row_leaves_what_was_submitted_as_it_was(busy, tmp_path):
    earlier = submit(PERIOD.previous)
    report_documents.write_book(earlier, tmp_path / "前.xlsx")
    before, rows = said(earlier), list(openpyxl.load_workbook(tmp_path / "前.xlsx")["公益积分"].values)
    gifts.save(Gift(giver="瑞和面", noun="merchant", row=busy[1], amount="1000", on=PERIOD.previous.end.isoformat()))
    assert said(earlier) == before
    report_documents.write_book(earlier, tmp_path / "前.xlsx")
    assert list(openpyxl.load_workbook(tmp_path / "前.xlsx")["公益积分"].values) == rows
    later = submit()
    report_documents.write_book(later, tmp_path / "后.xlsx")
    assert f"{PERIOD.previous.label}捐款元732.881,732.88+1,000.00" in said(later)
    adjusted = list(openpyxl.load_workbook(tmp_path / "后.xlsx")["跨期调整"].values)
    assert (PERIOD.previous.label, "捐款", "元", "732.88", "1,732.88", "+1,000.00") in adjusted


def test_bars_show_what_earlier_reports_said(busy):
    submit(PERIOD.previous.previous)
    submit(PERIOD.previous)
    report = submit()
    [money] = [
        each for each in history.trends(report, report_figures.lines(report)) if each.definition.code == "charity.money"
    ]
    spans = [PERIOD.last_year, PERIOD.previous.previous, PERIOD.previous, PERIOD]
    assert [span for span, _ in money.points] == spans
    assert [value.number for _, value in money.points][-2:] == [73_288, 73_288]


def test_a_changed_name_of_the_centre_leaves_a_submitted_report_alone(busy):
    from app.services import centres

    report = submit()
    before = said(report)
    centres.save(replace(centres.current(), name="另一个中心", issuer="另一个中心"))
    assert said(report) == before


def test_an_activity_and_a_text_of_ones_own_stand_in_the_report(store):
    activities.save(Activity(kind="培训", title="消防培训", on=TODAY.isoformat(), participants=127), None)
    report = reports.begin(PERIOD)
    assert "120余人次（127人次）" in said(report)
    words = reports.words(report)
    parts = tuple(replace(part, words=f"{part.heading}的<b>话</b>") for part in words.parts[:2])
    reports.save_words(report, replace(words, parts=parts), "会战〔2026〕9号")
    text = said(report)
    assert all(words in text for words in ("一、组织建设", "组织建设的<b>话</b>", "会战〔2026〕9号", "培训和党课场次1"))


@pytest.mark.parametrize("code", ["2026Q3", "2026-09", "2026H1", "2025", "20240229-20260915"])
def test_a_report_of_any_period_is_made(busy, tmp_path, code):
    period = read(code)
    report = submit(period)
    assert f"{period.label}工作情况报告" in said(report)
    report_documents.write_book(report, tmp_path / report_documents.file_name(report, "xlsx"))
    assert (tmp_path / f"工作报告_{code}.xlsx").is_file()
    assert report_verifying.check(tmp_path / f"工作报告_{code}.xlsx").fine


def test_another_reader_sees_what_formulas_come_to(busy, tmp_path):
    from python_calamine import CalamineWorkbook

    report_documents.write_book(submit(), tmp_path / "报.xlsx")
    rows = CalamineWorkbook.from_path(tmp_path / "报.xlsx").get_sheet_by_name("公益积分").to_python()
    assert next(row[3] for row in rows if row[0] == "charity.money") == pytest.approx(732.88)
