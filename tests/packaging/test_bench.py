"""That the measurements measure what they say: the clock of the window, the percentiles, the choice by name."""

import bench
import bench_store
import bench_window
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget


@pytest.fixture
def shown(qapp, qtbot):
    """A window with a word that is painted already."""
    label = QLabel("一")
    qtbot.addWidget(label)
    with qtbot.waitExposed(label):
        label.show()
    return label


def test_the_clock_runs_until_the_last_paint_of_what_was_done(qapp, shown):
    def act():
        shown.setText("二")
        QTimer.singleShot(5, lambda: shown.setText("三"))

    assert bench_window._seconds(qapp, shown, act) > 0.005


def test_what_is_painted_elsewhere_does_not_count(qapp, shown, monkeypatch):
    monkeypatch.setattr(bench_window, "PATIENCE", 0.05)
    with pytest.raises(AssertionError, match="nothing was painted"):
        bench_window._seconds(qapp, QWidget(), lambda: shown.setText("二"))


def test_p50_and_p95():
    assert bench_store.percentiles([float(n) for n in range(1, 101)]) == (50.5, 95.0)
    assert bench_store.percentiles([7.0]) == (7.0, 7.0)


def test_invented_merchants_are_the_same_in_every_run():
    assert bench_store.drafts(50) == bench_store.drafts(50)


@pytest.mark.parametrize(
    ("words", "measured"),
    [
        ([], [(name, "") for name in bench.ALL]),
        (["lists", "start"], [("lists", ""), ("start", "")]),
        (["--faults", "--kills", "5"], [("faults", "['--kills', '5']")]),
    ],
)
def test_what_is_named_is_measured(words, measured, monkeypatch):
    seen = []
    monkeypatch.setattr(bench, "_measured", lambda name, given, environment: seen.append((name, given)) or 0)
    monkeypatch.setattr(bench.subprocess, "run", lambda *command, **settings: None)
    assert bench.main(words) == 0
    assert seen == measured


def test_a_failure_ends_the_run_and_is_handed_on(monkeypatch):
    seen = []
    monkeypatch.setattr(bench, "_measured", lambda name, given, environment: seen.append(name) or 3)
    monkeypatch.setattr(bench.subprocess, "run", lambda *command, **settings: None)
    assert bench.main([]) == 3
    assert seen == [bench.ALL[0]]
