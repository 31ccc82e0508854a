"""Giving an honour through the window."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.calendar import spoken
from app.domain.merchants import Draft
from app.services import honours, journal, merchants
from app.ui.award_dialog import AwardDialog

TODAY = dt.date.today()
NAMES = ("瑞和茶庄", "曾家面馆")
pytestmark = pytest.mark.usefixtures("told")


@pytest.fixture
def dialog(window, qtbot):
    """The dialog for two merchants."""
    ids = [merchants.save(Draft(sign=name, no_code_reason="办理中"), None) for name in NAMES]
    made = AwardDialog(window, merchants.rows(ids))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def text(dialog, name):
    return dialog.form.row(name).editor.text()


def test_it_is_ready_for_the_usual_case(dialog):
    assert dialog.form.row("kind").editor.currentText() == "诚信商户"
    assert text(dialog, "issued") == spoken(TODAY.isoformat())
    assert text(dialog, "valid_until") == spoken(honours.last_day(TODAY).isoformat())
    assert "依据：" in dialog.reason.text()
    assert dialog.form.save.text() == "授予 2 家"


def test_one_key_gives_the_numbers_and_offers_to_print(dialog, keys):
    keys(QApplication.focusWidget(), "Ctrl+Return")
    shown = [dialog.numbers.item(row).text() for row in range(2)]
    assert shown == [f"诚信〔{TODAY.year}〕{serial:03d}号　{name}" for serial, name in enumerate(NAMES, 1)]
    assert journal.last().what == "授予“诚信商户” 2 家"
    assert QApplication.focusWidget() is dialog.print
    keys(dialog.print, "Space")
    assert dialog.print_wanted
    assert not dialog.isVisible()


def test_another_day_of_issue_moves_the_end(dialog):
    dialog.form.row("issued").editor.setText("2026.3.5")
    assert text(dialog, "valid_until") == spoken(honours.last_day(dt.date(2026, 3, 5)).isoformat())


def test_an_end_set_by_hand_stays(dialog):
    dialog.form.row("valid_until").editor.setText("2030.1.1")
    dialog.form.row("issued").editor.setText("2026.3.5")
    assert text(dialog, "valid_until") == "2030.1.1"


def test_an_empty_end_is_without_end(dialog, keys):
    dialog.form.row("valid_until").editor.clear()
    dialog.form.row("decision").editor.setText("第 3 次联席会议")
    keys(QApplication.focusWidget(), "Ctrl+Return")
    given = honours.of_merchant(dialog.merchants[0].id)[0]
    assert (given.valid_until, given.decision) == ("", "第 3 次联席会议")


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("issued", "", "请填写颁发日期，要写到日，如 2026.3.5。"),
        ("issued", "2026.3", "请填写颁发日期，要写到日，如 2026.3.5。"),
        ("valid_until", "明年", "有效期要写到日，如 2028.3.4；长期有效请清空。"),
        ("valid_until", "2020.1.1", "有效期早于颁发日期，请改正。"),
    ],
)
def test_days_that_cannot_be_are_explained_under_their_field(dialog, field, typed, sentence):
    dialog.form.row(field).editor.setText(typed)
    dialog.form.submit()
    assert dialog.form.row(field).complaint.sentence.text() == sentence
    assert journal.last().what == "新增商户 曾家面馆"


def test_who_has_it_already_is_named(dialog, told, keys):
    honours.award("integrity", [dialog.merchants[0].id], TODAY, None)
    dialog.form.submit()
    assert told[0].startswith("瑞和茶庄（")
    assert honours.of_merchant(dialog.merchants[1].id) == []


def test_escape_gives_nothing(dialog, qtbot):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert journal.last().what == "新增商户 曾家面馆"


@pytest.mark.parametrize(("size", "points"), [((1093, 546), 11), ((1366, 688), 15)])
def test_every_field_is_in_sight_on_a_small_screen(window, dialog, sized, size, points):
    sized(points)
    window.resize(*size)
    dialog.fit()
    QApplication.processEvents()
    assert dialog.form.area.verticalScrollBar().maximum() == 0
    assert dialog.height() <= size[1]


def test_the_counter_asks_and_a_second_person_agrees_at_the_desk(window, qtbot):
    from app.domain.roles import Role
    from app.services import clerks, session
    from app.ui.approvals_dialog import ConfirmHere

    ids = [merchants.save(Draft(sign=name, no_code_reason="办理中"), None) for name in NAMES]
    for name, role in (("张窗口", Role.COUNTER), ("李复核", Role.CHECKER)):
        clerks.add(name, role, "口令 12345678")
    session.begin(session.folder(), session.Clerk("张窗口", Role.COUNTER), session.session_start())
    made = AwardDialog(window, merchants.rows(ids))
    qtbot.addWidget(made)
    made.show()
    made.award(made.form.values())
    assert made.heading.text() == "已送复核"
    assert (made.here.isVisible(), made.print.isVisible()) == (True, False)
    assert honours.of_merchant(ids[0]) == []

    def agree():
        box = QApplication.activeModalWidget()
        if not isinstance(box, ConfirmHere):
            QTimer.singleShot(20, agree)
            return
        box._confirm({"checker": "李复核", "password": "口令 12345678"})

    QTimer.singleShot(0, agree)
    made.here.click()
    assert made.heading.text() == "已授予 2 家"
    assert (made.here.isVisible(), made.print.isVisible()) == (False, True)
    assert made.numbers.item(0).text().startswith("诚信〔")
    assert session.clerk().name == "张窗口"
