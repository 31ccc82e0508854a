"""A merchant is renamed, handed over, given a new licence, and merged with its double."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.domain.merchants import Draft
from app.services import honour_prints, honours, merchants
from app.ui.kit.toast import Toast
from tests.ui.clerk import choose, leaving, words

CODES = ("92230602MAM9LGNYP4", "92230602MA6PQKHP5L")


@pytest.fixture
def merchant(store):
    made = merchants.save(Draft(sign="瑞和茶庄", owner="刘桂兰", phone="13800006620", code=CODES[0]), None)
    honours.award("诚信商户", [made], dt.date.today(), None)
    honour_prints.note_printed("诚信商户", [made], "gold")
    return made


@pytest.fixture
def page(merchant, window, keys):
    keys(window, "Ctrl+4")
    window.page.table.choose([merchant])
    return window.page


def happen(page, words, dialogs, act):
    dialogs(leaving(act))
    choose(page.pane.card.more.menu(), words)


def fill(dialog, keys, **values):
    for name, value in values.items():
        dialog.form.row(name).editor.fill(value)
    keys(dialog.focusWidget(), "Ctrl+Return")


def test_a_rename_keeps_the_honour_to_be_printed_anew(page, merchant, dialogs, keys):
    seen = []

    def rename(dialog):
        form = dialog.form
        seen.extend((dialog.focusWidget().objectName(), form.row("sign").editor.text()))
        seen.append(form.row("fate").editor.currentText())
        fill(dialog, keys, sign="隆昌茶庄")

    happen(page, "更名", dialogs, rename)
    assert seen == ["sign", "瑞和茶庄", "荣誉保留，牌匾需要重新打印"]
    assert merchants.get(merchant).honour_state == "有效"
    assert merchants.ids(filters={"honour": "待打印"}) == [merchant]
    assert "隆昌茶庄" in words(page.pane)
    assert any(line.endswith("更名：瑞和茶庄 → 隆昌茶庄") for line in words(page.pane.card))
    page.window().findChild(Toast).link.click()
    assert merchants.get(merchant).name == "瑞和茶庄"


@pytest.mark.parametrize(
    ("what", "values", "changed"),
    [
        ("转让", {"owner": "高文斌", "phone": "13900000000"}, ("owner", "高文斌")),
        ("换证", {"code": CODES[1].lower()}, ("code", CODES[1])),
    ],
)
@pytest.mark.parametrize("fate", [None, "keep"])
def test_the_clerk_decides_what_becomes_of_the_honour(page, merchant, dialogs, keys, what, values, changed, fate):
    seen = []

    def act(dialog):
        seen.append(dialog.form.row("fate").editor.currentText())
        fill(dialog, keys, **values, **({"fate": fate} if fate else {}))

    happen(page, what, dialogs, act)
    assert seen == ["荣誉到当天终止，牌匾收回"]
    assert getattr(merchants.get(merchant), changed[0]) == changed[1]
    assert merchants.get(merchant).honour_state == ("有效" if fate else "收回")


@pytest.mark.parametrize(
    ("what", "values", "field", "sentence"),
    [
        ("更名", {}, "sign", "和原来一样"),
        ("转让", {"owner": " "}, "owner", "请填写新的负责人"),
        ("换证", {"code": CODES[0][:17]}, "code", "还差 1 位"),
        ("换证", {"code": CODES[1]}, "code", "已登记给另一家"),
        ("转让", {"owner": "何", "on": "2026-03"}, "on", "要写到日"),
        ("转让", {"owner": "何", "on": (dt.date.today() + dt.timedelta(1)).isoformat()}, "on", "今天以后"),
    ],
)
def test_what_cannot_be_is_said_under_the_field(page, merchant, dialogs, keys, what, values, field, sentence):
    merchants.save(Draft(sign="另一家", code=CODES[1]), None)
    before, seen = merchants.get(merchant), []

    def act(dialog):
        fill(dialog, keys, **values)
        seen.append(dialog.form.row(field).complaint.sentence.text())

    happen(page, what, dialogs, act)
    assert sentence in seen[0]
    assert merchants.get(merchant) == before


@pytest.fixture
def double(merchant, page):
    made = merchants.save(
        Draft(sign="瑞和茶庄", phone="13800006620", no_code_reason="无", trade="茶叶", grid="一片区"), None
    )
    honours.award("finest", [made], dt.date.today(), None)
    page.revalidate()
    page.table.choose([merchant])
    return made


def test_doubles_are_compared_merged_and_parted_again(page, merchant, double, dialogs, qtbot):
    seen = []

    def merge(dialog):
        seen.extend(words(dialog))
        assert dialog.focusWidget() is dialog.stay[0]
        qtbot.keyClick(dialog.merge, Qt.Key.Key_Return)

    before = merchants.rows([merchant, double])
    happen(page, "查找并合并重复", dialogs, merge)
    assert "业态（不同）" in seen
    assert "联系电话" in seen
    told = next(line for line in seen if line.startswith("合并后"))
    assert "SH-00002 的 1 项荣誉移到 SH-00001；" in told
    assert "空着的业态、所属片区用 SH-00002 的补上" in told
    assert page.rows.ids == [merchant]
    assert set(merchants.get(merchant).honours.split("、")) == {"诚信商户", "最美商户"}
    page.window().findChild(Toast).link.click()
    assert merchants.rows([merchant, double]) == before
    assert len(page.rows.ids) == 2


def test_the_other_one_may_stay(page, merchant, double, dialogs):
    def keep_second(dialog):
        dialog.stay[1].click()
        assert "SH-00001 移出名册" in dialog.outcome.text()
        dialog.merge.click()

    happen(page, "查找并合并重复", dialogs, keep_second)
    assert page.rows.ids == [double]
    assert merchants.get(double).code == CODES[0]


def test_all_pairs_are_gone_through_from_the_page(page, merchant, double, dialogs):
    third = merchants.save(Draft(sign="瑞和茶庄", phone="13800006620", no_code_reason="无"), None)
    seen = []

    def look(dialog):
        seen.append(dialog.which.text())
        dialog.later.click()
        seen.append(sorted(row.id for row in dialog.pairs[0]))
        dialog.merge.click()
        seen.append(dialog.isVisible())

    dialogs(look)
    choose(next(tool for tool in page.tools if tool.text() == "更多").menu(), "查找并合并重复")
    assert seen == ["这两条像是同一家，还有 3 组要看", [merchant, third], False]
    assert sorted(page.rows.ids) == [merchant, double]


def test_where_there_is_no_double_it_says_so(page):
    choose(page.pane.card.more.menu(), "查找并合并重复")
    assert page.window().findChild(Toast).accessibleName() == "没有找到和瑞和茶庄重复的商户。"


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard)", extend=True)
def test_the_menu_opens_and_is_walked_by_keys(page, qtbot, dialogs, keys):
    seen = []

    def walk():
        menu = QApplication.activePopupWidget()
        seen.extend(action.text() for action in menu.actions())
        keys(menu, *["Down"] * (seen.index("转让……") + 1), "Return")

    dialogs(lambda dialog: (seen.append(dialog.heading.text()), dialog.reject()))
    QTimer.singleShot(0, walk)
    page.pane.card.more.setFocus()
    qtbot.keyClick(page.pane.card.more, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "转让：瑞和茶庄" in seen)
    assert {"更名……", "换证……", "打印商户情况表……", "打印空白承诺书……", "查找并合并重复……", "历史……"} <= set(seen)
    assert seen[-1] == "转让：瑞和茶庄"
