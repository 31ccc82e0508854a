"""取消 while a report is put out or submitted, at any moment: nothing of it is left, and the next try does it all."""

import tempfile

import pytest

from app.domain.errors import Cancelled
from app.exchange import report_parts
from app.services import journal, report_documents, report_figures, reports
from app.store import stopping
from app.store.database import db
from app.store.reports import ReportFigure, ReportStep
from tests.services.test_reports import PERIOD, as_checker, merchant, submitted

__all__ = ["merchant"]


def stopped_at(number):
    """A progress that lets its work go on until it was told so many times."""
    told = []

    def progress(done, total):
        assert 0 <= done <= total
        told.append((done, total))
        if len(told) == number:
            raise Cancelled

    return progress, told


def moments(count):
    """First, last, and some between."""
    return sorted({1, count // 4, count // 2, count} - {0})


@pytest.fixture
def issued(merchant):
    report = reports.begin(PERIOD)
    reports.hand_in(report)
    as_checker(lambda: reports.issue(report))
    return report


def test_files_are_written_both_or_neither(merchant, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "临时"))
    monkeypatch.setattr(report_parts, "_EVERY", 1)
    (tmp_path / "临时").mkdir()
    report = submitted()
    folder = tmp_path / "U盘"
    folder.mkdir()
    paths = folder / "报.pdf", folder / "报.xlsx"
    progress, told = stopped_at(0)
    report_documents.write_both(report, *paths, progress)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert len(told) > 100
    whole, entries = [path.read_bytes() for path in paths], journal.last().id
    for place in moments(len(told)):
        for path in paths:
            path.write_bytes("从前的".encode())
        with pytest.raises(Cancelled):
            report_documents.write_both(report, *paths, stopped_at(place)[0])
        assert {path: path.read_bytes() for path in folder.iterdir()} == dict.fromkeys(paths, "从前的".encode())
        assert journal.last().id == entries
        assert not list((tmp_path / "临时").iterdir())
    report_documents.write_both(report, *paths)
    assert [path.read_bytes() for path in paths] == whole


def untouched(report):
    return (
        (reports.get(report).state, reports.get(report).hash) == ("签发", "")
        and not ReportFigure.select().where(ReportFigure.report == report).count()
        and not ReportStep.select().where(ReportStep.report == report, ReportStep.now == "已报送").count()
    )


def test_a_report_is_submitted_whole_or_not_at_all(issued):
    entry = journal.last().id
    count = len(report_figures.lines(issued))
    for place in moments(count):
        with pytest.raises(Cancelled):
            reports.submit(issued, progress=stopped_at(place)[0])
        assert untouched(issued)
        assert journal.last().id == entry
    reports.submit(issued)
    assert report_figures.sound(issued)
    assert len(report_figures.lines(issued)) == count


def test_stopped_within_any_statement_nothing_is_submitted(issued, monkeypatch):
    monkeypatch.setattr(stopping, "_OPERATIONS", 20)
    asked, patience, stopped = 0, 1, 0

    def look():
        nonlocal asked
        asked += 1
        if asked >= patience:
            raise Cancelled

    while True:
        asked = 0
        try:
            with stopping.stoppable(db, look):
                reports.submit(issued)
            break
        except Cancelled:
            assert untouched(issued)
            assert not db.in_transaction()
            patience, stopped = 3 * patience, stopped + 1
    assert stopped > 3
    assert report_figures.sound(issued)
