"""The history of one merchant, and the way back to any act."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from app.domain.calendar import spoken
from app.domain.merchants import Draft
from app.services import history, journal, merchants
from app.ui.kit import messages
from app.ui.kit.toast import Toast

MERCHANT = Draft(sign="瑞和茶庄", no_code_reason="无", phone="13800006620")
CODE = "92230602MAM9LGNYP4"


@pytest.fixture
def page(window, keys):
    merchant = merchants.save(MERCHANT, None)
    merchants.save(replace(MERCHANT, trade="茶叶", phone="13900001234"), merchant)
    merchants.save(replace(MERCHANT, trade="食品"), merchant)
    keys(window, "Ctrl+4")
    window.page.table.choose_place(0)
    return window.page


def open_history(page):
    menu = page.pane.card.more.menu()
    next(action for action in menu.actions() if action.text().startswith("历史")).trigger()


def test_it_tells_who_did_what_when_and_what_changed(page, dialogs, admin):
    seen = []

    def look(dialog):
        model = dialog.rows
        seen.extend([model.index(row, column).data() for column in (1, 2)] for row in range(model.rowCount()))
        seen.append(dialog.back.isEnabled())
        dialog.table.choose_place(1)
        seen.extend((dialog.changes.text(), dialog.back.isEnabled()))
        dialog.reject()

    dialogs(look)
    open_history(page)
    assert seen[:3] == [[admin[0], f"{verb}商户 瑞和茶庄"] for verb in ("修改", "修改", "新增")]
    assert seen[3:] == [False, "业态：（空） → 茶叶；联系电话：138****6620 → 139****1234", True]


def test_an_earlier_state_comes_back_and_goes_again(page, dialogs, qtbot):
    merchant = page.rows.ids[0]

    def back(dialog):
        qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.back, Qt.Key.Key_Return)

    dialogs(back)
    open_history(page)
    assert (merchants.get(merchant).trade, merchants.get(merchant).phone) == ("茶叶", "13900001234")
    toast = page.window().findChild(Toast)
    assert toast.accessibleName().startswith("已把瑞和茶庄恢复到")
    toast.link.click()
    assert merchants.get(merchant).trade == "食品"


def test_a_state_whose_code_is_taken_meanwhile_is_refused(page, dialogs, monkeypatch):
    told = []
    monkeypatch.setattr(messages, "complain", lambda parent, sentence, title="": told.append(sentence))
    merchant = page.rows.ids[0]
    merchants.save(replace(MERCHANT, code=CODE), merchant)
    merchants.save(MERCHANT, merchant)
    merchants.save(Draft(sign="别家", code=CODE), None)
    page.revalidate()
    page.table.choose([merchant])
    last = journal.last().id
    dialogs(lambda dialog: (dialog.table.choose_place(1), dialog.back.click(), dialog.reject()))
    open_history(page)
    assert "已经登记给别的记录" in told[0]
    assert journal.last().id == last


def test_promises_come_back_with_the_merchant_they_belong_to(page, dialogs, qtbot):
    merchant = page.rows.ids[0]
    with_promises = replace(MERCHANT, trade="食品", pledged_on="2026-03-05", safe_consumption=True)
    merchants.save(with_promises, merchant)
    merchants.save(replace(with_promises, pledged_on="2026-04", safe_consumption=False, free_returns=True), merchant)
    page.revalidate()
    page.table.choose([merchant])
    seen = []

    def back(dialog):
        seen.append(dialog.changes.text())
        qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
        seen.append(dialog.changes.text())
        qtbot.keyClick(dialog.back, Qt.Key.Key_Return)

    dialogs(back)
    open_history(page)
    assert set(seen[0].split("；")) == {
        "诚信商家承诺书：2026年3月5日签订 → 2026年4月签订",
        f"放心消费承诺：已承诺 → {spoken(dt.date.today().isoformat())}撤回",
        "7天无理由退货承诺：（空） → 已承诺",
    }
    assert set(seen[1].split("；")) == {"诚信商家承诺书：（空） → 2026年3月5日签订", "放心消费承诺：（空） → 已承诺"}
    kept = merchants.get(merchant)
    assert (kept.pledged_on, kept.safe_consumption, kept.free_returns) == ("2026-03-05", True, False)
    page.window().findChild(Toast).link.click()
    kept = merchants.get(merchant)
    assert (kept.pledged_on, kept.safe_consumption, kept.free_returns) == ("2026-04", False, True)


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "2026-03", "2026-04-05"]), st.booleans(), st.booleans()), min_size=1, max_size=6
    ),
    st.data(),
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_step_can_be_gone_back_to_and_undone(store, steps, data):
    merchant = merchants.save(MERCHANT, None)
    states = []
    for signed, safe, returns in steps:
        merchants.save(replace(MERCHANT, pledged_on=signed, safe_consumption=safe, free_returns=returns), merchant)
        states.append(merchants.get(merchant))
    place = data.draw(st.integers(0, len(states) - 1))
    version = history.of("merchant", merchant)[len(states) - 1 - place]
    history.bring_back("merchant", merchant, version)
    assert merchants.get(merchant) == states[place]
    journal.undo(journal.last().id)
    assert merchants.get(merchant) == states[-1]
    journal.undo(journal.last().id)
    assert merchants.get(merchant) == states[place]
