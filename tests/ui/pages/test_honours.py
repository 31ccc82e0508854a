"""The register of honours in the window: what is due, what is asked, what an old plaque is entered with."""

import datetime as dt

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from app.domain.blanks import Move
from app.domain.merchants import Draft
from app.domain.old_plaques import OldPlaque
from app.services import flags, honour_list, honour_old, honours, journal, merchants, plaque_stock, pledge_forms
from app.ui.flags_dialog import FIELDS
from app.ui.kit import messages
from app.ui.kit.toast import Toast
from app.ui.pages import honour_acts, merchant_changes
from app.ui.pages import honours as honours_page
from tests.ui.clerk import put_in_front

TODAY = dt.date.today()
BEGAN = TODAY.replace(year=TODAY.year - 1, day=1)


@pytest.fixture
def known(store):
    made = [
        merchants.save(Draft(sign=name, no_code_reason="无", grid="一片区"), None) for name in ("瑞和茶庄", "曾家面馆")
    ]
    honours.award("诚信商户", made, BEGAN, TODAY + dt.timedelta(days=400), "第 3 次会议")
    return made


@pytest.fixture
def page(known, window, qtbot):
    """The page by itself, in a window as large as the clerk's."""
    return put_in_front(qtbot, honours_page.page(), (1366, 688))


@pytest.fixture
def dialogs(qtbot):
    """Do something with each dialog that opens from now on, in turn; one that is still open at the end is closed."""
    over = []

    def play(*acts):
        seen = []

        def look():
            if over:
                return
            shown = QApplication.activeModalWidget()
            if shown is None or shown in seen:
                QTimer.singleShot(10, look)
                return
            seen.append(shown)
            if len(seen) < len(acts):
                QTimer.singleShot(10, look)
            try:
                acts[len(seen) - 1](shown)
            finally:
                QTimer.singleShot(0, lambda: shown.isVisible() and shown.reject())

        QTimer.singleShot(0, look)

    yield play
    over.append(True)


def choose(page, count=1):
    page.table.choose(page.rows.ids[:count])


def fill(**values):
    """Fill the dialog in and press its button."""

    def play(dialog):
        for name, value in values.items():
            editor = dialog.form.row(name).editor
            editor.fill(value) if hasattr(editor, "currentData") else editor.setText(value)
        dialog.form.submit()

    return play


def test_what_is_due_is_behind_its_chip(page):
    assert [row.merchant for row in honour_list.rows(page.rows.ids)] == ["瑞和茶庄", "曾家面馆"]
    page.show_filter({"state": "待年审"})
    assert len(page.rows.ids) == 2
    choose(page)
    assert page.pane.card.name.text() == "瑞和茶庄"
    assert page.pane.card.review.isEnabled()


def test_several_are_reviewed_as_one_act(page, dialogs):
    choose(page, 2)
    dialogs(fill(result="合格"))
    page.acting(honour_acts.review)()
    assert journal.last().what == "年审合格：2 块"
    assert honour_list.counts()["待年审"] == 0


def test_a_failed_review_asks_for_its_reason(page, dialogs):
    choose(page)
    seen = []

    def play(dialog):
        dialog.form.row("result").editor.fill("不合格，收回")
        dialog.form.submit()
        seen.append(dialog.form.row("note").complaint.sentence.text())
        dialog.form.row("note").editor.setPlainText("拒不整改")
        dialog.form.submit()

    dialogs(play)
    page.acting(honour_acts.review)()
    assert seen == ["不合格要写明原因。"]
    assert honour_list.rows(page.rows.ids[:1])[0].state == "收回"


def test_taking_back_and_giving_anew_are_said_and_can_be_undone(page, dialogs):
    choose(page)
    dialogs(fill(reason="违规失信"))
    page.pane.card.reclaim.click()
    assert page.findChild(Toast).accessibleName() == f"已收回荣誉：瑞和茶庄 诚信〔{BEGAN.year}〕001号，违规失信"
    assert not page.pane.card.reclaim.isEnabled()
    journal.undo(journal.last().id)
    page.revalidate()
    choose(page)
    dialogs(fill(reason="牌匾破损"))
    page.acting(honour_acts.reissue)()
    assert [row.number for row in honours.of_merchant(merchants.ids("rhcz")[0])] == [
        f"诚信〔{TODAY.year}〕001号",
        f"诚信〔{BEGAN.year}〕001号",
    ]


def test_an_old_plaque_is_entered_in_the_form_and_corrected(page):
    page.edit(None)
    for name, text in {"merchant": "曾家面馆", "number": "CX-0007", "issued": "2024.3"}.items():
        page.pane.form.row(name).editor.setText(text)
    page.pane.form.submit()
    (honour,) = honour_list.ids("CX")
    assert honour_list.rows([honour])[0].old
    page.edit(honour)
    page.pane.form.row("number").editor.setText("CX-0008")
    page.pane.form.submit()
    assert [row.number for row in honour_list.rows([honour])] == ["CX-0008"]


def test_a_number_that_is_taken_is_said_under_its_field(page):
    page.edit(None)
    told = {"merchant": "曾家面馆", "number": f"诚信〔{BEGAN.year}〕001号", "issued": f"{BEGAN.year}.3.1"}
    for name, text in told.items():
        page.pane.form.row(name).editor.setText(text)
    page.pane.form.submit()
    assert "已登记给瑞和茶庄" in page.pane.form.row("number").complaint.sentence.text()


def test_a_plaque_of_ours_is_not_edited(page):
    page.edit(page.rows.ids[0])
    assert not page.pane.busy()
    assert "不能改登记内容" in page.findChild(Toast).accessibleName()


