"""Amounts: typed into a form, said in capitals as one types, and summed under a list."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from app.domain import money
from app.domain.errors import Invalid
from app.ui.kit.fields import Amount, Text
from app.ui.kit.form import RecordForm
from app.ui.kit.rows import RowModel
from app.ui.kit.table import RowTable, TableCard

FIELDS = (Amount("amount", "金额", 120, required=True), Text("note", "备注", 200))


def check(values):
    money.checked(values["amount"])


@pytest.fixture
def form(qtbot):
    made = RecordForm(FIELDS, check)
    qtbot.addWidget(made)
    made.resize(384, 420)
    with qtbot.waitActive(made):
        made.show()
    made.fill(SimpleNamespace(amount="", note=""), "登记捐款")
    return made


def under(form):
    labels = form.row("amount").cell.findChildren(QLabel)
    return [each.text() for each in labels if each.isVisible() and each.text()]


def test_capitals_stand_under_the_box_at_every_key(form, qtbot):
    seen = []
    for key in "200*3":
        qtbot.keyClicks(QApplication.focusWidget(), key)
        seen.append(under(form))
    assert seen == [["贰元整"], ["贰拾元整"], ["贰佰元整"], [], ["陆佰元整"]]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert form.row("amount").editor.text() == "600.00"
    assert form.row("amount").editor.accessibleDescription() == "陆佰元整"


@pytest.mark.parametrize(("typed", "fen"), [("500", 50_000), ("1,000", 100_000), ("1.2万", 1_200_000)])
def test_the_form_hands_over_fen(form, qtbot, typed, fen):
    saved = []
    form.submitted.connect(saved.append)
    form.row("amount").editor.setText(typed)
    qtbot.keyClick(form.row("amount").editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [values["amount"] for values in saved] == [fen]


@pytest.mark.parametrize(("typed", "words"), [("-5", "不能是负数"), ("1.005", "最多到分"), ("许多", "不是金额")])
def test_what_is_no_amount_is_refused_under_the_box(form, qtbot, typed, words):
    saved = []
    form.submitted.connect(saved.append)
    form.row("amount").editor.setText(typed)
    form.submit()
    assert saved == []
    assert words in under(form)[0]
    assert form.row("amount").editor.text() == typed


def test_a_stored_amount_is_shown_and_given_back_unchanged(form):
    form.fill(SimpleNamespace(amount=1_000_530, note=""), "修改")
    assert form.row("amount").editor.text() == "10,005.30"
    assert form.values()["amount"] == 1_000_530
    assert not form.dirty()
    with pytest.raises(Invalid):
        check({"amount": ""})


@pytest.fixture
def card(qtbot):
    amounts = {1: 50_000, 2: 140_950, 3: -50_000}
    model = RowModel(FIELDS, lambda ids: [SimpleNamespace(amount=amounts[number], note="款") for number in ids])
    made = TableCard(RowTable(model, "捐款"))
    made.kept = model
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    model.show([1, 2, 3])
    return made


def test_the_foot_sums_what_is_selected(card, qtbot):
    assert card.count.text() == "共 3 条"
    card.table.choose([1, 2])
    assert card.count.text() == "共 3 条，已选 2 条，金额合计 1,909.50 元"
    card.table.setFocus()
    qtbot.keyClick(card.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert card.count.text() == "共 3 条，已选 3 条，金额合计 1,409.50 元"


def test_a_spreadsheet_can_add_up_what_is_copied(card):
    card.table.choose([1, 2, 3])
    copied = card.table.rows.copied(card.table.chosen_places())
    amounts = [line.split("\t")[0] for line in copied.text().splitlines()[1:]]
    assert sum(float(each.replace(",", "")) for each in amounts) == 1409.5
    assert copied.html().count('mso-number-format:"\\#\\,\\#\\#0\\.00"') == 4


def test_amounts_stand_at_the_right_and_are_copied_in_digits(card, qtbot):
    model = card.table.rows
    assert model.index(1, 0).data() == "1,409.50"
    assert model.index(1, 0).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    card.table.choose([2])
    qtbot.keyClick(card.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split("\r\n")[1] == "1,409.50\t款"
