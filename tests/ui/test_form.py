"""A form as the clerk fills it in: by keys, with complaints under the fields."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.errors import Invalid
from app.ui.kit.fields import Choice, Date, LongText, Shown, Text, YesNo
from app.ui.kit.form import LESS, MORE, RecordForm

FIELDS = (
    Shown("number", "编号", 100),
    Text("name", "名称", required=True, hint="门头上写的名字"),
    Text("code", "代码"),
    Choice("state", "状态", options=lambda: [("open", "营业"), ("closed", "停业")]),
    Date("since", "开业日期"),
    YesNo("pledged", "承诺", folded=True),
    LongText("note", "备注", folded=True),
)
BLANK = SimpleNamespace(name="", code="", state="open", since="", pledged=False, note="")


def check(values):
    wrong = {} if values["name"] else {"name": "请填写名称。"}
    if not values["code"].isdigit():
        wrong["code"] = "代码只能是数字。"
    if values["note"] == "坏":
        wrong["note"] = "备注不能这样写。"
    if wrong:
        raise Invalid(wrong)


@pytest.fixture
def form(qtbot):
    made = RecordForm(FIELDS, check)
    qtbot.addWidget(made)
    made.resize(384, 420)
    with qtbot.waitActive(made):
        made.show()
    made.fill(BLANK, "新增商户")
    return made


def focused():
    return QApplication.focusWidget().objectName()


def test_the_cursor_starts_in_the_first_field(form):
    form.row("since").editor.setFocus()
    form.fill(BLANK, "新增商户")
    assert focused() == "name"
    assert not form.dirty()


def test_computed_fields_are_no_rows(form):
    assert [row.field.name for row in form.rows] == ["name", "code", "state", "since", "pledged", "note"]


def test_enter_goes_on_and_shift_enter_back(form, qtbot):
    visited = [focused()]
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        visited.append(focused())
    assert visited == ["name", "code", "state", "since"]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.save
    qtbot.keyClick(form.save, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert focused() == "since"


def test_the_tab_order_is_the_reading_order(form, qtbot):
    form.more.click()
    form.rows[0].editor.setFocus()
    visited = [focused()]
    while len(visited) < 12 and QApplication.focusWidget() is not form.save:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        visited.append(focused())
    assert [name for name in visited if name] == ["name", "code", "state", "since", "pledged", "note"]


@pytest.mark.parametrize("from_button", [False, True])
def test_saving_hands_over_what_stands_in_the_form(form, qtbot, from_button):
    saved = []
    form.submitted.connect(saved.append)
    form.row("name").editor.setText(" 瑞和茶庄 ")
    form.row("code").editor.setText("12")
    form.row("since").editor.setText("2026.3")
    if from_button:
        form.save.setFocus()
        qtbot.keyClick(form.save, Qt.Key.Key_Return)
    else:
        qtbot.keyClick(form.row("since").editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert saved == [
        {"name": "瑞和茶庄", "code": "12", "state": "open", "since": "2026-03", "pledged": False, "note": ""}
    ]


def complaints(form):
    return {row.field.name: row.complaint.sentence.text() for row in form.rows if row.complaint.isVisible()}


def test_saving_with_mistakes_names_each_and_goes_to_the_first(form, qtbot):
    saved = []
    form.submitted.connect(saved.append)
    form.row("since").editor.setFocus()
    form.submit()
    assert saved == []
    assert complaints(form) == {"name": "请填写名称。", "code": "代码只能是数字。"}
    assert focused() == "name"
    assert form.summary.text().startswith("还有 2 处")
    assert form.row("name").editor.property("wrong") is True
    assert form.row("name").editor.accessibleDescription() == "请填写名称。"


def test_what_is_left_to_mend_is_counted_down(form, qtbot):
    form.submit()
    qtbot.keyClicks(form.row("name").editor, "abc")
    qtbot.keyClick(form.row("name").editor, Qt.Key.Key_Tab)
    assert form.summary.text().startswith("还有 1 处")
    qtbot.keyClicks(form.row("code").editor, "7")
    qtbot.keyClick(form.row("code").editor, Qt.Key.Key_Tab)
    assert not form.summary.isVisible()


def test_leaving_a_bad_field_complains_of_that_field_alone(form, qtbot):
    form.row("code").editor.setFocus()
    qtbot.keyClicks(form.row("code").editor, "x")
    qtbot.keyClick(form.row("code").editor, Qt.Key.Key_Tab)
    assert complaints(form) == {"code": "代码只能是数字。"}
    form.row("code").editor.setFocus()
    form.row("code").editor.setText("7")
    qtbot.keyClick(form.row("code").editor, Qt.Key.Key_Tab)
    assert complaints(form) == {}
    assert form.row("code").editor.property("wrong") is False


def test_an_untouched_form_complains_of_nothing(form, qtbot):
    qtbot.keyClick(form.row("name").editor, Qt.Key.Key_Tab)
    assert complaints(form) == {}


def test_what_is_rarely_needed_is_folded(form, qtbot):
    assert not form.row("note").editor.isVisible()
    form.more.setFocus()
    qtbot.keyClick(form.more, Qt.Key.Key_Space)
    assert form.row("note").editor.isVisible()
    assert (focused(), form.more.text()) == ("pledged", LESS)
    form.more.click()
    assert not form.row("note").editor.isVisible()
    assert form.more.text() == MORE


def test_a_complaint_about_a_folded_field_unfolds_it(form):
    form.row("name").editor.setText("瑞和")
    form.row("code").editor.setText("1")
    form.row("note").editor.setPlainText("坏")
    form.submit()
    assert complaints(form) == {"note": "备注不能这样写。"}
    assert focused() == "note"


def test_required_is_said_in_words_too(form):
    assert form.row("name").name.text() == "名称 *"
    assert form.row("name").editor.accessibleName() == "名称，必填"
    assert form.row("code").editor.accessibleName() == "代码"


def test_escape_leaves(form, qtbot):
    left = []
    form.cancelled.connect(lambda: left.append(True))
    qtbot.keyClick(form.row("name").editor, Qt.Key.Key_Escape)
    assert left == [True]


def test_what_was_typed_can_be_put_back(form):
    form.row("name").editor.setText("瑞和")
    typed = form.values()
    form.fill(BLANK, "新增商户")
    assert not form.dirty()
    form.refill(typed)
    assert form.dirty()
    assert form.values() == typed


def test_the_buttons_stay_in_sight_while_the_fields_scroll(form):
    form.resize(384, 200)
    QApplication.processEvents()
    assert form.rect().contains(form.save.geometry())
    form.row("since").editor.setFocus()
    qt_order = form.area.verticalScrollBar()
    assert qt_order.maximum() > 0
