"""What is written down from day to day: complaints and reports, penalties, duties, figures, and what comes of them."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QWidget

from app.services import cases, credit_events, indicators, inspections
from app.ui.credit_complaint_dialog import ComplaintDialog
from app.ui.credit_event_dialog import EventDialog, RepairDialog
from app.ui.credit_figures_dialog import CreditFiguresDialog, periods
from app.ui.credit_indicators_dialog import IndicatorDialog, IndicatorsDialog, quarters
from app.ui.credit_timeline_dialog import TimelineDialog
from app.ui.inspection_dialog import INSPECTION, DutiesDialog, DutyDialog
from tests.services.rating_desk import awarded, begin, on_notice, open_merchants

TODAY = dt.date.today()


@pytest.fixture
def desk(store, qtbot):
    made = QWidget()
    made.resize(1366, 688)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def merchants(desk):
    return open_merchants()


def filled(dialog, **typed):
    for name, value in typed.items():
        dialog.form.row(name).editor.fill(value)
    dialog.form.submit()
    return dialog


@pytest.mark.parametrize(
    ("ticked", "kinds"),
    [({}, ["投诉"]), ({"report": True}, ["投诉", "举报"]), ({"complaint": False, "report": True}, ["举报"])],
)
def test_one_slip_opens_what_is_ticked(desk, merchants, ticked, kinds):
    assert filled(ComplaintDialog(desk, merchants[0]), title="茶叶缺斤少两", **ticked).result()
    rows = cases.rows(sorted(cases.ids()))
    assert [row.kind for row in rows] == kinds
    assert {row.merchant for row in rows} == {merchants[0]}
    assert len({row.number for row in rows}) == len(kinds)


def test_a_slip_without_kind_merchant_or_matter_is_refused_by_field(desk, merchants):
    dialog = filled(ComplaintDialog(desk), complaint=False, title="")
    assert not dialog.result()
    told = {row.field.name for row in dialog.form.rows if row.complaint.sentence.text()}
    assert {"merchant", "complaint", "title"} <= told
    assert cases.ids() == []


def test_a_penalty_says_how_long_it_counts_before_it_is_saved(desk, merchants):
    dialog = EventDialog(desk, merchants[0])
    dialog.form.row("weight").editor.fill("一般")
    dialog.form.row("on").editor.setText("2026.1.10")
    assert dialog.counts.text().startswith("扣 ")
    assert "2027年1月9日" in dialog.counts.text()
    assert filled(dialog, text="未明码标价").result()
    (row,) = credit_events.timeline(merchants[0])
    assert (row.weight, row.on, row.until) == ("一般", "2026-01-10", "2027-01-10")


def test_praise_has_no_class(desk, merchants):
    dialog = EventDialog(desk, merchants[0])
    dialog.form.row("kind").editor.fill("表扬")
    assert not dialog.form.row("weight").editor.isEnabled()
    assert dialog.counts.text().startswith("加 ")
    assert filled(dialog, text="拾金不昧").result()
    assert credit_events.timeline(merchants[0])[0].weight == ""


def test_the_time_line_says_when_the_merchant_is_eligible_again_and_repair_ends_it(desk, merchants):
    credit_events.save(credit_events.Draft(merchants[0], "处罚", "严重", TODAY.isoformat(), "售假"))
    dialog = TimelineDialog(desk, merchants[0])
    assert "起可以重新评优" in dialog.eligible.text()
    repair = RepairDialog(desk, dialog.chosen())
    assert "早于最短期限" in repair.doubt.text()
    assert filled(repair, note="修复字〔2026〕1 号").result()
    dialog.read()
    assert dialog.eligible.text() == "今天没有妨碍评优的失信记录。"
    assert not dialog.repair.isEnabled()
    assert "修复字〔2026〕1 号" in dialog.sentence.text()


def test_duties_are_claimed_looked_at_and_ended(desk, merchants, monkeypatch):
    post = inspections.save_post("门前三包责任岗")
    inspections.claim(post, merchants[:2], TODAY - dt.timedelta(days=30))
    dialog = DutiesDialog(desk)
    assert sorted(row.merchant_name for row in dialog.lines) == ["乙店", "甲店"]
    typed = {"on": TODAY.isoformat(), "result": "不合格", "note": "门前堆放杂物"}
    monkeypatch.setattr(dialog.inspect, "isVisible", lambda: True)

    def look(form):
        return filled(form, **(typed if "result" in form.form.values() else {})).result()

    monkeypatch.setattr(DutyDialog, "exec", look)
    dialog._inspect()
    assert (dialog.lines[0].result, dialog.lines[0].note) == ("不合格", "门前堆放杂物")
    assert "0/1 = 0.00%" in dialog.rate.text()
    dialog.table.choose_place(1)
    dialog._release()
    assert sorted(row.end for row in inspections.claims(post)) == ["", TODAY.isoformat()]
    assert len(INSPECTION) == 4


def test_figures_of_quarters_know_their_unit_and_change(desk):
    for quarter, value in (("2025Q3", "41"), ("2026Q3", "46")):
        blank = dict.fromkeys(("unit", "source", "note"), "")
        dialog = IndicatorDialog(desk, {"quarter": quarter, "name": "", "value": value, **blank})
        dialog.form.row("quarter").editor.addItem(quarter, quarter)
        dialog.form.row("quarter").editor.setCurrentIndex(dialog.form.row("quarter").editor.findData(quarter))
        dialog.form.row("name").editor.setEditText("四上企业")
        assert dialog.form.row("unit").editor.value() == "家"
        dialog.form.submit()
    assert [(row.value, row.change) for row in indicators.listing("2026Q3")] == [(4600, "+12.20%")]
    shown = IndicatorsDialog(desk)
    assert shown.rows.data(shown.rows.index(0, 0)) == "2026年三季度"
    assert shown.rows.data(shown.rows.index(0, 2)) == "46 家"


def test_a_figure_that_is_no_number_is_refused(desk):
    values = {"quarter": "2026Q3", "name": "四上企业", "value": "好多", "unit": "家", "source": "", "note": ""}
    dialog = IndicatorDialog(desk, values)
    dialog.form.submit()
    assert not dialog.result()
    assert "请填数字" in dialog.form.row("value").complaint.sentence.text()


def test_every_figure_opens_its_rows(desk, merchants):
    number = begin(merchants)
    on_notice(number)
    awarded(number)
    filled(ComplaintDialog(desk, merchants[0]), title="茶叶缺斤少两")
    dialog = CreditFiguresDialog(desk)
    shown = {each.title: each for each in dialog.figures}
    assert shown["投诉率（投诉 / 营业商户）"].value == "1/4 = 25.00%"
    assert shown["等级 A"].value == "4 家"
    for place, figure in enumerate(dialog.figures):
        dialog.bars.setCurrentRow(place)
        assert len(dialog.lines) == len(next(iter(figure.parts.values())))
    dialog.bars.setCurrentRow(0)
    dialog.open_chosen()
    assert dialog.visit.page == "cases"


def test_periods_end_today_and_begin_the_year():
    found = periods(dt.date(2026, 11, 21))
    assert found[0] == ("2026-01-01|2026-11-21", "2026年到今天")
    assert ("2026-10-01|2026-11-21", "2026年四季度") in found
    assert ("2026-07-01|2026-09-30", "2026年三季度") in found
    assert ("2026-01-01|2026-03-31", "2026年一季度") in found
    assert found[-1] == ("2025-01-01|2025-12-31", "2025年")
    assert quarters(dt.date(2026, 11, 21))[0] == ("2026Q4", "2026年四季度")


def test_the_quarter_just_ended_is_offered_in_the_new_year_too():
    found = periods(dt.date(2027, 1, 4))
    assert found[1:3] == [("2027-01-01|2027-01-04", "2027年一季度"), ("2026-10-01|2026-12-31", "2026年四季度")]
    assert len(found) == 6
