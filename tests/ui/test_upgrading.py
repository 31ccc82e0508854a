"""A store of an older program is upgraded in sight at the log-in; one of a newer program goes back to its copy."""

import shutil

import pytest
from PySide6.QtWidgets import QLabel

from app.services import centres, merchants, session
from app.store import copies, schema
from app.store.database import db
from app.ui.kit import tasks
from app.ui.kit.messages import FaultBox
from app.ui.log_in import LogIn
from app.ui.restore_dialog import ClosedRestore
from tests.store import released
from tests.ui.clerk import put_in_front


@pytest.fixture
def old(tmp_path):
    """The store of schema 6, closed again afterwards."""
    folder, _ = released.lay_out(6, tmp_path / "数据")
    yield folder
    centres.close()


@pytest.fixture
def log_in(old, qtbot):
    return put_in_front(qtbot, LogIn(old))


@pytest.fixture
def painted(monkeypatch):
    """What the bar of a progress dialog was told, and its title."""
    told = []
    own = tasks.Progress.show_count
    monkeypatch.setattr(
        tasks.Progress,
        "show_count",
        lambda bar, done, total: (
            told.append((bar.windowTitle(), done, total, bar.isVisible())),
            own(bar, done, total),
        ),
    )
    return told


def test_the_upgrade_is_seen(log_in, painted):
    log_in._box().setText(released.maker().PASSWORD)
    log_in.form.submit()
    assert log_in.result() == LogIn.DialogCode.Accepted
    assert {(title, seen) for title, _, _, seen in painted} == {("正在升级数据，请不要关机", True)}
    steps = schema.newest() - 6
    assert painted[-1][1:3] == (steps, steps)
    assert db.user_version == schema.newest()


def test_a_store_that_is_up_to_date_shows_nothing(log_in, painted, old):
    for _ in range(2):
        painted.clear()
        log_in._box().setText(released.maker().PASSWORD)
        log_in.form.submit()
        centres.close()
    assert painted == []


def test_an_upgrade_that_fails_can_be_tried_again(log_in, dialogs, monkeypatch, tmp_path, caplog, old):
    steps = tmp_path / "steps"
    shutil.copytree(schema.STEPS, steps)
    (steps / "9999_test.py").write_text("def up(migrator, db):\n    raise RuntimeError('王建国')\n")
    monkeypatch.setattr(schema, "STEPS", steps)
    read = []

    def again(box):
        assert isinstance(box, FaultBox)
        read.extend(each.text() for each in box.findChildren(QLabel))
        box._unfold()
        read.append(box.inside.text())
        (steps / "9999_test.py").unlink()
        box.accept()

    dialogs(lambda progress: None, again)
    log_in._box().setText(released.maker().PASSWORD)
    log_in.form.submit()
    assert schema.BROKEN_OFF in read
    assert "from RuntimeError" in read[-1]
    assert "9999_test.py" in read[-1]
    assert "王建国" not in "".join(read)
    assert session.clerk().name == released.maker().USER
    caplog.clear()


def test_a_newer_store_goes_back_at_the_log_in(log_in, old, qtbot, monkeypatch, tmp_path):
    steps = tmp_path / "steps"
    shutil.copytree(schema.STEPS, steps)
    (steps / "9999_test.py").write_text("def up(migrator, db):\n    pass\n")
    with monkeypatch.context() as later:
        later.setattr(schema, "STEPS", steps)
        centres.unlock(old, released.maker().USER, released.maker().PASSWORD)
        centres.close()
    restore = ClosedRestore(log_in, old)
    qtbot.addWidget(restore)
    restore.show()
    assert [shown.copy.reason for shown in restore._shown] == ["升级前"]
    restore.form.row("name").editor.setText(released.maker().USER)
    restore.form.row("word").editor.setText(released.maker().PASSWORD)
    restore.form.submit()
    assert restore.result() == ClosedRestore.DialogCode.Accepted
    assert len(merchants.ids()) == 120
    assert {copy.reason for copy in copies.found(old.backups)} == {"升级前", "还原前"}
