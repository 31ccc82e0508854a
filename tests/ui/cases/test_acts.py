"""What happens to cases: handed out, moved on, finished, asked back, rated, closed, opened again, printed."""

import datetime as dt

from app.domain.roles import Role
from app.services import case_handling, cases, journal, session
from app.ui.kit import messages
from app.ui.pages import case_acts
from tests.ui.cases.desk import TODAY, filling, focused, select, take_in
from tests.ui.clerk import leaving, toast_of, words


def test_several_are_handed_out_as_one_act(page, files, dialogs, keys):
    select(page, files[0], files[1])
    dialogs(filling(keys, "示例环卫所", "吴起"))
    case_acts.dispatch(page)
    assert {(row.unit, row.handler) for row in cases.rows(files[:2])} == {("示例环卫所", "吴起")}
    assert journal.last().what == "交办事项 2 件"
    toast_of(page).link.click()
    assert [row.unit for row in cases.rows(files[:2])] == ["", "城管办"]


def test_nobody_to_hand_it_to_is_said_in_the_dialog(page, files, dialogs, keys):
    said = []

    def look(dialog):
        dialog.form.submit()
        said.append(dialog.form.row("unit").complaint.sentence.text())

    select(page, files[0])
    dialogs(leaving(look))
    case_acts.dispatch(page)
    assert "交给哪个单位" in said[0]


def test_the_button_on_the_card_is_the_next_act(page, files):
    for number, verb in zip(files, ("交办", "办结", "销号"), strict=True):
        select(page, number)
        assert page.pane.card.next.text() == verb


def test_it_is_finished_from_the_card(page, files, dialogs, keys):
    select(page, files[1])
    dialogs(filling(keys, "划定了摊位"))
    page.pane.card.next.click()
    row = cases.get(files[1])
    assert (row.result, row.done, row.state) == ("划定了摊位", TODAY.isoformat(), "已办结")
    assert "超期 14 天" in " ".join(words(page.pane.card))


def test_a_done_case_is_asked_back_rated_closed_and_opened_again(page, files, dialogs, keys):
    number = cases.get(files[2]).number
    select(page, files[2])
    dialogs(filling(keys), filling(keys, "", "90", "郑晓红"), filling(keys, "又不亮了"))
    case_acts.satisfy(page)
    assert cases.get(files[2]).satisfaction == "满意"
    case_acts.rate(page)
    assert case_handling.score(files[2]).words.startswith("90.00（缺五方互评、组织考评")
    case_acts.close(page)
    assert cases.get(files[2]).state == "已销号"
    assert page.pane.card.next.text() == "重开"
    page.pane.card.next.click()
    again = cases.get(files[2])
    assert (again.number, again.state, again.reopened) == (number, "在办", 1)
    assert "又不亮了" in " ".join(words(page.pane.card))


def test_the_handler_cannot_say_it_was_satisfying(page, files, dialogs, told):
    session.begin(session.folder(), session.Clerk("周立", Role.COUNTER), 0)
    select(page, files[2])
    dialogs(leaving(lambda dialog: dialog.form.submit()))
    case_acts.satisfy(page)
    assert "经办人" in told[0]
    assert cases.get(files[2]).satisfaction == ""


def test_a_score_that_is_no_number_is_said_under_the_field(page, files, dialogs):
    said = []

    def look(dialog):
        dialog.form.row("score").editor.setText("很好")
        dialog.form.submit()
        said.append(dialog.form.row("score").complaint.sentence.text())

    select(page, files[2])
    dialogs(leaving(look))
    case_acts.rate(page)
    assert said == ["得分请填 0 到 100 的整数。"]


def test_it_is_put_off_with_a_reason_and_the_old_deadline_stays_in_sight(page, files, dialogs, keys):
    was = cases.get(files[1]).due
    later = TODAY + dt.timedelta(days=5)
    select(page, files[1])
    dialogs(filling(keys, later.isoformat(), "等设备"))
    case_acts.extend(page)
    assert cases.get(files[1]).due == later.isoformat()
    assert case_handling.steps(files[1])[-1].was == was
    assert "原期限" in " ".join(words(page.pane.card))


def test_it_is_handed_over_and_stays_open(page, files, dialogs, keys):
    select(page, files[1])
    dialogs(filling(keys))
    case_acts.hand_over(page)
    assert case_handling.steps(files[1])[-1].what == "移交12315"
    assert cases.get(files[1]).state == "超期"


def test_cases_of_different_kinds_do_not_go_to_one_stage(page, files, told):
    other = take_in("灯箱纠纷", kind="纠纷")
    select(page, files[0], other)
    page.acting(case_acts.advance)()
    assert "环节不一样" in told[0]


def test_several_of_a_kind_go_to_a_stage(page, files, dialogs, keys):
    select(page, files[0], files[1])
    dialogs(leaving(lambda dialog: keys(focused(), "Ctrl+Return")))
    page.acting(case_acts.advance)()
    assert len({row.stage for row in cases.rows(files[:2])}) == 1
    assert journal.last().what.startswith("事项 2 件 转到")


def test_one_that_is_not_done_is_not_closed(page, files, told):
    select(page, files[0], files[2])
    page.acting(case_acts.close)()
    assert "还没有办结" in told[0]
    assert cases.get(files[2]).closed == ""


def test_the_file_of_a_case_is_on_record_once_it_is_saved_and_not_when_it_is_looked_at(
    page, files, dialogs, qtbot, monkeypatch, tmp_path
):
    number, seen = cases.get(files[2]).number, []

    def printed():
        return [entry.what for entry in journal.recent() if entry.what.startswith("打印")]

    def look(dialog):
        qtbot.waitUntil(dialog.save.isEnabled)
        seen.append((dialog.heading.text(), printed()))
        dialog.save.click()

    monkeypatch.setattr(messages, "ask_place", lambda *_: tmp_path / "案卷.pdf")
    select(page, files[2])
    dialogs(leaving(look))
    case_acts.print_sheet(page)
    assert seen == [(f"打印案卷：{number}", [])]
    assert printed() == [f"打印案卷 {number}"]
    assert (tmp_path / "案卷.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_removed_comes_back_from_the_recycle_bin(page, files, dialogs):
    select(page, files[0])
    page.remove()
    assert files[0] not in cases.ids()
    dialogs(leaving(lambda dialog: dialog.take_out()))
    case_acts.recycle_bin(page)
    assert files[0] in cases.ids()
