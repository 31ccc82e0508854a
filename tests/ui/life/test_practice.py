"""Practice: the sample store from the menu, and back to one's own, untouched."""

import hashlib
import tempfile

import pdfplumber
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import start
from app.services import centres, honour_prints, honours, merchants, sample, session
from app.ui.ending import Ending
from app.ui.kit import tasks
from app.ui.log_in import LogIn
from app.ui.main_window import MainWindow


def contents(folder):
    """The bytes of the data, the keys and every copy."""
    kept = [folder.database, folder.keys, *folder.backups.rglob("*")]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in kept if path.is_file()}


def rows(folder, admin):
    centres.unlock(folder, *admin)
    found = [(row.id, row.name) for row in merchants.rows(merchants.ids())]
    centres.close()
    return found


def test_practice_leaves_the_own_store_untouched(work, own, admin, enter, said):
    seen = {}

    def practise(window):
        titles = [action.text() for action in menu(window)]
        assert "结束练习" not in titles
        next(action for action in menu(window) if action.text().startswith("练习")).trigger()

    def in_sample(window):
        seen["root"], seen["before"] = session.folder().root, contents(own)
        assert centres.current().sample
        assert "示例" in said(window)
        assert len(merchants.ids()) >= 20
        merchants.remove(merchants.ids()[:5])
        QTest.keySequence(window, "Ctrl+L")
        assert window.isVisible()
        next(action for action in menu(window) if action.text() == "结束练习").trigger()

    def return_home(log_in):
        assert not seen["root"].exists()
        assert Ending.PRACTICE.value in said(log_in)
        assert contents(own) == seen["before"]
        enter(admin[1])(log_in)

    work(
        (LogIn, enter(admin[1])),
        (MainWindow, practise),
        (MainWindow, in_sample),
        (LogIn, return_home),
        (MainWindow, lambda window: seen.update(name=centres.current().name)),
    )
    assert seen["name"] == "会战商圈党群服务中心"
    assert rows(own, admin) == [(1, "瑞和茶庄")]


def menu(window):
    window.header.desk_menu.aboutToShow.emit()
    return window.header.desk_menu.actions()


def test_a_sample_plaque_says_so(work, admin, enter, tmp_path):
    """Every print of the sample store bears 示例."""
    texts = []

    def go(window):
        window.leave(Ending.PRACTICE)

    def print_one(window):
        kind = honours.kinds()[0].code
        for style in honour_prints.STYLES:
            file = tmp_path / f"{style}.pdf"
            honour_prints.write_documents(kind, list(honour_prints.holders(kind))[:1], style, file)
            with pdfplumber.open(file) as pdf:
                texts.append(pdf.pages[0].extract_text().replace(" ", ""))

    work((LogIn, enter(admin[1])), (MainWindow, go), (MainWindow, print_one))
    assert len(texts) == len(honour_prints.STYLES)
    assert [
        text for text in texts if not {"示", "例"} <= set(text.split())
    ] == []  # written aslant, one under the other


def test_whoever_stops_the_making_of_a_sample_store_leaves_nothing_behind(qapp, monkeypatch, tmp_path):
    root, shown = tmp_path / "示例", []
    root.mkdir()
    monkeypatch.setattr(tempfile, "mkdtemp", lambda **named: str(root))
    monkeypatch.setattr(start, "show", shown.append)

    def stop():
        progress = QApplication.activeModalWidget()
        assert progress.count.text().endswith(f"共 {sample.STEPS} 步")
        progress.cancel.click()

    def wait():
        progress = QApplication.activeModalWidget()
        QTimer.singleShot(0, stop if progress and "步" in progress.count.text() else wait)

    wait()
    start.practise(qapp)
    assert shown == []
    assert not root.exists()
    assert not tasks.busy()
