"""A ledger over days of one's own choice, beside its periods."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.gifts import Draft
from app.services import gift_list, gifts
from app.ui.kit.finder import ANY_SPAN
from tests.ui.clerk import type_text, when_active

TODAY = dt.date.today()
DAYS = (dt.date(TODAY.year - 1, 3, 5), dt.date(TODAY.year - 1, 3, 31), dt.date(TODAY.year - 1, 4, 1), TODAY)


@pytest.fixture
def page(window):
    for place, day in enumerate(DAYS, 1):
        gifts.save(Draft(giver=f"第{place}家商户", amount="100", on=day.isoformat()))
    window.show_page("charity")
    return window.page


def span_chip(page):
    return page.finder._row._span


def answer(*texts):
    """Fill the two days in by keys."""

    def act(dialog):
        for text, row in zip(texts, dialog.form.rows, strict=True):
            row.editor.setFocus()
            row.editor.selectAll()
            QTest.keyClick(row.editor, Qt.Key.Key_Delete)
            type_text(row.editor, text)
        QTest.keySequence(dialog.form.rows[-1].editor, "Ctrl+Return")
        if dialog.isVisible():
            answer.said = [row.complaint.sentence.text() for row in dialog.form.rows]
            dialog.reject()

    return act


def listed(page):
    return sorted(row.on for row in gift_list.rows(list(page.rows.ids)))


def test_the_days_asked_for_are_listed_and_added_up(page):
    when_active(answer(f"{TODAY.year - 1}.3.5", f"{TODAY.year - 1}.3.31"))
    span_chip(page).click()
    assert listed(page) == [DAYS[0].isoformat(), DAYS[1].isoformat()]
    assert span_chip(page).isChecked()
    assert span_chip(page).text() == f"{TODAY.year - 1}年3月5日—3月31日"
    assert "捐款 200.00 元" in page.totals.text()
    page.finder._row._buttons["本月"].click()
    assert listed(page) == [TODAY.isoformat()]
    assert span_chip(page).text() == ANY_SPAN


def test_one_end_is_enough_and_none_or_a_wrong_order_is_complained_of(page):
    when_active(answer("", f"{TODAY.year - 1}年4月1日"))
    span_chip(page).click()
    assert listed(page) == [day.isoformat() for day in DAYS[:3]]
    wrong = (("", "", "至少填一个日期"), ("2026.3.5", "2026.3.1", "结束日期在开始日期以前"), ("2026.3", "", "写到日"))
    for start, end, complaint in wrong:
        when_active(answer(start, end))
        span_chip(page).click()
        assert any(complaint in said for said in answer.said), complaint
        assert len(page.rows.ids) == 3


def test_it_folds_with_the_periods_and_is_kept_in_a_view(page):
    folded = page.finder._folded
    assert folded.findText(ANY_SPAN) == folded.count() - 1
    when_active(answer(DAYS[2].isoformat(), ""))
    folded.setCurrentIndex(folded.count() - 1)
    folded.activated.emit(folded.currentIndex())
    assert listed(page) == [DAYS[2].isoformat(), TODAY.isoformat()]
    assert folded.currentText() == f"{TODAY.year - 1}年4月1日起"
    kept = page.viewing.content()
    page.show_filter({})
    assert len(page.rows.ids) == len(DAYS)
    page.viewing.show(kept)
    assert listed(page) == [DAYS[2].isoformat(), TODAY.isoformat()]


def test_the_page_stays_as_narrow_as_before(page, window, sized):
    for points, size in ((11, (1093, 546)), (15, (1366, 688))):
        sized(points)
        window.resize(*size)
        assert page.finder.minimumSizeHint().width() <= page.width()
        assert window.minimumSizeHint().width() <= size[0]
