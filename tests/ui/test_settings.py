"""What can be set, and that it is set."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from app.domain.roles import Role
from app.services import centres, journal, session
from app.ui.appearance import SizeCards
from app.ui.kit import theme
from app.ui.settings import SettingsDialog
from tests.ui.clerk import put_in_front


@pytest.fixture
def dialog(window, qtbot):
    return put_in_front(qtbot, SettingsDialog(window))


def test_the_centre_s_data_are_saved_as_one_act(dialog, qtbot):
    wanted = {"name": "会战商圈", "region": "大庆市萨尔图区", "issuer": "会战街道党工委", "phone": "0459-1234567"}
    for name, text in wanted.items():
        dialog.form.row(name).editor.setText(text)
    qtbot.keyClick(dialog.form.row("name").editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result()
    own = centres.current()
    assert {name: getattr(own, name) for name in wanted} == wanted
    assert journal.last().what == "修改单位资料"


def test_a_missing_name_is_said_under_its_box(dialog):
    dialog.form.row("name").editor.clear()
    dialog.form.submit()
    assert dialog.isVisible()
    assert dialog.form.row("name").complaint.isVisible()
    assert centres.current().name == "会战商圈党群服务中心"


def test_contrast_and_size_change_at_once(dialog, sized, qtbot):
    qtbot.mouseClick(dialog.findChild(SizeCards).group.button(13), Qt.MouseButton.LeftButton)
    dialog.findChild(QCheckBox).click()
    assert theme.base_pt() == 13
    assert theme.high_contrast()


def test_who_may_not_change_the_centre_reads_what_it_says(window, qtbot):
    session.begin(session.folder(), session.Clerk("李窗口", Role.COUNTER), 0)
    made = SettingsDialog(window)
    qtbot.addWidget(made)
    made.show()
    words = [each.text() for each in made.findChildren(QLabel) if each.isVisible()]
    assert "单位名称：会战商圈党群服务中心" in words
    assert "单位资料由管理员修改。" in words
    assert made.findChildren(QLineEdit) == []
    assert made.findChild(SizeCards).isVisible()