def test_an_old_plaque_entered_by_mistake_is_voided_by_del(page, told):
    honour = honour_old.enter(OldPlaque("曾家面馆", "诚信商户", "CX-0007", "2024-03"))
    page.revalidate()
    page.table.choose([honour])
    page.remove()
    assert honour_list.rows([honour])[0].state == "作废"
    choose(page)
    page.remove()
    assert "在本程序里授予的" in told[0]


def test_flags_go_round_in_their_dialog(page, known, dialogs):
    def play(dialog):
        dialog.add_group()
        dialog.hand_over()
        assert "曾家面馆" in dialog.sentence.text()
        assert dialog.slip.isEnabled()
        assert (FIELDS[3].text(dialog.lines[0]), dialog.number.isVisible()) == (f"红旗〔{TODAY.year}〕001号", False)
        dialog.reject()

    dialogs(play, fill(name="一片区"), fill(merchant="曾家面馆", reason="第一名"))
    honour_acts.show_flags(page)
    assert flags.groups()[0].holder.name == "曾家面馆"
    assert flags.groups()[0].grid > 0


def test_blanks_come_in_and_are_counted_in_their_dialog(page, dialogs):
    def play(dialog):
        dialog.table.choose_place(1)
        dialog.enter(Move.RECEIVED)
        assert dialog.sentence.text().startswith("结存 20 张 = 入库 20 − 领用 0 − 作废 0。最近：")
        dialog.recount()
        assert "清点" in dialog.sentence.text()
        dialog.reject()

    dialogs(play, fill(count="20", note="发票 001"), fill(count="18"))
    honour_acts.show_stock(page)
    assert plaque_stock.of("证书纸").left == 18


def test_a_signed_pledge_is_filed_from_its_scan(page, known, dialogs, monkeypatch, tmp_path, qtbot):
    pledge_forms.write("放心消费承诺", known[1:], tmp_path / "扫描.pdf")
    monkeypatch.setattr(messages, "ask_file", lambda *_: tmp_path / "扫描.pdf")
    dialogs(fill(signed=f"{TODAY.year}.{TODAY.month}.{TODAY.day}", scope="全部商品"))
    honour_acts.file_pledge(page)
    qtbot.waitUntil(lambda: merchants.get(known[1]).safe_consumption)
    assert pledge_forms.scans(known[1])["放心消费承诺"].scope == "全部商品"


@pytest.mark.parametrize("act", [honour_acts.review, honour_acts.reclaim, honour_acts.reissue, honour_acts.print_sheet])
def test_without_a_choice_it_says_what_to_do(page, told, act):
    page.table.clearSelection()
    page.acting(act)()
    assert "请先在名单里选中" in told[0]


def test_a_reader_sees_but_is_offered_nothing_to_write(known, window, qtbot, monkeypatch):
    from app.domain.roles import Right
    from app.services import session

    monkeypatch.setattr(session, "may", lambda right: right == Right.READ)
    made = honours_page.page()
    qtbot.addWidget(made)
    offered = {button.text() for button in made.tools}
    assert offered == {"更多"}
    menu = next(button for button in made.tools).menu()
    assert [action.text() for action in menu.actions()] == ["流动红旗……", "空白件库存……", "荣誉种类……"]


def test_the_merchants_card_offers_what_can_be_done_with_each_plaque(window, known, keys, dialogs):
    keys(window, "Ctrl+4")
    page = window.page
    page.show_row(known[0])
    card = page.pane.card
    verbs = {each.accessibleName(): each for each in card.area.made.findChildren(QPushButton)}
    number = f"诚信〔{BEGAN.year}〕001号"
    assert {f"年审{number}", f"补发{number}", f"收回{number}", "登记旧牌……"} <= set(verbs)
    dialogs(fill(reason="经营异常"))
    verbs[f"收回{number}"].click()
    assert merchants.get(known[0]).honour_state == "收回"
    dialogs(fill(number="CX-0007", issued="2024.3"))
    {each.text(): each for each in card.area.made.findChildren(QPushButton)}["登记旧牌……"].click()
    assert [row.number for row in honours.of_merchant(known[0])] == [number, "CX-0007"]


@pytest.mark.parametrize(
    ("act", "heading"),
    [(merchant_changes.print_sheet, "打印商户情况表"), (merchant_changes.print_pledges, "打印空白承诺书")],
)
def test_papers_of_a_merchant_are_previewed(window, known, keys, dialogs, qtbot, act, heading):
    keys(window, "Ctrl+4")
    page = window.page
    page.show_row(known[0])
    seen = []

    def look(dialog):
        qtbot.waitUntil(dialog.save.isEnabled)
        seen.append((dialog.heading.text(), dialog._count))
        dialog.reject()

    dialogs(look)
    act(page)
    assert seen == [(heading, 1)]


def test_a_scan_dropped_on_the_window_is_filed(window, known, dialogs, tmp_path, qtbot):
    pledge_forms.write("诚信商家承诺书", known[:1], tmp_path / "扫描.pdf")
    dialogs(fill(signed=TODAY.isoformat()))
    window.take_file(tmp_path / "扫描.pdf")
    qtbot.waitUntil(lambda: merchants.get(known[0]).pledged_on == TODAY.isoformat())
    assert journal.last().what == "归档诚信商家承诺书：瑞和茶庄"


def test_a_file_without_such_a_code_is_refused_by_name(window, known, told, tmp_path, qtbot):
    from PIL import Image

    Image.new("RGB", (400, 300), "white").save(tmp_path / "风景.jpg")
    window.take_file(tmp_path / "风景.jpg")
    qtbot.waitUntil(lambda: bool(told))
    assert "《风景.jpg》里没有找到" in told[0]
