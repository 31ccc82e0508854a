"""The first start, by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.services import centres, session
from app.ui.appearance import SizeCards
from app.ui.first_start import FirstStart
from app.ui.kit import theme
from tests.ui.clerk import put_in_front

GOOD = ("会战商圈党群服务中心", "王建国", "口令 12345678", "口令 12345678")


@pytest.fixture
def guide(folder, qtbot):
    made = put_in_front(qtbot, FirstStart(folder))
    yield made
    centres.close()


@pytest.fixture
def fill(guide, qtbot):
    """Type the answers of the first step, Enter after each."""

    def type_answers(*answers):
        for answer in answers:
            box = guide.focusWidget()
            box.setText(answer)  # an input method commits whole words
            qtbot.keyClick(box, Qt.Key.Key_Return)
        qtbot.keyClick(guide.focusWidget(), Qt.Key.Key_Return)

    return type_answers


def step(guide):
    return guide.step.text()


def sentences(guide):
    return [each.text() for each in guide.findChildren(QLabel) if each.isVisible()]


def test_by_keys_alone(guide, fill, folder, qtbot):
    fill(*GOOD)
    assert step(guide) == "第 2 步，共 3 步"
    assert not centres.exists(folder)
    qtbot.keyClicks(guide.focusWidget(), guide.code.shown.text().lower().replace("-", " "))
    qtbot.keyClick(guide.focusWidget(), Qt.Key.Key_Return)
    assert step(guide) == "第 3 步，共 3 步"
    assert centres.exists(folder)
    with qtbot.waitSignal(guide.accepted):
        qtbot.keyClick(guide.focusWidget(), Qt.Key.Key_Return)
    assert centres.current().name == GOOD[0]
    assert centres.current().preset in [preset.key for preset in centres.presets()]
    assert session.clerk().name == GOOD[1]
    assert not guide.sample


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (("", *GOOD[1:]), "请填写单位名称。"),
        ((GOOD[0], "", *GOOD[2:]), "请填写管理员姓名。"),
        ((*GOOD[:2], "1234", "1234"), "口令至少 8 位，现在有 4 位。"),
        ((*GOOD[:3], "口令 1234567"), "两次输入的口令不一样，请再输一遍。"),
    ],
)
def test_a_bad_answer_is_said_under_its_field(guide, fill, answers, sentence):
    fill(*answers)
    assert step(guide) == "第 1 步，共 3 步"
    assert sentence in sentences(guide)


def test_the_rules_of_the_password_are_said_while_typing(guide, qtbot):
    form, said = guide.asking.form, []
    for text in ("", "1234", "kx7 pq2m"):
        form.row("password").editor.setText(text)
        said.append(guide.asking.rules.text())
    form.row("again").editor.setText("kx7 pq2m")
    said.append(guide.asking.rules.text())
    assert len(set(said)) == 4
    assert "现在有 4 位" in said[1]
    assert said[3].count("✓") == 2


def test_nothing_is_made_until_the_code_is_typed_back(guide, fill, folder, qtbot):
    fill(*GOOD)
    qtbot.keyClicks(guide.focusWidget(), guide.code.secret[:-1])
    qtbot.keyClick(guide.focusWidget(), Qt.Key.Key_Return)
    assert step(guide) == "第 2 步，共 3 步"
    assert not centres.exists(folder)
    assert "和上面的恢复码不一样，请照着纸上的再核对一遍。" in sentences(guide)


def test_the_code_opens_the_store(guide, fill, folder, qtbot):
    fill(*GOOD)
    guide.code.typed.setText(guide.code.secret)
    guide.code.go.click()
    centres.close()
    centres.unlock(folder, GOOD[1], guide.code.secret)
    assert session.clerk().name == GOOD[1]


def test_going_back_keeps_the_answers(guide, fill, qtbot):
    fill(*GOOD)
    qtbot.mouseClick(guide.code.back, Qt.MouseButton.LeftButton)
    assert step(guide) == "第 1 步，共 3 步"
    assert guide.asking.form.values()["centre"] == GOOD[0]


def test_leaving_makes_nothing(guide, fill, folder, qtbot):
    fill(*GOOD)
    with qtbot.waitSignal(guide.rejected):
        qtbot.keyClick(guide, Qt.Key.Key_Escape)
    assert not centres.exists(folder)


def test_the_last_step_can_be_skipped(guide, fill, folder, qtbot):
    fill(*GOOD)
    guide.code.typed.setText(guide.code.secret)
    guide.code.go.click()
    with qtbot.waitSignal(guide.accepted):
        qtbot.mouseClick(guide.beginning.skip, Qt.MouseButton.LeftButton)
    assert centres.current().preset == ""


def test_the_clerk_may_look_at_sample_data_first(guide, fill, qtbot):
    fill(*GOOD)
    guide.code.typed.setText(guide.code.secret)
    guide.code.go.click()
    guide.beginning.sample.click()
    guide.beginning.go.click()
    assert guide.sample
    assert guide.result()


def test_font_sizes_are_seen_and_take_effect_at_once(guide, fill, qtbot, sized):
    fill(*GOOD)
    guide.code.typed.setText(guide.code.secret)
    guide.code.go.click()
    cards = guide.beginning.findChild(SizeCards).group
    samples = [cards.button(points).findChild(QLabel).font().pointSize() for points in theme.SIZES]
    assert samples == [11, 13, 15]
    before = guide.heading.sizeHint().height()
    qtbot.mouseClick(cards.button(15), Qt.MouseButton.LeftButton)
    assert theme.base_pt() == 15
    assert cards.checkedId() == 15
    assert guide.heading.sizeHint().height() > before


def test_the_recovery_code_is_printed_and_cannot_be_saved(qtbot, monkeypatch, dialogs):
    from app.documents.paper import Paper
    from app.ui.first_steps import CodeStep
    from app.ui.kit import printing

    orders, seen = [], []
    monkeypatch.setattr(printing, "printers", lambda: ["窗口 1"])
    monkeypatch.setattr(printing, "send", lambda order, report: orders.append(order))
    step = CodeStep()
    qtbot.addWidget(step)
    step.show()

    def put_on_paper(preview):
        qtbot.waitUntil(preview.print.isEnabled)
        seen.append((preview.save.isVisible(), preview.save.isEnabled()))
        preview.print.click()
        qtbot.waitUntil(lambda: bool(orders))

    dialogs(put_on_paper)
    step.print.click()
    assert seen == [(False, False)]
    paper = Paper(orders[0].pdf)
    text = paper._pdf[0].get_textpage().get_text_range()
    assert (paper.count, step.secret in text) == (1, True)
    assert not step.typed_back()
